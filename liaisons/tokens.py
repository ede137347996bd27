"""Tokens: what a program shows to use the agency API in a person's name, for one party, until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.cypher import Tx
from graph.liaisons import tokens as sentences
from graph.liaisons.tokens import TokenRow
from graph.outbox import Event
from liaisons import events, words
from liaisons.actors import Actor
from liaisons.errors import BadInput, WrongState, require_found
from liaisons.permissions import Permission, require

LONGEST_DAYS = 365
DAYS = 90
MOST = 20


class TokenTooLong(BadInput):
    """A token would live longer than a year, or not at all."""


class TooManyTokens(WrongState):
    """A person has as many tokens as one may have."""


class TokenOver(WrongState):
    """The token was revoked before."""


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token just made, with its secret: the only time that it is told."""

    row: TokenRow
    secret: str


def make_token(
    tx: Tx, actor: Actor, name: str, *, secret: str, secret_hash: str, days: int = DAYS, now: datetime
) -> MadeToken:
    """Make a token for the party acted for, good for `days` days (up to 365), and give its secret this once.

    `secret` is chance from the front door, `secret_hash` all that is kept of it.
    """
    require(actor, Permission.USE_AGENCY_API)
    taken = words.take_text(name, field="name", name="The name", limit=100)
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenTooLong(f"A token lives from 1 to {LONGEST_DAYS} days. Give such a number.", field="days")
    require_found(tx.one(sentences.LOCK_OWNER, person=actor.person, at=now.isoformat()))
    if len(list_tokens(tx, actor, now=now)) >= MOST:
        raise TooManyTokens(f"You have {MOST} tokens. Revoke one that you no longer use.", field="name")
    row = tx.the(
        sentences.MAKE,
        key=tx.new_id(),
        hash=secret_hash,
        name=taken,
        person=actor.person,
        party=actor.party,
        at=now.isoformat(),
        expiresAt=(now + timedelta(days=days)).isoformat(),
    )
    _tell(tx, actor, events.TokenMade, row, now)
    return MadeToken(row, secret)


def revoke_token(tx: Tx, actor: Actor, key: str, *, now: datetime) -> TokenRow:
    """Take back one's own token: from now on it opens nothing. Another's is not found."""
    require(actor, Permission.USE_AGENCY_API)
    locked = require_found(tx.one(sentences.LOCK, key=key, person=actor.person, at=now.isoformat()))
    if locked["revokedAt"] is not None:
        raise TokenOver("This token was revoked before.", field="token")
    row = tx.the(sentences.REVOKE, key=key, at=now.isoformat())
    _tell(tx, actor, events.TokenRevoked, row, now)
    return row


def list_tokens(tx: Tx, actor: Actor, *, now: datetime) -> list[TokenRow]:
    """One's own tokens that work, newest first."""
    require(actor, Permission.USE_AGENCY_API)
    return tx.all(sentences.LIST, person=actor.person, at=now.isoformat())


def _tell(tx: Tx, actor: Actor, event: type[Event], row: TokenRow, now: datetime) -> None:
    # Which programs someone uses is nobody else's business.
    readers = f"person:{actor.person}"
    said = {"name": row["name"], "expiresAt": row["expiresAt"]}
    events.tell(tx, actor, event, row, label="Token", audience=readers, said=said, now=now)
