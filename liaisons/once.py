"""Creating something once: the same key from the same person gets the first answer again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import orjson

from graph.cypher import Tx
from graph.liaisons import once as sentences
from liaisons.actors import Actor
from liaisons.errors import BadInput

LONGEST = 100


class OnceKeyMissing(BadInput):
    """A creating command came without its idempotency key."""


class OnceKeyReused(BadInput):
    """The key was used before for something else."""


def make_once(
    tx: Tx,
    actor: Actor,
    command: str,
    key: str,
    content: Mapping[str, Any],
    *,
    make: Callable[[], str],
    now: datetime,
) -> tuple[str, bool]:
    """The key of what `make` makes, and whether it was made just now.

    Keys are per person and command, so nobody learns of another's. Refuses a key that came before with other
    content.
    """
    if not key or len(key) > LONGEST:
        raise OnceKeyMissing(
            f"Give an idempotency key of 1 to {LONGEST} characters, a new one for each thing you make.",
            field="idempotencyKey",
        )
    own = hashlib.sha256(f"{actor.person}\0{command}\0{key}".encode()).hexdigest()
    print_of = hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()
    row = tx.the(sentences.CLAIM, key=own, content=print_of, at=now.isoformat())
    if row["content"] != print_of:
        raise OnceKeyReused(
            "This idempotency key was used for something else. Use a new key for a new record.",
            field="idempotencyKey",
        )
    if row["answer"] is not None:
        return row["answer"], False
    answer = make()
    tx.do(sentences.ANSWER, key=own, answer=answer)
    return answer, True
