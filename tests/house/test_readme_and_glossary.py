"""What README and the glossary say is so: each setting, command, file and word, and none that isn't there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from graph.labels import LABELS
from hub.cli import main
from hub.config import SETTINGS
from liaisons.actors import Role
from matrix.assessments import Emptiness
from matrix.publications import Stage
from matrix.severity import Severity
from matrix.states import State
from matrix.weighing import NEEDS_RESOLUTION, TRACKED
from tests.house.premises import FLOORS, ROOT, floor_modules, text

README = text(Path("README.md"))
GLOSSARY = text(Path("docs/glossary.md"))
SETTING = re.compile(r"\b(?:HUB|NEO4J|REDIS)_[A-Z][A-Z_]*\b")


def _words_of(kind: type[Role] | type[Emptiness] | type[Stage] | type[State]) -> set[str]:
    return {str(each).replace("-", " ") for each in kind}


def _strings(path: Path) -> str:
    """All that stands in quotes in a module."""
    constants = (node for node in ast.walk(ast.parse(text(path))) if isinstance(node, ast.Constant))
    return "\n".join(str(node.value) for node in constants)


WORDS = (
    # AuditEntry is "audit entry".
    {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label).lower() for label in LABELS}
    | _words_of(Role)
    | _words_of(Emptiness)
    | _words_of(Stage)
    | _words_of(State)
    | {severity.word for severity in Severity}
    | {TRACKED, NEEDS_RESOLUTION}
)


def test_the_table_of_settings_is_the_hubs_own() -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| (.+?) \| (.+?) \|$", README, re.MULTILINE)
    assert rows == [(setting.name, setting.default, setting.words) for setting in SETTINGS]


def test_no_setting_is_named_that_the_table_lacks() -> None:
    known = {setting.name for setting in SETTINGS}
    assert set(SETTING.findall(README)) == known
    named = {path: set(SETTING.findall(_strings(path))) - known for path in floor_modules()}
    assert {path: names for path, names in named.items() if names} == {}


def test_only_the_command_line_reads_the_environment() -> None:
    readers = {path for path in floor_modules() if re.search(r"\bos\.(environ|getenv)\b", text(path))}
    # The second hands its own environment on to what it starts.
    assert readers == {Path("hub/cli.py"), Path("hub/supervised.py")}


@pytest.mark.parametrize("page", ["README.md", "docs/glossary.md", "docs/features.md"])
def test_every_link_leads_to_a_file_that_is_kept(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text(Path(page)))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_command_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", text(Path("Makefile")), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z0-9]+)", README)) <= targets
    commands = set(re.findall(r"`(?:\.venv/bin/)?hub ([a-z]+)", README))
    assert commands >= {"check", "matrix", "migrate", "seed", "serve"}
    assert commands <= set(main.commands)


def test_the_floors_are_the_houses() -> None:
    (drawn,) = re.findall(r"## The house\n\n```\n(.*?)```", README, re.DOTALL)
    assert tuple(line.split()[0] for line in drawn.splitlines()) == FLOORS


@pytest.mark.parametrize("word", sorted(WORDS))
def test_the_glossary_has_the_word(word: str) -> None:
    entries = re.findall(r"^\| (.+?) \|", GLOSSARY, re.MULTILINE) + re.findall(r"\*\*(.+?)\*\*", GLOSSARY)
    known = {each.strip().lower() for entry in entries for each in entry.split(",")}
    severity = {"critical", "high", "medium", "low"} | {str(stage) for stage in Stage}
    assert word in known or (word in severity and re.search(rf"\b{word}\b", GLOSSARY)), word


def test_the_glossary_has_each_word_once() -> None:
    entries = re.findall(r"^\| (.+?) \|", GLOSSARY, re.MULTILINE)
    words = [each.strip() for entry in entries for each in entry.split(",") if entry != "word"]
    assert sorted({each for each in words if words.count(each) > 1} - {"---", "filer"}) == []
