"""Sentences about who hears of an event: people by their roles of today, and what decides what they read.

They come before any audience, as whether someone may read is what they are asked for; what they find goes to
nobody but the people themselves.
"""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher
from graph.hub.sign_in import StandingRow


class RoleRow(TypedDict):
    """A role of today that someone might hear by."""

    person: str
    role: str
    party: str
    target: str
    targetKind: str


class HearerRow(TypedDict):
    """Someone who might hear, with every role of today."""

    key: str
    name: str
    email: str
    standings: list[StandingRow]


AT_PARTIES: Cypher[RoleRow] = Cypher(
    "recipients.at_parties",
    """
    MATCH (a:Assignment)
    WHERE a.partyKey IN $parties AND a.role IN $roles
      AND a.since <= $today AND (a.until IS NULL OR a.until > $today)
    WITH a ORDER BY a.key
    RETURN collect({person: a.personKey, role: a.role, party: a.partyKey, target: a.targetKey,
                    targetKind: a.targetKind}) AS rows
    """,
)

ON_TARGETS: Cypher[RoleRow] = Cypher(
    "recipients.on_targets",
    """
    MATCH (a:Assignment)
    WHERE a.targetKey IN $targets AND a.since <= $today AND (a.until IS NULL OR a.until > $today)
    WITH a ORDER BY a.key
    RETURN collect({person: a.personKey, role: a.role, party: a.partyKey, target: a.targetKey,
                    targetKind: a.targetKind}) AS rows
    """,
)

PEOPLE: Cypher[HearerRow] = Cypher(
    "recipients.people",
    """
    MATCH (p:Person)-[:HOLDS_ROLE]->(a:Assignment)
    WHERE p.key IN $keys AND a.since <= $today AND (a.until IS NULL OR a.until > $today)
    WITH p, a ORDER BY a.key
    WITH p, collect({role: a.role, party: a.partyKey, target: a.targetKey, targetKind: a.targetKind}) AS held
    ORDER BY p.key
    RETURN collect({key: p.key, name: p.name, email: p.email, standings: held}) AS rows
    """,
)

READERS: Cypher[str] = Cypher(
    "recipients.readers",
    "MATCH (r:Reader)-[:READS]->(a:Audience {key: $key}) RETURN collect(r.key) AS rows",
)
