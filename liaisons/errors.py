"""How the hub says no: every refusal is a kind of `Refused`, with one sentence a person can act on."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar, TypeVar

Row = TypeVar("Row")


class Kind(StrEnum):
    """What sort of no it is; the front door turns it into a status code."""

    BAD_INPUT = "bad input"
    NOT_ALLOWED = "not allowed"
    NOT_FOUND = "not found"
    WRONG_STATE = "wrong state"
    STALE = "stale"


class Refused(Exception):
    """A no. `code` names it for programs, `field` what to mend, `values` what the sentence speaks of."""

    kind: ClassVar[Kind] = Kind.BAD_INPUT
    code: ClassVar[str] = "REFUSED"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).upper()

    def __init__(self, sentence: str, *, field: str | None = None, **values: str | int | None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.values = values


class BadInput(Refused):
    """What was sent can't be taken as it is; `field` says where."""

    kind = Kind.BAD_INPUT


class NotAllowed(Refused):
    """The actor may not do this, whatever the state."""

    kind = Kind.NOT_ALLOWED


class NotFound(Refused):
    """There is no such record, or it is not shared with the actor: one answer for both."""

    kind = Kind.NOT_FOUND

    def __init__(self, sentence: str = "There is nothing here, or it is not shared with you.") -> None:
        super().__init__(sentence)


def require_found(row: Row | None) -> Row:
    """The row, or `NotFound` where a sentence gave none."""
    if row is None:
        raise NotFound
    return row


class WrongState(Refused):
    """Not now: the record is in a state that doesn't allow it."""

    kind = Kind.WRONG_STATE


class Stale(Refused):
    """Someone else saved the record first; nothing was changed. Says who, when, and which version stands."""

    kind = Kind.STALE

    def __init__(self, *, by: str, at: str, version: int) -> None:
        super().__init__(
            f"{by} saved this after you opened it. Look at the difference, then save again.",
            field="version",
            by=by,
            at=at,
            version=version,
        )
