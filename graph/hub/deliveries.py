"""Sentences about deliveries: one message to one person about one event, by one way."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class DeliveryRow(TypedDict):
    """A delivery, with where it stands."""

    key: str
    eventKey: str
    personKey: str
    personName: str
    channel: str
    notice: str
    because: str
    messageId: str
    state: str
    dueAt: str | None
    tries: int
    faults: int
    madeAt: str
    handingAt: str | None
    sentAt: str | None
    deadAt: str | None
    reason: str | None
    doublePossible: bool
    audienceKey: str


MAKE: Cypher[None] = Cypher(
    "deliveries.make",
    """
    UNWIND $rows AS row
    MERGE (d:Delivery {key: row.key})
    ON CREATE SET d += row, d.state = 'waiting', d.tries = 0, d.faults = 0, d.doublePossible = false
    """,
    writes=True,
)

# In no order: what is put off has a later time, so that nothing stands in the way of the rest.
LIST_DUE: Cypher[str] = Cypher(
    "deliveries.list_due",
    """
    MATCH (d:Delivery)
    WHERE d.dueAt <= $at
    WITH d LIMIT $limit
    RETURN collect(d.key) AS rows
    """,
)

# Touch, check, claim. Only then is the mail server called.
CLAIM: Cypher[DeliveryRow] = Cypher(
    "deliveries.claim",
    """
    MATCH (d:Delivery {key: $key})
    SET d.lockedAt = $at, d.locks = coalesce(d.locks, 0) + 1
    WITH d WHERE d.state IN ['waiting', 'failed'] AND d.dueAt <= $at
    SET d.state = 'handing over', d.handingAt = $at, d.dueAt = NULL, d.tries = d.tries + 1
    RETURN d {.key, .eventKey, .personKey, .personName, .channel, .notice, .because, .messageId, .state,
              .dueAt, .tries, .faults, .madeAt, .handingAt, .sentAt, .deadAt, .reason, .doublePossible,
              .audienceKey} AS row
    """,
    writes=True,
)

# By whoever claimed it, and by nobody who was too slow: then it has been brought back.
SETTLE: Cypher[str] = Cypher(
    "deliveries.settle",
    """
    MATCH (d:Delivery {key: $key})
    SET d.lockedAt = $at, d.locks = coalesce(d.locks, 0) + 1
    WITH d WHERE d.state = 'handing over' AND d.handingAt = $claimed
    SET d.handingAt = NULL, d += $changes
    RETURN d.key AS row
    """,
    writes=True,
)

# Handed over so long ago that whoever did it must be gone: it may have arrived, and is sent again.
BRING_BACK: Cypher[int] = Cypher(
    "deliveries.bring_back",
    """
    MATCH (d:Delivery)
    WHERE d.handingAt < $before
    SET d.lockedAt = $at, d.locks = coalesce(d.locks, 0) + 1
    WITH d WHERE d.state = 'handing over' AND d.handingAt < $before
    SET d.state = 'failed', d.handingAt = NULL, d.dueAt = $at, d.doublePossible = true, d.reason = $reason
    RETURN count(d) AS row
    """,
    writes=True,
)

REVIVE: Cypher[int] = Cypher(
    "deliveries.revive",
    """
    MATCH (d:Delivery)
    WHERE d.deadAt <= $at
    SET d.lockedAt = $at, d.locks = coalesce(d.locks, 0) + 1
    WITH d WHERE d.state = 'dead'
    SET d.state = 'waiting', d.deadAt = NULL, d.dueAt = $at, d.faults = 0
    RETURN count(d) AS row
    """,
    writes=True,
)

# Who was told of what a reader reads, the newest first.
LIST: Cypher[DeliveryRow] = Cypher(
    "deliveries.list",
    """
    MATCH (d:Delivery)
    WHERE d.audienceKey IN $audiences AND d.key > ''
    WITH d ORDER BY d.key DESC LIMIT $limit
    RETURN collect(d {.key, .eventKey, .personKey, .personName, .channel, .notice, .because, .messageId,
                      .state, .dueAt, .tries, .faults, .madeAt, .handingAt, .sentAt, .deadAt, .reason,
                      .doublePossible, .audienceKey}) AS rows
    """,
)
