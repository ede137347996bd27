"""Actors for the tests of this floor, and the counts by which a test shows that nothing was written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from graph.cypher import Cypher
from graph.unit import Graph
from hub.seed.batches import bring_in
from hub.seed.reference import list_batches
from liaisons.actors import Actor, Role, Standing, reader_keys
from liaisons.audiences import ensure_audience
from liaisons.events import ReferenceSeeded

NOW = datetime(2026, 12, 1, 17, tzinfo=UTC)

FEW = {"CEE002", "CEE003", "FDA", "OT"}

WRITTEN: Cypher[int] = Cypher(
    "test.written",
    """
    MATCH (n)
    WHERE n:Person OR n:Assignment OR n:Token OR n:Event OR n:AuditEntry OR n:Once OR n:Audience
    RETURN count(n) AS row
    """,
)


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


def count_written(graph: Graph) -> int:
    """How many records there are that a command could have made."""
    return graph.read(lambda tx: tx.the(WRITTEN))


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
