"""Sentences about the roles that people hold at parties, each from a day until a day."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class SeatRow(TypedDict):
    """A role that a person holds or held: from its first day until the first day it is over."""

    key: str
    personKey: str
    personName: str
    role: str
    partyKey: str
    targetKey: str
    targetKind: str
    since: str
    until: str | None
    madeUp: bool


class LockedSeatRow(SeatRow):
    """A role that a command has locked."""

    audienceKey: str
    version: int


BEGIN: Cypher[SeatRow] = Cypher(
    "assignments.begin",
    """
    MATCH (p:Person {key: $person}), (party:Party {key: $party})
    CREATE (p)-[:HOLDS_ROLE]->(a:Assignment {key: $key})
    SET a += $seat, a.personName = p.name, a.audienceKey = p.audienceKey, a.version = 1
    CREATE (a)-[:FOR_PARTY]->(party)
    RETURN a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since, .until,
              .madeUp} AS row
    """,
    writes=True,
)

LOCK: Cypher[LockedSeatRow] = Cypher(
    "assignments.lock",
    """
    MATCH (a:Assignment {key: $key})
    SET a.lockedAt = $at, a.locks = coalesce(a.locks, 0) + 1
    WITH a WHERE a.audienceKey IN $audiences
    RETURN a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since, .until,
              .madeUp, .audienceKey, .version} AS row
    """,
    writes=True,
)

END: Cypher[SeatRow] = Cypher(
    "assignments.end",
    """
    MATCH (a:Assignment {key: $key})
    SET a.until = $until, a.endedAt = $at, a.endedBy = $by, a.version = a.version + 1
    RETURN a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since, .until,
              .madeUp} AS row
    """,
    writes=True,
)

# All that the person holds and held, the present first.
OF_PERSON: Cypher[SeatRow] = Cypher(
    "assignments.of_person",
    """
    MATCH (p:Person {key: $person})-[:HOLDS_ROLE]->(a:Assignment)
    WHERE p.audienceKey IN $audiences AND a.audienceKey IN $audiences
    WITH a ORDER BY coalesce(a.until, '9999') DESC, a.since DESC, a.key
    RETURN collect(a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since,
                      .until, .madeUp}) AS rows
    """,
)

# Administrators on a day, and from then on, beside the roles that end.
COUNT_ADMINISTRATORS: Cypher[int] = Cypher(
    "assignments.count_administrators",
    """
    MATCH (a:Assignment {role: 'administrator'})
    WHERE a.audienceKey IN $audiences AND a.since <= $day AND a.until IS NULL AND NOT a.key IN $ending
    RETURN count(a) AS row
    """,
)
