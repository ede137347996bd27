"""Questions to the matrix."""

from __future__ import annotations

from typing import Any, cast

import strawberry

from graph.cypher import Tx
from graph.matrix.issues import ListedIssueRow
from hub.api.context import Context, context_of
from hub.api.ids import read_cursor
from hub.api.matrix.inputs import IssueFilter, MatrixFilter
from hub.api.matrix.types import Issue, IssueConnection, Matrix, Publication
from hub.api.nodes import connect
from liaisons import clocks, inputs
from liaisons.errors import NotFound
from matrix import cells, issues, placements, publications, remarks, table


def _tuple(values: list[Any] | None) -> tuple[Any, ...] | None:
    return tuple(values) if values is not None else None


def read_issue(context: Context, tx: Tx, key: str) -> dict[str, Any]:
    """An issue with its nested lists: eight sentences, however long the lists are."""
    actor = context.actor
    return {
        "__typename": "Issue",
        **issues.find_issue(tx, actor, key),
        "placements": placements.list_placements(tx, actor, key),
        "claims": remarks.list_claims(tx, actor, key),
        "comments": remarks.list_comments(tx, actor, key),
        "history": remarks.list_history(tx, actor, key),
        "publications": publications.list_of_issue(tx, actor, key),
        "inputs": inputs.list_of_issue(tx, actor, key),
    }


@strawberry.type
class MatrixQuery:
    """What is wrong, where, and who holds it."""

    @strawberry.field
    def matrix(self, info: strawberry.Info, filter: MatrixFilter | None = None) -> Matrix:
        """The PGA-issue matrix as the viewer reads it today."""
        context, only = context_of(info), filter or MatrixFilter()
        view = table.View(
            agencies=tuple(only.agencies),
            centers=tuple(only.centers),
            opened=tuple(only.opened),
            is_open=only.show.is_open,
            severities=_tuple(only.severities),
            kinds=_tuple(only.kinds),
            strengths=_tuple(only.strengths),
            empty=only.empty,
        )
        found = context.read(
            lambda tx: table.read_table(
                tx, context.actor, context.directory, view, today=clocks.day_of(context.now)
            )
        )
        return cast(Matrix, found)

    @strawberry.field
    def issues(
        self,
        info: strawberry.Info,
        filter: IssueFilter | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> IssueConnection:
        """Issues that match, worst first, then oldest; `first` is 1 to 1,000."""
        context, only = context_of(info), filter or IssueFilter()
        wanted = _wanted(context, only)
        rank = read_cursor(after)
        rows = context.read(
            lambda tx: issues.list_issues(tx, context.actor, wanted, after=rank, limit=first, peek=True)
        )
        page = connect(rows, first, rank, by="rank", node=lambda row: {**row, "reach": _reach(row, only)})
        return cast(IssueConnection, {**page, "wanted": wanted})

    @strawberry.field
    def issue(self, info: strawberry.Info, key: str) -> Issue | None:
        """One issue by its key; null when there is none, or it is not shared with the viewer."""
        context = context_of(info)
        try:
            return cast(Issue, context.read(lambda tx: read_issue(context, tx, key)))
        except NotFound:
            return None

    @strawberry.field
    def drafts(self, info: strawberry.Info, first: int = 50) -> list[Publication]:
        """Drafts of publications that wait for a second person, the oldest first; `first` is 1 to 200."""
        context = context_of(info)
        rows = context.read(lambda tx: publications.list_drafts(tx, context.actor, limit=first))
        return cast(list[Publication], rows)


def _wanted(context: Context, only: IssueFilter) -> issues.Wanted:
    named = cells.reach(context.directory, area=only.area, column=only.column)
    if only.cells is not None:
        exact = {c.taken().key for c in only.cells}
        named = sorted(exact if named is None else exact & set(named))
    return issues.Wanted(
        cells=_tuple(named),
        is_open=only.show.is_open,
        unplaced=only.unplaced,
        severities=_tuple(only.severities),
        kinds=_tuple(only.kinds),
        strengths=_tuple(only.strengths),
        holders=_tuple(only.holders),
    )


def _reach(row: ListedIssueRow, only: IssueFilter) -> list[str]:
    """How the issue touches what was asked: each way once, "" for directly."""
    if only.area is None and only.column is None:
        return [""] if row["cells"] else []
    labels = {
        cells.label_of(cells.cell_of(key), area=only.area, column=only.column)
        for key in row["cells"]
        if _touches(cells.cell_of(key), only)
    }
    return sorted(labels)


def _touches(cell: cells.Cell, only: IssueFilter) -> bool:
    area = (
        only.area is None
        or cell.area in (only.area, only.area.partition("/")[0])
        or ("/" not in only.area and cell.agency == only.area)
    )
    column = (
        only.column is None
        or cell.column in (only.column, only.column.partition("/")[0])
        or ("/" not in only.column and cell.center == only.column)
    )
    return area and column
