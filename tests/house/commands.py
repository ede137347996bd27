"""The commands of the rooms that the front door calls: found in the code, so that a new one is found too."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.house.premises import floor_modules, text

ROOMS = ("liaisons", "matrix", "meetings")
QUESTIONS = ("list_", "find_", "get_", "count_", "read_", "is_", "has_", "may_")


@cache
def commands() -> dict[str, Callable[..., Any]]:
    """By name (`closing.agree_close`), every function (tx, actor, ..., now) that hub/ names; no questions."""
    found = {}
    for path in floor_modules():
        if path.parts[0] == "hub":
            found.update({f"{_noun(one)}.{one.__name__}": one for one in _named_in(path) if _is_command(one)})
    return dict(sorted(found.items()))


def _named_in(path: Path) -> Iterator[Any]:
    tree = ast.parse(text(path))
    modules: dict[str, ModuleType] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ROOMS:
            home = import_module(node.module or "")
            for alias in node.names:
                thing = getattr(home, alias.name, None) or import_module(f"{node.module}.{alias.name}")
                if isinstance(thing, ModuleType):
                    modules[alias.asname or alias.name] = thing
                else:
                    yield thing
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield getattr(modules[node.value.id], node.attr, None)


def _is_command(thing: Any) -> bool:
    if not inspect.isfunction(thing) or thing.__name__.startswith(QUESTIONS):
        return False
    names = list(inspect.signature(thing).parameters)
    return names[:2] == ["tx", "actor"] and "now" in names


def _noun(thing: Any) -> str:
    return str(thing.__module__).rpartition(".")[2]
