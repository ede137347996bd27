"""The directory: whom to call. Parties, programs and alignments for everyone, people for those who may."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from hub.login import Visit, visit
from hub.pages import directory_rows, seats
from liaisons import clocks, roles
from liaisons.coverage import Cover, read_cover
from liaisons.errors import NotFound
from liaisons.permissions import Permission, may

pages = Blueprint("directory", __name__)


@pages.get("/directory")
def show() -> str:
    """Centers and agencies; for those who see people, a search among them too."""
    seen = visit()
    asked = request.args.get("q", "").strip()[:100]
    d = seen.directory
    shows_people = may(seen.actor, Permission.SEE_PEOPLE)
    everyone = shows_people and request.args.get("people") == "all"
    after = request.args.get("after", "")[:300]
    found = seats.search(seen, asked, after) if shows_people and (asked or everyone) else None
    return render_template(
        "directory.html",
        title="Directory",
        section="directory",
        marking="INTERAGENCY" if shows_people else "PUBLIC",
        asked=asked,
        shows_people=shows_people,
        everyone=everyone,
        may_add=may(seen.actor, Permission.MANAGE_PEOPLE),
        people=found.seats if found else [],
        idle=found.idle if found and may(seen.actor, Permission.MANAGE_PEOPLE) else [],
        people_next=_next_page(asked, found.after if found else None),
        centers=[directory_rows.center_card(d, key) for key in directory_rows.find_centers(d, asked)],
        agencies=[d.agencies[key] for key in directory_rows.find_agencies(d, asked)],
        programs={key: len(d.areas_of(key)) - 1 for key in d.agencies},
        name_of=d.name_of,
    )


@pages.get("/directory/centers/<key>")
def show_center(key: str) -> str:
    """A Center: where it is, its industries, the agencies it works with, its people."""
    seen = visit()
    d = seen.directory
    if key not in d.centers:
        raise NotFound
    rows = directory_rows.alignments_of(d, today=_today(seen), center=key, cover=_cover(seen))
    return render_template(
        "directory_center.html",
        title=d.centers[key]["name"],
        card=directory_rows.center_card(d, key),
        industries=[d.industries[k] for k in d.columns_of(key)[1:]],
        **_party_values(seen, rows),
        **_people_values(seen, key),
    )


@pages.get("/directory/agencies/<key>")
def show_agency(key: str) -> str:
    """An agency: its programs, flags, the Centers it works with, its people."""
    seen = visit()
    d = seen.directory
    if key not in d.agencies:
        raise NotFound
    rows = directory_rows.alignments_of(d, today=_today(seen), agency=key, cover=_cover(seen))
    return render_template(
        "directory_agency.html",
        title=d.agencies[key]["name"],
        agency=d.agencies[key],
        programs=directory_rows.program_lines(d, key),
        flags=directory_rows.flags_of(d, key),
        centers=len({row.center["key"] for row in rows}),
        **_party_values(seen, rows),
        **_people_values(seen, key),
    )


@pages.get("/directory/areas/<path:key>")
def show_area(key: str) -> str:
    """A row of the matrix: a program, or an agency's own row."""
    seen = visit()
    d = seen.directory
    if key not in d.programs and key not in d.agencies:
        raise NotFound
    agency = key.partition("/")[0]
    rows = directory_rows.alignments_of(d, today=_today(seen), agency=agency, area=key, cover=_cover(seen))
    return render_template(
        "directory_area.html",
        title=d.name_of(key) if key in d.programs else f"{d.name_of(key)}, program not named",
        agency=d.agencies[agency],
        program=d.programs.get(key),
        flags=directory_rows.flags_of(d, key),
        **_party_values(seen, rows),
    )


def _party_values(seen: Visit, rows: list[directory_rows.Aligned]) -> dict[str, object]:
    shows_people = may(seen.actor, Permission.SEE_PEOPLE)
    return {
        "section": "directory",
        "marking": "INTERAGENCY" if shows_people else "PUBLIC",
        "alignments": rows,
        "vacancies": directory_rows.count_vacancies(rows),
        "inside": not seen.actor.is_public,
        "shows_people": shows_people,
        "name_of": seen.directory.name_of,
    }


def _people_values(seen: Visit, party: str) -> dict[str, object]:
    """Those who hold a role at the party today, a page of them at a time."""
    if not may(seen.actor, Permission.SEE_PEOPLE):
        return {"people": []}
    after = request.args.get("after", "")[:300]
    found = seats.of_party(seen, party, after)
    way_on = urlencode({"after": found.after or ""})
    return {
        "people": found.seats,
        "people_first": f"{request.path}#people" if after else None,
        "people_next": f"{request.path}?{way_on}#people" if found.after else None,
        "may_add": roles.manages(seen.actor, party),
    }


def _next_page(asked: str, after: str | None) -> str | None:
    return f"/directory?{urlencode({'q': asked, 'people': 'all', 'after': after})}" if after else None


def _today(seen: Visit) -> str:
    return clocks.today_of(seen.now)


def _cover(seen: Visit) -> Cover | None:
    if not may(seen.actor, Permission.SEE_PEOPLE):
        return None
    return seen.graph.read(lambda tx: read_cover(tx, seen.actor, seen.directory, today=_today(seen)))
