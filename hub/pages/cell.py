"""One cell of the matrix: who answers for it, what is known of it, and the issues that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.liaisons.inputs import ListedInputRow
from graph.matrix.assessments import AssessmentRow
from graph.matrix.issues import ListedIssueRow
from hub.login import visit
from hub.pages.asked import take_asked
from hub.pages.inputs import SMALL_WORDS as INPUT_WORDS
from hub.pages.issues import STATE_WORDS
from liaisons import clocks
from liaisons.coverage import Owners, read_cover
from liaisons.directory import Directory
from liaisons.errors import BadInput, NotFound
from liaisons.input_doable import may_draft
from liaisons.inputs import list_of_cells
from liaisons.permissions import Permission, may
from matrix.assessments import NONE_KNOWN, NOT_APPLICABLE, assess_cell, list_assessments
from matrix.cells import Cell, cell_of, cells_between, label_of
from matrix.issues import Wanted, count_issues, list_issues
from matrix.table import SUM

pages = Blueprint("cell", __name__)

MOST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """What an address names: one area and one column, or a whole Center's columns together."""

    area: str
    column: str
    columns: tuple[str, ...]

    @property
    def center(self) -> str:
        return self.column.partition("/")[0]

    @property
    def own(self) -> list[str]:
        """The keys of the cells that its number counts."""
        return cells_between([self.area], self.columns)

    @property
    def wider(self) -> list[str]:
        """The cells that also touch it: of the whole agency, of the whole Center."""
        rows = dict.fromkeys([self.area, self.area.partition("/")[0]])
        own = set(self.own)
        return [k for k in cells_between(rows, dict.fromkeys([*self.columns, self.center])) if k not in own]


@dataclass(frozen=True, slots=True)
class Read:
    """What the page reads, with a fixed number of sentences."""

    owners: Owners
    said: dict[str, list[AssessmentRow]]
    issues: list[ListedIssueRow]
    total: int
    wider: list[ListedIssueRow]
    inputs: list[ListedInputRow]


def take_place(directory: Directory, area: str, column: str) -> Place:
    """The place that an address names, or `NotFound`."""
    d = directory
    if area not in d.agencies and area not in d.programs:
        raise NotFound
    if column.endswith(SUM) and column.rstrip(SUM) in d.centers:
        return Place(area, column, tuple(d.columns_of(column.rstrip(SUM))))
    if column not in d.centers and column not in d.industries:
        raise NotFound
    return Place(area, column, (column,))


@pages.get("/matrix/cell")
def show() -> ResponseReturnValue:
    """The cell with its owners, assessments and issues; what is agency-wide or whole-Center below."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/public/matrix")
    d = seen.directory
    place = take_place(d, request.args.get("area", ""), request.args.get("column", ""))
    asked = take_asked(_without_place(), d)
    today = clocks.today_of(seen.now)

    def wanted(cells: list[str]) -> Wanted:
        return Wanted(
            cells=tuple(cells),
            is_open=asked.is_open,
            severities=asked.severity_numbers,
            states=asked.states or None,
            until=asked.until(today),
            kinds=asked.kinds or None,
            strengths=asked.strengths or None,
        )

    def read(tx: Tx) -> Read:
        return Read(
            read_cover(tx, seen.actor, d, today=today).owners(place.area, place.columns[0]),
            list_assessments(tx, seen.actor, place.own),
            list_issues(tx, seen.actor, wanted(place.own), limit=MOST),
            count_issues(tx, seen.actor, wanted(place.own)),
            list_issues(tx, seen.actor, wanted(place.wider), limit=MOST),
            list_of_cells(tx, seen.actor, tuple(place.own)),
        )

    found = seen.graph.read(read)
    here = {row["key"] for row in found.issues}
    wider = [row for row in found.wider if row["key"] not in here]
    return render_template(
        "cell.html",
        title=_title(d, place),
        section="matrix",
        place=place,
        found=found,
        wider=wider,
        labels={row["key"]: _label(row, place) for row in wider},
        show=asked.show,
        center_name=d.centers[place.center]["name"],
        may_assess=may(seen.actor, Permission.ASSESS_CELL) and not place.column.endswith(SUM),
        may_draft_input=may_draft(seen.actor, d),
        input_states=INPUT_WORDS,
        verdicts=(NONE_KNOWN, NOT_APPLICABLE),
        rest=_rest(place),
        states=STATE_WORDS,
        name_of=d.name_of,
    )


@pages.post("/matrix/cell")
def assess() -> ResponseReturnValue:
    """What an expert of one side says of the cell."""
    seen = visit()
    place = take_place(seen.directory, request.form.get("area", ""), request.form.get("column", ""))
    if place.column.endswith(SUM):
        raise BadInput("Choose one industry, or the whole-Center column, to assess.", field="column")
    cell = Cell(place.area, place.column)
    verdict = request.form.get("verdict", "")
    row = seen.graph.write(lambda tx: assess_cell(tx, seen.actor, cell, verdict=verdict, now=seen.now))
    flash(
        f"Assessed: the {row['side']}'s side says “{row['verdict']}” from today. The other side has its own."
    )
    return redirect("/matrix/cell?" + urlencode({"area": place.area, "column": place.column}), 303)


def _without_place() -> Any:
    args = request.args.copy()
    args.poplist("area")
    args.poplist("column")
    return args


def _title(directory: Directory, place: Place) -> str:
    column = directory.name_of(place.center)
    if "/" in place.column and not place.column.endswith(SUM):
        column = f"{column} {directory.name_of(place.column)}"
    return f"{directory.name_of(place.area)} × {column}"


def _label(row: ListedIssueRow, place: Place) -> str:
    area = place.area if "/" in place.area else None
    column = place.column if "/" in place.column and not place.column.endswith(SUM) else None
    wider = set(place.wider)
    words = [label_of(cell_of(key), area=area, column=column) for key in row["cells"] if key in wider]
    return next((word for word in words if word), "wider")


def _rest(place: Place) -> str:
    where = {"area": place.area, "center" if place.column.endswith(SUM) else "column": place.column}
    return "/issues?" + urlencode({k: v.rstrip(SUM) for k, v in where.items()})
