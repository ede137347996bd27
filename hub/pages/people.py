"""A person of the directory, and the beginning and end of the roles they hold."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import Optional

from graph.cypher import Tx
from graph.liaisons.assignments import SeatRow
from graph.liaisons.people import PersonRow
from hub.login import Visit, visit
from hub.pages import dates, seats
from hub.pages.forms import Form
from hub.pages.problems import TO_MEND
from liaisons import clocks
from liaisons.assignments import NewSeat, begin_assignment, end_assignment, list_assignments
from liaisons.directory import Directory
from liaisons.errors import NotFound, Refused
from liaisons.people import find_person
from liaisons.permissions import Permission, may, require
from liaisons.roles import ROLES_AT

pages = Blueprint("people", __name__)


class Begin(Form):
    """A role to be given at one party."""

    once = HiddenField()
    role = SelectField("Role", validate_choice=False)
    target = SelectField("On", description="What the role is for.", validate_choice=False)
    since = DateField("First day", [Optional()])
    until = DateField("Last day", [Optional()], description="The first day on which it is over.")


class End(Form):
    """A role to be ended."""

    until = DateField("Ends on", [Optional()], description="The first day on which it is over.")
    reason = StringField("Why", description="Stands in the audit trail.")


@pages.get("/directory/people/<key>")
def show(key: str) -> str:
    """One person: how to reach them and the roles they hold, held and will hold."""
    seen = visit()
    person, rows = seen.graph.read(lambda tx: _read(tx, seen, key))
    today = clocks.today_of(seen.now)
    return render_template(
        "person.html",
        title=person["name"],
        section="directory",
        marking="INTERAGENCY" if person["kind"] == "federal" else "CONTROLLED: ONLY THE PARTIES NAMED",
        person=person,
        seats=[
            seats.say_seat(seen.directory, row)
            for row in rows
            if row["since"] <= today < (row["until"] or "9999")
        ],
        others=[
            seats.say_seat(seen.directory, row)
            for row in rows
            if not row["since"] <= today < (row["until"] or "9999")
        ],
        manages=_managed_party(seen),
        may_manage=may(seen.actor, Permission.MANAGE_PEOPLE) and key != seen.actor.person,
        name_of=seen.directory.name_of,
    )


@pages.get("/people/begin")
def ask_begin() -> str:
    """The form to give a role: at one's own party, or for an administrator at the one chosen."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    person, _ = seen.graph.read(lambda tx: _read(tx, seen, request.args.get("person", "")))
    party = _managed_party(seen) or request.args.get("party", "")
    form = Begin(formdata=None, once=secrets.token_urlsafe(16), since=clocks.day_of(seen.now))
    return _show_begin(seen, person, party, form)


@pages.post("/people/begin")
def begin() -> ResponseReturnValue:
    """Give the role and show the person."""
    seen = visit()
    key, party = request.form.get("person", ""), request.form.get("party", "")
    person, _ = seen.graph.read(lambda tx: _read(tx, seen, key))
    form, status = Begin(), TO_MEND
    if form.validate():
        kind, _, target = (form.target.data or "").partition(":")
        seat = NewSeat(
            person=key,
            role=form.role.data or "",
            party=party,
            target=target,
            target_kind=kind or "party",
            since=form.since.data.isoformat() if form.since.data else "",
            until=form.until.data.isoformat() if form.until.data else "",
        )
        try:
            row = seen.graph.write(
                lambda tx: begin_assignment(
                    tx, seen.actor, seat, idempotency_key=form.once.data or "", now=seen.now
                )
            )
        except Refused as refused:
            status = form.refuse(refused)
        else:
            flash(f"{person['name']} is {seats.say_role(row['role'])} from {dates.say_day(row['since'])}.")
            return redirect(f"/directory/people/{key}", 303)
    return _show_begin(seen, person, party, form), status


