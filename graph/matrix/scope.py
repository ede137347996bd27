"""The sentence that knows flags and programs."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class KnownRow(TypedDict):
    """Which of the flags and programs asked about exist."""

    flags: list[str]
    programs: list[str]


KNOWN: Cypher[KnownRow] = Cypher(
    "scope.known",
    """
    RETURN {
      flags: COLLECT { MATCH (f:Flag) WHERE f.key IN $flags RETURN f.key },
      programs: COLLECT { MATCH (p:Program) WHERE p.key IN $programs RETURN p.key }
    } AS row
    """,
)
