"""Sentences about working groups: what a group is for, who sits in it, and which accounts it could ask."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class GroupRow(TypedDict):
    """A Center's working group; `version` is 0 until someone has written its charter."""

    key: str
    centerKey: str
    name: str
    charter: str | None
    milestones: list[str]
    version: int
    changedAt: str | None
    changedByName: str | None


class MemberRow(TypedDict):
    """Someone who holds a role in the group today."""

    role: str
    personKey: str
    personName: str
    partyKey: str
    madeUp: bool


class CandidateRow(TypedDict):
    """An account of the Center whose goods carry flags of an aligned agency."""

    key: str
    name: str
    industryKey: str
    flags: list[str]
    madeUp: bool


FIND: Cypher[GroupRow] = Cypher(
    "groups.find",
    """
    MATCH (g:Group {key: $key})
    RETURN g {.key, .centerKey, .name, .charter, milestones: coalesce(g.milestones, []),
              version: coalesce(g.version, 0), .changedAt, .changedByName} AS row
    """,
)

LOCK: Cypher[GroupRow] = Cypher(
    "groups.lock",
    """
    MATCH (g:Group {key: $key})
    SET g.lockedAt = $at, g.locks = coalesce(g.locks, 0) + 1
    RETURN g {.key, .centerKey, .name, .charter, milestones: coalesce(g.milestones, []),
              version: coalesce(g.version, 0), .changedAt, .changedByName} AS row
    """,
    writes=True,
)

SAVE: Cypher[GroupRow] = Cypher(
    "groups.save",
    """
    MATCH (g:Group {key: $key})
    SET g += $changes, g.version = coalesce(g.version, 0) + 1
    RETURN g {.key, .centerKey, .name, .charter, milestones: coalesce(g.milestones, []), .version, .changedAt,
              .changedByName} AS row
    """,
    writes=True,
)

# Chair, secretary and members, of those whom the reader may see.
MEMBERS: Cypher[MemberRow] = Cypher(
    "groups.members",
    """
    MATCH (a:Assignment {targetKey: $group})
    WHERE a.since <= $today AND (a.until IS NULL OR a.until > $today) AND a.audienceKey IN $audiences
    MATCH (person:Person {key: a.personKey})
    WHERE person.audienceKey IN $audiences
    WITH a, person ORDER BY a.role, person.sort, a.key
    RETURN collect({role: a.role, personKey: person.key, personName: person.name, partyKey: a.partyKey,
                    madeUp: person.madeUp}) AS rows
    """,
)

# This Center's accounts whose goods carry one of the flags, for those who read the accounts.
CANDIDATES: Cypher[CandidateRow] = Cypher(
    "groups.candidates",
    """
    MATCH (a:Account)
    WHERE a.audienceKey IN $audiences AND a.centerKey = $center AND any(flag IN a.flags WHERE flag IN $flags)
    WITH a ORDER BY a.name, a.key
    RETURN collect({key: a.key, name: a.name, industryKey: a.industryKey,
                    flags: [flag IN a.flags WHERE flag IN $flags], madeUp: a.madeUp}) AS rows
    """,
)
