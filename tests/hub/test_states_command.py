"""`hub states` draws what the table says, and what docs/states holds."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from hub.cli import main
from matrix.states import FINAL, TRANSITIONS

KEPT = Path(__file__).parents[2] / "docs" / "states" / "issue.md"


def test_the_command_draws_the_file_that_is_kept(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["states", "--folder", str(tmp_path / "states")])
    drawn = tmp_path / "states" / "issue.md"
    assert (done.exit_code, done.output) == (0, f"Wrote {drawn}.\n")
    assert drawn.read_text(encoding="utf-8") == KEPT.read_text(encoding="utf-8"), "Run `hub states`."


def test_the_drawing_and_its_table_hold_each_transition_once_and_no_other() -> None:
    page = KEPT.read_text(encoding="utf-8")
    table = sorted((str(row.start), str(row.end), str(row.move)) for row in TRANSITIONS)
    assert sorted(re.findall(r"^  ([a-z-]+) --> ([a-z-]+): (.*)$", page, re.MULTILINE)) == table
    assert sorted(re.findall(r"^\| ([a-z-]+) \| ([a-z-]+) \| (.*?) \| who may ", page, re.MULTILINE)) == table
    assert set(re.findall(r"^  ([a-z-]+) --> \[\*\]$", page, re.MULTILINE)) == {str(s) for s in FINAL}
