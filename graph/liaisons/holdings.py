"""Sentences about who holds what."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class HeldRow(TypedDict):
    """How a thing is held now; days are ISO days, all None when nobody holds it."""

    key: str
    holderKey: str | None
    holderPerson: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    heldMadeUp: bool | None


class HolderRow(TypedDict):
    """A person who may hold things for a party, with one role there."""

    partyKey: str
    personKey: str
    personName: str
    role: str


class WaitingRow(TypedDict):
    """One thing that waits for a party or person; `kind` is issue or input, and only an issue is severe."""

    key: str
    kind: str
    title: str
    state: str
    severity: int | None
    holderKey: str
    holderPerson: str | None
    heldSince: str
    nextAction: str
    dueOn: str
    heldMadeUp: bool
    cells: list[str]


# A holder is a party of government; a person named must hold a role there today.
FIND_HOLDER: Cypher[str] = Cypher(
    "holdings.find_holder",
    """
    MATCH (p:Party {key: $party})
    WHERE (p:Center OR p:Agency OR p:Port OR p:Office OR p:Council)
      AND ($person IS NULL OR EXISTS {
        MATCH (a:Assignment {personKey: $person, partyKey: $party})
        WHERE a.since <= $today AND (a.until IS NULL OR a.until > $today) AND a.audienceKey IN $audiences
      })
    RETURN p.key AS row
    """,
)

# All reader keys of an audience.
READERS: Cypher[str] = Cypher(
    "holdings.readers",
    "MATCH (r:Reader)-[:READS]->(:Audience {key: $key}) RETURN collect(r.key) AS rows",
)

# People of today with a role that may hold something at one of the parties, each once for each party.
LIST_PEOPLE: Cypher[HolderRow] = Cypher(
    "holdings.list_people",
    """
    MATCH (a:Assignment)
    WHERE a.partyKey IN $parties AND a.role IN $roles AND a.audienceKey IN $audiences
      AND a.since <= $today AND (a.until IS NULL OR a.until > $today)
    MATCH (person:Person {key: a.personKey})
    WHERE person.audienceKey IN $audiences
    WITH a.partyKey AS party, person.sort AS sort, person.key AS key, person.name AS name,
         min(a.role) AS role
    WITH party, key, name, role ORDER BY party, sort
    RETURN collect({partyKey: party, personKey: key, personName: name, role: role}) AS rows
    """,
)

HOLD: Cypher[HeldRow] = Cypher(
    "holdings.hold",
    """
    MATCH (h:Held {key: $key})
    OPTIONAL MATCH (h)-[:WAS_HELD]->(before:Holding) WHERE before.until IS NULL
    SET before.until = $today, before.endedAt = $at
    WITH h, collect(before.key) AS ended
    OPTIONAL MATCH (h)-[old:HELD_BY]->(:Party)
    DELETE old
    WITH h, count(old) AS gone
    OPTIONAL MATCH (person:Person {key: $person})
    SET h.heldSince = CASE WHEN h.holderKey = $holder THEN coalesce(h.heldSince, $today) ELSE $today END,
        h.holderKey = $holder, h.holderPerson = $person, h.holderPersonName = person.name,
        h.nextAction = $nextAction, h.dueOn = $dueOn, h.heldMadeUp = $madeUp
    CREATE (h)-[:WAS_HELD]->(:Holding {
      key: $holding, heldKey: $key, holderKey: $holder, holderPerson: $person, nextAction: $nextAction,
      dueOn: $dueOn, since: $today, recordedAt: $at, byPerson: $by, audienceKey: $audience, madeUp: $madeUp
    })
    WITH h
    MATCH (p:Party {key: $holder})
    CREATE (h)-[:HELD_BY]->(p)
    RETURN h {.key, .holderKey, .holderPerson, .holderPersonName, .heldSince, .nextAction, .dueOn,
              .heldMadeUp} AS row
    """,
    writes=True,
)

LET_GO: Cypher[HeldRow] = Cypher(
    "holdings.let_go",
    """
    MATCH (h:Held {key: $key})
    OPTIONAL MATCH (h)-[:WAS_HELD]->(before:Holding) WHERE before.until IS NULL
    SET before.until = $today, before.endedAt = $at
    WITH h, collect(before.key) AS ended
    OPTIONAL MATCH (h)-[old:HELD_BY]->(:Party)
    DELETE old
    WITH h, count(old) AS gone
    SET h.holderKey = NULL, h.holderPerson = NULL, h.holderPersonName = NULL, h.heldSince = NULL,
        h.nextAction = NULL, h.dueOn = NULL, h.heldMadeUp = NULL
    RETURN h {.key, .holderKey, .holderPerson, .holderPersonName, .heldSince, .nextAction, .dueOn,
              .heldMadeUp} AS row
    """,
    writes=True,
)

# What waits for a person (by name or through the party they act for), overdue first.
WAITING: Cypher[WaitingRow] = Cypher(
    "holdings.waiting",
    """
    MATCH (h:Held)
    WHERE h.holderKey IN $parties AND h.audienceKey IN $audiences
    WITH h ORDER BY h.dueOn, h.rank LIMIT $limit
    RETURN h {.key, .title, .state, .severity, .holderKey, .holderPerson, .heldSince, .nextAction, .dueOn,
              .heldMadeUp, .cells, kind: CASE WHEN h:Input THEN 'input' ELSE 'issue' END} AS row
    """,
)

COUNT_WAITING: Cypher[int] = Cypher(
    "holdings.count_waiting",
    "MATCH (h:Held) WHERE h.holderKey IN $parties AND h.audienceKey IN $audiences RETURN count(h) AS row",
)
