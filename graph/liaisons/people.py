"""Sentences about people and the roles they hold."""

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


class LockedSeatRow(SeatRow):
    """A role that a command has locked."""

    audienceKey: str
    version: int


class PartyRow(TypedDict):
    """What a role needs to know of its party, and whether it has the target."""

    key: str
    kind: str
    centerKey: str | None
    hasTarget: bool


# One writer at a time adds people, so that no two get one e-mail address.
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
    SET p.lockedAt = $at
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

# The party of a role, if the actor sees it; and whether the target is one of its own of that kind.
FIND_PARTY: Cypher[PartyRow] = Cypher(
    "people.find_party",
    """
    MATCH (p:Party {key: $party})
    WHERE NOT (p:Account OR p:Filer) OR p.audienceKey IN $audiences
    RETURN {key: p.key, centerKey: p.centerKey,
      kind: CASE WHEN p:Center THEN 'center' WHEN p:Agency THEN 'agency' WHEN p:Port THEN 'port'
                 WHEN p:Office THEN 'office' WHEN p:Council THEN 'council' WHEN p:Account THEN 'account'
                 WHEN p:Filer THEN 'filer' ELSE 'other' END,
      hasTarget: CASE $kind
        WHEN 'party' THEN $target = $party
        WHEN 'alignment' THEN EXISTS {
          MATCH (t:Alignment {key: $target}) WHERE t.centerKey = $party OR t.agencyKey = $party }
        WHEN 'area' THEN EXISTS {
          MATCH (t:Area {key: $target}) WHERE t.key = $party OR t.agencyKey = $party }
        WHEN 'column' THEN EXISTS {
          MATCH (t:Column {key: $target}) WHERE t.key = $party OR t.centerKey = $party }
        WHEN 'group' THEN EXISTS {
          MATCH (t:Group {key: $target}) WHERE t.centerKey = $party OR t.centerKey = p.centerKey }
        ELSE false END
    } AS row
    """,
)

BEGIN: Cypher[SeatRow] = Cypher(
    "people.begin",
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

LOCK_SEAT: Cypher[LockedSeatRow] = Cypher(
    "people.lock_seat",
    """
    MATCH (a:Assignment {key: $key})
    SET a.lockedAt = $at
    WITH a WHERE a.audienceKey IN $audiences
    RETURN a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since, .until,
              .madeUp, .audienceKey, .version} AS row
    """,
    writes=True,
)

END: Cypher[SeatRow] = Cypher(
    "people.end",
    """
    MATCH (a:Assignment {key: $key})
    SET a.until = $until, a.endedAt = $at, a.endedBy = $by, a.version = a.version + 1
    RETURN a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since, .until,
              .madeUp} AS row
    """,
    writes=True,
)

# All that the person holds and held, the present first.
SEATS: Cypher[SeatRow] = Cypher(
    "people.seats",
    """
    MATCH (p:Person {key: $person})-[:HOLDS_ROLE]->(a:Assignment)
    WHERE p.audienceKey IN $audiences AND a.audienceKey IN $audiences
    WITH a ORDER BY coalesce(a.until, '9999') DESC, a.since DESC, a.key
    RETURN collect(a {.key, .personKey, .personName, .role, .partyKey, .targetKey, .targetKind, .since,
                      .until, .madeUp}) AS rows
    """,
)
