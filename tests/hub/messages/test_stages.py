"""Every stage of a delivery has words: what it means and what one can do; none says more than is known."""

from __future__ import annotations

import pytest

from hub.messages.stages import WORDS, Stage


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_says_what_it_means_and_what_one_can_do(stage: Stage) -> None:
    words = WORDS[stage]
    assert words.means.endswith(".")
    assert words.help.endswith(".")


def test_only_what_was_taken_is_sent_and_nothing_is_said_to_be_read() -> None:
    assert [stage for stage in Stage if "has taken it" in WORDS[stage].means] == [Stage.SENT]
    assert "whether it was read isn't known" in WORDS[Stage.SENT].means
