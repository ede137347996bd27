"""Two people at once: one command is held behind each of its sentences in turn while another runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Barrier, Event
from typing import Any, Generic, Protocol, TypeVar

from graph.cypher import Cypher, Row, Tx, Value
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.errors import Refused

Command = Callable[[Tx], Any]
W = TypeVar("W", bound="World")

# How often two race by chance, beside each order that is forced.
TIMES = 2

# How long the held one lets the other go on; where that one waits for its lock, it will not come any further.
LOOK = 0.15
LONGEST = 60.0
# Sentences that write only to lock, and answer with what the command decides on.
LOCKS = re.compile(r"\.(lock|claim)")

COUNTS: Cypher[Any] = Cypher(
    "test.counts",
    """
    MATCH (n) WHERE NOT n:Migration
    WITH labels(n) AS labels, count(*) AS number
    WITH collect({labels: labels, number: number}) AS nodes
    OPTIONAL MATCH ()-[r]->()
    WITH nodes, type(r) AS type, count(r) AS number
    WITH nodes, collect({type: type, number: number}) AS lines
    RETURN {nodes: nodes, lines: lines} AS row
    """,
)


class World(Protocol):
    """People by name, and what stands of a thing."""

    graph: Graph

    def person(self, name: str) -> Actor: ...

    def stands(self, key: str) -> dict[str, Any]:
        """Version and state of the thing, None where it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Thing:
    """What two people decide on, at the version that both have seen."""

    key: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Race(Generic[W]):
    """Two people decide the same of one thing at once: one is accepted, the other told no with this code."""

    name: str
    command: str
    ready: Callable[[W], Thing]
    who: tuple[str, str]
    act: Callable[[Tx, Actor, Thing], Any]
    code: str = "STALE"
    moves: tuple[str, str] | None = None

    def the_two(self, world: W, at: Thing) -> tuple[Command, Command]:
        one, two = (world.person(name) for name in self.who)
        return lambda tx: self.act(tx, one, at), lambda tx: self.act(tx, two, at)


@dataclass(slots=True)
class Walk:
    """A command's sentences as they are said; it waits, once, behind the one that `stop` counts (from 1)."""

    stop: int = 0
    said: list[Cypher[Any]] = field(default_factory=list)
    reached: Event = field(default_factory=Event)
    go: Event = field(default_factory=Event)

    def step(self, sentence: Cypher[Any]) -> None:
        self.said.append(sentence)
        if len(self.said) == self.stop and not self.reached.is_set():
            self.reached.set()
            self.go.wait(LONGEST)

    def stops(self) -> list[int]:
        """Behind each sentence that it decides on, and behind the last, with only the commit to come."""
        found = {n for n, one in enumerate(self.said, 1) if not one.writes or LOCKS.search(one.name)}
        return sorted(found | {len(self.said)})


