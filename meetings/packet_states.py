"""The states of a packet's edition: what may follow what, who may do it, and who reads it from then on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from liaisons.errors import WrongState
from liaisons.permissions import Permission

PREPARERS = "the group's chair and secretary, and the Office of Trade, whose reviewer clears it"
READERS = "the readers of the edition"


class PacketState(StrEnum):
    """Where an edition stands. Proposed for the hub."""

    COLLECTING = "collecting"
    FROZEN = "frozen"
    CLEARED = "cleared"
    ISSUED = "issued"


WORDS: dict[PacketState, str] = {
    PacketState.COLLECTING: "Collecting",
    PacketState.FROZEN: "Frozen, waits to be cleared",
    PacketState.CLEARED: "Cleared, not issued yet",
    PacketState.ISSUED: "Issued",
}


class PacketMove(StrEnum):
    """What moves an edition."""

    FREEZE = "freeze"
    REOPEN = "reopen"
    RETURN = "return"
    CLEAR = "clear"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class PacketTransition:
    """One row of the table; `adds` says who reads it from then on, beside those who did."""

    start: PacketState
    end: PacketState
    move: PacketMove
    event: str
    who: Permission
    adds: str | None = None


_S, _M, _P = PacketState, PacketMove, Permission

TRANSITIONS: tuple[PacketTransition, ...] = (
    PacketTransition(
        _S.COLLECTING,
        _S.FROZEN,
        _M.FREEZE,
        "cut-off, by the chair or secretary",
        _P.PREPARE_PACKET,
        PREPARERS,
    ),
    PacketTransition(
        _S.FROZEN, _S.COLLECTING, _M.REOPEN, "reopened with reason, before it is issued", _P.PREPARE_PACKET
    ),
    PacketTransition(
        _S.FROZEN,
        _S.COLLECTING,
        _M.RETURN,
        "returned with reason by the disclosure reviewer",
        _P.CLEAR_PACKET,
    ),
    PacketTransition(
        _S.FROZEN, _S.CLEARED, _M.CLEAR, "disclosure reviewer, one edition at a time", _P.CLEAR_PACKET
    ),
    # Nobody can take back what has been read; until then a mistake found after the clearing can be mended.
    PacketTransition(
        _S.CLEARED, _S.COLLECTING, _M.REOPEN, "reopened with reason, before it is issued", _P.PREPARE_PACKET
    ),
    PacketTransition(_S.CLEARED, _S.ISSUED, _M.ISSUE, "sent", _P.PREPARE_PACKET, READERS),
)


class PacketNotInThisState(WrongState):
    """The edition's state doesn't allow the move."""


def state_after(state: str, move: PacketMove) -> PacketState:
    """The state that the move leads to from here. Refuses with the states from which it is allowed."""
    for row in TRANSITIONS:
        if row.start == state and row.move == move:
            return row.end
    starts = " or ".join(WORDS[row.start].lower() for row in TRANSITIONS if row.move == move)
    raise PacketNotInThisState(
        f"This edition is {WORDS[PacketState(state)].lower()}; to {move} it, it would have to be {starts}.",
        state=state,
        move=str(move),
    )


def allows(state: str, move: PacketMove) -> bool:
    """Whether the table has the move from this state."""
    return any(row.start == state and row.move == move for row in TRANSITIONS)


def diagram() -> str:
    """The table as a page with a Mermaid drawing, for docs/states/."""
    lines = ["# States of a packet's edition", "", "Drawn from `meetings/packet_states.py` by `hub states`."]
    lines += ["", "```mermaid", "stateDiagram-v2", "  [*] --> collecting"]
    lines += [f"  {row.start} --> {row.end}: {row.event}" for row in TRANSITIONS]
    lines += [f"  {PacketState.ISSUED} --> [*]", "```", ""]
    lines += ["| from | to | when | who | read from then on by |", "|---|---|---|---|---|"]
    for row in TRANSITIONS:
        added = row.adds or "no one new"
        lines.append(f"| {row.start} | {row.end} | {row.event} | who may {row.who.value} | {added} |")
    return "\n".join(lines) + "\n"
