"""Brings in the reference data: parties, rows, columns, flags and alignments, and the two wide audiences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from graph.cypher import Tx
from graph.liaisons import reference as sentences
from graph.unit import Graph
from hub.seed.batches import Batch, bring_in, printed
from liaisons import reference
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER
from liaisons.audiences import ensure_audience
from liaisons.events import ReferenceSeeded


def _nothing(_words: str) -> None:
    """Tell nobody how far it is."""


def seed_reference(graph: Graph, *, tell: Callable[[str], None] = _nothing, now: datetime) -> int:
    """Bring in what is missing or has changed; returns how many records. A second run changes none."""
    graph.write(_make_wide_audiences)
    changed = 0
    for batch in list_batches():
        row = bring_in(graph, batch, ReferenceSeeded, audience=PUBLIC_READER, changes_directory=True, now=now)
        changed += row["changed"]
        tell(f"  {batch.label:<10} {row['records']:>5}, of them new or changed: {row['changed']}")
    return changed


def list_batches() -> list[Batch]:
    """The batches in an order in which each finds what it points to."""
    centers = reference.read_centers()
    groups = [
        {
            "key": f"group:{center['key']}",
            "centerKey": center["key"],
            "name": f"Working group of {center['code']}",
            "madeUp": False,
        }
        for center in centers
    ]
    alignments = printed(reference.read_alignments())
    narrow = [row for row in alignments if row["industryKey"]]
    return [
        Batch("Center", sentences.CENTERS, printed(centers)),
        Batch("Agency", sentences.AGENCIES, printed(reference.read_agencies())),
        Batch("Program", sentences.PROGRAMS, printed(reference.read_programs())),
        Batch("Industry", sentences.INDUSTRIES, printed(reference.read_industries())),
        Batch("Port", sentences.PORTS, printed(reference.read_ports())),
        Batch("Office", sentences.OFFICES, printed(reference.read_offices())),
        Batch("Council", sentences.COUNCILS, printed(reference.read_councils())),
        Batch("Group", sentences.GROUPS, printed(groups)),
        Batch("Flag", sentences.FLAGS, printed(reference.read_flags())),
        Batch("Alignment", sentences.ALIGNMENTS, alignments),
        *([Batch("Alignment", sentences.ALIGNED_INDUSTRIES, narrow)] if narrow else []),
    ]


def _make_wide_audiences(tx: Tx) -> None:
    ensure_audience(tx, [PUBLIC_READER])
    ensure_audience(tx, [INTERAGENCY_READER])
