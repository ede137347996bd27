"""Who shares a graph with a whole module gets it emptied by nobody in between."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "tests").rglob("*.py"))
# Each of these empties the engine: for each test, or once for the module.
EACH_TIME, ONCE = "graph", "module_graph"


def asked_for(source: str) -> set[str]:
    """The fixtures that tests and fixtures of a module ask for by name."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            if node.name.startswith("test_") or any(mark.startswith("pytest.fixture") for mark in marks):
                found |= {each.arg for each in node.args.args}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_test_empties_what_its_module_shares(module: Path) -> None:
    names = asked_for(module.read_text("utf-8"))
    if module.name != "conftest.py":
        assert not {EACH_TIME, ONCE} <= names


def test_it_would_be_found() -> None:
    shared = "@pytest.fixture(scope='module')\ndef world(module_graph): ...\n"
    assert asked_for(f"{shared}def test_one(graph): ...\ndef help_it(nobody): ...\n") == {EACH_TIME, ONCE}
