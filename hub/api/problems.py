"""How the agency API says no: a mutation's payload lists its problems, a query fails with a coded error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry

from graph.errors import EngineDown, EngineError, EngineLost, EngineSlow
from hub.wire import Refusal
from liaisons.errors import Kind, NotAllowed, Refused


class SignInFirst(NotAllowed):
    """The agency API is for people who are signed in."""


@strawberry.type
class Problem:
    """Why nothing was changed: a code for programs, a sentence for people, and the field to mend."""

    code: str
    message: str
    field: str | None
    kind: str


# What a mutation's resolver hands over: ready maps, as reads do.
Payload = dict[str, Any]


def answer(work: Callable[[], Payload]) -> Payload:
    """Run a command; a refusal becomes the payload's one problem, and everything else in it is null."""
    try:
        return {**work(), "problems": []}
    except Refused as no:
        problem = {"code": no.code, "message": no.sentence, "field": no.field, "kind": str(no.kind)}
        return {"problems": [problem]}


def translate(error: Exception) -> Refusal | None:
    """The words for exceptions that a client may read about; the wire masks all others."""
    if isinstance(error, SignInFirst):
        return Refusal(error.sentence, error.code, status=401)
    if isinstance(error, Refused):
        code = "BAD_USER_INPUT" if error.kind == Kind.BAD_INPUT else error.code
        return Refusal(error.sentence, code, {"field": error.field, "reason": error.code})
    if isinstance(error, EngineSlow):
        return Refusal(error.sentence, error.code, status=504)
    if isinstance(error, EngineDown | EngineLost):
        return Refusal(error.sentence, error.code, status=503)
    if isinstance(error, EngineError):
        return Refusal(error.sentence, error.code, status=500)
    return None
