"""A process killed at any point: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.cypher import Cypher
from graph.driver import open_graph
from graph.embedded import Engines
from graph.migrate import migrate
from graph.unit import Graph
from liaisons.errors import Stale
from tests.builders import People, build_directory
from tests.engines.pool import Engine
from tests.graph.processes import command, working_in
from tests.matrix.crashing import STEPS, Doing, Orders, run_on, run_once, take
from tests.racing import Command, added, alone, attempt, count_records

LIVES = 8
LONGEST = 60.0
LEFT: Cypher[Any] = Cypher(
    "test.left",
    """
    MATCH (i:Issue {title: $title})
    OPTIONAL MATCH (i)-[:PLACED]->(p:Placement)
    WITH i, count(p) AS placements
    OPTIONAL MATCH (c:Comment)-[:SAID_OF]->(i)
    WITH i, placements, count(c) AS comments, max(c.key) AS comment
    OPTIONAL MATCH (i)-[:WAS_HELD]->(h:Holding)
    WITH i, placements, comments, comment, count(h) AS holdings
    OPTIONAL MATCH (e:Event {subjectKey: i.key})
    OPTIONAL MATCH (a:AuditEntry {key: e.key})
    WITH i, placements, comments, comment, holdings, e, count(a) AS entries ORDER BY e.key
    WITH i, placements, comments, comment, holdings,
         collect(e.name) AS events, collect(e.state) AS outbox, collect(entries) AS entries
    RETURN {key: i.key, version: i.version, state: i.state, severity: i.severity, placements: placements,
            comments: comments, comment: comment, holdings: holdings, events: events, outbox: outbox,
            entries: entries} AS row
    """,
)
Tried = list[tuple[str, Doing]]
Done = list[tuple[str, Doing, str]]
# What is sent with a key of its own.
KEYED = ("report", "comment")
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.matrix.crashing"])


@pytest.fixture
def orders(engine: Engine, graph: Graph) -> Orders:
    """The engine with a directory, and who acts."""
    build_directory(graph)
    director = People(graph).director
    return Orders(engine.uri, engine.user, engine.password, engine.database, director, "life")


def settle(graph: Graph) -> dict[str, int]:
    """The records, once nothing of a dead process is on its way any more."""
    before: dict[str, int] = {}
    until = time.monotonic() + LONGEST
    while (now := count_records(graph)) != before:
        assert time.monotonic() < until
        before = now
        time.sleep(0.2)
    return now


def kill_in(orders: Orders, step: str, at: Doing, *, behind: int) -> None:
    """Run one step in a process of its own that kills itself."""
    process = processes.Process(target=run_once, args=(replace(orders, kill_behind=behind), step, at))
    process.start()
    process.join(LONGEST)
    assert process.exitcode == -9


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_behind_any_sentence_leaves_nothing_and_one_behind_the_commit_leaves_all(
    graph: Graph, orders: Orders, step: str
) -> None:
    counts = settle(graph)
    _, walk = alone(graph, send(orders, step, bring(graph, orders, "first", step)))
    first = added(counts, count_records(graph))
    counts = settle(graph)
    at = bring(graph, orders, "second", step)
    brought = settle(graph)
    for behind in range(1, len(walk.said) + 1):
        kill_in(orders, step, at, behind=behind)
        assert settle(graph) == brought, walk.said[behind - 1].name
    kill_in(orders, step, at, behind=0)
    assert added(counts, settle(graph)) == first
    again = attempt(graph, send(orders, step, at))
    assert added(counts, count_records(graph)) == first
    if step in KEYED:
        assert key_of(again) in (find(graph, "second")["key"], find(graph, "second")["comment"])
    else:
        assert isinstance(again, Stale)


def test_kills_at_random_moments_lose_nothing_that_was_acknowledged(graph: Graph, orders: Orders) -> None:
    chance = random.Random("crashes")  # noqa: S311 - a draw, not a secret
    acknowledged = 0
    for number in range(LIVES):
        tried, done = live(replace(orders, life=f"life {number}"), chance)
        settle(graph)
        acknowledged += len(done)
        check_all(graph, tried, done)
        # Whatever has a key is sent again: what is there answers with what was acknowledged.
        counts = settle(graph)
        for step, at, key in done:
            if step in KEYED:
                assert key_of(graph.write(send(orders, step, at))) == key
        assert count_records(graph) == counts
        # What was under way and not acknowledged is made once by sending it again, whether or not it was.
        step, at = tried[-1]
        attempt(graph, send(orders, step, at))
        steps = [step for step, at in tried if at.name == tried[-1][1].name]
        check(find(graph, at.name), steps, steps)
    assert acknowledged > LIVES


def test_an_engine_killed_amid_its_work_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    chance = random.Random("engines")  # noqa: S311 - a draw, not a secret
    said: list[str] = []
    with Engines(tmp_path, say=said.append, heap="256m") as engines:
        at = engines.start()
        graph = open_graph(uri=at.bolt_uri, user=at.user, password=at.password, database=at.database)
        migrate(graph)
        build_directory(graph)
        actor = People(graph).director
        for number in range(2):
            orders = Orders(at.bolt_uri, at.user, at.password, at.database, actor, f"life {number}")
            (engine,) = [each for each in working_in(tmp_path) if is_arcadedb(each)]
            tried, done = live(orders, chance, partial(os.kill, engine, signal.SIGKILL))
            until = time.monotonic() + LONGEST
            while not any("answers again" in words for words in said):
                assert time.monotonic() < until
                engines.watch()
                time.sleep(0.1)
            said.clear()
            check_all(graph, tried, done)
            assert done
        graph.close()


def is_arcadedb(process: int) -> bool:
    """The engine itself, not its keeper."""
    return Path(command(process).split()[0]).name == "java"


def live(
    orders: Orders, chance: random.Random, kill: Callable[[], object] | None = None
) -> tuple[Tried, Done]:
    """One process until a random moment, or whatever is killed then: what it tried, what it was told."""
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=run_on, args=(orders, there))
    process.start()
    there.close()
    said = [here.recv()]
    began = time.monotonic()
    words = chance.randint(3, 12)
    said += [here.recv() for _ in range(words)]
    # Somewhere in what it does next, however fast this machine is.
    time.sleep(chance.uniform(0, 2) * (time.monotonic() - began) / words)
    if kill:
        kill()
    process.kill()
    process.join(LONGEST)
    while True:
        try:
            said.append(here.recv())
        except EOFError:
            break
    return (
        [(step, at) for what, step, at, _ in said if what == "tries"],
        [(step, at, key) for what, step, at, key in said if what == "done"],
    )


def check_all(graph: Graph, tried: Tried, done: Done) -> None:
    """Each issue of a life is as far as was acknowledged, or one whole step further."""
    for issue in {at.name for _, at in tried}:
        mine = [step for step, at, _ in done if at.name == issue]
        check(find(graph, issue), mine, [step for step, at in tried if at.name == issue])


def check(left: dict[str, Any] | None, done: list[str], tried: list[str]) -> None:
    """All of what was acknowledged is there; of what was tried last, all or nothing."""
    if left is None:
        assert done == []
        return
    there = [step for step, (_, event) in STEPS.items() if event in left["events"]]
    assert there in (done, tried)
    assert left["events"] == [STEPS[step][1] for step in there]
    assert set(left["outbox"]) == {"new"}
    assert left["entries"] == [1] * len(there)
    assert left["holdings"] == 1
    assert left["placements"] == ("place" in there)
    assert left["comments"] == ("comment" in there)
    assert left["severity"] == (4 if "assess" in there else 0)
    assert left["state"] == ("placed" if "place" in there else "reported")
    assert left["version"] == len([step for step in there if step != "comment"])


def bring(graph: Graph, orders: Orders, name: str, step: str) -> Doing:
    """An issue as far as the step."""
    at = Doing(name)
    for before in list(STEPS)[: list(STEPS).index(step)]:
        at = take(graph.write(send(orders, before, at)), at)
    return at


def send(orders: Orders, step: str, at: Doing) -> Command:
    return lambda tx: STEPS[step][0](tx, orders.actor, at)


def find(graph: Graph, name: str) -> Any:
    return graph.read(lambda tx: tx.one(LEFT, title=name))


def key_of(told: Any) -> str:
    key: str = told if isinstance(told, str) else told.key
    return key
