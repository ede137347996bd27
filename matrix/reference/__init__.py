"""Issues that are publicly documented, and the hub's words for kinds and states of an issue."""

from __future__ import annotations

from liaisons.reference.files import flatten, read_file, read_rows
from matrix.reference.rows import IssueRow, KindRow, StateRow, TransitionRow

VOCABULARY = "vocabulary.json"


def read_issues() -> tuple[IssueRow, ...]:
    """The 67 documented issues, by key."""
    return tuple(read_rows(__name__, "issues.json"))


def read_kinds() -> tuple[KindRow, ...]:
    """The kinds of an issue."""
    return tuple(read_file(__name__, VOCABULARY)["kinds"])


def read_states() -> tuple[StateRow, ...]:
    """The states of an issue."""
    return tuple(flatten(read_file(__name__, VOCABULARY)["states"]))


def read_transitions() -> tuple[TransitionRow, ...]:
    """The steps between states."""
    return tuple(read_file(__name__, VOCABULARY)["transitions"])


def read_state_notes() -> tuple[str, ...]:
    """What is easily taken for a state and is none."""
    return tuple(read_file(__name__, VOCABULARY)["notes"])
