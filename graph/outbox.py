"""What happened, kept in the same transaction as the change: the outbox, and the history that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

import orjson

from graph import audit
from graph.cypher import Cypher, Tx


class ClaimedRow(TypedDict):
    """One event as the relay passes it on."""

    key: str
    name: str
    at: str
    personKey: str
    personName: str
    partyKey: str
    subjectLabel: str
    subjectKey: str
    audienceKey: str
    said: str
    images: str


APPEND: Cypher[None] = Cypher(
    "outbox.append",
    """
    CREATE (e:Event {
      key: $key, name: $name, at: $at, personKey: $person, personName: $personName, partyKey: $party,
      subjectLabel: $label, subjectKey: $subject, audienceKey: $audience,
      said: $said, images: $images, state: 'new'
    })
    """,
    writes=True,
)

# New events of which somebody hears or something follows, in no order: commits don't come in that of keys.
LIST_NEW: Cypher[str] = Cypher(
    "outbox.list_new",
    """
    MATCH (e:Event)
    WHERE e.state = 'new' AND e.name IN $names
    WITH e LIMIT $limit
    RETURN collect(e.key) AS rows
    """,
)

# New events of which nobody hears; that two relays do it makes no difference.
SETTLE_QUIET: Cypher[int] = Cypher(
    "outbox.settle_quiet",
    """
    MATCH (e:Event)
    WHERE e.state = 'new' AND e.name IN $names
    WITH e LIMIT $limit
    SET e.state = 'relayed'
    RETURN count(e) AS row
    """,
    writes=True,
)

# Touch, check, claim: the second of two relays finds it relayed.
CLAIM: Cypher[ClaimedRow] = Cypher(
    "outbox.claim",
    """
    MATCH (e:Event {key: $key})
    SET e.lockedAt = $at, e.locks = coalesce(e.locks, 0) + 1
    WITH e WHERE e.state = 'new'
    SET e.state = 'relayed'
    RETURN e {.key, .name, .at, .personKey, .personName, .partyKey, .subjectLabel, .subjectKey, .audienceKey,
              .said, .images} AS row
    """,
    writes=True,
)

# What a message says of an event is read when it is sent.
FIND: Cypher[ClaimedRow] = Cypher(
    "outbox.find",
    """
    MATCH (e:Event {key: $key})
    RETURN e {.key, .name, .at, .personKey, .personName, .partyKey, .subjectLabel, .subjectKey, .audienceKey,
              .said, .images} AS row
    """,
)

PUT_OFF: Cypher[int] = Cypher(
    "outbox.put_off",
    """
    MATCH (e:Event {key: $key})
    SET e.lockedAt = $at, e.locks = coalesce(e.locks, 0) + 1
    WITH e WHERE e.state = 'new'
    SET e.tries = coalesce(e.tries, 0) + 1, e.reason = $reason
    WITH e, e.tries >= $most AS enough
    SET e.state = CASE WHEN enough THEN 'stuck' ELSE 'put off' END,
        e.againAt = CASE WHEN enough THEN NULL ELSE $again END
    RETURN e.tries AS row
    """,
    writes=True,
)

BRING_BACK: Cypher[int] = Cypher(
    "outbox.bring_back",
    """
    MATCH (e:Event)
    WHERE e.againAt <= $at
    SET e.state = 'new', e.againAt = NULL
    RETURN count(e) AS row
    """,
    writes=True,
)

REVIVE: Cypher[int] = Cypher(
    "outbox.revive",
    """
    MATCH (e:Event)
    WHERE e.state = 'stuck' AND e.name IN $names
    SET e.state = 'new', e.tries = 0
    RETURN count(e) AS row
    """,
    writes=True,
)


class EventRow(TypedDict):
    """One event as a history shows it."""

    key: str
    name: str
    at: str
    personKey: str
    personName: str
    partyKey: str
    subjectKey: str
    audienceKey: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to one record. Subclasses are named in the past and add nothing but their name.

    `subject` is the key of the record and `label` its label; `audience` who may read of it; `at` an ISO
    instant in UTC; `said` the few words the history needs (a reason, from, to); `images` the records as they
    are after the change, by key, each with its version.
    """

    subject: str
    label: str
    audience: str
    person: str
    person_name: str
    party: str
    at: str
    said: Mapping[str, str | int | None] = field(default_factory=dict)
    images: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event as it was kept, for reactions and notices. `image` is its subject after the change."""

    key: str
    name: str
    subject: str
    label: str
    audience: str
    person: str
    person_name: str
    party: str
    at: str
    said: Mapping[str, Any]
    image: Mapping[str, Any]


def read_happened(row: ClaimedRow) -> Happened:
    """The event of a row."""
    return Happened(
        key=row["key"],
        name=row["name"],
        subject=row["subjectKey"],
        label=row["subjectLabel"],
        audience=row["audienceKey"],
        person=row["personKey"],
        person_name=row["personName"],
        party=row["partyKey"],
        at=row["at"],
        said=orjson.loads(row["said"]),
        image=orjson.loads(row["images"]).get(row["subjectKey"], {}),
    )


def append(tx: Tx, event: Event) -> str:
    """Keep the event, and its line in the audit trail; returns the event's key."""
    key = tx.new_id()
    name = type(event).__name__
    tx.do(
        APPEND,
        key=key,
        name=name,
        at=event.at,
        person=event.person,
        personName=event.person_name,
        party=event.party,
        label=event.label,
        subject=event.subject,
        audience=event.audience,
        said=orjson.dumps(dict(event.said)).decode(),
        images=orjson.dumps(event.images, option=orjson.OPT_SORT_KEYS, default=str).decode(),
    )
    audit.append(
        tx, key=key, act=name, subject=event.subject, person=event.person, party=event.party,
        audience=event.audience, at=event.at, detail=dict(event.said),
    )  # fmt: skip
    return key
