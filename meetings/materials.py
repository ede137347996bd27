"""What an agenda still lacks and from whom, and the one question that asks all of them by a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict

import orjson

from graph.cypher import Tx
from graph.meetings import agenda as sentences
from graph.meetings.agenda import CandidateRow
from graph.meetings.meetings import MeetingRow
from liaisons import clocks, words
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor
from liaisons.audiences import ensure_audience
from liaisons.errors import BadInput, WrongState
from liaisons.once import make_once
from liaisons.permissions import Permission, require
from matrix.issues import shelves_of
from meetings.agenda import list_lines
from meetings.drawing import ISSUE, mark_of
from meetings.events import MaterialsAsked, tell
from meetings.meetings import find_meeting, lock_meeting
from meetings.states import Stage, refuse_unless_planned

POSITION, SEVERITY, NEXT_ACTION = "position", "severity", "next-action"
WORDS = {
    POSITION: "a position on",
    SEVERITY: "a severity for",
    NEXT_ACTION: "a holder and a next action for",
}


class NothingMissing(WrongState):
    """The agenda lacks nothing of anyone."""


class TooLateToAsk(BadInput):
    """A day before today, or after the meeting."""


class Paper(TypedDict):
    """One thing that is missing, in words, and what it is about."""

    aboutKey: str
    title: str
    code: str
    words: str


class Missing(TypedDict):
    """What is missing from a party, and when it was last asked; days are ISO days."""

    party: str
    papers: list[Paper]
    askedAt: str | None
    askedTimes: int
    byDay: str | None


def list_missing(tx: Tx, actor: Actor, meeting_key: str, *, now: datetime) -> list[Missing]:
    """What the agenda lacks, by party, as far as the actor reads it; nothing once the meeting was held.

    A party is named only for what it reads itself, and at a meeting with one agency only if it reads of that.
    """
    meeting = find_meeting(tx, actor, meeting_key)
    if meeting["state"] == Stage.HELD or not actor.is_federal:
        return []
    lines = list_lines(tx, actor, meeting_key, now=now)
    on_agenda = {line["aboutKey"]: line for line in lines if line["aboutLabel"] == ISSUE}
    issues = [row for row in _issues(tx, actor, meeting) if row["key"] in on_agenda]
    stated = {
        (row["issueKey"], row["party"])
        for row in tx.all(
            sentences.POSITIONS, issues=[row["key"] for row in issues], audiences=actor.audiences
        )
    }
    papers: dict[str, list[Paper]] = {}
    for row in issues:
        agencies = on_agenda[row["key"]]["agencies"]
        for party, code in _lacks(row, agencies, stated, meeting["centerKey"]):
            papers.setdefault(party, []).append(_paper(row, code))
    reads = _readers(tx, [row["audienceKey"] for row in (*issues, meeting)], papers)
    audience_of = {row["key"]: row["audienceKey"] for row in issues}
    return [
        {"party": party, "papers": theirs, **asked}  # type: ignore[typeddict-item]  # the three keys of _asked
        for party, asked in _asked(tx, actor, meeting_key, sorted(papers)).items()
        if not meeting["agencyKey"] or (meeting["audienceKey"], party) in reads
        if (theirs := [p for p in papers[party] if (audience_of[p["aboutKey"]], party) in reads])
    ]


def ask_all(
    tx: Tx, actor: Actor, meeting_key: str, *, by_day: str, idempotency_key: str, now: datetime
) -> list[str]:
    """Ask every party for all that is missing from it, by a day; returns the parties asked."""
    require(actor, Permission.RUN_MEETING)
    meeting = lock_meeting(tx, actor, meeting_key, version=None, now=now)
    refuse_unless_planned(meeting["state"])
    day = words.take_day(by_day, field="byDay", name="The day")
    if not clocks.today_of(now) <= day <= meeting["day"]:
        raise TooLateToAsk(
            f"{day} is before today or after the meeting on {meeting['day']}. Choose a day between.",
            field="byDay",
        )

    def make() -> str:
        missing = list_missing(tx, actor, meeting_key, now=now)
        if not missing:
            raise NothingMissing("The agenda lacks nothing of anyone.")
        alone: dict[str, str | int | None] = {"agency": meeting["agencyKey"]} if meeting["agencyKey"] else {}
        for each in missing:
            audience = ensure_audience(tx, [meeting["centerKey"], each["party"]])
            tell(
                tx,
                actor,
                MaterialsAsked,
                subject=meeting_key,
                label="Meeting",
                audience=audience,
                said={"party": each["party"], "byDay": day, "number": len(each["papers"]), **alone},
                images={each["party"]: dict(each)},
                now=now,
            )
        return " ".join(each["party"] for each in missing)

    content = {"meeting": meeting_key, "byDay": day}
    asked, _ = make_once(tx, actor, "ask_all", idempotency_key, content, make=make, now=now)
    return asked.split()


def _lacks(
    row: CandidateRow, agencies: Iterable[str], stated: set[tuple[str, str]], center: str
) -> list[tuple[str, str]]:
    """Which party has yet to say what of an issue."""
    found = [(agency, POSITION) for agency in agencies if (row["key"], agency) not in stated]
    if not row["severity"]:
        found.append((center, SEVERITY))
    if not row["holderKey"] or not row["nextAction"]:
        found.append((row["holderKey"] or center, NEXT_ACTION))
    return found


def _paper(row: CandidateRow, code: str) -> Paper:
    return {
        "aboutKey": row["key"],
        "title": row["title"],
        "code": code,
        "words": f"{WORDS[code]} “{row['title']}”",
    }


def _issues(tx: Tx, actor: Actor, meeting: MeetingRow) -> list[CandidateRow]:
    return tx.all(
        sentences.ISSUES,
        shelves=shelves_of(actor, is_open=True),
        audiences=actor.audiences,
        mark=mark_of(meeting["centerKey"]),
        issue=None,
    )


def _readers(tx: Tx, audiences: Iterable[str], parties: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of an audience and a party that reads it."""
    keys = sorted(set(audiences))
    parties = sorted(parties)
    wide = {(key, party) for key in keys if key in (INTERAGENCY_READER, PUBLIC_READER) for party in parties}
    rows = tx.all(sentences.READERS, keys=keys, readers=parties)
    return wide | {(row["audience"], row["reader"]) for row in rows}


def _asked(tx: Tx, actor: Actor, meeting_key: str, parties: list[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {
        party: {"askedAt": None, "askedTimes": 0, "byDay": None} for party in parties
    }
    for row in tx.all(sentences.ASKED, meeting=meeting_key, audiences=actor.audiences):
        said = orjson.loads(row["said"])
        if said["party"] in found:
            times = found[said["party"]]["askedTimes"] + 1
            found[said["party"]] = {"askedAt": row["at"], "askedTimes": times, "byDay": said["byDay"]}
    return found
