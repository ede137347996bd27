"""Passes events on: in the one write that claims it, what follows is done and hearers are promised a message.

The graph alone knows what is still to do. An event is found by its state, never by the order of keys, and one
that can't be passed on is put off, so that it stands in nobody's way.
"""

from __future__ import annotations

from datetime import datetime

import structlog

from graph import outbox
from graph.cypher import Tx
from graph.errors import EngineError
from graph.outbox import read_happened
from hub.house import House
from hub.jobs.reactions import FOLLOWING
from hub.messages.deliveries import make_deliveries, pause_after
from hub.messages.recipients import NOTICES

# Names of events by whether anything comes of them; of a name that this release doesn't know nothing is done.
TOLD = sorted(name for name, follows in FOLLOWING.items() if follows or name in NOTICES)
QUIET = sorted(FOLLOWING.keys() - set(TOLD))
BATCH, QUIET_BATCH = 50, 500
# After so many tries somebody has to look.
MOST_TRIES = 10

log = structlog.get_logger()


def relay_new(house: House, *, until: datetime) -> int:
    """Pass on what is new until nothing is or time is up; returns how many events were passed on."""
    passed = 0
    # Looked for first: where nothing is new, nothing is written.
    while house.graph.read(lambda tx: tx.all(outbox.LIST_NEW, names=QUIET, limit=1)):
        house.graph.write(lambda tx: tx.the(outbox.SETTLE_QUIET, names=QUIET, limit=QUIET_BATCH))
        if house.clock() >= until:
            return passed
    while keys := house.graph.read(lambda tx: tx.all(outbox.LIST_NEW, names=TOLD, limit=BATCH)):
        for key in keys:
            passed += relay_one(house, key)
            if house.clock() >= until:
                return passed
    return passed


def relay_one(house: House, key: str) -> bool:
    """Pass on one event, if it is still new. One that can't be is put off, and the reason is kept."""
    now = house.clock()
    try:
        return house.graph.write(lambda tx: _relay(tx, house, key, now))
    except EngineError:
        raise
    except Exception as error:
        log.error("event put off", event_key=key, exc_info=True)
        reason = f"{type(error).__name__}: {error}"[:300]
        house.graph.write(lambda tx: _put_off(tx, key, reason, now))
        return False


def bring_back(tx: Tx, *, now: datetime) -> int:
    """Events that were put off and whose time has come are new again; returns how many."""
    return tx.the(outbox.BRING_BACK, at=now.isoformat())


def revive(tx: Tx) -> int:
    """Pass on again all that could not be; returns how many."""
    return tx.the(outbox.REVIVE, names=TOLD)


def _relay(tx: Tx, house: House, key: str, now: datetime) -> bool:
    row = tx.one(outbox.CLAIM, key=key, at=now.isoformat())
    if row is None:
        return False
    happened = read_happened(row)
    for follow in FOLLOWING[happened.name]:
        follow(tx, happened, now=now)
    make_deliveries(tx, happened, house.settings, now=now)
    return True


def _put_off(tx: Tx, key: str, reason: str, now: datetime) -> None:
    again = (now + pause_after(3)).isoformat()
    tx.one(outbox.PUT_OFF, key=key, at=now.isoformat(), reason=reason, again=again, most=MOST_TRIES)
