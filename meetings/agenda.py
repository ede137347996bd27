"""The agenda draws itself up: a question with a reason in each answer, until it is frozen.

What people chose about a line (kept, taken off, moved, timed, written by hand) is kept and laid over the
drawing each time. Every line bears the audience of what it is about; each reader gets the lines they read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from graph.cypher import Tx
from graph.meetings import lines as sentences
from graph.meetings.lines import LineRow, MetLineRow
from graph.meetings.meetings import MeetingRow
from liaisons import clocks
from liaisons.actors import Actor
from matrix.cells import cell_of
from meetings.drawing import ACCEPTED, BY_PERSON, REMOVED, draw_for_trade, draw_lines, kept_lines
from meetings.meetings import find_meeting, list_meetings
from meetings.reasons import GROUP_BLOCK
from meetings.states import Stage


def list_lines(
    tx: Tx, actor: Actor, meeting_key: str, *, removed: bool = False, now: datetime
) -> list[LineRow]:
    """The lines of a meeting that the actor reads, in order, numbered from 1: drawn up, or as frozen.

    Members of the trade get published issues in their published words, and nothing else. With `removed`,
    what was taken off stands at the end of its block.
    """
    meeting = find_meeting(tx, actor, meeting_key)
    if not actor.is_federal:
        return list_trade_lines(tx, actor, meeting_key)
    kept = kept_lines(tx, actor, meeting_key)
    lines = (
        propose_agenda(tx, actor, meeting, kept, now=now)
        if meeting["state"] == Stage.PLANNED
        else _in_order(kept.values())
    )
    return number(line for line in lines if removed or line["state"] != REMOVED)


def list_trade_lines(tx: Tx, actor: Actor, meeting_key: str) -> list[LineRow]:
    """What members of the trade see: until the agenda is frozen, all that is published of the Center."""
    meeting = find_meeting(tx, actor, meeting_key)
    if meeting["state"] != Stage.PLANNED:
        rows = tx.all(sentences.OF_MEETING, meeting=meeting_key, audiences=actor.audiences)
        return number(_in_order(row for row in rows if row["forTrade"]))
    return number(_in_order(draw_for_trade(tx, meeting)))


def list_for_issue(
    tx: Tx, actor: Actor, issue_key: str, cells: Iterable[str], *, now: datetime
) -> list[MetLineRow]:
    """The agendas on which an issue stands or stood, the latest first, of those that the actor reads."""
    rows = tx.all(sentences.ABOUT, about=issue_key, audiences=actor.audiences)
    found = {row["key"]: row for row in rows if row["meetingState"] != Stage.PLANNED}
    centers = tuple(sorted({cell_of(cell).center for cell in cells}))
    coming = list_meetings(tx, actor, centers=centers, first=clocks.today_of(now)) if centers else []
    for meeting in coming:
        if meeting["state"] == Stage.PLANNED and actor.is_federal:
            kept = {row["key"]: row for row in rows if row["meetingKey"] == meeting["key"]}
            lines = propose_agenda(tx, actor, meeting, dict(kept), issue=issue_key, now=now)
            for line in lines:
                if line["state"] != REMOVED:
                    found[line["key"]] = {
                        **line,
                        "day": meeting["day"],
                        "centerKey": meeting["centerKey"],
                        "agencyKey": meeting["agencyKey"],
                        "meetingState": meeting["state"],
                    }
    return sorted(found.values(), key=lambda row: (row["day"], row["key"]), reverse=True)


def propose_agenda(
    tx: Tx,
    actor: Actor,
    meeting: MeetingRow,
    kept: Mapping[str, LineRow],
    *,
    issue: str | None = None,
    now: datetime,
) -> list[LineRow]:
    """The agenda as the graph draws it up for this reader, with what people chose laid over it.

    `kept` are the meeting's kept lines by key; `issue` asks for the line of one issue alone.
    """
    return _in_order(_laid_over(draw_lines(tx, actor, meeting, issue=issue, now=now), kept))


def number(lines: Iterable[LineRow]) -> list[LineRow]:
    """The lines with their places from 1, so that no gap tells of a line that one doesn't read."""
    return [{**line, "position": place} for place, line in enumerate(lines, 1)]


def find_line(tx: Tx, actor: Actor, meeting: MeetingRow, key: str, *, now: datetime) -> LineRow | None:
    """One line of a meeting as it stands now, also one taken off; None where there is none."""
    kept = kept_lines(tx, actor, meeting["key"])
    return next((x for x in propose_agenda(tx, actor, meeting, kept, now=now) if x["key"] == key), None)


def _laid_over(drawn: list[LineRow], kept: Mapping[str, LineRow]) -> list[LineRow]:
    """The drawn lines as people left them, and kept ones that no cause brings any more."""
    lines: list[LineRow] = []
    for line in drawn:
        chosen = kept.get(line["key"])
        if chosen is None:
            lines.append(line)
        else:
            lines.append(
                {
                    **line,
                    "position": chosen["position"],
                    "minutes": chosen["minutes"],
                    "state": chosen["state"],
                    "removedReason": chosen["removedReason"],
                    "version": chosen["version"],
                    "changedAt": chosen["changedAt"],
                    "changedByName": chosen["changedByName"],
                }
            )
    there = {line["key"] for line in drawn}
    for key, row in kept.items():
        if key not in there and row["source"] == BY_PERSON:
            lines.append(row)
        elif key not in there and row["state"] == ACCEPTED:
            lines.append({**row, "reason": f"kept, though no longer so: {row['reason']}"})
    return lines


def _in_order(lines: Iterable[LineRow]) -> list[LineRow]:
    """The group's block first, then agencies by key; in a block what was moved, then by cause; off last."""
    return sorted(
        lines,
        key=lambda line: (
            line["block"] != GROUP_BLOCK,
            line["block"],
            line["state"] == REMOVED,
            line["position"] is None,
            line["position"] or 0,
            line["rank"],
            line["key"],
        ),
    )
