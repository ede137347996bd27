"""People: who is added to the directory, and whom one finds in it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import available_timezones

from graph.cypher import Tx
from graph.liaisons import people as sentences
from graph.liaisons.people import ListedPersonRow, PersonRow
from graph.outbox import Event
from liaisons import clocks, events, parties, roles, words
from liaisons.actors import INTERAGENCY_READER, Actor
from liaisons.audiences import ensure_audience
from liaisons.errors import BadInput, require_found
from liaisons.once import make_once
from liaisons.permissions import Permission, require

MOST = 100
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}")


class EmailUnreadable(BadInput):
    """An e-mail address that can't be one."""


class EmailTaken(BadInput):
    """Someone else has this e-mail address."""


class PageTooLarge(BadInput):
    """More people at once than a page holds, or none."""


class TimeZoneUnknown(BadInput):
    """No time zone of this name."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Someone to be written into the directory, at the party they come to."""

    name: str
    email: str
    party: str
    phone: str = ""
    hours: str = ""
    time_zone: str = ""


def add_person(tx: Tx, actor: Actor, person: NewPerson, *, idempotency_key: str, now: datetime) -> PersonRow:
    """Write someone into the directory; a role comes with `assignments.begin_assignment`.

    A director adds people of the Center, a principal of the agency, an administrator of every party. Refuses
    an address that someone has.
    """
    roles.require_manages(actor, person.party)
    name = words.take_text(person.name, field="name", name="The name", limit=words.TITLE)
    email = _take_email(person.email)
    tx.do(sentences.LOCK_ALL)
    party = parties.find_party(tx, actor, person.party)
    trade = parties.is_trade(party)
    readers = {person.party, party["centerKey"] or parties.TRADE_OFFICE, parties.TRADE_OFFICE}
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
                "timeZone": _take_zone(person.time_zone),
                "kind": "trade" if trade else "federal",
                "madeUp": False,
                "audienceKey": audience,
                "createdAt": now.isoformat(),
            },
        )
        _tell(tx, actor, events.PersonAdded, row, {"name": name}, now)
        return key

    key, _ = make_once(tx, actor, "add_person", idempotency_key, asdict(person), make=make, now=now)
    return require_found(tx.one(sentences.FIND, key=key, audiences=[*actor.audiences, audience]))


def find_person(tx: Tx, actor: Actor, key: str) -> PersonRow:
    """A person whom the actor may see."""
    require(actor, Permission.SEE_PEOPLE)
    return require_found(tx.one(sentences.FIND, key=key, audiences=actor.audiences))


def find_self(tx: Tx, actor: Actor) -> PersonRow:
    """One's own record, whatever one's role."""
    return require_found(tx.one(sentences.FIND, key=actor.person, audiences=actor.audiences))


def list_people(
    tx: Tx,
    actor: Actor,
    *,
    search: str = "",
    party: str | None = None,
    role: str | None = None,
    after: str = "",
    limit: int = 50,
    peek: bool = False,
    now: datetime,
) -> list[ListedPersonRow]:
    """People by name with the roles of today; `after` is the `sort` of the last one seen.

    With `peek` one more than the page, so that its reader can tell whether there is another.
    Refuses a `limit` that isn't 1 to 100.
    """
    require(actor, Permission.SEE_PEOPLE)
    if not 1 <= limit <= MOST:
        raise PageTooLarge(f"Ask for 1 to {MOST} at a time, not {limit}.", field="first")
    return tx.all(
        sentences.LIST,
        audiences=actor.audiences,
        search=search.strip().casefold()[: words.TITLE],
        party=party or None,
        role=role or None,
        after=after,
        limit=limit + peek,
        today=clocks.today_of(now),
    )


def sort_of(name: str, key: str) -> str:
    """Where a person stands in lists: by name, then key, so that no two stand on one place."""
    return f"{name.casefold()} {key}"


def _take_email(text: str) -> str:
    email = words.take_text(text, field="email", name="The e-mail address", limit=words.TITLE).lower()
    if not ADDRESS.fullmatch(email):
        raise EmailUnreadable(f"“{email[:60]}” is no e-mail address.", field="email")
    return email


def _take_zone(text: str) -> str | None:
    zone = text.strip()
    if zone and zone not in available_timezones():
        raise TimeZoneUnknown(
            f"“{zone[:40]}” is no time zone. Write it as America/New_York.", field="timeZone"
        )
    return zone or None


def _take(text: str, field: str, name: str) -> str | None:
    return words.take_text(text, field=field, name=name, limit=100, required=False) or None


def _tell(
    tx: Tx, actor: Actor, event: type[Event], row: PersonRow, said: dict[str, str], now: datetime
) -> None:
    events.tell(tx, actor, event, row, label="Person", audience=row["audienceKey"], said=said, now=now)
