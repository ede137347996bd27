"""One edition of a packet as its page shows it: its state in a sentence, and what a reader may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.meetings.packets import ListedPacketRow, PacketRow
from hub import dates
from hub.login import Visit
from liaisons.actors import Actor
from liaisons.errors import NotFound
from liaisons.permissions import Permission, may
from meetings.groups import runs
from meetings.packet_states import PacketMove, PacketState, allows
from meetings.packets import find_packet

M = PacketMove


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word in the address, the button, what will happen, and whether it needs a reason."""

    move: PacketMove
    words: str
    effect: str
    reason: bool = False

    @property
    def name(self) -> str:
        return str(self.move)


STEPS = {
    step.name: step
    for step in (
        Step(M.FREEZE, "Freeze", "Its contents are fixed as they stand now. A disclosure reviewer of the "
             "Office of Trade sees it next; its readers get nothing yet."),
        Step(M.CLEAR, "Clear", "You say that this edition may go to its readers as it is. The chair or "
             "secretary issues it then."),
        Step(M.RETURN, "Return", "It is collected again; the chair and secretary see what is wrong with it.",
             reason=True),
        Step(M.REOPEN, "Reopen", "It is collected again, and has to be frozen and cleared anew.",
             reason=True),
        Step(M.ISSUE, "Issue", "Its readers get it. From then on it never changes and can't be taken back."),
    )
}  # fmt: skip
PREPARING = frozenset({M.FREEZE, M.REOPEN, M.ISSUE})


def take_key(center: str, quarter: str, edition: str) -> str:
    """The key of an edition from the parts of its address."""
    return f"{center}/{quarter}/{edition}"


def find_frozen(seen: Visit, key: str) -> PacketRow:
    """An edition whose contents are fixed, or `NotFound`."""
    row = seen.graph.read(lambda tx: find_packet(tx, seen.actor, key))
    if row["state"] == PacketState.COLLECTING:
        raise NotFound
    return row


def may_take(actor: Actor, row: ListedPacketRow, move: PacketMove) -> bool:
    """Whether this reader may do it with this edition, in whatever state."""
    if move in PREPARING:
        return may(actor, Permission.PREPARE_PACKET) and runs(actor, row["centerKey"])
    own = move == M.CLEAR and actor.person == row["frozenBy"]
    return may(actor, Permission.CLEAR_PACKET) and not own


def steps_for(actor: Actor, row: ListedPacketRow) -> list[Step]:
    """The steps that this reader may take in this state, what moves it on first."""
    order = (M.ISSUE, M.CLEAR, M.RETURN, M.REOPEN)
    return [STEPS[m] for m in order if allows(row["state"], m) and may_take(actor, row, m)]


def say_state(row: ListedPacketRow) -> str:
    """Where it stands, since when, by whom, and what is next, as one sentence."""
    state = row["state"]
    if state == PacketState.ISSUED:
        return f"Issued {_say(row['issuedAt'], row['issuedByName'])}. It never changes any more."
    if state == PacketState.CLEARED:
        return (
            f"Cleared {_say(row['clearedAt'], row['clearedByName'])}. Next: the chair or secretary issues it."
        )
    if state == PacketState.FROZEN:
        frozen = _say(row["frozenAt"], row["frozenByName"])
        return f"Frozen {frozen}. Next: a disclosure reviewer of the Office of Trade clears it."
    return f"Collecting. {row['openedByName']} opened it again: {row['openedReason']}"


def _say(at: str | None, name: str | None) -> str:
    when = dates.say_instant(at) if at else ""
    return f"{when} by {name}" if name else when
