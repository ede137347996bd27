"""Drafting an input: one form, filled from an issue or a cell, saved by its button or as one types."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from graph.cypher import Tx
from graph.liaisons.inputs import InputRow
from hub import dates
from hub.login import Visit, visit
from hub.pages import input_happenings, problems, stale
from hub.pages.cell import take_place
from hub.pages.happenings import say_cell
from hub.pages.input_forms import DraftForm, words_of
from hub.pages.problems import STATUS, TO_MEND
from liaisons import inputs
from liaisons.audiences import marking_of
from liaisons.errors import BadInput, Refused, Stale, WrongState
from liaisons.input_doable import require_drafter
from liaisons.input_words import list_linked
from liaisons.once import OnceKeyReused
from liaisons.permissions import Permission, require
from liaisons.steps import list_steps
from matrix.cells import Cell, cell_of
from matrix.issues import Wanted, find_issue, list_issues
from matrix.table import SUM

pages = Blueprint("input_drafts", __name__)

# Open issues of its cells that a draft offers to tick.
MOST_OFFERED = 25


@dataclass(frozen=True, slots=True)
class Source:
    """Where a draft starts: what it is filled with, and the way back."""

    words: dict[str, Any]
    issues: dict[str, str]
    back: str
    title: str = ""


@pages.route("/inputs/new", methods=["GET", "POST"])
def draft() -> ResponseReturnValue:
    """A new draft, filled from `?issue=KEY` or `?area=..&column=..`; the same token makes it only once."""
    seen = visit()
    require_drafter(seen.actor, seen.directory)
    source = read_source(seen, request.args)
    if request.method != "POST":
        form = DraftForm(formdata=None, data=source.words)
        form.token.data = secrets.token_urlsafe(16)
        return _page(seen, form, source=source)
    form = DraftForm()
    form.gather()
    if not form.validate():
        return _page(seen, form, source=source, status=TO_MEND)
    try:
        row = _draft(seen, form)
    except BadInput as refused:
        return _page(seen, form, source=source, status=form.refuse(refused))
    flash("The draft is saved. Nothing is sent before the director signs.")
    return redirect(f"/inputs/{row['key']}", 303)


@pages.route("/inputs/<key>/edit", methods=["GET", "POST"])
def edit(key: str) -> ResponseReturnValue:
    """The words of a draft, or of an input that came back."""
    seen = visit()
    row = _find(seen, key)
    require(seen.actor, Permission.DRAFT_INPUT)
    if request.method != "POST":
        try:
            inputs.refuse_unless_worded(seen.actor, row)
        except WrongState as refused:
            return tell_not_now(row, refused)
        form = DraftForm(formdata=None, data=words_of(row) | {"version": str(row["version"])})
        return _page(seen, form, row=row)
    form = DraftForm()
    form.gather()
    if not form.validate():
        return _page(seen, form, row=row, status=TO_MEND)
    try:
        _edit(seen, key, form)
    except Stale as refused:
        return _tell_stale(seen, key, form, refused)
    except (BadInput, WrongState) as refused:
        return _page(seen, form, row=row, status=form.refuse(refused))
    flash("The draft is saved. Nothing is sent before the director signs.")
    return redirect(f"/inputs/{key}", 303)


@pages.post("/inputs/new/save")
def save_new() -> ResponseReturnValue:
    """A new draft as someone types it."""
    seen = visit()
    require_drafter(seen.actor, seen.directory)
    form = DraftForm()
    form.gather()
    return _answer(lambda: _draft(seen, form))


@pages.post("/inputs/<key>/save")
def save(key: str) -> ResponseReturnValue:
    """A draft as someone types it."""
    seen = visit()
    _find(seen, key)
    form = DraftForm()
    form.gather()
    return _answer(lambda: _edit(seen, key, form))


def read_source(seen: Visit, args: MultiDict[str, str]) -> Source:
    """What an address starts a draft from: an issue, a cell, or nothing. `NotFound` where not shared."""
    d, key = seen.directory, args.get("issue", "")
    if key:
        issue = seen.graph.read(lambda tx: find_issue(tx, seen.actor, key))
        words = {
            "title": issue["title"],
            "issues": [key],
            "cells": issue["cells"],
            "areas": sorted({cell_of(cell).area for cell in issue["cells"]}),
            "of_party": _agency_of(issue["cells"]),
            "evidence": _evidence_of(issue["sourceTitle"], issue["sourceAddress"]),
        }
        return Source(words, {key: issue["title"]}, f"/issues/{key}", issue["title"])
    if "area" in args or "column" in args:
        place = take_place(d, args.get("area", ""), args.get("column", ""))
        cell = Cell(place.area, place.column.rstrip(SUM)).key
        words = {"cells": [cell], "areas": [place.area], "of_party": _agency_of([cell])}
        back = f"/matrix/cell?area={place.area}&column={place.column}"
        return Source(words, {}, back, say_cell(cell, d))
    return Source({}, {}, "/inputs")


def _agency_of(cells: list[str]) -> str:
    """The agency that is asked at first: that of the cells, where they are of one."""
    found = {cell_of(cell).agency for cell in cells}
    return found.pop() if len(found) == 1 else ""


def _evidence_of(title: str | None, address: str | None) -> str:
    return " ".join(part for part in (title, address) if part)


def _draft(seen: Visit, form: DraftForm) -> InputRow:
    try:
        return seen.graph.write(
            lambda tx: inputs.draft_input(
                tx, seen.actor, form.draft(), idempotency_key=form.token.data or "", now=seen.now
            )
        )
    except OnceKeyReused as refused:
        # The answer to a save was lost on its way, and more was typed since.
        form.token.data = secrets.token_urlsafe(16)
        raise BadInput(
            "A draft with earlier words was saved from this page already; it stands under Inputs. "
            "Saving now makes another one of what stands here."
        ) from refused


def _edit(seen: Visit, key: str, form: DraftForm) -> InputRow:
    version = stale.take_version(form.version.data)
    return seen.graph.write(
        lambda tx: inputs.edit_input(tx, seen.actor, key, form.draft(), version=version, now=seen.now)
    )


def tell_not_now(row: InputRow, refused: WrongState) -> ResponseReturnValue:
    """Instead of a form that could save nothing: why, and the way back to what can be done."""
    return problems.page(
        STATUS[refused.kind],
        refused.sentence,
        title=f"Not now: {row['title']}",
        links=[("Back to the input", f"/inputs/{row['key']}")],
    )


def _answer(write: Any) -> ResponseReturnValue:
    """What the script shows after a save: the words, and where the next one goes."""
    try:
        row: InputRow = write()
    except Refused as refused:
        status = STATUS[refused.kind]
        return jsonify(words=f"Not saved. {refused.sentence}", press="See the difference"), status
    return jsonify(
        words=f"Saved at {dates.say_clock(row['changedAt'])}.",
        version=row["version"],
        save=f"/inputs/{row['key']}/save",
        edit=f"/inputs/{row['key']}/edit",
    )


def _find(seen: Visit, key: str) -> InputRow:
    return seen.graph.read(lambda tx: inputs.find_input(tx, seen.actor, key))


def _tell_stale(seen: Visit, key: str, form: DraftForm, refused: Stale) -> ResponseReturnValue:
    row, steps = seen.graph.read(
        lambda tx: (inputs.find_input(tx, seen.actor, key), list_steps(tx, seen.actor, key))
    )
    _offer(seen, form, row, {})
    happened = input_happenings.happenings_of(steps, seen.directory)
    passed = stale.tell_of(form, refused, words_of(row), happened)
    return _page(seen, form, row=row, passed=passed, status=STATUS[refused.kind])


def _offer(seen: Visit, form: DraftForm, row: InputRow | None, titles: dict[str, str]) -> None:
    cells = [*(form.cells.data or []), *(row["cells"] if row else [])]

    def read(tx: Tx) -> dict[str, str]:
        linked = list_linked(tx, seen.actor, row) if row else []
        found = titles | {issue["key"]: issue["title"] for issue in linked}
        if cells:
            wanted = Wanted(cells=tuple(cells), is_open=True)
            open_ones = list_issues(tx, seen.actor, wanted, limit=MOST_OFFERED)
            found |= {issue["key"]: issue["title"] for issue in open_ones}
        return found

    center = row["centerKey"] if row else seen.actor.party
    form.offer(seen.directory, center, issues=seen.graph.read(read), cells=cells)


def _page(
    seen: Visit,
    form: DraftForm,
    *,
    row: InputRow | None = None,
    source: Source | None = None,
    passed: stale.Passed | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    source = source or Source({}, {}, f"/inputs/{row['key']}" if row else "/inputs")
    _offer(seen, form, row, source.issues)
    center = row["centerKey"] if row else seen.actor.party
    address = f"/inputs/{row['key']}/edit" if row else request.full_path.rstrip("?")
    return render_template(
        "input_form.html",
        title="Edit the draft" if row else "File input",
        section="inputs",
        marking=marking_of(row["audienceKey"] if row else center),
        input=row,
        form=form,
        source=source,
        passed=passed,
        address=address,
        save_address=f"/inputs/{row['key']}/save" if row else "/inputs/new/save",
        center=center,
        name_of=seen.directory.name_of,
    ), status
