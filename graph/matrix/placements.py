"""Sentences about where an issue stands in the matrix."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class PlacementRow(TypedDict):
    """One (area, column) pair of an issue, from a day, until a day or still."""

    key: str
    issueKey: str
    area: str
    column: str
    cell: str
    since: str
    until: str | None
    byName: str
    byParty: str
    verified: bool


# Which of the areas and columns asked about exist today.
KNOWN_AREAS: Cypher[str] = Cypher(
    "placements.known_areas", "MATCH (a:Area) WHERE a.key IN $keys RETURN collect(a.key) AS rows"
)
KNOWN_COLUMNS: Cypher[str] = Cypher(
    "placements.known_columns", "MATCH (c:Column) WHERE c.key IN $keys RETURN collect(c.key) AS rows"
)

ADD: Cypher[None] = Cypher(
    "placements.add",
    """
    MATCH (i:Issue {key: $issue})
    UNWIND $pairs AS pair
    MATCH (a:Area {key: pair.area}), (c:Column {key: pair.column})
    CREATE (i)-[:PLACED]->(p:Placement {
      key: pair.key, issueKey: $issue, area: pair.area, column: pair.column, cell: pair.cell,
      since: $today, recordedAt: $at, byPerson: $by, byName: $byName, byParty: $byParty,
      verified: $verified, audienceKey: i.audienceKey
    })
    CREATE (p)-[:AT_AREA]->(a)
    CREATE (p)-[:AT_COLUMN]->(c)
    """,
    writes=True,
)

END: Cypher[None] = Cypher(
    "placements.end",
    """
    MATCH (:Issue {key: $issue})-[:PLACED]->(p:Placement)
    WHERE p.until IS NULL AND p.cell IN $cells
    SET p.until = $today, p.endedAt = $at
    """,
    writes=True,
)

LIST: Cypher[PlacementRow] = Cypher(
    "placements.list",
    """
    MATCH (i:Issue {key: $issue})-[:PLACED]->(p:Placement)
    WHERE i.audienceKey IN $audiences AND p.audienceKey IN $audiences
    WITH p ORDER BY p.area, p.column, p.since, p.key
    RETURN collect(p {.key, .issueKey, .area, .column, .cell, .since, .until, .byName, .byParty,
                      .verified}) AS rows
    """,
)
