"""The states of an issue: one table of what may follow what, who may do it, and what event it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from liaisons.errors import WrongState
from liaisons.permissions import Permission


class State(StrEnum):
    """Where an issue stands. Proposed for the hub; sources have words of their own, kept beside."""

    REPORTED = "reported"
    PLACED = "placed"
    CONFIRMED = "confirmed"
    IN_WORK = "in-work"
    WITH_BIEC = "with-biec"
    POSTPONED = "postponed"
    IN_WATCH = "in-watch"
    CLOSED = "closed"
    NOT_SYSTEMIC = "not-systemic"
    MERGED = "merged"


FINAL = frozenset({State.CLOSED, State.NOT_SYSTEMIC, State.MERGED})

WORDS: dict[State, str] = {
    State.REPORTED: "Reported",
    State.PLACED: "Placed",
    State.CONFIRMED: "Confirmed systemic",
    State.IN_WORK: "In work",
    State.WITH_BIEC: "With the BIEC",
    State.POSTPONED: "Postponed",
    State.IN_WATCH: "Done, watched for recurrence",
    State.CLOSED: "Closed",
    State.NOT_SYSTEMIC: "Not systemic",
    State.MERGED: "Merged into another",
}


class Move(StrEnum):
    """What moves an issue."""

    PLACE = "place"
    CONFIRM = "both experts confirm"
    DECLINE = "both experts decline"
    TAKE_UP = "holder takes it up"
    FILE_INPUT = "an input is filed"
    BIEC_ANSWERS = "the BIEC assigns or answers"
    POSTPONE = "postpone"
    RETURN = "the quarter comes, or earlier with reason"
    IMPLEMENT = "implemented, confirmed by another than the implementer"
    GIVE_UP = "not implemented, with reason, agreed by the other side"
    WATCH_ENDS = "watch period ends quiet"
    RECUR = "recurs"
    MERGE = "merge"
    UNDO_MERGE = "undo the merge"
    REOPEN = "reopen with reason"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. No move of an issue adds an audience: who reads it has its own command."""

    start: State
    end: State
    move: Move
    who: Permission


_S, _M, _P = State, Move, Permission

TRANSITIONS: tuple[Transition, ...] = (
    Transition(_S.REPORTED, _S.PLACED, _M.PLACE, _P.PLACE_ISSUE),
    Transition(_S.REPORTED, _S.MERGED, _M.MERGE, _P.PLACE_ISSUE),
    Transition(_S.PLACED, _S.CONFIRMED, _M.CONFIRM, _P.CONFIRM_ISSUE),
    Transition(_S.PLACED, _S.NOT_SYSTEMIC, _M.DECLINE, _P.CONFIRM_ISSUE),
    Transition(_S.PLACED, _S.MERGED, _M.MERGE, _P.PLACE_ISSUE),
    Transition(_S.CONFIRMED, _S.IN_WORK, _M.TAKE_UP, _P.HOLD_ISSUE),
    Transition(_S.CONFIRMED, _S.WITH_BIEC, _M.FILE_INPUT, _P.CLOSE_ISSUE),
    Transition(_S.CONFIRMED, _S.POSTPONED, _M.POSTPONE, _P.CLOSE_ISSUE),
    Transition(_S.IN_WORK, _S.WITH_BIEC, _M.FILE_INPUT, _P.CLOSE_ISSUE),
    Transition(_S.IN_WORK, _S.POSTPONED, _M.POSTPONE, _P.CLOSE_ISSUE),
    Transition(_S.WITH_BIEC, _S.IN_WORK, _M.BIEC_ANSWERS, _P.CLOSE_ISSUE),
    Transition(_S.POSTPONED, _S.CONFIRMED, _M.RETURN, _P.CLOSE_ISSUE),
    Transition(_S.IN_WORK, _S.IN_WATCH, _M.IMPLEMENT, _P.CLOSE_ISSUE),
    Transition(_S.CONFIRMED, _S.IN_WATCH, _M.IMPLEMENT, _P.CLOSE_ISSUE),
    Transition(_S.IN_WORK, _S.CLOSED, _M.GIVE_UP, _P.CLOSE_ISSUE),
    Transition(_S.CONFIRMED, _S.CLOSED, _M.GIVE_UP, _P.CLOSE_ISSUE),
    Transition(_S.IN_WATCH, _S.CLOSED, _M.WATCH_ENDS, _P.CLOSE_ISSUE),
    Transition(_S.IN_WATCH, _S.IN_WORK, _M.RECUR, _P.CLOSE_ISSUE),
    Transition(_S.CONFIRMED, _S.MERGED, _M.MERGE, _P.PLACE_ISSUE),
    Transition(_S.IN_WORK, _S.MERGED, _M.MERGE, _P.PLACE_ISSUE),
    Transition(_S.MERGED, _S.PLACED, _M.UNDO_MERGE, _P.PLACE_ISSUE),
    Transition(_S.NOT_SYSTEMIC, _S.PLACED, _M.REOPEN, _P.CLOSE_ISSUE),
)


class NotInThisState(WrongState):
    """The issue's state doesn't allow the move."""


def end_of(state: str, move: Move) -> State:
    """The state that the move leads to from here. Refuses with the states from which it is allowed."""
    for row in TRANSITIONS:
        if row.start == state and row.move == move:
            return row.end
    starts = ", ".join(WORDS[row.start].lower() for row in TRANSITIONS if row.move == move)
    raise NotInThisState(
        f"This issue is {WORDS[State(state)].lower()}; for that it would have to be: {starts}. "
        "Reload it to see what can be done now.",
        state=state,
        move=str(move),
    )


def can(state: str, move: Move) -> bool:
    """Whether the table has the move from this state."""
    return any(row.start == state and row.move == move for row in TRANSITIONS)


def is_open(state: str) -> bool:
    """Open is everything that is not final; what is watched for recurrence is still open."""
    return State(state) not in FINAL


def diagram() -> str:
    """The table as a page with a Mermaid drawing, for docs/states/."""
    lines = ["# States of an issue", "", "Drawn from `matrix/states.py` by `hub states`.", "", "```mermaid"]
    lines += ["stateDiagram-v2", "  [*] --> reported"]
    lines += [f"  {row.start} --> {row.end}: {row.move}" for row in TRANSITIONS]
    lines += [f"  {state} --> [*]" for state in State if state in FINAL]
    lines += ["```", "", "| from | to | when | who |", "|---|---|---|---|"]
    lines += [f"| {row.start} | {row.end} | {row.move} | who may {row.who.value} |" for row in TRANSITIONS]
    return "\n".join(lines) + "\n"
