"""Sentences about what the experts of both sides say of a cell without issues."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class AssessmentRow(TypedDict):
    """What an expert of one side ("center" or "agency") said of a cell, and on which day."""

    cell: str
    side: str
    verdict: str
    on: str
    byName: str
    byParty: str
    madeUp: bool


PRESENT: Cypher[AssessmentRow] = Cypher(
    "assessments.present",
    """
    MATCH (a:Assessment)
    WHERE a.until IS NULL AND a.audienceKey IN $audiences AND ($cells IS NULL OR a.cell IN $cells)
    RETURN collect(a {.cell, .side, .verdict, .on, .byName, .byParty, .madeUp}) AS rows
    """,
)

# A row of the matrix, locked until the unit ends: of its cells nobody else says anything meanwhile.
LOCK_AREA: Cypher[str] = Cypher(
    "assessments.lock_area",
    """
    MATCH (a:Area {key: $area})
    SET a.lockedAt = $at, a.locks = coalesce(a.locks, 0) + 1
    RETURN a.key AS row
    """,
    writes=True,
)

# One present assessment for each cell and side; the one before is ended, never lost.
ASSESS: Cypher[AssessmentRow] = Cypher(
    "assessments.assess",
    """
    MATCH (area:Area {key: $area}), (column:Column {key: $column})
    OPTIONAL MATCH (before:Assessment {cell: $cell}) WHERE before.side = $side AND before.until IS NULL
    SET before.until = $today, before.endedAt = $at
    WITH area, column, collect(before.key) AS ended
    CREATE (a:Assessment {
      key: $key, cell: $cell, side: $side, verdict: $verdict, on: $today, recordedAt: $at,
      byPerson: $by, byName: $byName, byParty: $byParty, audienceKey: $audience, madeUp: $madeUp
    })
    CREATE (a)-[:AT_AREA]->(area)
    CREATE (a)-[:AT_COLUMN]->(column)
    RETURN a {.cell, .side, .verdict, .on, .byName, .byParty, .madeUp} AS row
    """,
    writes=True,
)
