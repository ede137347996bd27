"""Questions to the working groups: which meetings, one with its agenda, one group."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

import strawberry

from graph.cypher import Tx
from hub.api.context import Context, context_of
from hub.api.meetings.types import Group, ListedMeeting, Meeting
from liaisons import clocks
from liaisons.errors import NotFound
from meetings import agenda, groups, meetings
from meetings.blocks import time_lines
from meetings.drawing import REMOVED
from meetings.materials import list_missing


def read_meeting(context: Context, tx: Tx, key: str) -> dict[str, Any]:
    """A meeting with its agenda and what that lacks: a fixed number of sentences."""
    actor, now = context.actor, context.now
    row = meetings.find_meeting(tx, actor, key)
    lines = agenda.list_lines(tx, actor, key, removed=True, now=now)
    standing = [line for line in lines if line["state"] != REMOVED]
    sheet = time_lines(standing, starts_at=row["startsAt"], minutes=row["minutes"])
    return {
        "__typename": "Meeting",
        **row,
        "minutesPlanned": sheet.total,
        "minutesOver": sheet.over,
        "lines": lines,
        "missing": list_missing(tx, actor, key, now=now),
    }


def read_group(context: Context, tx: Tx, center: str) -> dict[str, Any]:
    """A Center's group with its people and the accounts that it could ask."""
    today = clocks.today_of(context.now)
    group = groups.find_group(tx, context.actor, context.directory, center, today=today)
    proposed = [
        {
            **asdict(each),
            "madeUp": each.made_up,
            "carries": [{"agency": agency, "flags": flags} for agency, flags in each.flags_of.items()],
        }
        for each in group.candidates
    ]
    members = list(group.members)
    return {**group.row, "agencies": group.agencies, "members": members, "proposedAccounts": proposed}


@strawberry.type
class MeetingQuery:
    """The quarterly meetings of the Centers' working groups."""

    @strawberry.field
    def meetings(self, info: strawberry.Info, center: str | None = None) -> list[ListedMeeting]:
        """The meetings that the viewer attends, the newest first, at most 200; of one Center by its key."""
        context = context_of(info)
        centers = (center,) if center is not None else None
        rows = context.read(
            lambda tx: meetings.list_meetings(tx, context.actor, centers=centers, newest=True)
        )
        return cast(list[ListedMeeting], rows)

    @strawberry.field
    def meeting(self, info: strawberry.Info, key: str) -> Meeting | None:
        """One meeting by its key (`CEE002/FY27-Q1`, with one agency alone `CEE002/FY27-Q1-FDA`).

        Null when there is none, or it is not the viewer's.
        """
        context = context_of(info)
        try:
            return cast(Meeting, context.read(lambda tx: read_meeting(context, tx, key)))
        except NotFound:
            return None

    @strawberry.field
    def group(self, info: strawberry.Info, center: str) -> Group | None:
        """The working group of a Center by its key; null when there is no such Center."""
        context = context_of(info)
        try:
            return cast(Group, context.read(lambda tx: read_group(context, tx, center)))
        except NotFound:
            return None