@pages.get("/people/end")
def ask_end() -> str:
    """The page in between: whose role ends, and what follows."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    person, row = _find_seat(seen, request.args)
    form = End(formdata=None, until=clocks.day_of(seen.now))
    return _show_end(seen, person, row, form)


@pages.post("/people/end")
def end() -> ResponseReturnValue:
    """End the role and show the person."""
    seen = visit()
    person, row = _find_seat(seen, request.form)
    form, status = End(), TO_MEND
    if form.validate():
        until = form.until.data.isoformat() if form.until.data else ""
        try:
            ended = seen.graph.write(
                lambda tx: end_assignment(
                    tx, seen.actor, row["key"], reason=form.reason.data or "", until=until, now=seen.now
                )
            )
        except Refused as refused:
            status = form.refuse(refused)
        else:
            day = dates.say_day(ended["until"] or "")
            flash(f"{person['name']}’s role as {seats.say_role(row['role'])} ends on {day}.")
            return redirect(f"/directory/people/{person['key']}", 303)
    return _show_end(seen, person, row, form), status


def _show_begin(seen: Visit, person: PersonRow, party: str, form: Begin) -> str:
    form.role.choices = _roles_at(seen.directory, party)
    form.target.choices = _targets_of(seen.directory, party)
    return render_template(
        "people_begin.html",
        title="Begin a role",
        section="directory",
        person=person,
        party=party,
        parties=[] if _managed_party(seen) else _parties(seen.directory),
        form=form,
        name_of=seen.directory.name_of,
    )


def _show_end(seen: Visit, person: PersonRow, row: SeatRow, form: End) -> str:
    return render_template(
        "people_end.html",
        title="End a role",
        section="directory",
        person=person,
        seat=seats.say_seat(seen.directory, row),
        form=form,
        name_of=seen.directory.name_of,
    )


def _read(tx: Tx, seen: Visit, key: str) -> tuple[PersonRow, list[SeatRow]]:
    return find_person(tx, seen.actor, key), list_assignments(tx, seen.actor, key)


def _find_seat(seen: Visit, values: dict[str, str]) -> tuple[PersonRow, SeatRow]:
    person, rows = seen.graph.read(lambda tx: _read(tx, seen, values.get("person", "")))
    found = next((row for row in rows if row["key"] == values.get("assignment")), None)
    if found is None:
        raise NotFound
    return person, found


def _managed_party(seen: Visit) -> str | None:
    """The only party whose people the actor sees to; None for an administrator, who chooses one."""
    return None if may(seen.actor, Permission.MANAGE_EVERY_PARTY) else seen.actor.party


def _kind_of(directory: Directory, party: str) -> str:
    if party in directory.centers:
        return "center"
    if party in directory.agencies:
        return "agency"
    kinds = {
        "port": directory.row["ports"],
        "office": directory.row["offices"],
        "council": directory.row["councils"],
    }
    return next((kind for kind, rows in kinds.items() if party in {row["key"] for row in rows}), "account")


def _roles_at(directory: Directory, party: str) -> list[tuple[str, str]]:
    return sorted((str(role), seats.say_role(role)) for role in ROLES_AT[_kind_of(directory, party)])


def _targets_of(directory: Directory, party: str) -> list[tuple[str, str]]:
    """The party itself, its alignments, and its rows or columns, each with the kind that the role needs."""
    found = [(f"party:{party}", f"all of {directory.name_of(party)}")]
    found += [
        (f"alignment:{a['key']}", f"work of {seats.say_target(directory, a['key'], '')}")
        for a in directory.alignments
        if party in (a["centerKey"], a["agencyKey"])
    ]
    if party in directory.centers:
        found += [(f"column:{key}", directory.name_of(key)) for key in directory.columns_of(party)]
    if party in directory.agencies:
        found += [(f"area:{key}", directory.name_of(key)) for key in directory.areas_of(party)]
    return found


def _parties(directory: Directory) -> list[tuple[str, str]]:
    keys = [*directory.centers, *directory.agencies, *directory.places]
    return [(key, directory.name_of(key)) for key in keys]
