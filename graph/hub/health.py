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


ANSWERS: Cypher[int] = Cypher("health.answers", "RETURN 1 AS row")
