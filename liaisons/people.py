"""People and the roles they hold: who is added, begins, ends; and whom one finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from graph import outbox
from graph.cypher import Row, Tx
from graph.liaisons import people as sentences
from graph.liaisons.people import ListedPersonRow, PartyRow, PersonRow, SeatRow
from graph.outbox import Event
from liaisons import roles, words
from liaisons.actors import INTERAGENCY_READER, Actor
from liaisons.audiences import ensure_audience
from liaisons.errors import BadInput, NotAllowed, NotFound, WrongState
from liaisons.events import AssignmentBegun, AssignmentEnded, PasswordSet, PersonAdded
from liaisons.once import make_once
from liaisons.permissions import Permission, may, require

# Every record of a trade person is read by the party, its Center and the Office of Trade.
TRADE_OFFICE = "OT"
TRADE_KINDS = ("account", "filer")
MOST = 100
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}")


class EmailUnreadable(BadInput):
    """An e-mail address that can't be one."""


class EmailTaken(BadInput):
    """Someone else has this e-mail address."""


class PartyUnknown(BadInput):
    """The party is not in the directory, or not shared with the actor."""


class TargetUnknown(BadInput):
    """The target of a role is not one of its party's."""


class KindMixed(BadInput):
    """A person of the trade can't hold a federal role, nor the other way round."""


class SeatTaken(WrongState):
    """The person holds just this role already."""


class SeatEnded(WrongState):
    """The role has ended already."""


class DayPassed(BadInput):
    """A role can't end on a day that is over."""


class EndBeforeStart(BadInput):
    """A role would end before it begins."""


