"""The list of issues as a CSV file: the same rows in the same order, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from graph.matrix.issues import ListedIssueRow
from hub.login import visit
from hub.pages.asked import take_asked
from hub.pages.frame import marking_for
from hub.pages.happenings import say_cell
from liaisons import clocks
from liaisons.directory import Directory
from matrix.exports import list_for_file
from matrix.issues import KINDS
from matrix.severity import Severity
from matrix.states import WORDS, State

pages = Blueprint("issue_file", __name__)

HEADS = (
    "Key", "Title", "State", "Kind", "Severity", "Strength", "Since", "Where", "Held by", "Person",
    "Held since", "Next action", "Due on", "Holder made up", "Close proposed by", "Ends on", "Verified",
)  # fmt: skip
# What a spreadsheet would take for a formula, in the plain and the wide signs, or would run into one.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pages.get("/issues.csv")
def download() -> ResponseReturnValue:
    """All rows of the list that the same address shows, with the marking and the filter above them."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/published")
    d, day = seen.directory, clocks.today_of(seen.now)
    asked = take_asked(request.args, d)
    rows = seen.graph.read(
        lambda tx: list_for_file(
            tx, seen.actor, asked.wanted(d, day), order=asked.order, reverse=asked.reverse
        )
    )
    said = f"{asked.words(d)} · {asked.order_words} · as of {day}"
    return Response(
        write_file(rows, d, marking=marking_for(seen.actor), said=said),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="issues-{day}.csv"'},
    )


def write_file(rows: Iterable[ListedIssueRow], directory: Directory, *, marking: str, said: str) -> str:
    """The file: marking, filter, heads, then a line an issue. The mark in front lets Excel see UTF-8."""
    file = io.StringIO()
    file.write("\ufeff")
    lines = csv.writer(file)
    lines.writerow([marking])
    lines.writerow([make_safe(said)])
    lines.writerow(HEADS)
    lines.writerows([make_safe(value) for value in _values(row, directory)] for row in rows)
    return file.getvalue()


def make_safe(value: str | None) -> str:
    """The text as a spreadsheet shows it: what it would take for a formula gets an apostrophe in front."""
    text = value or ""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def _values(row: ListedIssueRow, d: Directory) -> list[str | None]:
    return [
        row["key"],
        row["title"],
        WORDS[State(row["state"])],
        KINDS.get(row["kind"], row["kind"]),
        Severity(row["severity"]).word,
        row["strength"],
        row["since"],
        "; ".join(say_cell(cell, d) for cell in row["cells"]) or "not placed",
        d.name_of(row["holderKey"]) if row["holderKey"] else None,
        row["holderPersonName"],
        (row["heldSince"] or "")[:10],
        row["nextAction"],
        row["dueOn"],
        "made up" if row["heldMadeUp"] else None,
        d.name_of(row["closeByParty"]) if row["closeByParty"] else None,
        row["endDate"],
        "verified" if row["verified"] else "not verified",
    ]
