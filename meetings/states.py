"""The states of a meeting: one table of what may follow what, and who may do it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from liaisons.errors import WrongState
from liaisons.permissions import Permission


class Stage(StrEnum):
    """Where a meeting stands. None of its moves adds an audience."""

    PLANNED = "planned"
    FROZEN = "frozen"
    HELD = "held"


class Move(StrEnum):
    """What moves a meeting."""

    FREEZE = "the agenda is frozen"
    REOPEN = "the agenda is opened again, with a reason"
    HOLD = "the group has met"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    start: Stage
    end: Stage
    move: Move
    who: Permission


TRANSITIONS: tuple[Transition, ...] = (
    Transition(Stage.PLANNED, Stage.FROZEN, Move.FREEZE, Permission.RUN_MEETING),
    Transition(Stage.FROZEN, Stage.PLANNED, Move.REOPEN, Permission.RUN_MEETING),
    Transition(Stage.FROZEN, Stage.HELD, Move.HOLD, Permission.RUN_MEETING),
)


class MeetingElsewhere(WrongState):
    """The meeting's state doesn't allow the move."""


def end_of(state: str, move: Move) -> Stage:
    """The state that the move leads to from here. Refuses with the state from which it is allowed."""
    for row in TRANSITIONS:
        if row.start == state and row.move == move:
            return row.end
    starts = " or ".join(str(row.start) for row in TRANSITIONS if row.move == move)
    raise MeetingElsewhere(
        f"This meeting is {state}; for that it would have to be {starts}. Reload it.", state=state
    )


def can(state: str, move: Move) -> bool:
    """Whether the table has the move from this state."""
    return any(row.start == state and row.move == move for row in TRANSITIONS)


def refuse_unless_planned(state: str) -> None:
    """Refuse to change an agenda or a day that stands."""
    if state != Stage.PLANNED:
        raise MeetingElsewhere(
            f"This meeting is {state}: its agenda and its day stand. Reopen it first."
            if state == Stage.FROZEN
            else "This meeting was held. Its agenda stays as it was.",
            state=state,
        )


def diagram() -> str:
    """The table as a page with a Mermaid drawing, for docs/states/."""
    lines = [
        "# States of a meeting",
        "",
        "Drawn from `meetings/states.py` by `hub states`.",
        "",
        "```mermaid",
    ]
    lines += ["stateDiagram-v2", "  [*] --> planned"]
    lines += [f"  {row.start} --> {row.end}: {row.move}" for row in TRANSITIONS]
    lines += [f"  {Stage.HELD} --> [*]", "```", "", "| from | to | when | who |", "|---|---|---|---|"]
    lines += [f"| {row.start} | {row.end} | {row.move} | who may {row.who.value} |" for row in TRANSITIONS]
    return "\n".join(lines) + "\n"
