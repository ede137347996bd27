"""The beginning and the end of a role: two forms, each with what follows from it."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, StringField

from graph.liaisons.assignments import SeatRow
from graph.liaisons.people import PersonRow
from hub import dates
from hub.login import Visit, visit
from hub.pages import seats
from hub.pages.forms import Choices, DayField, Form, offer
from hub.pages.parties import Party, list_parties, managed_party, offer_parties
from hub.pages.people import find_seat, read_person, way_back
from hub.pages.problems import TO_MEND
from liaisons import clocks, roles
from liaisons.assignments import NewSeat, begin_assignment, end_assignment, first_end
from liaisons.directory import Directory
from liaisons.errors import Refused
from liaisons.permissions import Permission, require

pages = Blueprint("assignments", __name__)

UNTIL = "The first day on which it is over."


class Begin(Form):
    """A role to be given at one party."""

    once = HiddenField()
    party = SelectField("At which party", validate_choice=False)
    role = SelectField("Role", validate_choice=False)
    target = SelectField("On", description="What the role is for.", validate_choice=False)
    since = DayField("First day")
    until = DayField("Ends on", description=UNTIL)


class End(Form):
    """A role to be ended."""

    until = DayField("Ends on", description=UNTIL)
    reason = StringField("Why", description="Stands in the audit trail.")


@pages.get("/people/begin")
def ask_begin() -> str:
    """The form to give a role: at one's own party, or for an administrator at the one chosen."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    key = request.args.get("person", "")
    person, _ = seen.graph.read(lambda tx: read_person(tx, seen, key))
    party = managed_party(seen) or request.args.get("party", "")
    once = secrets.token_urlsafe(16)
    form = Begin(formdata=None, party=party, once=once, since=clocks.today_of(seen.now))
    return _show_begin(seen, person, form)


@pages.post("/people/begin")
def begin() -> ResponseReturnValue:
    """Give the role and show the person."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    key = request.form.get("person", "")
    person, _ = seen.graph.read(lambda tx: read_person(tx, seen, key))
    form, status = Begin(), TO_MEND
    if form.validate():
        kind, _, target = (form.target.data or "").partition(":")
        seat = NewSeat(
            person=key,
            role=form.role.data or "",
            party=form.party.data or "",
            target=target,
            target_kind=kind or "party",
            since=form.since.data or "",
            until=form.until.data or "",
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
            flash(
                f"{person['name']} is {seats.say_role(row['role'])} from {dates.say_day(row['since'])}. "
                "To undo that, end the role."
            )
            return redirect(f"/directory/people/{key}", 303)
    return _show_begin(seen, person, form), status


@pages.get("/people/end")
def ask_end() -> str:
    """The page in between: whose role ends, and what follows."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    person, row = find_seat(seen, request.args.get("person", ""), request.args.get("assignment", ""))
    roles.require_manages(seen.actor, row["partyKey"], roles.take_role(row["role"]))
    form = End(formdata=None, until=first_end(row, seen.now))
    return _show_end(seen, person, row, form)


@pages.post("/people/end")
def end() -> ResponseReturnValue:
    """End the role and show the person."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_PEOPLE)
    person, row = find_seat(seen, request.form.get("person", ""), request.form.get("assignment", ""))
    form, status = End(), TO_MEND
    if form.validate():
        until = form.until.data or ""
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
            flash(
                f"{person['name']}’s role as {seats.say_role(row['role'])} ends on {day}. "
                "To undo that, begin it again from that day."
            )
            return redirect(way_back(seen, person["key"]), 303)
    return _show_end(seen, person, row, form), status


def _show_begin(seen: Visit, person: PersonRow, form: Begin) -> str:
    parties = seen.graph.read(lambda tx: list_parties(tx, seen))
    party = parties.get(form.party.data or "")
    form.party.choices = offer_parties(parties.values())
    form.role.choices = _offer_roles(seen, party) if party else []
    form.target.choices = _offer_targets(seen.directory, party) if party else []
    return render_template(
        "people_begin.html",
        title="Begin a role",
        section="directory",
        person=person,
        party=party,
        chooses=managed_party(seen) is None,
        form=form,
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


def _offer_roles(seen: Visit, party: Party) -> Choices:
    """The roles at a party that this actor may give, each with what it is held on."""
    found = (
        (str(role), f"{seats.say_role(role)}, on {roles.say_kinds(role)}")
        for role in roles.ROLES_AT[party.kind]
        if roles.manages(seen.actor, party.key, role)
    )
    return offer(sorted(found, key=lambda choice: choice[1]))


def _offer_targets(directory: Directory, party: Party) -> Choices:
    """What a role at the party can be held on, in the words of `roles.say_kinds`."""
    d, key = directory, party.key
    columns = d.columns_of(key) if party.kind == "center" else []
    areas = d.areas_of(key) if party.kind == "agency" else []
    kinds = {
        "party": [(key, f"all of {party.name}")],
        "alignment": [
            (a["key"], seats.say_target(d, a["key"], ""))
            for a in d.alignments
            if key in (a["centerKey"], a["agencyKey"])
        ],
        "column": [(k, d.name_of(k) if k != key else f"{d.name_of(k)}, whole Center") for k in columns],
        "area": [(k, d.name_of(k) if k != key else f"{d.name_of(k)}, program not named") for k in areas],
        "group": [
            (g, seats.say_target(d, g, "")) for g in ([f"group:{party.center}"] if party.center else [])
        ],
    }
    return [
        choice
        for kind, targets in kinds.items()
        for choice in offer(
            ((f"{kind}:{target}", words) for target, words in targets),
            group=f"{roles.KIND_WORDS[kind][:1].upper()}{roles.KIND_WORDS[kind][1:]}",
        )
    ]
