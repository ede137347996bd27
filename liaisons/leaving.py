"""When someone leaves: all their roles end at once, and neither password nor tokens open anything more."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx
from graph.liaisons import assignments as seat_sentences
from graph.liaisons import people as sentences
from graph.liaisons import tokens as token_sentences
from graph.liaisons.assignments import LockedSeatRow
from graph.liaisons.people import PersonRow
from liaisons import assignments, clocks, events, roles, words
from liaisons.actors import Actor
from liaisons.errors import WrongState, require_found
from liaisons.permissions import Permission, require


class PersonOver(WrongState):
    """The person holds no role, and will hold none."""


def end_person(tx: Tx, actor: Actor, key: str, *, reason: str, now: datetime) -> PersonRow:
    """End every role of a person at once, forget the password and revoke the tokens; what was done stays.

    Whoever gives them a role later brings them back. Refuses one who holds none, one who also holds a role at
    a party whose people the actor doesn't see to, and the last administrator.
    """
    require(actor, Permission.MANAGE_PEOPLE)
    at = now.isoformat()
    person = require_found(tx.one(sentences.LOCK, key=key, at=at, audiences=actor.audiences))
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    seats = _lock_seats(tx, actor, key, now)
    if not seats:
        raise PersonOver(f"{person['name']} holds no role any more.")
    for seat in seats:
        roles.require_manages(actor, seat["partyKey"], roles.take_role(seat["role"]))
    assignments.require_administrator_left(tx, actor, seats, day=clocks.today_of(now))
    for seat in seats:
        day = assignments.first_end(seat, now)
        assignments.end_locked(tx, actor, seat, day=day, reason=why, now=now)
    tx.do(sentences.FORGET_PASSWORD, key=key, at=at)
    revoked = tx.all(token_sentences.REVOKE_ALL, person=key, at=at)
    for token in revoked:
        # As when they revoke one themselves: which programs they used is nobody else's business.
        events.tell(
            tx, actor, events.TokenRevoked, token, label="Token", audience=f"person:{key}",
            said={"name": token["name"], "expiresAt": token["expiresAt"]}, now=now,
        )  # fmt: skip
    events.tell(
        tx, actor, events.PersonEnded, person, label="Person", audience=person["audienceKey"],
        said={"reason": why, "roles": len(seats)}, now=now,
    )  # fmt: skip
    return person


def _lock_seats(tx: Tx, actor: Actor, person: str, now: datetime) -> list[LockedSeatRow]:
    """The roles that are not over, by key."""
    rows = tx.all(seat_sentences.OF_PERSON, person=person, audiences=actor.audiences)
    keys = sorted(row["key"] for row in rows)
    locked = [
        require_found(tx.one(seat_sentences.LOCK, key=key, at=now.isoformat(), audiences=actor.audiences))
        for key in keys
    ]
    return [seat for seat in locked if not assignments.is_over(seat, now)]
