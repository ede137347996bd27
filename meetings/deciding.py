"""What chair and secretary choose about single lines: keep, take off, move, time, write by hand, undo.

Each locks the meeting first, so that one choice follows another and none comes after the freezing; a line has
a version of its own, which tells nothing of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from graph.cypher import Tx, Value
from graph.meetings import lines as sentences
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from graph.outbox import Event
from liaisons import clocks, words
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from liaisons.directory import Directory
from liaisons.errors import BadInput, NotFound, Stale, WrongState
from liaisons.once import make_once
from liaisons.permissions import Permission, require
from matrix.issues import find_issue
from meetings.agenda import find_line, propose_agenda
from meetings.drawing import ACCEPTED, BY_PERSON, ISSUE, REMOVED, kept_lines
from meetings.events import (
    AgendaLineAccepted,
    AgendaLineAdded,
    AgendaLineMoved,
    AgendaLineRemoved,
    AgendaLineReset,
    AgendaLineTimed,
    tell,
)
from meetings.groups import agencies_of, government_readers
from meetings.meetings import lock_meeting
from meetings.reasons import GROUP_BLOCK, Cause, agencies_at
from meetings.states import refuse_unless_planned

LONGEST_LINE = 240
UP, DOWN = "up", "down"
GOVERNMENT, MEMBERS = "government", "members"


class LineAlready(WrongState):
    """The line stands as wished already."""


class NoFurther(WrongState):
    """The line is the first or the last of its block."""


class DirectionUnknown(BadInput):
    """Neither up nor down."""


class MinutesImpossible(BadInput):
    """More minutes than a line can take, or none."""


class BlockUnknown(BadInput):
    """No block of this group."""


class ReadersUnknown(BadInput):
    """Neither government nor all members."""


class TradeNotThere(BadInput):
    """A line for the trade at a meeting with one agency alone."""


class IssueElsewhere(BadInput):
    """An issue that doesn't concern the one agency that the Center meets."""


@dataclass(frozen=True, slots=True)
class Added:
    """A line written by hand: about an issue by its key, or about nothing that the hub holds.

    `readers` is `government` or `members`; a line about an issue is read by the issue's readers.
    """

    title: str
    why: str
    block: str = GROUP_BLOCK
    minutes: int = 10
    issue: str = ""
    readers: str = GOVERNMENT


