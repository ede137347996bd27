"""Whose password is set by whom; only its hash comes in, and no reader gets that back."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx
from graph.liaisons import people as sentences
from graph.liaisons.people import PersonRow
from liaisons import events
from liaisons.actors import Actor
from liaisons.errors import NotAllowed, require_found
from liaisons.permissions import Permission, may


class NotYourPassword(NotAllowed):
    """Only the person, or an administrator, sets a password."""


def set_password(tx: Tx, actor: Actor, person: str, *, password_hash: str, now: datetime) -> PersonRow:
    """Give a person a new password, by its hash; sessions from before are over.

    Refuses everyone but the person and an administrator: who sets a password can sign in with it.
    """
    if actor.is_public or (person != actor.person and not may(actor, Permission.MANAGE_EVERY_PARTY)):
        raise NotYourPassword("You set your own password. An administrator can set it for others.")
    row = require_found(tx.one(sentences.LOCK, key=person, at=now.isoformat(), audiences=actor.audiences))
    tx.do(sentences.SET_PASSWORD, key=person, hash=password_hash, at=now.isoformat())
    events.tell(
        tx, actor, events.PasswordSet, row, label="Person", audience=row["audienceKey"], said={}, now=now
    )
    return row
