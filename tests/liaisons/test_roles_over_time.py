"""Random begins and ends of one person's roles: the graph does what a plain list beside it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations, count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.cypher import Tx
from graph.hub.sign_in import FIND_SIGNED_IN
from graph.unit import Graph
from hub.login import make_actor
from liaisons import assignments, leaving
from liaisons.actors import PUBLIC, Role
from liaisons.assignments import DayPassed, EndBeforeStart, EndPutOff, NewSeat, SeatEnded, SeatTaken
from liaisons.errors import Refused
from liaisons.leaving import PersonOver
from liaisons.people import NewPerson
from liaisons.permissions import MAY, Permission, may
from tests.engines.pool import Engine
from tests.liaisons.doubles import ADMINISTRATOR, NOW, add, seed

FIRST = date(2026, 12, 1)
# Role, party, target and its kind: some equal but for one of these.
SEATS = (
    ("import-specialist", "CEE002", "CEE002", "party"),
    ("expert", "CEE002", "CEE002", "column"),
    ("expert", "CEE002", "CEE002/aquaculture", "column"),
    ("import-specialist", "CEE003", "CEE003", "party"),
    ("hq-officer", "OT", "OT", "party"),
)
# Twelve waits, and what was meant to come after them.
LOOKED_AT = range(-5, 35)
# Where the rules turn: a day beside the beginning, the end, or today.
TURNS = st.sampled_from(
    [
        None,
        *(("until", off) for off in (-1, 0, 1)),
        *((where, off) for where in ("since", "today") for off in (-1, 0)),
    ]
)
BEGINS = st.tuples(
    st.just("begin"), st.integers(0, len(SEATS) - 1), st.integers(-2, 4), st.none() | st.integers(0, 4)
)
ENDS = st.tuples(st.just("end"), st.integers(0, 5), TURNS)
STEPS = st.one_of(BEGINS, BEGINS, ENDS, ENDS, st.tuples(st.sampled_from(["leave", "wait"])))
keys = count()


@dataclass(slots=True)
class Held:
    """One role in the list; days as offsets from the first."""

    seat: tuple[str, str, str, str]
    since: int
    until: int | None
    key: str = ""

    def runs(self, day: int) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(slots=True)
class Model:
    """What should be: a list of roles, and which day it is. A step returns the refusal that it expects."""

    today: int = 0
    held: list[Held] = field(default_factory=list)

    def begin(self, seat: int, since: int, until: int | None) -> type[Refused] | None:
        if until is not None and until <= since:
            return EndBeforeStart
        new = Held(SEATS[seat], since, until)
        if any(h.seat == new.seat and any(h.runs(d) and new.runs(d) for d in LOOKED_AT) for h in self.held):
            return SeatTaken
        self.held.append(new)
        return None

    def end(self, held: Held, until: int | None) -> type[Refused] | None:
        first = max(self.today, held.since)
        day = first if until is None else until
        if day < self.today:
            return DayPassed
        if held.until is not None and held.until <= first:
            return SeatEnded
        if day < first:
            return EndBeforeStart
        if held.until is not None and day >= held.until:
            return EndPutOff
        held.until = day
        return None

    def leave(self) -> type[Refused] | None:
        live = [h for h in self.held if h.until is None or h.until > max(self.today, h.since)]
        for held in live:
            held.until = max(self.today, held.since)
        return None if live else PersonOver


@dataclass(slots=True)
class Walk:
    """One person in the graph, and the list beside them."""

    graph: Graph
    person: str
    model: Model = field(default_factory=Model)

    @property
    def now(self) -> datetime:
        return NOW + timedelta(days=self.model.today)

    def take(self, step: tuple[Any, ...]) -> None:
        """The same step in the graph and in the list; both refuse it for the same reason, or neither."""
        name, *given = step
        if name == "wait":
            self.model.today += 1
        elif name == "leave":
            self.compare(self.model.leave(), self.leave)
        elif name == "begin":
            seat, since, length = given
            start = self.model.today + since
            until = None if length is None else start + length
            wanted = self.model.begin(seat, start, until)
            row = self.compare(wanted, lambda tx: self.begin(tx, seat, start, until))
            if row:
                self.model.held[-1].key = row["key"]
        elif self.model.held:
            held = self.model.held[given[0] % len(self.model.held)]
            until = self.day_at(held, given[1])
            wanted = self.model.end(held, until)
            self.compare(wanted, lambda tx: self.end(tx, held.key, until))

    def day_at(self, held: Held, turn: tuple[str, int] | None) -> int | None:
        """The day that a turn means, None for none given."""
        if turn is None:
            return None
        where = {"since": held.since, "until": held.until, "today": self.model.today}[turn[0]]
        return None if where is None else where + turn[1]

    def compare(self, wanted: type[Refused] | None, work: Callable[[Tx], Any]) -> Any:
        try:
            row = self.graph.write(work)
        except Refused as no:
            assert type(no) is wanted, no.sentence
            return None
        assert wanted is None
        return row

    def begin(self, tx: Tx, seat: int, since: int, until: int | None) -> Any:
        role, party, target, kind = SEATS[seat]
        new = NewSeat(self.person, role, party, target, kind, _say(since), _say(until))
        return assignments.begin_assignment(
            tx, ADMINISTRATOR, new, idempotency_key=str(next(keys)), now=self.now
        )

    def end(self, tx: Tx, key: str, until: int | None) -> Any:
        return assignments.end_assignment(
            tx, ADMINISTRATOR, key, reason="A test.", until=_say(until), now=self.now
        )

    def leave(self, tx: Tx) -> Any:
        return leaving.end_person(tx, ADMINISTRATOR, self.person, reason="A test.", now=self.now)


def _say(day: int | None) -> str:
    return "" if day is None else (FIRST + timedelta(days=day)).isoformat()


def check_the_roles(walk: Walk) -> None:
    """The graph holds what the list holds; no role ends before it begins; equal ones share no day."""
    rows = walk.graph.read(lambda tx: assignments.list_assignments(tx, ADMINISTRATOR, walk.person))
    found = {row["key"]: (row["since"], row["until"]) for row in rows}
    assert found == {h.key: (_say(h.since), _say(h.until) or None) for h in walk.model.held}
    for row in rows:
        assert row["until"] is None or row["since"] <= row["until"]
    for one, other in combinations(rows, 2):
        if all(one[part] == other[part] for part in ("role", "partyKey", "targetKey")):
            assert not _days_of(one) & _days_of(other)


def _days_of(row: Any) -> set[str]:
    return {day for day in map(_say, LOOKED_AT) if row["since"] <= day < (row["until"] or "9999")}


def check_what_they_may(walk: Walk, day: int) -> None:
    """On the day, at each party, the person may what the roles in force there carry, and nothing else."""
    row = walk.graph.read(lambda tx: tx.the(FIND_SIGNED_IN, person=walk.person, today=_say(day)))
    actor = make_actor(row)
    held = [h.seat for h in walk.model.held if h.runs(day)]
    if not held:
        assert actor == PUBLIC
        return
    assert set(actor.parties) == {party for _, party, _, _ in held}
    for party in actor.parties:
        here = {Role(role) for role, at, _, _ in held if at == party}
        allowed = {permission for permission in Permission if MAY[permission] & here}
        acting = actor.acting_for(party)
        assert {permission for permission in Permission if may(acting, permission)} == allowed


@pytest.fixture
def graph(any_engine: Engine) -> Graph:
    """The one engine of this run, with a small directory in it."""
    seed(any_engine.graph)
    return any_engine.graph


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=12))
def test_roles_are_what_a_plain_list_says(graph: Graph, steps: list[tuple[Any, ...]]) -> None:
    # Each sequence has a person of its own, so that none needs an empty graph.
    name = f"person-{next(keys)}"
    walk = Walk(graph, add(graph, ADMINISTRATOR, NewPerson(name, f"{name}@cbp.example", "CEE002"), name))
    for step in steps:
        walk.take(step)
        check_the_roles(walk)
    for day in range(-4, walk.model.today + 7):
        check_what_they_may(walk, day)
