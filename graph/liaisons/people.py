"""Sentences about people: who is in the directory, found and listed."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher
from graph.liaisons.assignments import SeatRow


class PersonRow(TypedDict):
    """A person as colleagues see them; never with a password's hash."""

    key: str
    name: str
    email: str
    phone: str | None
    hours: str | None
    timeZone: str | None
    kind: str
    madeUp: bool
    audienceKey: str
    version: int


class ListedPersonRow(PersonRow):
    """A person in a list, with the roles of today; `sort` is where the next page begins."""

    sort: str
    seats: list[SeatRow]


# One writer at a time adds people, so that no two get one e-mail address; and ends roles of administrators,
# so that no two end the last two.
LOCK_ALL: Cypher[None] = Cypher(
    "people.lock_all",
    "MERGE (f:Fact {key: 'people'}) ON CREATE SET f.version = 0 SET f.version = f.version + 1",
    writes=True,
)

# Sign-in finds people by address, so it must be free whoever asks; nothing but that is told.
IS_TAKEN: Cypher[bool] = Cypher(
    "people.is_taken", "OPTIONAL MATCH (p:Person {email: $email}) RETURN count(p) > 0 AS row"
)

ADD: Cypher[PersonRow] = Cypher(
    "people.add",
    """
    CREATE (p:Person {key: $key})
    SET p += $person, p.version = 1
    RETURN p {.key, .name, .email, .phone, .hours, .timeZone, .kind, .madeUp, .audienceKey, .version} AS row
    """,
    writes=True,
)

LOCK: Cypher[PersonRow] = Cypher(
    "people.lock",
    """
    MATCH (p:Person {key: $key})
    SET p.lockedAt = $at, p.locks = coalesce(p.locks, 0) + 1
    WITH p WHERE p.audienceKey IN $audiences
    RETURN p {.key, .name, .email, .phone, .hours, .timeZone, .kind, .madeUp, .audienceKey, .version} AS row
    """,
    writes=True,
)

FIND: Cypher[PersonRow] = Cypher(
    "people.find",
    """
    MATCH (p:Person {key: $key})
    WHERE p.audienceKey IN $audiences
    RETURN p {.key, .name, .email, .phone, .hours, .timeZone, .kind, .madeUp, .audienceKey, .version} AS row
    """,
)

LIST: Cypher[ListedPersonRow] = Cypher(
    "people.list",
    """
    MATCH (p:Person)
    WHERE p.audienceKey IN $audiences AND p.sort > $after AND p.sort CONTAINS $search
    OPTIONAL MATCH (p)-[:HOLDS_ROLE]->(a:Assignment)
    WHERE a.since <= $today AND (a.until IS NULL OR a.until > $today) AND a.audienceKey IN $audiences
    WITH p, a ORDER BY a.partyKey, a.role, a.key
    WITH p, collect(a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since,
                       .until, .madeUp}) AS seats
    WHERE ($party IS NULL OR any(seat IN seats WHERE seat.partyKey = $party))
      AND ($role IS NULL OR any(seat IN seats WHERE seat.role = $role))
    WITH p, seats ORDER BY p.sort LIMIT $limit
    RETURN collect({key: p.key, name: p.name, email: p.email, phone: p.phone, hours: p.hours,
                    timeZone: p.timeZone, kind: p.kind, madeUp: p.madeUp, audienceKey: p.audienceKey,
                    version: p.version, sort: p.sort, seats: seats}) AS rows
    """,
)

SET_PASSWORD: Cypher[None] = Cypher(
    "people.set_password",
    "MATCH (p:Person {key: $key}) SET p.passwordHash = $hash, p.passwordSetAt = $at",
    writes=True,
)

FORGET_PASSWORD: Cypher[None] = Cypher(
    "people.forget_password",
    "MATCH (p:Person {key: $key}) SET p.passwordHash = NULL, p.passwordSetAt = $at",
    writes=True,
)
