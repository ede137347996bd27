"""Brings rows into the graph by the batch, each batch in one unit of work with one event that counts it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from graph import outbox
from graph.cypher import Cypher, Tx
from graph.liaisons import directory
from graph.liaisons.reference import SeededRow
from graph.outbox import Event
from graph.unit import Graph
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor

MOST = 500
# Seconds that one batch may take: no page waits for it, and a first one on a busy machine is slow.
PATIENCE = 120.0

# The hub itself, where it writes what no person wrote.
SEEDER = Actor(
    person="hub",
    name="The hub's own data",
    party="OT",
    audiences=(INTERAGENCY_READER, PUBLIC_READER),
)


class Batch(NamedTuple):
    """Rows of one label, the sentence that brings them in, and what the event about them is called."""

    label: str
    sentence: Cypher[SeededRow]
    rows: list[dict[str, Any]]


def bring_in(
    graph: Graph, batch: Batch, event: type[Event], *, audience: str, changes_directory: bool, now: datetime
) -> SeededRow:
    """Bring a batch in; says how many records it has and how many were news. Without news, no event."""

    def work(tx: Tx) -> SeededRow:
        total: SeededRow = {"records": 0, "changed": 0}
        for rows in in_parts(batch.rows):
            row = tx.the(batch.sentence, rows=rows)
            total = {
                "records": total["records"] + row["records"],
                "changed": total["changed"] + row["changed"],
            }
        if total["changed"]:
            outbox.append(
                tx,
                event(
                    subject=batch.label,
                    label=batch.label,
                    audience=audience,
                    person=SEEDER.person,
                    person_name=SEEDER.name,
                    party=SEEDER.party,
                    at=now.isoformat(),
                    said={"records": total["records"], "changed": total["changed"]},
                ),
            )
            if changes_directory:
                tx.do(directory.CHANGED)
        return total

    return graph.write(work, seconds=PATIENCE)


def printed(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each with a hash of itself, by which a second run knows it again."""
    return [dict(row) | {"print": _print(row)} for row in rows]


def in_parts(rows: list[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """The rows in parts that one sentence carries well."""
    for start in range(0, len(rows), MOST):
        yield rows[start : start + MOST]


def _print(row: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(row, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
