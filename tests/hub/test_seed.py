"""Seeding: everything is there, a second run changes nothing, and the day stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from graph.cypher import Cypher
from graph.unit import Graph
from hub.seed import DayKept, seed_demo, seed_reference
from liaisons.directory import read_directory
from tests.liaisons.doubles import NOW

EVERYTHING: Cypher[list[Any]] = Cypher(
    "test.all_there",
    """
    MATCH (n) WHERE NOT n:Migration AND NOT n:Once
    WITH labels(n) AS labels, properties(n) AS words, COUNT { (n)--() } AS lines
    RETURN [labels, words, lines] AS row
    """,
)
# What a run leaves however little it changes: when a record was last touched.
PASSING = {"lockedAt", "locks", "seenAt"}


def _all(graph: Graph) -> list[str]:
    return sorted(
        str((sorted(labels), sorted((k, str(v)) for k, v in words.items() if k not in PASSING), lines))
        for labels, words, lines in graph.read(lambda tx: tx.all(EVERYTHING))
    )


def test_a_second_run_changes_nothing_and_the_day_stays(graph: Graph) -> None:
    seed_reference(graph, now=NOW)
    day = date(2026, 12, 1)
    assert seed_demo(graph, day=day, now=NOW) == day
    first = _all(graph)
    later = NOW + timedelta(days=3)
    assert seed_reference(graph, now=later) == 0
    assert seed_demo(graph, day=None, now=later) == day
    # What differs, not two long lists side by side.
    assert set(_all(graph)) ^ set(first) == set()
    with pytest.raises(DayKept):
        seed_demo(graph, day=date(2027, 1, 4), now=later)
    assert set(_all(graph)) ^ set(first) == set()
    directory = graph.read(read_directory)
    assert (len(directory.centers), len(directory.agencies), len(directory.industries)) == (10, 53, 41)
