"""Events are passed on once each, however many relays there are; one that can't be is in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from graph.cypher import Cypher, Tx
from graph.errors import EngineDown
from graph.unit import Graph
from hub.jobs import relay
from hub.jobs.reactions import FOLLOWING
from tests.builders import People, build_issue, fingerprint
from tests.hub.mailing import Mailing, build_mailing

MANY: Cypher[None] = Cypher(
    "test.many",
    """
    MATCH (e:Event {name: 'IssueHandedOver'})
    UNWIND range(1, $number) AS n
    CREATE (x:Event) SET x = e {.*, key: e.key + '-' + n, state: 'new'}
    """,
    writes=True,
)


@pytest.fixture
def world(graph: Graph, tmp_path: Path) -> Mailing:
    return build_mailing(graph, tmp_path)


def test_every_event_is_passed_on_and_a_second_time_changes_nothing(world: Mailing) -> None:
    world.hand_over()
    assert world.relay() == 1
    for name in ("IssueReported", "IssuePlaced", "IssueConfirmed", "IssueHandedOver", "IssueTakenUp"):
        assert world.states(name) == ["relayed"], name
    before = fingerprint(world.graph)
    assert world.relay() == 0
    assert fingerprint(world.graph) == before


def test_where_nothing_is_new_nothing_is_written(world: Mailing) -> None:
    world.hand_over()
    world.relay()
    said: list[str] = []
    world.graph.seen = lambda name, _rows: said.append(name)
    try:
        world.relay()
    finally:
        world.graph.seen = None
    assert said == ["outbox.list_new", "outbox.list_new"]


def test_racing_relays_pass_each_event_on_once(world: Mailing) -> None:
    world.hand_over()
    world.graph.write(lambda tx: tx.do(MANY, number=60))
    with ThreadPoolExecutor(4) as pool:
        passed = [pool.submit(world.relay) for _ in range(4)]
    assert sum(each.result() for each in passed) == 61
    assert len(world.deliveries) == 61
    assert {row["personKey"] for row in world.deliveries} == {"dana"}
    assert set(world.states("IssueHandedOver")) == {"relayed"}


def follow(world: Mailing, monkeypatch: pytest.MonkeyPatch, name: str, does: Callable[..., Any]) -> None:
    """For this test something follows an event of the name."""
    monkeypatch.setattr(relay, "FOLLOWING", {**FOLLOWING, name: (does,)})
    monkeypatch.setattr(relay, "TOLD", sorted({*relay.TOLD, name}))
    monkeypatch.setattr(relay, "QUIET", sorted(set(relay.QUIET) - {name}))


def test_what_follows_is_kept_with_the_claim_or_not_at_all(
    world: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = [True]

    def count(tx: Tx, happened: Any, *, now: Any) -> None:
        tx.do(MARK, key=happened.key)
        if fails[0]:
            raise ValueError("not today")

    follow(world, monkeypatch, "IssueReported", count)
    build_issue(world.graph, People(world.graph))
    assert world.relay() == 0
    assert world.states("IssueReported") == ["put off"]
    assert world.graph.read(lambda tx: tx.all(MARKS)) == []

    fails[0] = False
    assert world.relay() == 0
    world.clock.go_on(seconds=60)
    assert world.graph.write(lambda tx: relay.bring_back(tx, now=world.clock())) == 1
    assert world.relay() == 1
    assert len(world.graph.read(lambda tx: tx.all(MARKS))) == 1


def test_an_event_that_can_never_be_passed_on_is_told_and_stops_nothing(
    world: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_tx: Tx, _happened: Any, *, now: Any) -> None:
        raise ValueError("never")

    follow(world, monkeypatch, "IssueReported", refuse)
    world.hand_over()
    assert world.relay() == 1
    assert world.hearers == ["dana"]
    for _ in range(relay.MOST_TRIES):
        world.clock.go_on(minutes=2)
        world.graph.write(lambda tx: relay.bring_back(tx, now=world.clock()))
        world.relay()
    assert world.states("IssueReported") == ["stuck"]
    assert world.graph.write(relay.revive) == 1
    assert world.states("IssueReported") == ["new"]


def test_an_engine_that_fails_is_no_fault_of_the_event(
    world: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_tx: Tx, _happened: Any, *, now: Any) -> None:
        raise EngineDown("away")

    follow(world, monkeypatch, "IssueReported", fail)
    build_issue(world.graph, People(world.graph))
    with pytest.raises(EngineDown):
        world.relay()
    assert world.states("IssueReported") == ["new"]


def test_an_event_of_a_later_release_waits_for_one(world: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "QUIET", sorted(set(relay.QUIET) - {"IssueReported"}))
    build_issue(world.graph, People(world.graph))
    assert world.relay() == 0
    assert world.states("IssueReported") == ["new"]


MARK: Cypher[None] = Cypher("test.mark", "CREATE (:Once {key: $key})", writes=True)
MARKS: Cypher[str] = Cypher("test.marks", "MATCH (o:Once) WHERE o.content IS NULL RETURN o.key AS row")
