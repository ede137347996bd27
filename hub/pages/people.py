"""A person of the directory: which roles they hold today, for whom and on what."""

from __future__ import annotations

from flask import Blueprint, render_template

from hub.login import visit
from hub.pages import seats
from liaisons.errors import NotFound

pages = Blueprint("people", __name__)


@pages.get("/directory/people/<key>")
def show(key: str) -> str:
    """One person, for those who may see people."""
    seen = visit()
    found = seats.of_person(seen, key)
    if not found:
        raise NotFound
    return render_template(
        "person.html",
        title=found[0].person_name,
        section="directory",
        marking="INTERAGENCY",
        seats=found,
        made_up=found[0].made_up,
        name_of=seen.directory.name_of,
    )