class NotYourPassword(NotAllowed):
    """Only the person, or an administrator, sets a password."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Someone to be written into the directory, at the party they come to."""

    name: str
    email: str
    party: str
    phone: str = ""
    hours: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A role to be given, on a target of its party; days are ISO days, `until` the first day it is over."""

    person: str
    role: str
    party: str
    target: str = ""
    target_kind: str = "party"
    since: str = ""
    until: str = ""


def add_person(tx: Tx, actor: Actor, person: NewPerson, *, idempotency_key: str, now: datetime) -> PersonRow:
    """Write someone into the directory; a role comes with `begin_assignment`.

    A director adds people of the Center, a principal of the agency, an administrator of every party. Refuses
    an address that someone has.
    """
    roles.require_manages(actor, person.party)
    name = words.take_text(person.name, field="name", name="The name", limit=words.TITLE)
    email = _take_email(person.email)
    tx.do(sentences.LOCK_ALL)
    party = _find_party(tx, actor, person.party)
    trade = party["kind"] in TRADE_KINDS
    readers = {person.party, party["centerKey"] or TRADE_OFFICE, TRADE_OFFICE}
    audience = ensure_audience(tx, readers if trade else {INTERAGENCY_READER})

    def make() -> str:
        if tx.the(sentences.IS_TAKEN, email=email):
            raise EmailTaken("Someone in the directory has this e-mail address.", field="email")
        key = tx.new_id()
        row = tx.the(
            sentences.ADD,
            key=key,
            person={
                "name": name,
                "sort": sort_of(name, key),
                "email": email,
                "phone": _take(person.phone, "phone", "The telephone number"),
                "hours": _take(person.hours, "hours", "The hours"),
                "timeZone": _take(person.time_zone, "timeZone", "The time zone"),
                "kind": "trade" if trade else "federal",
                "madeUp": False,
                "audienceKey": audience,
                "createdAt": now.isoformat(),
            },
        )
        _tell(tx, actor, PersonAdded, row["key"], row["audienceKey"], {"name": name}, row, now)
        return key

    key, _ = make_once(tx, actor, "add_person", idempotency_key, asdict(person), make=make, now=now)
    return _require_found(tx.one(sentences.FIND, key=key, audiences=[*actor.audiences, audience]))


def begin_assignment(tx: Tx, actor: Actor, seat: NewSeat, *, idempotency_key: str, now: datetime) -> SeatRow:
    """Give someone a role from a day on, today if none is given.

    Refuses another party's people, one's own person, a role that such a party doesn't have, a target that
    isn't the party's, and the same role twice.
    """
    role = roles.take_role(seat.role)
    roles.require_manages(actor, seat.party, role)
    if seat.person == actor.person:
        raise roles.OwnRole("Nobody gives a role to themselves. Ask another who may.", field="person")
    person = _require_found(
        tx.one(sentences.LOCK, key=seat.person, at=now.isoformat(), audiences=actor.audiences)
    )
    target, kind = seat.target.strip() or seat.party, seat.target_kind if seat.target.strip() else "party"
    party = _find_party(tx, actor, seat.party, target=target, target_kind=kind)
    roles.require_role_at(role, party["kind"], kind)
    if not party["hasTarget"]:
        raise TargetUnknown(f"“{target[:60]}” is nothing of {seat.party}'s. Choose.", field="target")
    if (person["kind"] == "trade") != (party["kind"] in TRADE_KINDS):
        raise KindMixed("A person of the trade holds no federal role, nor the reverse.", field="role")
    today = now.date().isoformat()
    since = words.take_day_or_none(seat.since, field="since", name="The first day") or today
    until = words.take_day_or_none(seat.until, field="until", name="The last day")
    if until is not None and until <= since:
        raise EndBeforeStart(f"The role would end on {until}, before it begins.", field="until")

    def make() -> str:
        for held in tx.all(sentences.SEATS, person=seat.person, audiences=actor.audiences):
            same = (held["role"], held["partyKey"], held["targetKey"]) == (str(role), seat.party, target)
            if same and (held["until"] is None or held["until"] > since):
                raise SeatTaken(f"{person['name']} holds this role since {held['since']}.", field="role")
        row = tx.the(
            sentences.BEGIN,
            key=tx.new_id(),
            person=seat.person,
            party=seat.party,
            seat={
                "personKey": seat.person,
                "role": str(role),
                "partyKey": seat.party,
                "targetKey": target,
                "targetKind": kind,
                "since": since,
                "until": until,
                "madeUp": False,
                "createdAt": now.isoformat(),
                "createdBy": actor.person,
            },
        )
        said = {"role": str(role), "party": seat.party, "target": target, "since": since, "until": until}
        _tell(tx, actor, AssignmentBegun, row["key"], person["audienceKey"], said, row, now)
        return row["key"]

    key, _ = make_once(tx, actor, "begin_assignment", idempotency_key, asdict(seat), make=make, now=now)
    rows = tx.all(sentences.SEATS, person=seat.person, audiences=actor.audiences)
    return _require_found(next((row for row in rows if row["key"] == key), None))


def end_assignment(tx: Tx, actor: Actor, key: str, *, reason: str, until: str = "", now: datetime) -> SeatRow:
    """End a role at once, or on a later day, from which it allows nothing. Refuses one that has ended."""
    require(actor, Permission.MANAGE_PEOPLE)
    seat = _require_found(tx.one(sentences.LOCK_SEAT, key=key, at=now.isoformat(), audiences=actor.audiences))
    roles.require_manages(actor, seat["partyKey"], roles.take_role(seat["role"]))
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    today = now.date().isoformat()
    day = words.take_day_or_none(until, field="until", name="The day it ends") or today
    if day < today:
        raise DayPassed(f"{day} has passed. Give today or a later day.", field="until")
    if seat["until"] is not None and seat["until"] <= today:
        raise SeatEnded(f"This role ended on {seat['until']}.", field="until")
    row = tx.the(sentences.END, key=key, until=day, at=now.isoformat(), by=actor.person)
    said = {"role": seat["role"], "party": seat["partyKey"], "until": day, "reason": why}
    _tell(tx, actor, AssignmentEnded, key, seat["audienceKey"], said, row, now)
    return row


def set_password(tx: Tx, actor: Actor, person: str, *, password_hash: str, now: datetime) -> PersonRow:
    """Give a person a new password, by its hash; sessions from before are over.

    Refuses everyone but the person and an administrator: who sets a password can sign in with it.
    """
    if actor.is_public or (person != actor.person and not may(actor, Permission.MANAGE_EVERY_PARTY)):
        raise NotYourPassword("You set your own password. An administrator can set it for others.")
    row = _require_found(tx.one(sentences.LOCK, key=person, at=now.isoformat(), audiences=actor.audiences))
    tx.do(sentences.SET_PASSWORD, key=person, hash=password_hash, at=now.isoformat())
    _tell(tx, actor, PasswordSet, person, row["audienceKey"], {}, row, now)
    return row


def find_person(tx: Tx, actor: Actor, key: str) -> PersonRow:
    """A person whom the actor may see."""
    require(actor, Permission.SEE_PEOPLE)
    return _require_found(tx.one(sentences.FIND, key=key, audiences=actor.audiences))


def list_people(
    tx: Tx,
    actor: Actor,
    *,
    search: str = "",
    party: str | None = None,
    role: str | None = None,
    after: str = "",
    limit: int = 50,
    now: datetime,
) -> list[ListedPersonRow]:
    """People by name with the roles of today; `after` is the `sort` of the last one seen. At most 100."""
    require(actor, Permission.SEE_PEOPLE)
    return tx.all(
        sentences.LIST,
        audiences=actor.audiences,
        search=search.strip().casefold()[: words.TITLE],
        party=party or None,
        role=role or None,
        after=after,
        limit=max(1, min(limit, MOST)),
        today=now.date().isoformat(),
    )


def list_assignments(tx: Tx, actor: Actor, person: str) -> list[SeatRow]:
    """All roles that the person holds, held, or will hold; the present first."""
    require(actor, Permission.SEE_PEOPLE)
    return tx.all(sentences.SEATS, person=person, audiences=actor.audiences)


def sort_of(name: str, key: str) -> str:
    """Where a person stands in lists: by name, then key, so that no two stand on one place."""
    return f"{name.casefold()} {key}"


def _require_found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row


def _find_party(
    tx: Tx, actor: Actor, party: str, *, target: str = "", target_kind: str = "party"
) -> PartyRow:
    row = tx.one(
        sentences.FIND_PARTY, party=party, target=target, kind=target_kind, audiences=actor.audiences
    )
    if row is None:
        raise PartyUnknown(f"“{party[:60]}” is no party in the directory. Choose.", field="party")
    return row


def _take_email(text: str) -> str:
    email = words.take_text(text, field="email", name="The e-mail address", limit=words.TITLE).lower()
    if not ADDRESS.fullmatch(email):
        raise EmailUnreadable(f"“{email[:60]}” is no e-mail address.", field="email")
    return email


def _take(text: str, field: str, name: str) -> str | None:
    return words.take_text(text, field=field, name=name, limit=100, required=False) or None


def _tell(
    tx: Tx,
    actor: Actor,
    event: type[Event],
    subject: str,
    audience: str,
    said: Mapping[str, str | None],
    row: PersonRow | SeatRow,
    now: datetime,
) -> None:
    outbox.append(
        tx,
        event(
            subject=subject,
            label="Assignment" if "role" in row else "Person",
            audience=audience,
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said=said,
            images={subject: dict(row)},
        ),
    )
