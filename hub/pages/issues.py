"""Issues: the list of what is between an agency and a Center, and the form to report one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.matrix.issues import ListedIssueRow
from hub.login import Visit, visit
from hub.pages.asked import SIZES, Asked, choices_of, take_asked, take_size
from hub.pages.forms import offer
from hub.pages.issue_forms import ReportForm
from hub.pages.loosening import Loosening, list_loosenings
from hub.pages.problems import TO_MEND
from liaisons import clocks
from liaisons.errors import Kind, Refused
from liaisons.permissions import Permission, may, require
from matrix.cells import cell_of, label_of
from matrix.issues import Order, count_issues, list_issues, report_issue
from matrix.states import WORDS

pages = Blueprint("issues", __name__)

# The longest title in small letters, with a key behind it.
LONGEST_PLACE = 300
HEADS: tuple[tuple[str, Order | None], ...] = (
    ("Issue", Order.TITLE),
    ("Where", None),
    ("Severity", Order.WORST),
    ("Since", Order.SINCE),
    ("Held by", Order.HOLDER),
    ("Next action", None),
    ("Due", Order.DUE),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column; `address` is "" where nothing is ordered by it."""

    words: str
    address: str
    direction: str


STATE_WORDS = {str(state): words for state, words in WORDS.items()}


@pages.get("/issues")
def show() -> ResponseReturnValue:
    """The issues that match, worst and then oldest first."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/published")
    d = seen.directory
    asked = take_asked(request.args, d)
    size = take_size(request.args)
    today = clocks.today_of(seen.now)
    wanted = asked.wanted(d, today)
    after = request.args.get("after", "")[:LONGEST_PLACE]

    def read(tx: Tx) -> tuple[list[ListedIssueRow], int, list[Loosening]]:
        rows = list_issues(
            tx,
            seen.actor,
            wanted,
            order=asked.order,
            reverse=asked.reverse,
            after=after,
            limit=size,
            peek=True,
        )
        total = count_issues(tx, seen.actor, wanted)
        looser = [] if total else list_loosenings(tx, seen.actor, asked, d, path="/issues", today=today)
        return rows, total, looser

    rows, total, looser = seen.graph.read(read)
    more = rows[size - 1]["rank"] if len(rows) > size else None
    return render_template(
        "issues.html",
        title="Issues",
        section="issues",
        asked=asked,
        rows=rows[:size],
        total=total,
        looser=looser,
        heads=heads_of(asked),
        labels=labels_of(rows, asked),
        filter_words=asked.words(d),
        next_page=asked.address("/issues", after=more) if more else None,
        first_page=asked.address("/issues", after=None) if after else None,
        sizes=[(n, asked.address("/issues", size=str(n), after=None)) for n in SIZES],
        size=size,
        file=asked.address("/issues.csv", after=None, size=None),
        choices=choices_of(d),
        may_report=may(seen.actor, Permission.REPORT_ISSUE),
        states=STATE_WORDS,
        name_of=d.name_of,
    )


def heads_of(asked: Asked) -> list[Head]:
    """The heads of the list: those that order it are links, and a second time turn the order round."""
    heads = []
    for words, order in HEADS:
        if order is None:
            heads.append(Head(words, "", ""))
            continue
        by_this = order == asked.order
        sort = f"-{order}" if by_this and not asked.reverse else str(order)
        direction = ("descending" if asked.reverse else "ascending") if by_this else ""
        heads.append(Head(words, asked.address("/issues", sort=sort, after=None), direction))
    return heads


def labels_of(rows: list[ListedIssueRow], asked: Asked) -> dict[str, str]:
    """How each issue touches one agency and one Center: "agency-wide", "whole Center" or both."""
    areas, columns = (*asked.agencies, *asked.areas), (*asked.centers, *asked.columns)
    if len(areas) > 1 or len(columns) > 1 or not (areas or columns):
        return {}
    area, column = (areas or (None,))[0], (columns or (None,))[0]
    found = {}
    for row in rows:
        words = [
            label_of(cell, area=area, column=column)
            for cell in map(cell_of, row["cells"])
            if area is None or cell.area == area or cell.agency == area
            if column is None or cell.column == column or cell.center == column
        ]
        # Touching directly anywhere needs no label.
        found[row["key"]] = "" if "" in words or not words else words[0]
    return found


@pages.route("/issues/new", methods=["GET", "POST"])
def report() -> ResponseReturnValue:
    """The form of a new issue; the same token makes it only once."""
    seen = visit()
    require(seen.actor, Permission.REPORT_ISSUE)
    form = ReportForm()
    form.readers.choices = offer(choices_of(seen.directory)["holder"])
    if request.method != "POST":
        form.token.data = secrets.token_urlsafe(16)
        form.follows_up.data = request.args.get("follows", "")[:40]
        form.since.data = clocks.today_of(seen.now)
        return _form(form, 200)
    if not form.validate():
        return _form(form, TO_MEND)
    try:
        key = _report(seen, form)
    except Refused as refused:
        if refused.kind in (Kind.NOT_ALLOWED, Kind.NOT_FOUND):
            raise
        return _form(form, form.refuse(refused))
    flash(f"Reported. {seen.directory.name_of(seen.actor.party)} holds it until it is placed in the matrix.")
    return redirect(f"/issues/{key}", 303)


def _report(seen: Visit, form: ReportForm) -> str:
    readers: tuple[str, ...] = ()
    if form.audience.data == "parties":
        readers = (seen.actor.party, *(form.readers.data or []))
    changed = seen.graph.write(
        lambda tx: report_issue(
            tx,
            seen.actor,
            form.draft(),
            idempotency_key=form.token.data or "",
            readers=readers,
            follows_up=form.follows_up.data or None,
            now=seen.now,
        )
    )
    return changed.key


def _form(form: ReportForm, status: int) -> ResponseReturnValue:
    return render_template("issue_new.html", title="Report an issue", section="issues", form=form), status
