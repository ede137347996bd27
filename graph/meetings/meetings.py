"""Sentences about meetings: plan one, move it, find it, list those that a reader attends."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class MeetingRow(TypedDict):
    """One meeting of a group, or, with `agencyKey`, of the Center and one agency alone.

    `day` and `cutOff` are ISO days; `startsAt` a clock time in Washington.
    """

    key: str
    groupKey: str
    centerKey: str
    agencyKey: str | None
    quarter: str
    day: str
    startsAt: str
    minutes: int
    cutOff: str
    state: str
    frozenAt: str | None
    heldOn: str | None
    madeUp: bool
    audienceKey: str
    version: int
    createdAt: str
    changedAt: str
    changedByName: str


CREATE: Cypher[MeetingRow] = Cypher(
    "meetings.create",
    """
    MATCH (g:Group {key: $group})
    CREATE (m:Meeting {key: $key})-[:OF_GROUP]->(g)
    SET m += $meeting, m.version = 1
    RETURN m {.key, .groupKey, .centerKey, .agencyKey, .quarter, .day, .startsAt, .minutes, .cutOff, .state,
              .frozenAt, .heldOn, .madeUp, .audienceKey, .version, .createdAt, .changedAt,
              .changedByName} AS row
    """,
    writes=True,
)

LOCK: Cypher[MeetingRow] = Cypher(
    "meetings.lock",
    """
    MATCH (m:Meeting {key: $key})
    SET m.lockedAt = $at, m.locks = coalesce(m.locks, 0) + 1
    WITH m WHERE m.audienceKey IN $audiences
    RETURN m {.key, .groupKey, .centerKey, .agencyKey, .quarter, .day, .startsAt, .minutes, .cutOff, .state,
              .frozenAt, .heldOn, .madeUp, .audienceKey, .version, .createdAt, .changedAt,
              .changedByName} AS row
    """,
    writes=True,
)

SAVE: Cypher[MeetingRow] = Cypher(
    "meetings.save",
    """
    MATCH (m:Meeting {key: $key})
    SET m += $changes, m.version = m.version + 1
    RETURN m {.key, .groupKey, .centerKey, .agencyKey, .quarter, .day, .startsAt, .minutes, .cutOff, .state,
              .frozenAt, .heldOn, .madeUp, .audienceKey, .version, .createdAt, .changedAt,
              .changedByName} AS row
    """,
    writes=True,
)

FIND: Cypher[MeetingRow] = Cypher(
    "meetings.find",
    """
    MATCH (m:Meeting {key: $key})
    WHERE m.audienceKey IN $audiences
    RETURN m {.key, .groupKey, .centerKey, .agencyKey, .quarter, .day, .startsAt, .minutes, .cutOff, .state,
              .frozenAt, .heldOn, .madeUp, .audienceKey, .version, .createdAt, .changedAt,
              .changedByName} AS row
    """,
)

# From a day on, or before one; the earliest first, or the latest. `series` is an agency's key for meetings
# with it, '' for those of the whole group.
LIST: Cypher[MeetingRow] = Cypher(
    "meetings.list",
    """
    MATCH (m:Meeting)
    WHERE m.audienceKey IN $audiences AND m.day >= $first AND m.day <= $last
      AND ($centers IS NULL OR m.centerKey IN $centers)
      AND ($series IS NULL OR coalesce(m.agencyKey, '') = $series)
      AND ($state IS NULL OR m.state = $state)
    WITH m ORDER BY CASE WHEN $reverse THEN m.day END DESC, m.day, m.key LIMIT $limit
    RETURN collect(m {.key, .groupKey, .centerKey, .agencyKey, .quarter, .day, .startsAt, .minutes, .cutOff,
                      .state, .frozenAt, .heldOn, .madeUp, .audienceKey, .version, .createdAt, .changedAt,
                      .changedByName}) AS rows
    """,
)
