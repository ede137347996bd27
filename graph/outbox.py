"""What happened, kept in the same transaction as the change: the outbox, and the history that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

import orjson

from graph import audit
from graph.cypher import Cypher, Tx

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
