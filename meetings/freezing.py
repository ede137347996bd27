"""What fixes an agenda: freezing it, opening it again with a reason, and holding the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from graph.cypher import Tx, Value
from graph.meetings import lines as sentences
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from liaisons import clocks, words
from liaisons.actors import Actor
from liaisons.errors import BadInput, WrongState
from liaisons.permissions import Permission, require
from meetings.agenda import list_trade_lines, number, propose_agenda
from meetings.drawing import ISSUE, REMOVED, draw_for_trade, kept_lines
from meetings.events import AgendaFrozen, AgendaReopened, MeetingHeld
from meetings.meetings import lock_meeting, save_meeting
from meetings.states import Move, end_of


class LineElsewhere(BadInput):
    """A line that is not on this agenda."""


class NotYetMet(WrongState):
    """The day of the meeting has not come."""


def freeze_agenda(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> MeetingRow:
    """Fix the agenda as it stands: all its lines are written down, for each reader with what they read."""
    require(actor, Permission.RUN_MEETING)
    meeting = lock_meeting(tx, actor, key, version=version, now=now)
    state = end_of(meeting["state"], Move.FREEZE)
    kept = kept_lines(tx, actor, key)
    agenda = propose_agenda(tx, actor, meeting, kept, now=now)
    standing = number(line for line in agenda if line["state"] != REMOVED)
    issues = frozenset(str(line["aboutKey"]) for line in standing if line["aboutLabel"] == ISSUE)
    for_trade = number(draw_for_trade(tx, meeting, issues=issues))
    # What was kept of an earlier freezing, and has no cause any more, isn't on the agenda.
    gone = sorted(set(kept) - {line["key"] for line in agenda})
    tx.do(sentences.DROP, meeting=key, keys=gone, audiences=actor.audiences)
    tx.do(sentences.SAVE_ALL, meeting=key, lines=_kept(actor, [*standing, *for_trade], now=now))
    changes: dict[str, Value] = {"state": str(state), "frozenAt": now.isoformat()}
    return save_meeting(tx, actor, meeting, changes, AgendaFrozen, now=now)


def reopen_agenda(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> MeetingRow:
    """Open a frozen agenda again, with a reason; order and choices stay, and the graph draws it up anew."""
    require(actor, Permission.RUN_MEETING)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    meeting = lock_meeting(tx, actor, key, version=version, now=now)
    state = end_of(meeting["state"], Move.REOPEN)
    for_trade = [line["key"] for line in list_trade_lines(tx, actor, key)]
    tx.do(sentences.DROP, meeting=key, keys=for_trade, audiences=actor.audiences)
    changes: dict[str, Value] = {"state": str(state), "frozenAt": None}
    return save_meeting(tx, actor, meeting, changes, AgendaReopened, said={"reason": why}, now=now)


def hold_meeting(
    tx: Tx, actor: Actor, key: str, *, finished: tuple[str, ...], version: int, now: datetime
) -> MeetingRow:
    """Close a meeting that was held; lines that are not among the finished go to the next agenda."""
    require(actor, Permission.RUN_MEETING)
    meeting = lock_meeting(tx, actor, key, version=version, now=now)
    state = end_of(meeting["state"], Move.HOLD)
    today = clocks.today_of(now)
    if today < meeting["day"]:
        raise NotYetMet(f"The meeting is on {meeting['day']}. Close it on that day or later.")
    standing = [line for line in kept_lines(tx, actor, key).values() if line["state"] != REMOVED]
    strange = sorted(set(finished) - {line["key"] for line in standing})
    if strange:
        raise LineElsewhere(f"“{strange[0][:60]}” is no line of this agenda.", field="finished")
    done: list[LineRow] = [{**line, "done": line["key"] in finished} for line in standing]
    tx.do(sentences.SAVE_ALL, meeting=key, lines=_kept(actor, done, now=now))
    changes: dict[str, Value] = {"state": str(state), "heldOn": today}
    said = {"finished": sum(bool(line["done"]) for line in done), "left": sum(not x["done"] for x in done)}
    return save_meeting(tx, actor, meeting, changes, MeetingHeld, said=dict(said), now=now)


def _kept(actor: Actor, lines: Iterable[LineRow], *, now: datetime) -> list[dict[str, Any]]:
    who = {"changedAt": now.isoformat(), "changedByName": actor.name}
    return [{k: v for k, v in line.items() if k != "version"} | who for line in lines]
