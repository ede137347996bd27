"""The public front: what the Centers are working on, and where to reach them. Names no person."""

from __future__ import annotations

from flask import Blueprint, render_template

from hub.login import visit
from hub.pages import directory_rows

pages = Blueprint("front", __name__)


@pages.get("/")
def show() -> str:
    """Ten Centers with their industries, and the ways to the public matrix and the published issues."""
    seen = visit()
    return render_template(
        "front.html",
        title="What are the Centers working on?",
        section="front",
        marking="PUBLIC",
        centers=[directory_rows.center_card(seen.directory, key) for key in seen.directory.centers],
        agencies=sum(agency["isPga"] for agency in seen.directory.agencies.values()),
    )
