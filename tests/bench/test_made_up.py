"""The benchmark's graph: the same from the same seed, shaped as it says, and written as the hub writes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from graph.cypher import Cypher
from graph.unit import Graph
from matrix.states import is_open
from tests.bench.made_up import MadeUpIssue, make_issues
from tests.bench.writing import write_issues
from tests.builders import build_directory, fingerprint

DAY = date(2026, 11, 24)

# What the matrix is shown from beside what is known of the placements, and of who holds it.
STANDING: Cypher[Any] = Cypher(
    "test.standing",
    """
    MATCH (i:Issue)
    RETURN {cells: i.cells, open: i.isOpen, state: i.state, holder: i.holderKey,
            placed: COLLECT { MATCH (i)-[:PLACED]->(p:Placement)-[:AT_AREA]->(a:Area),
                                    (p)-[:AT_COLUMN]->(c:Column)
                              WHERE p.audienceKey = i.audienceKey
                              RETURN a.key + '|' + c.key },
            held: COLLECT { MATCH (i)-[:HELD_BY]->(p:Party) RETURN p.key },
            known: COLLECT { MATCH (:Audience {key: i.audienceKey})<-[:READS]-(r:Reader) RETURN r.key }}
           AS row
    """,
)


def made(number: int, still_open: int, seed: int = 3) -> list[MadeUpIssue]:
    return list(make_issues(number, still_open=still_open, day=DAY, seed=seed))


def test_one_seed_makes_the_same_issues_and_another_makes_others() -> None:
    assert made(500, 100) == made(500, 100)
    assert made(500, 100) != made(500, 100, seed=4)


@pytest.mark.parametrize(("number", "still_open"), [(1, 0), (1, 1), (7, 3), (500, 500), (2_000, 100)])
def test_as_many_are_made_and_open_as_asked(number: int, still_open: int) -> None:
    found = made(number, still_open)
    assert Counter(issue.words["isOpen"] for issue in found) == Counter(
        {True: still_open, False: number - still_open}
    )
    assert len({issue.words["key"] for issue in found}) == number


def test_the_open_ones_are_the_same_however_many_are_closed_and_lie_among_them() -> None:
    few, many = made(100, 100), made(2_000, 100)
    assert [issue for issue in many if issue.words["isOpen"]] == few
    places = [place for place, issue in enumerate(many) if issue.words["isOpen"]]
    assert max(b - a for a, b in pairwise(places)) == 20


def test_they_are_shaped_like_the_documented_ones() -> None:
    found = made(3_000, 1_500)
    numbers = Counter(len(issue.cells) for issue in found)
    # The documented ones: 8 of 67 unplaced, the most in 29 cells, 3.9 cells on average.
    assert 0.06 < numbers[0] / len(found) < 0.18
    assert max(numbers) == 29
    assert 3 < sum(len(issue.cells) for issue in found) / len(found) < 4.5
    assert all(is_open(issue.words["state"]) == issue.words["isOpen"] for issue in found)
    readers = Counter(issue.readers == ("interagency",) for issue in found)
    assert 0.3 < readers[True] / len(found) < 0.45
    assert len({issue.readers for issue in found}) > 100


def test_what_is_written_is_whole_and_the_same_each_time(graph: Graph) -> None:
    build_directory(graph)
    issues = made(120, 40)
    assert write_issues(graph, issues) == 120
    for row in (rows := graph.read(lambda tx: tx.all(STANDING))):
        assert sorted(row["placed"]) == row["cells"]
        assert row["held"] == ([row["holder"]] if row["open"] else [])
        assert row["known"]
    assert len(rows) == 120
    first = fingerprint(graph)
    empty_again(graph)
    build_directory(graph)
    write_issues(graph, made(120, 40))
    assert fingerprint(graph) == first


def empty_again(graph: Graph) -> None:
    delete: Cypher[None] = Cypher(
        "test.delete", "MATCH (n) WHERE NOT n:Migration DETACH DELETE n", writes=True
    )
    graph.write(lambda tx: tx.do(delete))
