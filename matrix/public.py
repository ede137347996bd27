"""What the matrix shows to everyone: publications, and how many of them stand in each cell. Nothing else."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Tx
from graph.matrix import publications as sentences
from graph.matrix.publications import PublicRow
from liaisons.directory import Directory
from liaisons.errors import NotFound
from matrix.counts import ALL, Counted, count
from matrix.issues import refuse_unless_a_page


class PublicCellRow(TypedDict):
    """How many published issues stand in a cell."""

    area: str
    column: str
    number: int
    oldest: str | None


def list_published(
    tx: Tx,
    *,
    cells: list[str] | None = None,
    over: bool | None = None,
    after: str = "",
    limit: int = 50,
    peek: bool = False,
) -> list[PublicRow]:
    """Published issues, the oldest first, from behind `after`, the rank of the last one seen.

    With `peek` one more than the page, so that its reader can tell whether there is another.
    """
    refuse_unless_a_page(limit)
    return tx.all(sentences.PUBLIC_LIST, cells=cells, over=over, after=after, limit=limit + peek)


def count_published(tx: Tx, *, cells: list[str] | None = None, over: bool | None = None) -> int:
    """How many published issues match."""
    return tx.the(sentences.PUBLIC_COUNT, cells=cells, over=over)


def find_published(tx: Tx, key: str) -> PublicRow:
    """One published issue, or `NotFound`."""
    row = tx.one(sentences.PUBLIC_FIND, key=key)
    if row is None:
        raise NotFound
    return row


def count_public_matrix(tx: Tx, directory: Directory) -> Counted:
    """Published issues that are not over, by agency program and Center, totals counting each once."""
    lines = tx.all(sentences.PUBLIC_COUNTED, over=False)
    programs = directory.programs
    return count(
        ((line["cells"], line["number"], 0, line["oldest"]) for line in lines),
        rows=lambda area: (
            (area, programs[area]["agencyKey"] + "/") if area in programs else (area, area + "/")
        ),
        columns=lambda column: (column, column.partition("/")[0] + "/"),
    )


def list_public_cells(counted: Counted) -> list[PublicCellRow]:
    """The cells that hold published issues, in the order of their keys; no totals."""
    found: list[PublicCellRow] = []
    for key, tally in sorted(counted.tallies.items()):
        area, _, column = key.partition("|")
        if ALL not in (area, column) and not area.endswith("/") and not column.endswith("/"):
            found.append(
                {"area": area, "column": column, "number": tally.number, "oldest": tally.oldest or None}
            )
    return found
