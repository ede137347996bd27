"""Writes made-up issues into a graph by the batch, with plain sentences: no command, no event, no history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from time import monotonic
from typing import Any

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons.audiences import ensure_audience
from tests.bench.made_up import MadeUpIssue

A_BATCH = 1_000
SECONDS = 300.0

ISSUES: Cypher[None] = Cypher(
    "bench.issues",
    """
    UNWIND $rows AS row
    CREATE (i:Issue:Held {key: row.key})
    SET i += row
    SET i.shelf = CASE WHEN i.isOpen THEN 'open|' ELSE 'closed|' END + i.audienceKey
    """,
    writes=True,
)
PLACEMENTS: Cypher[None] = Cypher(
    "bench.placements",
    """
    UNWIND $rows AS row
    MATCH (i:Issue {key: row.issueKey}), (a:Area {key: row.area}), (c:Column {key: row.column})
    CREATE (i)-[:PLACED]->(p:Placement {key: row.key})
    SET p += row
    CREATE (p)-[:AT_AREA]->(a)
    CREATE (p)-[:AT_COLUMN]->(c)
    """,
    writes=True,
)
HOLDINGS: Cypher[None] = Cypher(
    "bench.holdings",
    """
    UNWIND $rows AS row
    MATCH (i:Issue {key: row.heldKey}), (p:Party {key: row.holderKey})
    CREATE (i)-[:WAS_HELD]->(h:Holding {key: row.key})
    SET h += row
    CREATE (i)-[:HELD_BY]->(p)
    """,
    writes=True,
)


def write_issues(
    graph: Graph, made: Iterable[MadeUpIssue], *, tell: Callable[[int, float], None] = lambda *_: None
) -> int:
    """Write them all, telling after each batch how many are written and after how many seconds."""
    began, written = monotonic(), 0
    known: set[tuple[str, ...]] = set()
    left = iter(made)
    while batch := list(islice(left, A_BATCH)):
        new = {issue.readers for issue in batch} - known
        graph.write(partial(_write, batch=batch, audiences=sorted(new)), seconds=SECONDS)
        known |= new
        written += len(batch)
        tell(written, monotonic() - began)
    return written


def _write(tx: Tx, *, batch: list[MadeUpIssue], audiences: list[tuple[str, ...]]) -> None:
    for readers in audiences:
        ensure_audience(tx, readers)
    tx.do(ISSUES, rows=[issue.words for issue in batch])
    tx.do(PLACEMENTS, rows=[row for issue in batch for row in _placements(issue)])
    tx.do(HOLDINGS, rows=[_holding(issue) for issue in batch if issue.holding])


def _placements(issue: MadeUpIssue) -> Iterable[dict[str, Any]]:
    words = issue.words
    for cell in issue.cells:
        yield {
            "key": f"{words['key']} {cell.key}",
            "issueKey": words["key"],
            "area": cell.area,
            "column": cell.column,
            "cell": cell.key,
            "since": words["createdAt"][:10],
            "recordedAt": words["createdAt"],
            "byName": words["changedByName"],
            "byParty": cell.center,
            "verified": False,
            "audienceKey": words["audienceKey"],
        }


def _holding(issue: MadeUpIssue) -> dict[str, Any]:
    words = issue.words
    return {
        "key": f"{words['key']} held",
        "heldKey": words["key"],
        "holderKey": words["holderKey"],
        "nextAction": words["nextAction"],
        "dueOn": words["dueOn"],
        "since": words["heldSince"],
        "recordedAt": words["changedAt"],
        "madeUp": True,
        "audienceKey": words["audienceKey"],
    }
