"""Everyone who has a part in an input to the BIEC, and inputs in whatever state a test wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from graph.cypher import Cypher, Tx
from graph.liaisons.inputs import InputRow
from graph.unit import Graph
from liaisons import answers, coordination, inputs, signing
from liaisons.actors import CLOCK, Actor
from liaisons.audiences import clock_actor, ensure_audience
from liaisons.errors import NotFound, Refused
from liaisons.input_states import COUNCIL, HEADQUARTERS
from liaisons.input_words import InputDraft
from tests.builders import NOW, build_directory, build_person, fingerprint, refresh
from tests.racing import Thing

LATER = NOW + timedelta(days=60)
DRAFT = InputDraft(
    "Late prior notices",
    wanted="One list of the codes that FDA takes",
    kinds=("data", "challenge"),
    of_party="FDA",
    by_day="2027-03-01",
    tried="Asked the liaison twice",
    areas=("FDA/FOO",),
    cells=("FDA/FOO|CEE002/aquaculture",),
    evidence="CSMS 15-000655",
    cosigners=("CEE003",),
)
WHO: dict[str, tuple[str, str, str, str]] = {
    "priya": ("import-specialist", "CEE002", "CEE002", "party"),
    "corinne": ("account-manager", "CEE002", "CEE002", "party"),
    "iris": ("director", "CEE002", "CEE002", "party"),
    "ivan": ("acting-director", "CEE002", "CEE002", "party"),
    "otto": ("director", "CEE003", "CEE003", "party"),
    "olga": ("acting-director", "CEE003", "CEE003", "party"),
    "pavel": ("director", "CEE001", "CEE001", "party"),
    "quinn": ("hq-officer", HEADQUARTERS, HEADQUARTERS, "party"),
    "quentin": ("hq-officer", HEADQUARTERS, HEADQUARTERS, "party"),
    "ralph": ("hq-officer", "OT", "OT", "party"),
    "della": ("hq-deputy", HEADQUARTERS, HEADQUARTERS, "party"),
    "bea": ("biec-secretary", COUNCIL, COUNCIL, "party"),
    "boris": ("biec-secretary", COUNCIL, COUNCIL, "party"),
    "dana": ("liaison", "FDA", "CEE002~FDA", "alignment"),
    "paula": ("principal", "FDA", "FDA", "party"),
    "sam": ("liaison", "EPA", "CEE001~EPA", "alignment"),
    "ada": ("account-user", "A-7KQ4F2", "A-7KQ4F2", "party"),
}
Command = Callable[[Tx, Actor], Any]
STANDS: Cypher[Any] = Cypher(
    "test.input_stands",
    "OPTIONAL MATCH (n:Input {key: $key}) RETURN {version: n.version, state: n.state} AS row",
)
ALL_READERS = (
    ("CEE002",), ("CEE003",), ("CEE002", "CEE003"), ("CEE002", "CEE003", HEADQUARTERS),
    (COUNCIL, "CEE002", "CEE003", HEADQUARTERS), (COUNCIL, "CEE002", "CEE003", "FDA", HEADQUARTERS),
)  # fmt: skip


class World:
    """People by name, and inputs of CEE002 in a wanted state, each time a new one."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.directory = build_directory(graph)
        self._people = {name: build_person(graph, name, standing) for name, standing in WHO.items()}
        self._numbers = count()

    def know_audiences(self) -> World:
        """Make every audience of an input's life beforehand, so that each life leaves as many records."""
        self.graph.write(lambda tx: [ensure_audience(tx, readers) for readers in ALL_READERS])
        return self

    def person(self, name: str) -> Actor:
        """Someone with what they read by now; `clock` is the hub's own."""
        if name == "clock":
            return self.graph.read(clock_actor)
        return refresh(self.graph, self._people[name])

    def outdated(self, name: str) -> Actor:
        """Someone as they were when they came: with the audiences that there were then."""
        return self._people[name] if name != "clock" else replace(CLOCK, audiences=())

    def do(self, name: str, command: Callable[[Tx, Actor], InputRow]) -> InputRow:
        actor = self.person(name)
        return self.graph.write(lambda tx: command(tx, actor))

    def stands(self, key: str) -> dict[str, Any]:
        """Version and state of an input, None for anything else."""
        found: dict[str, Any] = self.graph.read(lambda tx: tx.the(STANDS, key=key))
        return found

    def read(self, name: str, key: str) -> InputRow:
        actor = self.person(name)
        return self.graph.read(lambda tx: inputs.find_input(tx, actor, key))

    def new_draft(self, draft: InputDraft = DRAFT, *, key: str = "") -> InputRow:
        key = key or f"draft {next(self._numbers)}"
        return self.do("priya", lambda tx, a: inputs.draft_input(tx, a, draft, idempotency_key=key, now=NOW))

    def sign(self, row: InputRow) -> InputRow:
        return self.do(
            "iris", lambda tx, a: signing.sign_input(tx, a, row["key"], version=row["version"], now=NOW)
        )

    def give_back(self, row: InputRow) -> InputRow:
        return self.do(
            "quinn",
            lambda tx, a: coordination.return_input(
                tx, a, row["key"], missing="Which ports?", version=row["version"], now=NOW
            ),
        )

    def let_pass(self, row: InputRow) -> InputRow:
        return self.do(
            "quinn", lambda tx, a: coordination.pass_input(tx, a, row["key"], version=row["version"], now=NOW)
        )

    def acknowledge(self, row: InputRow) -> InputRow:
        return self.do(
            "bea", lambda tx, a: answers.acknowledge_input(tx, a, row["key"], version=row["version"], now=NOW)
        )

    def assign(self, row: InputRow) -> InputRow:
        return self.do(
            "bea",
            lambda tx, a: answers.assign_input(
                tx, a, row["key"], agency="FDA", version=row["version"], now=NOW
            ),
        )

    def answer(self, row: InputRow) -> InputRow:
        return self.do(
            "dana",
            lambda tx, a: answers.answer_input(
                tx, a, row["key"], outcome="in part", text="By spring.", version=row["version"], now=NOW
            ),
        )

    def at(self, state: str) -> InputRow:
        """A new input in a state, by the straight way there."""
        row = self.new_draft()
        if state == "returned":
            return self.give_back(self.sign(row))
        for step in (
            ("with-hq", self.sign), ("filed", self.let_pass), ("acknowledged", self.acknowledge),
            ("assigned", self.assign), ("answered", self.answer),
        ):  # fmt: skip
            if row["state"] == state:
                return row
            row = step[1](row)
        assert row["state"] == state
        return row

    def with_deputy(self) -> InputRow:
        """With headquarters' deputy, since its first days ran out."""
        row = self.at("with-hq")
        when = NOW + timedelta(days=14)
        return self.do("clock", lambda tx, a: coordination.pass_overdue(tx, a, row["key"], now=when))


def thing(row: InputRow) -> Thing:
    """An input as two people see it."""
    return Thing(row["key"], row["version"])


def refused(world: World, name: str, command: Command) -> Refused:
    """The no that someone hears; nothing was written."""
    actor = world.person(name)
    before = fingerprint(world.graph)
    with pytest.raises(Refused) as no:
        world.graph.write(lambda tx: command(tx, actor))
    assert fingerprint(world.graph) == before
    return no.value


def readers(world: World, key: str) -> set[str]:
    """The names of those who read an input."""
    found = set()
    for name in WHO:
        try:
            world.read(name, key)
        except NotFound:
            continue
        found.add(name)
    return found
