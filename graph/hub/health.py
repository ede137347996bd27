"""Sentences about the state of the records as a whole."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class CountsRow(TypedDict):
    """How much there is, for a check: no reader is told what."""

    centers: int
    agencies: int
    columns: int
    people: int
    issues: int
    ownerless: int
    events: int
    late: int
    stuck: int
    dead: int


ANSWERS: Cypher[int] = Cypher("health.answers", "RETURN 1 AS row")

# With every audience: an operator's check counts all, and is told nothing but numbers.
COUNTS: Cypher[CountsRow] = Cypher(
    "health.counts",
    """
    RETURN {
      centers: COUNT { MATCH (:Center) },
      agencies: COUNT { MATCH (:Agency) },
      columns: COUNT { MATCH (:Column) },
      people: COUNT { MATCH (p:Person) WHERE p.audienceKey IN $audiences },
      issues: COUNT { MATCH (i:Issue) WHERE i.isOpen = true AND i.audienceKey IN $audiences },
      ownerless: COUNT { MATCH (i:Issue) WHERE i.isOpen = true AND i.audienceKey IN $audiences
        AND (i.holderKey IS NULL OR i.nextAction IS NULL OR i.dueOn IS NULL) },
      events: COUNT { MATCH (e:Event) WHERE e.audienceKey IN $audiences },
      late: COUNT { MATCH (e:Event) WHERE e.state = 'new' AND e.at < $before AND e.audienceKey IN $audiences }
        + COUNT { MATCH (d:Delivery) WHERE d.state IN ['waiting', 'failed'] AND d.madeAt < $before
          AND d.audienceKey IN $audiences },
      stuck: COUNT { MATCH (e:Event) WHERE e.state = 'stuck' AND e.audienceKey IN $audiences },
      dead: COUNT { MATCH (d:Delivery) WHERE d.state = 'dead' AND d.audienceKey IN $audiences }
    } AS row
    """,
)
