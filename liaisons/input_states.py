"""The states of an input to the BIEC: what may follow what, who may do it, which readers each step adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from liaisons.errors import WrongState
from liaisons.permissions import Permission

HEADQUARTERS = "OFO-HQ"
COUNCIL = "BIEC"
ASSIGNED_AGENCY = "the assigned agency"


class InputState(StrEnum):
    """Where an input stands. Proposed for the hub."""

    DRAFT = "draft"
    WITH_HQ = "with-hq"
    RETURNED = "returned"
    FILED = "filed"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


FINAL = frozenset({InputState.CLOSED, InputState.WITHDRAWN, InputState.SUPERSEDED})
# Its words may still change.
WORDED = frozenset({InputState.DRAFT, InputState.RETURNED})
# The BIEC has it, and the Center waits.
WITH_COUNCIL = frozenset({InputState.FILED, InputState.ACKNOWLEDGED, InputState.ASSIGNED})

WORDS: dict[InputState, str] = {
    InputState.DRAFT: "Draft by the Center",
    InputState.WITH_HQ: "Signed, with headquarters",
    InputState.RETURNED: "Returned to the Center",
    InputState.FILED: "Filed with the BIEC",
    InputState.ACKNOWLEDGED: "Acknowledged",
    InputState.ASSIGNED: "Assigned to an agency",
    InputState.ANSWERED: "Answered",
    InputState.CLOSED: "Closed",
    InputState.WITHDRAWN: "Withdrawn",
    InputState.SUPERSEDED: "Superseded by another input",
}


def small_words(state: str) -> str:
    """A state within a sentence: "filed with the BIEC"."""
    words = WORDS[InputState(state)]
    return words[:1].lower() + words[1:]


class InputMove(StrEnum):
    """What moves an input."""

    SIGN = "sign"
    RETURN = "return"
    PASS = "pass"  # noqa: S105 - headquarters lets it through; no word that opens anything
    RUN_OUT = "run out"
    BYPASS = "bypass"
    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    ANSWER = "answer"
    CLOSE = "close"
    ASK_AGAIN = "ask again"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"


@dataclass(frozen=True, slots=True)
class InputTransition:
    """One row of the table. `who` is None where the hub's own clock does it; `adds` who reads it then too."""

    start: InputState
    end: InputState
    move: InputMove
    event: str
    who: Permission | None
    adds: str | None = None


_S, _M, _P = InputState, InputMove, Permission
_RUN_OUT = "headquarters' clock ran out at its deputy too: passes, marked 'not coordinated'"
_MISSING = "headquarters returns it with what is missing"
_BYPASS = "the director bypasses with a reason that is shown"

TRANSITIONS: tuple[InputTransition, ...] = (
    InputTransition(_S.DRAFT, _S.WITH_HQ, _M.SIGN, "the director signs", _P.SIGN_INPUT, HEADQUARTERS),
    InputTransition(_S.WITH_HQ, _S.RETURNED, _M.RETURN, _MISSING, _P.PASS_INPUT),
    InputTransition(_S.RETURNED, _S.WITH_HQ, _M.SIGN, "signed again", _P.SIGN_INPUT, HEADQUARTERS),
    InputTransition(_S.WITH_HQ, _S.FILED, _M.PASS, "headquarters passes it", _P.PASS_INPUT, COUNCIL),
    InputTransition(_S.WITH_HQ, _S.FILED, _M.RUN_OUT, _RUN_OUT, None, COUNCIL),
    InputTransition(_S.WITH_HQ, _S.FILED, _M.BYPASS, _BYPASS, _P.SIGN_INPUT, COUNCIL),
    InputTransition(_S.FILED, _S.ACKNOWLEDGED, _M.ACKNOWLEDGE, "secretary", _P.ASSIGN_INPUT),
    InputTransition(_S.ACKNOWLEDGED, _S.ASSIGNED, _M.ASSIGN, "secretary", _P.ASSIGN_INPUT, ASSIGNED_AGENCY),
    InputTransition(_S.ASSIGNED, _S.ANSWERED, _M.ANSWER, "agency or Principals", _P.ANSWER_INPUT),
    InputTransition(_S.ACKNOWLEDGED, _S.ANSWERED, _M.ANSWER, "secretary or Principals", _P.ANSWER_INPUT),
    InputTransition(
        _S.ANSWERED, _S.CLOSED, _M.CLOSE, "the director accepts, or a period passes", _P.SIGN_INPUT
    ),
    InputTransition(
        _S.ANSWERED, _S.ASSIGNED, _M.ASK_AGAIN, "the director asks again with reason", _P.SIGN_INPUT
    ),
    InputTransition(_S.DRAFT, _S.WITHDRAWN, _M.WITHDRAW, "withdraw", _P.DRAFT_INPUT),
    InputTransition(_S.WITH_HQ, _S.WITHDRAWN, _M.WITHDRAW, "withdraw", _P.SIGN_INPUT),
    InputTransition(_S.RETURNED, _S.WITHDRAWN, _M.WITHDRAW, "withdraw", _P.SIGN_INPUT),
    InputTransition(_S.FILED, _S.WITHDRAWN, _M.WITHDRAW, "withdraw with reason", _P.SIGN_INPUT),
    InputTransition(_S.FILED, _S.SUPERSEDED, _M.SUPERSEDE, "supersede", _P.SIGN_INPUT),
    InputTransition(_S.ACKNOWLEDGED, _S.SUPERSEDED, _M.SUPERSEDE, "supersede", _P.SIGN_INPUT),
)


class InputNotInThisState(WrongState):
    """The input's state doesn't allow the move."""


def transition_of(state: str, move: InputMove) -> InputTransition:
    """The row of the move from this state. Refuses with the states from which it is allowed."""
    for row in TRANSITIONS:
        if row.start == state and row.move == move:
            return row
    starts = ", ".join(small_words(row.start) for row in TRANSITIONS if row.move == move)
    raise InputNotInThisState(
        f"This input is {small_words(state)}; for that it would have to be: {starts}. "
        "Reload it to see what can be done now.",
        state=state,
        move=str(move),
    )


def has_move(state: str, move: InputMove) -> bool:
    """Whether the table has the move from this state."""
    return any(row.start == state and row.move == move for row in TRANSITIONS)


def readers_after(readers: Iterable[str], row: InputTransition, *, agency: str | None = None) -> list[str]:
    """Who reads an input after the step, sorted: whoever read it before, and whom the row adds."""
    added = agency if row.adds == ASSIGNED_AGENCY else row.adds
    return sorted({*readers, *([added] if added else [])})


def diagram() -> str:
    """The table as a page with a Mermaid drawing, for docs/states/."""
    lines = ["# States of an input", "", "Drawn from `liaisons/input_states.py` by `hub states`.", ""]
    lines += ["```mermaid", "stateDiagram-v2", "  [*] --> draft"]
    lines += [f"  {row.start} --> {row.end}: {row.event}" for row in TRANSITIONS]
    lines += [f"  {state} --> [*]" for state in InputState if state in FINAL]
    lines += ["```", "", "| from | to | when | who | read from then on by |", "|---|---|---|---|---|"]
    for row in TRANSITIONS:
        who = f"who may {row.who.value}" if row.who else "the hub's clock"
        lines.append(f"| {row.start} | {row.end} | {row.event} | {who} | {row.adds or 'no one new'} |")
    lines += ["", "A draft is read by its Center and the Centers named to sign with it."]
    return "\n".join(lines) + "\n"
