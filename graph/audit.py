"""The audit trail: one entry for each change and each watched read, each with a hash of its own words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from graph.cypher import Cypher, Tx

APPEND: Cypher[None] = Cypher(
    "audit.append",
    """
    CREATE (:AuditEntry {
      key: $key, act: $act, subjectKey: $subject, personKey: $person, partyKey: $party,
      audienceKey: $audience, at: $at, detail: $detail, hash: $hash, sealed: false
    })
    """,
    writes=True,
)


def append(
    tx: Tx,
    *,
    act: str,
    subject: str,
    person: str,
    party: str,
    audience: str,
    at: str,
    detail: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> None:
    """Add one entry. Its hash covers every field, so that a changed entry no longer matches itself."""
    key = key or tx.new_id()
    words = orjson.dumps(detail or {}, option=orjson.OPT_SORT_KEYS, default=str).decode()
    tx.do(
        APPEND,
        key=key,
        act=act,
        subject=subject,
        person=person,
        party=party,
        audience=audience,
        at=at,
        detail=words,
        hash=hash_of(key, act, subject, person, party, audience, at, words),
    )


def hash_of(*fields: str) -> str:
    """SHA-256 over the fields, each preceded by its length so that no two lists of fields read the same."""
    digest = hashlib.sha256()
    for text in fields:
        data = text.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
