"""Who may read what: an audience is a set of reader keys, and its key is made from them alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from graph.cypher import Tx
from graph.liaisons import audiences as sentences
from liaisons.actors import CLOCK, INTERAGENCY_READER, PUBLIC_READER, Actor
from liaisons.errors import BadInput
from liaisons.permissions import Permission, may

LONGEST_KEY = 120


class ReaderUnknown(BadInput):
    """A reader that is no party of government."""


def audience_key(readers: Iterable[str]) -> str:
    """The sorted reader keys joined by `|`; hashed when long. Everyone is `public`: nothing widens that."""
    keys = sorted(set(readers))
    if PUBLIC_READER in keys:
        return PUBLIC_READER
    joined = "|".join(keys)
    if len(joined) <= LONGEST_KEY:
        return joined
    return "sha256:" + hashlib.sha256(joined.encode()).hexdigest()


def ensure_audience(tx: Tx, readers: Iterable[str]) -> str:
    """Make the audience known to its readers, in the write of its first record; returns its key."""
    keys = sorted(set(readers))
    key = audience_key(keys)
    if key == PUBLIC_READER:
        keys = [PUBLIC_READER]
    if tx.one(sentences.IS_KNOWN, key=key) is None:
        tx.do(sentences.ENSURE, key=key, readers=keys)
    return key


def take_parties(tx: Tx, readers: Iterable[str], *, field: str) -> tuple[str, ...]:
    """Parties of government as readers of a record, sorted. Refuses any other key, so that none widens it."""
    keys = sorted({reader.strip() for reader in readers})
    known = set(tx.all(sentences.PARTIES, keys=keys))
    strange = [key for key in keys if key not in known]
    if strange:
        raise ReaderUnknown(
            f"“{strange[0][:60]}” is no Center, agency, port, office or council. Choose from the list.",
            field=field,
        )
    return tuple(keys)


def party_reads(tx: Tx, party: str, audience: str) -> bool:
    """Whether everyone who stands for a party of government reads the audience."""
    if audience == PUBLIC_READER:
        return True
    return tx.one(sentences.READS, key=audience, readers=[party, INTERAGENCY_READER]) is not None


def resolve_audiences(tx: Tx, actor: Actor) -> tuple[str, ...]:
    """Every audience that the actor reads today, sorted. An auditor's are all of them."""
    if may(actor, Permission.READ_EVERYTHING) or actor.person == CLOCK.person:
        return tuple(tx.all(sentences.ALL))
    return tuple(tx.all(sentences.RESOLVE, readers=sorted(actor.readers)))


def clock_actor(tx: Tx) -> Actor:
    """The hub's own clock, which moves what nobody moved in time and so finds it whoever reads it."""
    return replace(CLOCK, audiences=tuple(tx.all(sentences.ALL)))


def marking_of(audience: str) -> str:
    """The words for the strip above a page: PUBLIC, INTERAGENCY or CONTROLLED. Decides nothing."""
    if audience == PUBLIC_READER:
        return "PUBLIC"
    if audience == INTERAGENCY_READER:
        return "INTERAGENCY"
    return "CONTROLLED: ONLY THE PARTIES NAMED"
