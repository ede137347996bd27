"""`hub states` draws what the tables say, and what docs/states holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.cli import main
from liaisons import input_states
from matrix.states import FINAL, TRANSITIONS
from meetings import packet_states
from meetings import states as meeting_states

FOLDER = Path(__file__).parents[2] / "docs" / "states"
OF_ISSUES = sorted((str(row.start), str(row.end), str(row.move)) for row in TRANSITIONS)
OF_MEETINGS = sorted((str(row.start), str(row.end), str(row.move)) for row in meeting_states.TRANSITIONS)
OF_INPUTS = sorted((str(row.start), str(row.end), row.event) for row in input_states.TRANSITIONS)
OF_PACKETS = sorted((str(row.start), str(row.end), row.event) for row in packet_states.TRANSITIONS)


def test_the_command_draws_the_files_that_are_kept(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["states", "--folder", str(tmp_path / "states")])
    drawn = [tmp_path / "states" / name for name in ("issue.md", "input.md", "meeting.md", "packet.md")]
    assert (done.exit_code, done.output) == (0, "".join(f"Wrote {file}.\n" for file in drawn))
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(file.name for file in drawn)
    for file in drawn:
        kept = FOLDER / file.name
        assert file.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), "Run `hub states`."


@pytest.mark.parametrize(
    ("name", "table", "final"),
    [
        ("issue", OF_ISSUES, {str(state) for state in FINAL}),
        ("input", OF_INPUTS, {str(state) for state in input_states.FINAL}),
        ("meeting", OF_MEETINGS, {"held"}),
        ("packet", OF_PACKETS, {"issued"}),
    ],
)
def test_the_drawing_and_its_table_hold_each_transition_once_and_no_other(
    name: str, table: list[tuple[str, str, str]], final: set[str]
) -> None:
    page = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^  ([a-z-]+) --> ([a-z-]+): (.*)$", page, re.MULTILINE)) == table
    rows = re.findall(
        r"^\| ([a-z-]+) \| ([a-z-]+) \| (.*?) \| (?:who may |the hub's clock)", page, re.MULTILINE
    )
    assert sorted(rows) == table
    assert set(re.findall(r"^  ([a-z-]+) --> \[\*\]$", page, re.MULTILINE)) == final
