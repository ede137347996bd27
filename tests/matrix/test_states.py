"""The state table: what the vocabulary proposes, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from matrix import states
from matrix.reference import read_states, read_transitions
from matrix.states import FINAL, TRANSITIONS, Move, NotInThisState, State, end_of, is_open


def test_the_table_holds_the_vocabularys_transitions_exactly() -> None:
    proposed = sorted((t["before"], t["after"], t["event"]) for t in read_transitions())
    assert sorted((str(t.start), str(t.end), str(t.move)) for t in TRANSITIONS) == proposed


def test_final_states_are_the_vocabularys() -> None:
    assert {row["key"] for row in read_states()} == {str(state) for state in State}
    assert {row["key"] for row in read_states() if row["isFinal"]} == {str(state) for state in FINAL}


def test_what_is_watched_for_recurrence_is_still_open() -> None:
    assert [is_open(s) for s in (State.REPORTED, State.IN_WATCH, State.CLOSED)] == [True, True, False]


def test_a_move_from_another_state_is_refused_with_the_states_that_allow_it() -> None:
    with pytest.raises(NotInThisState) as no:
        end_of(State.CLOSED, Move.TAKE_UP)
    assert "This issue is closed; for that it would have to be: confirmed systemic." in no.value.sentence


def test_no_state_is_a_dead_end_unless_it_is_final() -> None:
    starts = {t.start for t in TRANSITIONS}
    assert {s for s in State if s not in starts} == {State.CLOSED}


def test_the_drawing_is_fresh() -> None:
    drawn = Path(__file__).parents[2] / "docs" / "states" / "issue.md"
    assert drawn.read_text(encoding="utf-8") == states.diagram(), "Run `hub states`."