class WalkedTx:
    """A transaction that shows its sentences to a walk."""

    def __init__(self, tx: Tx, walk: Walk) -> None:
        self._tx = tx
        self._walk = walk

    def all(self, sentence: Cypher[Row], /, **values: Value) -> list[Row]:
        found = self._tx.all(sentence, **values)
        self._walk.step(sentence)
        return found

    def one(self, sentence: Cypher[Row], /, **values: Value) -> Row | None:
        found = self._tx.one(sentence, **values)
        self._walk.step(sentence)
        return found

    def the(self, sentence: Cypher[Row], /, **values: Value) -> Row:
        found = self._tx.the(sentence, **values)
        self._walk.step(sentence)
        return found

    def do(self, sentence: Cypher[None], /, **values: Value) -> None:
        self._tx.do(sentence, **values)
        self._walk.step(sentence)

    def new_id(self) -> str:
        return self._tx.new_id()

    def new_code(self) -> str:
        return self._tx.new_code()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each of the two was told: an answer or a refusal."""

    told: tuple[Any, Any]

    @property
    def accepted(self) -> list[Any]:
        return [each for each in self.told if not isinstance(each, Refused)]

    @property
    def refused(self) -> list[Refused]:
        return [each for each in self.told if isinstance(each, Refused)]


def alone(graph: Graph, command: Command) -> tuple[Any, Walk]:
    """The command with nobody beside it, and what it said."""
    walk = Walk()
    return graph.write(lambda tx: command(WalkedTx(tx, walk))), walk


def together(graph: Graph, first: Command, second: Command) -> Outcome:
    """Both at the same moment; which of them comes first is chance."""
    barrier = Barrier(2)

    def run(command: Command) -> Any:
        barrier.wait(LONGEST)
        return attempt(graph, command)

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(run, first), pool.submit(run, second)
        return Outcome((one.result(LONGEST), two.result(LONGEST)))


def hold(graph: Graph, first: Command, second: Command, *, stop: int) -> Outcome:
    """The second runs, as far as it gets, while the first waits behind its sentence number `stop`."""
    walk = Walk(stop)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(attempt, graph, lambda tx: first(WalkedTx(tx, walk)))
        try:
            assert walk.reached.wait(LONGEST), "the first never came so far"
            two = pool.submit(attempt, graph, second)
            wait([two], timeout=LOOK)
        finally:
            walk.go.set()
        return Outcome((one.result(LONGEST), two.result(LONGEST)))


def race(graph: Graph, first: Command, second: Command, stop: int) -> Outcome:
    """Held behind the sentence, or by chance where `stop` is 0."""
    return hold(graph, first, second, stop=stop) if stop else together(graph, first, second)


def check_that_one_is_accepted(world: W, case: Race[W]) -> None:
    """Run a race in every order; each time one is accepted, and the graph holds what one alone leaves."""
    at = case.ready(world)
    before, counts = world.stands(at.key), count_records(world.graph)
    _, walk = alone(world.graph, case.the_two(world, at)[0])
    once = added(counts, count_records(world.graph))
    # One event for each record that it moves, as when all roles of someone end at once.
    assert once["Event"] == once["AuditEntry"] > 0
    if case.moves:
        assert (before["state"], world.stands(at.key)["state"]) == case.moves
    for stop in [*walk.stops(), *[0] * TIMES]:
        at = case.ready(world)
        counts = count_records(world.graph)
        outcome = race(world.graph, *case.the_two(world, at), stop)
        assert len(outcome.accepted) == 1, outcome.told
        (no,) = outcome.refused
        assert no.code == case.code
        assert no.sentence.endswith(".")
        if no.code == "STALE":
            winner = world.person(case.who[outcome.told.index(outcome.accepted[0])])
            assert no.sentence.startswith(f"{winner.name} saved this after you opened it.")
        after = added(counts, count_records(world.graph))
        assert after == once, f"{stop}: {after} instead of {once}"
        now = world.stands(at.key)
        assert now["version"] in (at.version + 1, None)
        if case.moves:
            assert now["state"] == case.moves[1]


def check_that_a_key_makes_one(
    world: W, who: str, ready: Callable[[W], Thing], act: Callable[[Tx, Actor, Thing], str]
) -> None:
    """Send the same twice at once, in every order; each time both are told of one and the same record."""
    actor = world.person(who)

    def send(at: Thing) -> Command:
        return lambda tx: act(tx, actor, at)

    at = ready(world)
    counts = count_records(world.graph)
    _, walk = alone(world.graph, send(at))
    once = added(counts, count_records(world.graph))
    for stop in [*walk.stops(), *[0] * TIMES]:
        at = ready(world)
        counts = count_records(world.graph)
        outcome = race(world.graph, send(at), send(at), stop)
        assert outcome.refused == [], stop
        assert outcome.told[0] == outcome.told[1]
        assert added(counts, count_records(world.graph)) == once
        # What is added to a thing may move it, once.
        assert world.stands(at.key)["version"] in (at.version, at.version + 1, None)


def attempt(graph: Graph, command: Command) -> Any:
    """What the command answers, or its refusal; an error of an engine is raised."""
    try:
        return graph.write(command)
    except Refused as no:
        return no


def count_records(graph: Graph) -> dict[str, int]:
    """How many records there are of each label, and how many lines of each type."""
    row = graph.read(lambda tx: tx.the(COUNTS))
    found = {":".join(sorted(each["labels"])): each["number"] for each in row["nodes"]}
    return found | {each["type"]: each["number"] for each in row["lines"] if each["type"]}


def added(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """What came to be between two counts."""
    names = before.keys() | after.keys()
    moved = {name: after.get(name, 0) - before.get(name, 0) for name in names}
    return {name: number for name, number in sorted(moved.items()) if number}
