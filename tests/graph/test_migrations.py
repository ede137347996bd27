"""Steps are applied once and in order, also to records that an older release wrote, and may run twice."""

from __future__ import annotations

from typing import Any

import pytest

from graph.cypher import Cypher
from graph.migrate import list_missing, migrate, read_steps
from graph.unit import Graph
from matrix.issues import Wanted, list_issues
from tests.builders import People, build_directory, build_issue, fingerprint, place, refresh

FORGET: Cypher[None] = Cypher(
    "test.forget_steps_from", "MATCH (m:Migration) WHERE m.key >= $key DELETE m", writes=True
)
AGE: Cypher[None] = Cypher("test.age_issues", "MATCH (i:Issue) REMOVE i.shelf", writes=True)
CLOSE: Cypher[None] = Cypher(
    "test.close_issue", "MATCH (i:Issue {key: $key}) SET i.isOpen = false", writes=True
)


@pytest.fixture
def listed(graph: Graph) -> Any:
    """What a specialist finds in the list of open issues and of closed ones, by key."""
    build_directory(graph)
    people = People(graph)
    first, second = (build_issue(graph, people, key=key, title=key) for key in ("open", "closed"))
    place(graph, people, first)
    graph.write(lambda tx: tx.do(CLOSE, key=second.key))
    actor = refresh(graph, people.specialist)

    def find() -> list[list[str]]:
        return [titles(is_open=is_open) for is_open in (True, False)]

    def titles(*, is_open: bool) -> list[str]:
        wanted = Wanted(is_open=is_open)
        return [row["title"] for row in graph.read(lambda tx: list_issues(tx, actor, wanted))]

    return find


def test_issues_of_an_older_release_are_found_again(graph: Graph, listed: Any) -> None:
    graph.write(lambda tx: tx.do(AGE))
    assert listed() == [[], []]
    graph.write(lambda tx: tx.do(FORGET, key="0004"))
    steps = [step.key for step in read_steps()]
    assert [step.key for step in migrate(graph)] == [key for key in steps if key >= "0004"]
    assert listed() == [["open"], ["closed"]]


def test_every_step_may_run_twice(graph: Graph, listed: Any) -> None:
    graph.write(lambda tx: tx.do(AGE))
    graph.write(lambda tx: tx.do(FORGET, key="0004"))
    migrate(graph)
    before = fingerprint(graph)
    graph.write(lambda tx: tx.do(FORGET, key=""))
    assert [step.key for step in migrate(graph)] == [step.key for step in read_steps()]
    assert fingerprint(graph) == before
    assert (migrate(graph), list_missing(graph)) == ([], [])
    assert listed() == [["open"], ["closed"]]
