"""What everyone reads: how many published issues stand where, the list of them, and each one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.matrix.publications import PublicRow
from hub.login import visit
from hub.pages.asked import SIZES, choices_of, take_asked, take_many, take_size
from matrix.counts import ALL
from matrix.issues import KINDS
from matrix.public import count_public_matrix, count_published, find_published, list_published

pages = Blueprint("published", __name__)


@pages.get("/public/matrix")
def show_matrix() -> str:
    """Published issues by agency program and Center. No severities, no owners: they are not published."""
    seen = visit()
    d = seen.directory
    counted = seen.graph.read(lambda tx: count_public_matrix(tx, d))
    agencies = [key for key in d.agencies if counted.at(f"{key}/", ALL).number]
    areas = [
        (agency, [area for area in d.areas_of(agency) if counted.at(area, ALL).number]) for agency in agencies
    ]
    return render_template(
        "public_matrix.html",
        title="Published issues by agency and Center",
        section="matrix",
        marking="PUBLIC",
        counted=counted,
        areas=areas,
        centers=list(d.centers.values()),
        agencies=d.agencies,
        total=counted.at(ALL, ALL).number,
        unplaced=counted.unplaced.number,
        name_of=d.name_of,
    )


@pages.get("/published")
def show_list() -> str:
    """The published issues, oldest first, by cursor."""
    seen = visit()
    d = seen.directory
    asked = take_asked(request.args, d)
    size = take_size(request.args)
    shown = (take_many(request.args, "over", ("yes", "all")) or ("",))[0]
    over = {"": False, "yes": True, "all": None}[shown]
    cells = asked.cells(d)
    wanted = list(cells) if cells is not None else None
    after = request.args.get("after", "")[:60]

    def read(tx: Tx) -> tuple[list[PublicRow], int]:
        rows = list_published(tx, cells=wanted, over=over, after=after, limit=size + 1)
        return rows, count_published(tx, cells=wanted, over=over)

    rows, total = seen.graph.read(read)
    more = rows[size - 1]["rank"] if len(rows) > size else None
    return render_template(
        "published.html",
        title="Published issues",
        section="published",
        marking="PUBLIC",
        rows=rows[:size],
        total=total,
        asked=asked,
        shown=shown,
        filter_words=" · ".join(
            [*asked.words(d).split(" · ")[:2], {"": "not over", "yes": "over", "all": "over or not"}[shown]]
        ),
        next_page=asked.address("/published", after=more) if more else None,
        first_page=asked.address("/published", after=None) if after else None,
        sizes=[(n, asked.address("/published", size=str(n), after=None)) for n in SIZES],
        size=size,
        choices=choices_of(d),
        kinds=KINDS,
        name_of=d.name_of,
    )


@pages.get("/published/<key>")
def show_one(key: str) -> str:
    """One published issue: the whole of what the trade may know of it."""
    seen = visit()
    row = seen.graph.read(lambda tx: find_published(tx, key))
    return render_template(
        "published_one.html",
        title=row["title"],
        section="published",
        marking="PUBLIC",
        row=row,
        kind_words=KINDS.get(row["kind"], row["kind"]),
        name_of=seen.directory.name_of,
    )


@pages.get("/public")
def show_front() -> ResponseReturnValue:
    """The front is the public's first page."""
    return redirect("/")