def accept_line(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> LineRow:
    """Keep a line, also when what brought it is over; and what was taken off, again."""
    require(actor, Permission.RUN_MEETING)
    _, line = _lock_line(tx, actor, key, version=version, now=now)
    if line["state"] == ACCEPTED:
        raise LineAlready("This line is accepted already.", state=line["state"])
    kept: LineRow = {**line, "state": ACCEPTED, "removedReason": None}
    return _save(tx, actor, kept, AgendaLineAccepted, now=now)


def remove_line(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> LineRow:
    """Take a line off, with a reason."""
    require(actor, Permission.RUN_MEETING)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    _, line = _lock_line(tx, actor, key, version=version, now=now)
    if line["state"] == REMOVED:
        raise LineAlready("This line is off the agenda already.", state=line["state"])
    off: LineRow = {**line, "state": REMOVED, "removedReason": why, "position": None}
    return _save(tx, actor, off, AgendaLineRemoved, said={"reason": why}, now=now)


def set_minutes(tx: Tx, actor: Actor, key: str, *, minutes: int, version: int, now: datetime) -> LineRow:
    """Give a line other minutes, 1 to 240."""
    require(actor, Permission.RUN_MEETING)
    taken = _take_minutes(minutes)
    _, line = _lock_line(tx, actor, key, version=version, now=now)
    if line["minutes"] == taken:
        raise LineAlready(f"This line has {taken} minutes already.", minutes=taken)
    said = {"from": line["minutes"], "to": taken}
    return _save(tx, actor, {**line, "minutes": taken}, AgendaLineTimed, said=said, now=now)


def move_line(tx: Tx, actor: Actor, key: str, *, direction: str, version: int, now: datetime) -> LineRow:
    """Move a line `up` or `down` by one within its block."""
    require(actor, Permission.RUN_MEETING)
    if direction not in (UP, DOWN):
        raise DirectionUnknown("Choose up or down.", field="direction")
    meeting, line = _lock_line(tx, actor, key, version=version, now=now)
    agenda = propose_agenda(tx, actor, meeting, kept_lines(tx, actor, meeting["key"]), now=now)
    block = [each for each in agenda if each["block"] == line["block"] and each["state"] != REMOVED]
    keys = [each["key"] for each in block]
    if key not in keys:
        raise LineAlready("This line is off the agenda. Take it back first.", state=line["state"])
    old = keys.index(key)
    new = old + (-1 if direction == UP else 1)
    if not 0 <= new < len(block):
        raise NoFurther(f"This line is {'first' if new < 0 else 'last'} in its block already.")
    block.insert(new, block.pop(old))
    placed: list[LineRow] = [{**each, "position": place} for place, each in enumerate(block, 1)]
    others = [_kept(actor, each, now=now) for each in placed if each["key"] != key]
    tx.do(sentences.SAVE_ALL, meeting=meeting["key"], lines=others)
    return _save(tx, actor, placed[new], AgendaLineMoved, said={"direction": direction}, now=now)


def add_line(
    tx: Tx,
    actor: Actor,
    directory: Directory,
    meeting_key: str,
    added: Added,
    *,
    idempotency_key: str,
    now: datetime,
) -> str:
    """Write a line by hand; returns its key. After the cut-off it is marked late."""
    require(actor, Permission.RUN_MEETING)
    meeting = lock_meeting(tx, actor, meeting_key, version=None, now=now)
    refuse_unless_planned(meeting["state"])
    today = clocks.today_of(now)
    center, pair = meeting["centerKey"], meeting["agencyKey"]
    agencies = (pair,) if pair else agencies_of(directory, center, today=today)
    if added.block != GROUP_BLOCK and added.block not in agencies:
        raise BlockUnknown(f"{added.block[:40]} has no block here. Choose from the list.", field="block")
    if added.readers not in (GOVERNMENT, MEMBERS):
        raise ReadersUnknown("Choose government or all members.", field="readers")
    if pair and added.readers == MEMBERS:
        raise TradeNotThere("The trade doesn't sit at this meeting. Choose government.", field="readers")
    title = words.take_text(added.title, field="title", name="The line", limit=words.TITLE)
    why = words.take_text(added.why, field="why", name="The reason", limit=words.SENTENCE)
    minutes = _take_minutes(added.minutes)
    issue = find_issue(tx, actor, added.issue.strip()) if added.issue.strip() else None
    concerned = agencies_at(issue["cells"], center) if issue else []
    if issue and pair and pair not in concerned:
        raise IssueElsewhere(
            f"This issue stands in no cell of {directory.name_of(pair)} here. Choose one that does.",
            field="issue",
        )

    def make() -> str:
        audience = meeting["audienceKey"]
        if issue:
            audience = issue["audienceKey"]
        elif added.readers == GOVERNMENT:
            readers = government_readers(directory, center, agency=pair, today=today)
            audience = ensure_audience(tx, readers)
        about = issue["key"] if issue else None
        own = [] if added.block == GROUP_BLOCK else [added.block]
        key = f"{meeting_key}/{about or tx.new_code()}"
        if about and find_line(tx, actor, meeting, key, now=now):
            raise LineAlready("This issue has its line on the agenda.", key=key)
        line: LineRow = {
            "key": key,
            "meetingKey": meeting_key,
            "position": None,
            "block": added.block,
            "agencies": ([pair] if pair else concerned) if issue else own,
            "aboutLabel": ISSUE if issue else None,
            "aboutKey": about,
            "title": title,
            "reason": why,
            "reasonCode": Cause.ADDED.code,
            "minutes": minutes,
            "bringer": actor.party,
            "late": today > meeting["cutOff"],
            "state": ACCEPTED,
            "removedReason": None,
            "source": BY_PERSON,
            "forTrade": False,
            "done": None,
            "rank": f"{int(Cause.ADDED)}{now.isoformat()}",
            "audienceKey": audience,
            "version": 0,
            "changedAt": None,
            "changedByName": None,
        }
        _save(tx, actor, line, AgendaLineAdded, now=now)
        return key

    content = {**asdict(added), "meeting": meeting_key}
    key, _ = make_once(tx, actor, "add_line", idempotency_key, content, make=make, now=now)
    return key


def undo_line(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> MeetingRow:
    """Undo what was chosen about a line: it stands as drawn up; one written by hand is gone."""
    require(actor, Permission.RUN_MEETING)
    meeting, line = _lock_line(tx, actor, key, version=version, now=now)
    if line["version"] == 0:
        raise LineAlready("Nothing was chosen about this line.")
    tx.do(sentences.DROP, meeting=meeting["key"], keys=[key], audiences=actor.audiences)
    _tell(tx, actor, line, AgendaLineReset, {}, now=now)
    return meeting


def _lock_line(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> tuple[MeetingRow, LineRow]:
    """The locked meeting and one of its lines as it stands. Refuses what is frozen, and a passed version."""
    meeting = lock_meeting(tx, actor, key.rpartition("/")[0], version=None, now=now)
    refuse_unless_planned(meeting["state"])
    line = find_line(tx, actor, meeting, key, now=now)
    if line is None:
        raise NotFound
    if version > 0 and line["version"] == 0:
        raise LineAlready("What was chosen about this line is undone. Reload the agenda.", key=key)
    if line["version"] != version:
        by, at = line["changedByName"] or meeting["changedByName"], line["changedAt"] or meeting["changedAt"]
        raise Stale(by=by, at=at, version=line["version"])
    return meeting, line


def _take_minutes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_LINE:
        raise MinutesImpossible(f"Give a line 1 to {LONGEST_LINE} minutes, not {minutes}.", field="minutes")
    return minutes


def _kept(actor: Actor, line: LineRow, *, now: datetime) -> dict[str, Value]:
    """The line as the graph keeps it."""
    row: dict[str, Any] = {**line, "changedAt": now.isoformat(), "changedByName": actor.name}
    del row["version"]
    return row


def _save(
    tx: Tx,
    actor: Actor,
    line: LineRow,
    happened: type[Event],
    *,
    said: Mapping[str, str | int | None] | None = None,
    now: datetime,
) -> LineRow:
    kept = _kept(actor, line, now=now)
    saved = tx.the(sentences.SAVE, meeting=line["meetingKey"], key=line["key"], line=kept)
    _tell(tx, actor, saved, happened, said or {}, now=now)
    return saved


def _tell(
    tx: Tx,
    actor: Actor,
    line: LineRow,
    happened: type[Event],
    said: Mapping[str, str | int | None],
    *,
    now: datetime,
) -> None:
    tell(
        tx,
        actor,
        happened,
        subject=line["key"],
        label="AgendaItem",
        audience=line["audienceKey"],
        said=said,
        images={line["key"]: dict(line)},
        now=now,
    )
