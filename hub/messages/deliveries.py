"""One message to one person about one event: promised with the event, handed over, tried again, given up.

A delivery is marked *handing over* before the mail server is called. One that is found so after a crash is
sent again with the same Message-ID: nothing is lost, and where it may have arrived twice, its record says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from graph import outbox
from graph.cypher import Tx, Value
from graph.hub import deliveries as sentences
from graph.hub.deliveries import DeliveryRow
from graph.liaisons.directory import VERSIONS
from graph.outbox import Happened, read_happened
from hub.config import Settings
from hub.house import House
from hub.messages import notices
from hub.messages.mail import Carrier, Declined, NotNow, Rejected, compose
from hub.messages.recipients import NOTICES, Hearer, find_hearer, find_hearers
from hub.messages.stages import Stage
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.directory import Directory

MAIL = "mail"
# The first pause before it is tried again, doubled each time, and the longest.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=5)
# A server that can't be reached is tried for ever; a message that it declines, or that has no words, is not.
MOST_FAULTS = 8
# Longer than any hand-over lasts, so that none is taken for dead while it goes on.
LONGEST_HANDOVER = timedelta(minutes=3)
BATCH = 50
GONE = "Whoever handed it over was gone before it was known whether it arrived."
LEFT = "The person left, or may no longer read it."


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery in hand: what happened, and who hears (None if they may not any more)."""

    row: DeliveryRow
    happened: Happened
    hearer: Hearer | None
    directory: Directory


def make_deliveries(tx: Tx, happened: Happened, settings: Settings, *, now: datetime) -> int:
    """Promise a message to everyone who hears of the event, in the write that relays it; returns how many."""
    hearers = find_hearers(tx, happened, today=clocks.today_of(now))
    rows: list[Value] = [_new(happened, hearer, settings, now) for hearer in hearers]
    if rows:
        tx.do(sentences.MAKE, rows=rows)
    return len(rows)


def hand_over_due(house: House, carrier: Carrier, *, until: datetime) -> int:
    """Hand over what is due, one after the other, until nothing is or time is up; returns how many were sent.

    A server that can't be reached ends it: the others wait for the next time.
    """
    sent = 0
    while keys := house.graph.read(_list_due(house.clock())):
        for key in keys:
            try:
                sent += hand_over(house, carrier, key)
            except NotNow:
                return sent
            if house.clock() >= until:
                return sent
    return sent


def hand_over(house: House, carrier: Carrier, key: str) -> bool:
    """Hand over one delivery if it is due and nobody else does; returns whether it was sent."""
    now = house.clock()
    claimed = house.graph.write(lambda tx: _claim(tx, house, key, now))
    if claimed is None or claimed.hearer is None:
        return False
    try:
        carrier.carry(_message(house, claimed, claimed.hearer, now))
    except NotNow as no:
        _settle(house, claimed, _put_off(claimed.row, str(no), now, faults=0))
        raise
    except Rejected as no:
        _settle(house, claimed, _give_up(str(no), now))
        return False
    except Declined as no:
        _settle(house, claimed, _put_off(claimed.row, str(no), now, faults=1))
        return False
    except Exception as error:
        # Words that can't be written, an address that is none: whatever it is, it must not stop the rest.
        _settle(house, claimed, _put_off(claimed.row, f"It can't be written: {error!r}"[:300], now, faults=1))
        return False
    _settle(house, claimed, {"state": str(Stage.SENT), "sentAt": house.clock().isoformat(), "reason": None})
    return True


def bring_back(tx: Tx, *, now: datetime) -> int:
    """Put what was being handed over by someone who is gone back among the due; returns how many."""
    before = (now - LONGEST_HANDOVER).isoformat()
    return tx.the(sentences.BRING_BACK, at=now.isoformat(), before=before, reason=GONE)


def revive(tx: Tx, *, now: datetime) -> int:
    """Try again all that was given up; returns how many."""
    return tx.the(sentences.REVIVE, at=now.isoformat())


def list_deliveries(tx: Tx, actor: Actor, *, limit: int = 50) -> list[DeliveryRow]:
    """Who was told of what the actor reads, the newest first."""
    return tx.all(sentences.LIST, audiences=actor.audiences, limit=limit)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries: 10 s, 20 s, 40 s ... five minutes. Pure."""
    return min(FIRST_PAUSE * int(2 ** min(tries - 1, 20)), LONGEST_PAUSE)


def _new(happened: Happened, hearer: Hearer, settings: Settings, now: datetime) -> dict[str, Value]:
    key = f"{happened.key}.{hearer.key}.{MAIL}"
    return {
        "key": key,
        "eventKey": happened.key,
        "personKey": hearer.key,
        "personName": hearer.name,
        "channel": MAIL,
        "notice": NOTICES[happened.name].name,
        "because": hearer.because,
        "messageId": message_id_of(key, settings),
        "dueAt": now.isoformat(),
        "madeAt": now.isoformat(),
        "audienceKey": happened.audience,
    }


def message_id_of(key: str, settings: Settings) -> str:
    """The Message-ID of a delivery: from its key alone, at the sender's own host."""
    host = settings.mail_from.rpartition("@")[2] or "hub"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def _list_due(now: datetime) -> Callable[[Tx], list[str]]:
    return lambda tx: tx.all(sentences.LIST_DUE, at=now.isoformat(), limit=BATCH)


def _claim(tx: Tx, house: House, key: str, now: datetime) -> Claimed | None:
    at = now.isoformat()
    row = tx.one(sentences.CLAIM, key=key, at=at)
    if row is None:
        return None
    happened = read_happened(tx.the(outbox.FIND, key=row["eventKey"]))
    today = clocks.today_of(now)
    hearer = find_hearer(tx, happened, row["personKey"], row["because"], today=today)
    if hearer is None:
        changes = {"state": str(Stage.DROPPED), "reason": LEFT}
        tx.the(sentences.SETTLE, key=key, at=at, claimed=at, changes=changes)
    return Claimed(row, happened, hearer, house.directory(tx, tx.one(VERSIONS) or 0))


def _message(house: House, claimed: Claimed, hearer: Hearer, now: datetime) -> EmailMessage:
    letter = notices.write(
        claimed.row["notice"],
        claimed.happened,
        hearer,
        directory=claimed.directory,
        address=house.settings.links,
        now=now,
    )
    sender, message_id = house.settings.mail_from, claimed.row["messageId"]
    return compose(letter, to=hearer.email, sender=sender, message_id=message_id, now=now)


def _put_off(row: DeliveryRow, reason: str, now: datetime, *, faults: int) -> dict[str, Value]:
    many = row["faults"] + faults
    if many >= MOST_FAULTS:
        return _give_up(reason, now) | {"faults": many}
    again = (now + pause_after(row["tries"])).isoformat()
    return {"state": str(Stage.FAILED), "reason": reason, "faults": many, "dueAt": again}


def _give_up(reason: str, now: datetime) -> dict[str, Value]:
    return {"state": str(Stage.DEAD), "reason": reason, "deadAt": now.isoformat()}


def _settle(house: House, claimed: Claimed, changes: dict[str, Value]) -> None:
    row, at = claimed.row, house.clock().isoformat()
    house.graph.write(
        lambda tx: tx.one(sentences.SETTLE, key=row["key"], at=at, claimed=row["handingAt"], changes=changes)
    )
