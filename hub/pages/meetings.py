"""Meetings: those that one attends, a Center's group, and one meeting with what it lacks and its agenda."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from hub import dates
from hub.login import Visit, visit
from hub.pages import meeting_forms as forms
from liaisons import clocks
from liaisons.actors import Role
from liaisons.audiences import marking_of
from liaisons.errors import NotFound
from liaisons.people import find_self
from meetings import agenda, blocks, groups, meetings, schedule, states
from meetings.drawing import INPUT, ISSUE, REMOVED
from meetings.materials import Missing, list_missing
from meetings.reasons import GROUP_BLOCK

pages = Blueprint("meetings", __name__)

# Of the group, and of its Center with single agencies.
PAST = 16


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a meeting's page shows, read in one unit of work."""

    meeting: MeetingRow
    lines: list[LineRow]
    removed: list[LineRow]
    missing: list[Missing]
    zone: str | None


@pages.get("/meetings")
def show_all() -> ResponseReturnValue:
    """The next and past meetings that the reader attends; and where one is still to be planned."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=/meetings")
    today = clocks.today_of(seen.now)

    def read(tx: Tx) -> tuple[list[MeetingRow], list[MeetingRow]]:
        coming = meetings.list_meetings(tx, seen.actor, first=today)
        past = meetings.list_meetings(tx, seen.actor, last=_day_before(today), newest=True, limit=50)
        return coming, past

    coming, past = seen.graph.read(read)
    return render_template(
        "meetings.html",
        title="Meetings",
        section="meetings",
        coming=coming,
        past=past,
        own=_own_groups(seen),
        name_of=seen.directory.name_of,
        who_meets=who_meets(seen),
        address_of=address_of,
    )


@pages.get("/groups/<center>")
def show_group(center: str) -> ResponseReturnValue:
    """A Center's working group: what it is for, who sits in it, its meetings."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=" + quote(f"/groups/{center}"))
    d, today = seen.directory, clocks.today_of(seen.now)
    if center not in d.centers:
        raise NotFound

    def read(tx: Tx) -> tuple[groups.Group, list[MeetingRow], list[MeetingRow]]:
        return (
            groups.find_group(tx, seen.actor, d, center, today=today),
            meetings.list_meetings(tx, seen.actor, centers=(center,), first=today),
            meetings.list_meetings(
                tx, seen.actor, centers=(center,), last=_day_before(today), newest=True, limit=PAST
            ),
        )

    group, coming, past = seen.graph.read(read)
    of_group = [row for row in coming if row["agencyKey"] is None]
    turn = schedule.turn_of(center)
    quarter = schedule.next_quarter(clocks.day_of(seen.now), turn=turn)
    return render_template(
        "group.html",
        title=f"{d.name_of(center)} working group",
        section="meetings",
        center=d.centers[center],
        group=group,
        chairs=group.of_role(Role.CHAIR),
        secretaries=group.of_role(Role.GROUP_SECRETARY),
        members=group.of_role(Role.TRADE_MEMBER),
        coming=coming,
        past=past,
        following=next(iter(of_group), None),
        runs=groups.runs(seen.actor, center),
        to_plan=quarter.label if all(row["quarter"] != quarter.label for row in of_group) else None,
        alone=_unmet(group.agencies, coming, quarter.label),
        proposed_day=schedule.propose_day(quarter, turn=turn).isoformat(),
        requirement={key: flag["requirement"] for key, flag in d.flags.items()},
        name_of=d.name_of,
        address_of=address_of,
    )


@pages.get("/meetings/<center>/<quarter>")
def show(center: str, quarter: str) -> str:
    """One meeting, as far as the reader reads it."""
    seen = visit()
    whole = read_whole(seen, f"{center}/{quarter}")
    row, d = whole.meeting, seen.directory
    sheet = blocks.time_lines(whole.lines, starts_at=row["startsAt"], minutes=row["minutes"])
    return render_template(
        "meeting.html",
        title=title_of(seen, row),
        section="meetings",
        marking=marking_of(row["audienceKey"]),
        row=row,
        agenda=sheet,
        removed=whole.removed,
        missing=whole.missing,
        papers=sum(len(each["papers"]) for each in whole.missing),
        ends_at=blocks.end_of(row["startsAt"], row["minutes"]),
        starts=dates.instant_of(row["day"], row["startsAt"]),
        elsewhere=dates.say_clock_in(row["day"], row["startsAt"], whole.zone),
        # By the cut-off, or today where that has passed.
        ask_by=max(row["cutOff"], clocks.today_of(seen.now)),
        token=secrets.token_urlsafe(16),
        runs=groups.runs(seen.actor, center),
        can={move.name: states.can(row["state"], move) for move in states.Move},
        is_open=row["state"] == states.Stage.PLANNED,
        is_trade=not seen.actor.is_federal,
        address=address_of(row),
        link_of=link_of,
        block_name=lambda key: (
            d.name_of(key) if key != GROUP_BLOCK else forms.name_everyone(row["agencyKey"])
        ),
        name_of=d.name_of,
    )


def read_whole(seen: Visit, key: str) -> Whole:
    """The meeting with its agenda and what that lacks, or `NotFound`."""

    def read(tx: Tx) -> Whole:
        meeting = meetings.find_meeting(tx, seen.actor, key)
        lines = agenda.list_lines(tx, seen.actor, key, removed=True, now=seen.now)
        return Whole(
            meeting,
            [line for line in lines if line["state"] != REMOVED],
            [line for line in lines if line["state"] == REMOVED],
            list_missing(tx, seen.actor, key, now=seen.now),
            find_self(tx, seen.actor)["timeZone"],
        )

    return seen.graph.read(read)


def title_of(seen: Visit, row: MeetingRow) -> str:
    """`APP working group, FY2027 Q1`, or `APP with FDA, FY2027 Q1`."""
    return f"{who_meets(seen)(row)}, {row['quarter']}"


def who_meets(seen: Visit) -> Callable[[Any], str]:
    """What puts into words whose meeting a row is of: the group's, or the Center's with one agency."""
    return lambda row: groups.name_series(seen.directory, row["centerKey"], row["agencyKey"])


def address_of(row: Any) -> str:
    """Where a meeting's page is."""
    return f"/meetings/{row['key']}"


def link_of(line: LineRow) -> str | None:
    """Where one reads what a line is about."""
    if line["aboutLabel"] == ISSUE:
        return f"/issues/{line['aboutKey']}"
    if line["aboutLabel"] == INPUT:
        return f"/inputs/{line['aboutKey']}"
    return f"/published/{line['aboutKey']}" if line["aboutKey"] else None


def _own_groups(seen: Visit) -> list[str]:
    """The Centers whose groups this reader runs."""
    return [center for center in seen.directory.centers if groups.runs(seen.actor, center)]


def _unmet(agencies: tuple[str, ...], coming: list[MeetingRow], quarter: str) -> str | None:
    """The first agency that the Center has no meeting of its own with in the quarter."""
    met = {row["agencyKey"] for row in coming if row["quarter"] == quarter}
    return next((agency for agency in agencies if agency not in met), None)


def _day_before(today: str) -> str:
    return (date.fromisoformat(today) - clocks.ONE_DAY).isoformat()
