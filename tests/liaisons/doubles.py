"""Actors, people and roles for the tests of this floor, and how a test shows that nothing was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from hub.seed.batches import bring_in
from hub.seed.reference import list_batches
from liaisons import assignments, people
from liaisons.actors import Actor, Role, Standing, reader_keys
from liaisons.assignments import NewSeat
from liaisons.audiences import ensure_audience
from liaisons.errors import Refused
from liaisons.events import ReferenceSeeded
from liaisons.people import NewPerson
from tests.builders import fingerprint

NOW = datetime(2026, 12, 1, 17, tzinfo=UTC)

FEW = {"CEE002", "CEE003", "FDA", "OT"}


def actor(role: Role, party: str, *, person: str = "p-actor", target: str = "", kind: str = "party") -> Actor:
    """Someone with one role who reads what every federal employee reads."""
    standings = (Standing(role, party, target or party, kind),)
    return Actor(
        person=person,
        name="Test Actor",
        party=party,
        standings=standings,
        readers=reader_keys(person, standings),
        audiences=("interagency", "public"),
    )


DIRECTOR = actor(Role.DIRECTOR, "CEE002", person="p-director")
PRINCIPAL = actor(Role.PRINCIPAL, "FDA", person="p-principal")
LIAISON = actor(Role.LIAISON, "FDA", person="p-liaison", target="CEE002~FDA", kind="alignment")
ADMINISTRATOR = actor(Role.ADMINISTRATOR, "OT", person="p-administrator")
FILER = actor(Role.FILER, "F-1", person="p-filer")
ANNA = NewPerson(name="Anna Novak", email="Anna.Novak@cbp.example", party="CEE002", phone="305-555-0101")


def add(graph: Graph, actor: Actor = DIRECTOR, person: NewPerson = ANNA, key: str = "k1") -> str:
    """Someone added, by their key."""
    return graph.write(lambda tx: people.add_person(tx, actor, person, idempotency_key=key, now=NOW))["key"]


def begin(graph: Graph, actor: Actor, seat: NewSeat, key: str = "k1") -> str:
    """A role begun, by its key."""

    def work(tx: Tx) -> str:
        return assignments.begin_assignment(tx, actor, seat, idempotency_key=key, now=NOW)["key"]

    return graph.write(work)


def refuse(graph: Graph, kind: type[Refused], work: Callable[[Tx], object]) -> Refused:
    """The no that the work hears, after which the graph is what it was."""
    before = fingerprint(graph)
    with pytest.raises(kind) as no:
        graph.write(work)
    assert fingerprint(graph) == before
    return no.value


def seed(graph: Graph) -> None:
    """A small part of the reference data: two Centers, an agency, an office, and what is between them."""
    for batch in list_batches():
        rows = [row for row in batch.rows if _named(row) <= FEW]
        if rows and batch.label not in ("Port", "Flag"):
            small = batch._replace(rows=rows)
            bring_in(graph, small, ReferenceSeeded, audience="public", changes_directory=True, now=NOW)
    graph.write(lambda tx: ensure_audience(tx, ["interagency"]))


def _named(row: dict[str, Any]) -> set[str]:
    """The parties that a row names."""
    keys = row["key"].removeprefix("group:").replace("/", "~").split("~")
    return {keys[0], row.get("agencyKey") or keys[0], row.get("centerKey") or keys[0]}
