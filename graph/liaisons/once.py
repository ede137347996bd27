"""Sentences about idempotency keys."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class OnceRow(TypedDict):
    """What a key was used for, and the key of what came of it."""

    content: str
    answer: str | None


CLAIM: Cypher[OnceRow] = Cypher(
    "once.claim",
    """
    MERGE (o:Once {key: $key})
    ON CREATE SET o.content = $content, o.at = $at
    SET o.seenAt = $at
    RETURN o {.content, .answer} AS row
    """,
    writes=True,
)

ANSWER: Cypher[None] = Cypher("once.answer", "MATCH (o:Once {key: $key}) SET o.answer = $answer", writes=True)
