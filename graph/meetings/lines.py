"""Sentences about the lines of an agenda that are kept: what people chose, and what freezing fixed."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class LineRow(TypedDict):
    """One line of an agenda. `block` and `agencies` are keys of agencies, or `group` for the whole group.

    `done` is None until the meeting was held; `version` 0 while nobody has chosen anything about the line.
    """

    key: str
    meetingKey: str
    position: int | None
    block: str
    agencies: list[str]
    aboutLabel: str | None
    aboutKey: str | None
    title: str
    reason: str
    reasonCode: str
    minutes: int
    bringer: str
    late: bool
    state: str
    removedReason: str | None
    source: str
    forTrade: bool
    done: bool | None
    rank: str
    audienceKey: str
    version: int
    changedAt: str | None
    changedByName: str | None


class MetLineRow(LineRow):
    """A line with the day and state of its meeting, and with which agency alone that is, if with one."""

    day: str
    centerKey: str
    agencyKey: str | None
    meetingState: str


OF_MEETING: Cypher[LineRow] = Cypher(
    "lines.of_meeting",
    """
    MATCH (a:AgendaItem {meetingKey: $meeting})
    WHERE a.audienceKey IN $audiences
    WITH a ORDER BY a.key
    RETURN collect(a {.key, .meetingKey, .position, .block, .agencies, .aboutLabel, .aboutKey, .title,
                      .reason, .reasonCode, .minutes, .bringer, .late, .state, .removedReason, .source,
                      .forTrade, .done, .rank, .audienceKey, .version, .changedAt, .changedByName}) AS rows
    """,
)

# What is kept about one record, with the meeting where it stood; only meetings that the reader reads.
ABOUT: Cypher[MetLineRow] = Cypher(
    "lines.about",
    """
    MATCH (a:AgendaItem {aboutKey: $about})
    WHERE a.audienceKey IN $audiences AND a.forTrade = false
    MATCH (m:Meeting {key: a.meetingKey})
    WHERE m.audienceKey IN $audiences
    WITH a, m.day AS day, m.centerKey AS center, m.agencyKey AS agency, m.state AS stage
    ORDER BY day DESC, a.key
    RETURN collect(a {.key, .meetingKey, .position, .block, .agencies, .aboutLabel, .aboutKey, .title,
                      .reason, .reasonCode, .minutes, .bringer, .late, .state, .removedReason, .source,
                      .forTrade, .done, .rank, .audienceKey, .version, .changedAt, .changedByName,
                      day: day, centerKey: center, agencyKey: agency, meetingState: stage}) AS rows
    """,
)

SAVE: Cypher[LineRow] = Cypher(
    "lines.save",
    """
    MATCH (m:Meeting {key: $meeting})
    MERGE (a:AgendaItem {key: $key})
    ON CREATE SET a.version = 0
    MERGE (a)-[:ON_AGENDA]->(m)
    SET a += $line, a.version = a.version + 1
    RETURN a {.key, .meetingKey, .position, .block, .agencies, .aboutLabel, .aboutKey, .title, .reason,
              .reasonCode, .minutes, .bringer, .late, .state, .removedReason, .source, .forTrade,
              .done, .rank, .audienceKey, .version, .changedAt, .changedByName} AS row
    """,
    writes=True,
)

# All lines of a meeting at once, as freezing or holding it leaves them.
SAVE_ALL: Cypher[None] = Cypher(
    "lines.save_all",
    """
    MATCH (m:Meeting {key: $meeting})
    UNWIND $lines AS line
    MERGE (a:AgendaItem {key: line.key})
    ON CREATE SET a.version = 0
    MERGE (a)-[:ON_AGENDA]->(m)
    SET a += line, a.version = a.version + 1
    """,
    writes=True,
)

# What freezing wrote beyond what people chose goes when the agenda is opened again.
DROP: Cypher[None] = Cypher(
    "lines.drop",
    """
    MATCH (a:AgendaItem {meetingKey: $meeting})
    WHERE a.audienceKey IN $audiences AND a.key IN $keys
    DETACH DELETE a
    """,
    writes=True,
)
