"""When nothing matches: which part of the filter to let go, with how many issues that would find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graph.cypher import Tx
from hub.pages.asked import Asked
from liaisons.actors import Actor
from liaisons.directory import Directory
from matrix.issues import count_issues


@dataclass(frozen=True, slots=True)
class Way:
    """One part of a filter to let go: the words of its link, and what of the address changes."""

    words: str
    without: Asked
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loosening:
    """A link to the same list without one part of its filter."""

    words: str
    address: str
    total: int


def ways_of(asked: Asked) -> list[Way]:
    """Every part of the filter that is set, narrowest first."""
    parts: Iterable[tuple[bool, str, dict[str, Any], dict[str, Any]]] = (
        (bool(asked.severities), "Any severity", {"severities": ()}, {"severity": None}),
        (bool(asked.states), "Any state", {"states": ()}, {"state": None}),
        (bool(asked.older), "Any age", {"older": ""}, {"older": None}),
        (bool(asked.kinds), "Any kind", {"kinds": ()}, {"kind": None}),
        (bool(asked.strengths), "Any strength", {"strengths": ()}, {"strength": None}),
        (bool(asked.holders), "Held by anyone", {"holders": ()}, {"holder": None}),
        (asked.unplaced is not None, "Placed or not", {"unplaced": None}, {"unplaced": None, "placed": None}),
        (asked.show != "all", "Open and closed", {"show": "all"}, {"show": "all"}),
        (
            bool(asked.columns or asked.centers),
            "All Centers",
            {"columns": (), "centers": ()},
            {"column": None, "center": None},
        ),
        (
            bool(asked.areas or asked.agencies),
            "All agencies",
            {"areas": (), "agencies": ()},
            {"area": None, "agency": None},
        ),
    )
    return [
        Way(words, replace(asked, **kept), {**changes, "after": None})
        for is_set, words, kept, changes in parts
        if is_set
    ]


def list_loosenings(
    tx: Tx, actor: Actor, asked: Asked, directory: Directory, *, path: str, today: str
) -> list[Loosening]:
    """The parts without which something matches. As many counts as the filter has parts."""
    found = []
    for way in ways_of(asked):
        total = count_issues(tx, actor, way.without.wanted(directory, today))
        if total:
            found.append(Loosening(way.words, asked.address(path, **way.changes), total))
    return found
