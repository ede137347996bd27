"""The matrix: where it hurts, and who owns it. The same table as a table or as a list, by its address."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from hub import dates
from hub.login import visit
from hub.pages import matrix_rows
from hub.pages.asked import choices_of, parties_of_mine, take_asked, take_many
from hub.pages.loosening import Loosening, list_loosenings
from liaisons import clocks
from matrix.table import TableRow, View, read_table

pages = Blueprint("matrix", __name__)


@pages.get("/matrix")
def show() -> ResponseReturnValue:
    """The table on one's own agencies and Centers, or as the address asks."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/public/matrix")
    d = seen.directory
    asked = take_asked(request.args, d)
    shape = (take_many(request.args, "as", ("table", "list")) or ("table",))[0]
    if not (asked.agencies or asked.centers or asked.everything):
        agencies, centers = parties_of_mine(seen.actor, d)
        asked = replace(asked, agencies=agencies, centers=centers, mine=bool(agencies or centers))
    day = clocks.today_of(seen.now)
    view = View(
        agencies=asked.agencies,
        centers=asked.centers,
        opened=asked.opened,
        is_open=asked.is_open,
        severities=asked.severity_numbers,
        states=asked.states or None,
        until=asked.until(day),
        kinds=asked.kinds or None,
        strengths=asked.strengths or None,
        empty=asked.empty or None,
    )

    def read(tx: Tx) -> tuple[TableRow, list[Loosening]]:
        table = read_table(tx, seen.actor, d, view, today=clocks.day_of(seen.now))
        if table["total"] or asked.empty:
            return table, []
        return table, list_loosenings(
            tx, seen.actor, replace(asked, unplaced=False), d, path="/matrix", today=day
        )

    table, looser = seen.graph.read(read)
    lines = matrix_rows.lines_of(table, asked)
    return render_template(
        "matrix.html",
        title="PGA-issue matrix",
        section="matrix",
        asked=asked,
        shape=shape,
        table=table,
        lines=lines,
        looser=looser,
        worst=matrix_rows.say_worst(lines, d),
        filter_words=f"{asked.words(d)} · as of today, {dates.say_day(day)}",
        choices=choices_of(d),
        openings=_openings(asked.opened, list(d.centers)),
        name_of=d.name_of,
    )


def _openings(opened: tuple[str, ...], centers: list[str]) -> dict[str, list[str]]:
    """What `open` would be after choosing each Center: shown by industry, or folded again."""
    return {key: [c for c in centers if (c in opened) != (c == key)] for key in centers}
