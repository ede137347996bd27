"""Placing an issue: its cells as boxes to tick, those of one agency and one Center at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, SelectMultipleField

from graph.cypher import Tx
from graph.matrix.issues import IssueRow
from graph.outbox import EventRow
from hub.login import Visit, visit
from hub.pages import happenings, issue_rows, stale
from hub.pages.asked import choices_of
from hub.pages.forms import Form, offer
from hub.pages.issue_actions import tell_not_now
from hub.pages.problems import STATUS, TO_MEND
from liaisons import clocks
from liaisons.audiences import marking_of
from liaisons.directory import Directory
from liaisons.errors import BadInput, Stale, WrongState
from matrix.cells import Cell, cell_of
from matrix.doable import Deed, refuse_unless_doable
from matrix.issues import find_issue
from matrix.placements import place_issue, take_cells
from matrix.remarks import list_history

pages = Blueprint("issue_place", __name__)


class PlaceForm(Form):
    """The cells ticked, and the agency and Center whose cells are shown to tick more."""

    cells = SelectMultipleField("Cells", validate_choice=False)
    agency = SelectField("Agency", validate_choice=False)
    center = SelectField("Center", validate_choice=False)
    version = HiddenField()


@dataclass(frozen=True, slots=True)
class Box:
    """One cell to tick."""

    key: str
    words: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes of one row of the matrix."""

    words: str
    boxes: list[Box]


@pages.route("/issues/<key>/place", methods=["GET", "POST"])
def place(key: str) -> ResponseReturnValue:
    """The boxes; “Show its cells” shows others and keeps what is ticked, “Place” saves."""
    seen = visit()
    issue = seen.graph.read(lambda tx: find_issue(tx, seen.actor, key))
    form = PlaceForm()
    form.agency.choices = offer(choices_of(seen.directory)["agency"])
    form.center.choices = offer(choices_of(seen.directory)["center"])
    if request.method != "POST" or "show" in request.form:
        try:
            refuse_unless_doable(seen.actor, issue, Deed.PLACE, today=clocks.day_of(seen.now))
        except WrongState as refused:
            return tell_not_now(issue, refused)
    if request.method != "POST":
        form.cells.data, form.version.data = issue["cells"], str(issue["version"])
        form.agency.data, form.center.data = _begin_at(seen, issue)
        return _page(seen, issue, form)
    if not form.validate():
        return _page(seen, issue, form, status=TO_MEND)
    if "show" in request.form:
        return _page(seen, issue, form)
    return _save(seen, issue, form)


def _save(seen: Visit, issue: IssueRow, form: PlaceForm) -> ResponseReturnValue:
    key, version = issue["key"], stale.take_version(form.version.data)
    cells = take_cells(form.cells.data or [])
    try:
        changed = seen.graph.write(
            lambda tx: place_issue(tx, seen.actor, key, cells, version=version, now=seen.now)
        )
    except Stale as refused:
        return _tell_stale(seen, key, form, refused)
    except (BadInput, WrongState) as refused:
        return _page(seen, issue, form, status=form.refuse(refused))
    flash(issue_rows.say_done(changed.event, changed.issue, seen.directory))
    return redirect(f"/issues/{key}", 303)


def _tell_stale(seen: Visit, key: str, form: PlaceForm, refused: Stale) -> ResponseReturnValue:
    def read(tx: Tx) -> tuple[IssueRow, list[EventRow]]:
        return find_issue(tx, seen.actor, key), list_history(tx, seen.actor, key)

    issue, history = seen.graph.read(read)
    passed = stale.tell(form, refused, {}, history, seen.directory)
    return _page(seen, issue, form, passed=passed, status=STATUS[refused.kind])


def _page(
    seen: Visit,
    issue: IssueRow,
    form: PlaceForm,
    *,
    passed: stale.Passed | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    d, ticked = seen.directory, set(form.cells.data or [])
    rows = _rows(d, str(form.agency.data or ""), str(form.center.data or ""), ticked)
    shown = {box.key for row in rows for box in row.boxes}
    # What stands elsewhere stays in sight, ticked or not, so that nothing ends unseen.
    elsewhere = [
        Box(cell, happenings.say_cell(cell, d), cell in ticked)
        for cell in sorted({*issue["cells"], *ticked} - shown)
    ]
    return render_template(
        "issue_place.html",
        title=issue_rows.ACTIONS[Deed.PLACE].words,
        section="issues",
        marking=marking_of(issue["audienceKey"]),
        issue=issue,
        action=issue_rows.ACTIONS[Deed.PLACE],
        form=form,
        rows=rows,
        elsewhere=elsewhere,
        passed=passed,
        name_of=d.name_of,
    ), status


def _rows(d: Directory, agency: str, center: str, ticked: set[str]) -> list[Row]:
    if agency not in d.agencies or center not in d.centers:
        return []
    return [
        Row(
            f"{d.agencies[agency]['acronym']}, program not named" if area == agency else d.name_of(area),
            [_box(d, Cell(area, column), ticked) for column in d.columns_of(center)],
        )
        for area in d.areas_of(agency)
    ]


def _box(d: Directory, cell: Cell, ticked: set[str]) -> Box:
    words = "whole Center" if cell.column == cell.center else d.name_of(cell.column)
    return Box(cell.key, words, cell.key in ticked)


def _begin_at(seen: Visit, issue: IssueRow) -> tuple[Any, Any]:
    """The agency and Center to show first: one's own, those of the issue's first cell, or any."""
    d, own = seen.directory, seen.actor.party
    first = cell_of(issue["cells"][0]) if issue["cells"] else Cell("", "")
    agencies = [key for key in (own, first.agency, *d.agencies) if key in d.agencies]
    centers = [key for key in (own, first.center, *d.centers) if key in d.centers]
    return agencies[0], centers[0]
