"""A person of the directory; how one is added, and how all that they hold ends when they leave."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import EmailField, HiddenField, SelectField, StringField

from graph.cypher import Tx
from graph.liaisons.assignments import SeatRow
from graph.liaisons.people import PersonRow
from hub.login import Visit, visit
from hub.pages import parties, seats
from hub.pages.forms import Form, offer
from hub.pages.problems import TO_MEND
from liaisons import clocks, roles
from liaisons.actors import Role
from liaisons.assignments import is_over, list_assignments
from liaisons.errors import NotFound, Refused
from liaisons.leaving import PersonOver, end_person
from liaisons.people import NewPerson, add_person, find_person
from liaisons.permissions import Permission, may, require

pages = Blueprint("people", __name__)

ZONES = (
    ("", "not said"),
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Atlantic"),
    ("Pacific/Guam", "Guam"),
)


class Add(Form):
    """Someone to be added."""

    once = HiddenField()
    party = SelectField("Comes to", description="Where the first role will be.", validate_choice=False)
    name = StringField("Name", description="As colleagues know them, such as Dana Ruiz.")
    email = EmailField("E-mail address", description="Signs them in; no two people have the same.")
    phone = StringField("Telephone")
    hours = StringField("Hours", description="Such as 8:00 a.m. to 4:30 p.m.")
    time_zone = SelectField("Time zone of the hours", choices=offer(ZONES), validate_choice=False)


class Leave(Form):
    """Why someone leaves."""

    reason = StringField("Why", description="Stands in the audit trail.")


@pages.get("/directory/people/<key>")
def show(key: str) -> str:
    """One person: how to reach them and the roles they hold, held and will hold."""
    seen = visit()
    person, rows = seen.graph.read(lambda tx: read_person(tx, seen, key))
    today = clocks.today_of(seen.now)
    now = [row["since"] <= today < (row["until"] or "9999") for row in rows]
    said = [seats.say_seat(seen.directory, row) for row in rows]
    return render_template(
        "person.html",
        title=person["name"],
        section="directory",
        marking="INTERAGENCY" if person["kind"] == "federal" else "CONTROLLED: ONLY THE PARTIES NAMED",
        person=person,
        seats=[seat for seat, runs in zip(said, now, strict=True) if runs],
        others=[seat for seat, runs in zip(said, now, strict=True) if not runs],
        endable={row["key"] for row in rows if _may_end(seen, row)},
        may_begin=may(seen.actor, Permission.MANAGE_PEOPLE) and key != seen.actor.person,
        may_leave=_may_leave(seen, rows),
        may_reset=may(seen.actor, Permission.MANAGE_EVERY_PARTY) and key != seen.actor.person,
        name_of=seen.directory.name_of,
    )


@pages.route("/people/add", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    """Add someone, then go on to give them a role."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    form, status = Add(), 200
    found = seen.graph.read(lambda tx: parties.list_parties(tx, seen))
    form.party.choices = parties.offer_parties(found.values())
    if request.method != "POST":
        form.once.data = secrets.token_urlsafe(16)
        form.party.data = request.args.get("party") or seen.actor.party
    elif form.validate():
        try:
            row = seen.graph.write(lambda tx: _add(tx, seen, form))
        except Refused as refused:
            status = form.refuse(refused)
        else:
            flash(f"{row['name']} is in the directory. Begin a role: until then they can do nothing here.")
            address = f"/people/begin?person={row['key']}"
            return redirect(f"{address}&party={form.party.data}", 303)
    else:
        status = TO_MEND
    return render_template("people_add.html", title="Add a person", section="directory", form=form), status


def _add(tx: Tx, seen: Visit, form: Add) -> PersonRow:
    person = NewPerson(
        name=form.name.data or "",
        email=form.email.data or "",
        party=form.party.data or "",
        phone=form.phone.data or "",
        hours=form.hours.data or "",
        time_zone=form.time_zone.data or "",
    )
    return add_person(tx, seen.actor, person, idempotency_key=form.once.data or "", now=seen.now)


@pages.route("/people/leave", methods=["GET", "POST"])
def leave() -> ResponseReturnValue:
    """The page in between, which says what ends; and the end of it all."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    key = request.values.get("person", "")
    person, rows = seen.graph.read(lambda tx: read_person(tx, seen, key))
    form, status = Leave(), 200
    if request.method == "POST":
        status = TO_MEND
        if form.validate():
            try:
                seen.graph.write(
                    lambda tx: end_person(tx, seen.actor, key, reason=form.reason.data or "", now=seen.now)
                )
            except PersonOver:
                raise
            except Refused as refused:
                status = form.refuse(refused)
            else:
                flash(f"All roles of {person['name']} have ended. To bring them back, begin a role.")
                return redirect(way_back(seen, key), 303)
    return render_template(
        "people_leave.html",
        title="End all roles",
        section="directory",
        person=person,
        seats=[seats.say_seat(seen.directory, row) for row in rows if not is_over(row, seen.now)],
        form=form,
        name_of=seen.directory.name_of,
    ), status


def read_person(tx: Tx, seen: Visit, key: str) -> tuple[PersonRow, list[SeatRow]]:
    """A person with all their roles, or `NotFound`."""
    return find_person(tx, seen.actor, key), list_assignments(tx, seen.actor, key)


def find_seat(seen: Visit, person: str, assignment: str) -> tuple[PersonRow, SeatRow]:
    """A person and one of their roles, or `NotFound`."""
    found, rows = seen.graph.read(lambda tx: read_person(tx, seen, person))
    for row in rows:
        if row["key"] == assignment:
            return found, row
    raise NotFound


def way_back(seen: Visit, person: str) -> str:
    """The person's page; whoever ended their own role may see no people any more."""
    return "/" if person == seen.actor.person else f"/directory/people/{person}"


def _may_end(seen: Visit, row: SeatRow) -> bool:
    return not is_over(row, seen.now) and roles.manages(seen.actor, row["partyKey"], Role(row["role"]))


def _may_leave(seen: Visit, rows: list[SeatRow]) -> bool:
    running = [row for row in rows if not is_over(row, seen.now)]
    return bool(running) and all(_may_end(seen, row) for row in running)
