"""What chair and secretary do over the agency API: each mutation unwraps, calls one command, wraps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import strawberry

from graph.cypher import Tx
from hub.api.context import Context, context_of
from hub.api.meetings.queries import read_group, read_meeting
from hub.api.meetings.types import Group, LineInput, Meeting, WhenInput
from hub.api.problems import Payload, Problem, answer
from liaisons.audiences import resolve_audiences
from liaisons.clocks import FiscalQuarter
from meetings import deciding, freezing, groups, materials, meetings


@strawberry.type
class MeetingPayload:
    """The meeting as it is after the command, or why nothing was changed."""

    meeting: Meeting | None
    problems: list[Problem]


@strawberry.type
class AgendaLinePayload:
    """The meeting of the line as it is after the command, or why nothing was changed."""

    meeting: Meeting | None
    problems: list[Problem]


@strawberry.type
class GroupPayload:
    """The group as it is after the command, or why nothing was changed."""

    group: Group | None
    problems: list[Problem]


@strawberry.type
class AskedPayload:
    """The parties that were asked, or why none was."""

    parties: list[str]
    problems: list[Problem]


def _change(info: strawberry.Info, command: Callable[[Tx, Context], str]) -> dict[str, Any]:
    """Run a command that says which meeting it was about; answer with that meeting."""
    c = context_of(info)

    def work() -> Payload:
        key = c.write(lambda tx: command(tx, c))
        return {"meeting": c.read(lambda tx: read_meeting(_reading(c, tx), tx, key))}

    return {"meeting": None, **answer(work)}


def _reading(context: Context, tx: Tx) -> Context:
    """The same request with audiences that may be as new as what it made."""
    actor = replace(context.actor, audiences=resolve_audiences(tx, context.actor))
    return replace(context, actor=actor)


def _of_line(info: strawberry.Info, key: str, command: Callable[[Tx, Context], object]) -> AgendaLinePayload:
    def work(tx: Tx, c: Context) -> str:
        command(tx, c)
        return key.rpartition("/")[0]

    return cast(AgendaLinePayload, _change(info, work))


def _of_meeting(info: strawberry.Info, command: Callable[[Tx, Context], Any]) -> MeetingPayload:
    return cast(MeetingPayload, _change(info, lambda tx, c: str(command(tx, c)["key"])))


@strawberry.type
class MeetingMutation:
    """Commands on groups, meetings and lines; `version` is that of what the command changes."""

    @strawberry.mutation
    def write_charter(
        self, info: strawberry.Info, center: str, charter: str, milestones: list[str], version: int
    ) -> GroupPayload:
        """Say what a group is for, and what it wants to reach."""
        c = context_of(info)

        def work() -> Payload:
            c.write(
                lambda tx: groups.write_charter(
                    tx, c.actor, center, charter=charter, milestones=tuple(milestones), version=version,
                    now=c.now,
                )
            )  # fmt: skip
            return {"group": c.read(lambda tx: read_group(c, tx, center))}

        return cast(GroupPayload, {"group": None, **answer(work)})

    @strawberry.mutation
    def plan_meeting(
        self,
        info: strawberry.Info,
        center: str,
        quarter: str,
        when: WhenInput,
        idempotency_key: str,
        agency: str | None = None,
    ) -> MeetingPayload:
        """Give a group's meeting of a fiscal quarter (`FY2027 Q1`) its day, or one with an `agency` alone."""
        return _of_meeting(
            info,
            lambda tx, c: meetings.plan_meeting(
                tx, c.actor, c.directory, center, when.taken(), quarter=FiscalQuarter.parse(quarter),
                agency=agency, idempotency_key=idempotency_key, now=c.now,
            ),
        )  # fmt: skip

    @strawberry.mutation
    def move_meeting(
        self, info: strawberry.Info, key: str, when: WhenInput, reason: str, version: int
    ) -> MeetingPayload:
        """Give a meeting another day or time."""
        return _of_meeting(
            info,
            lambda tx, c: meetings.move_meeting(
                tx, c.actor, c.directory, key, when.taken(), reason=reason, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def freeze_agenda(self, info: strawberry.Info, key: str, version: int) -> MeetingPayload:
        """Fix the agenda as it stands."""
        return _of_meeting(
            info, lambda tx, c: freezing.freeze_agenda(tx, c.actor, key, version=version, now=c.now)
        )

    @strawberry.mutation
    def reopen_agenda(self, info: strawberry.Info, key: str, reason: str, version: int) -> MeetingPayload:
        """Open a frozen agenda again."""
        return _of_meeting(
            info,
            lambda tx, c: freezing.reopen_agenda(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def hold_meeting(
        self, info: strawberry.Info, key: str, finished: list[str], version: int
    ) -> MeetingPayload:
        """Close a meeting that was held; `finished` are the keys of the lines dealt with."""
        return _of_meeting(
            info,
            lambda tx, c: freezing.hold_meeting(
                tx, c.actor, key, finished=tuple(finished), version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def ask_for_materials(
        self, info: strawberry.Info, meeting: str, by_day: str, idempotency_key: str
    ) -> AskedPayload:
        """Ask every party for all that the agenda lacks of it."""
        c = context_of(info)

        def work() -> Payload:
            asked = c.write(
                lambda tx: materials.ask_all(
                    tx, c.actor, meeting, by_day=by_day, idempotency_key=idempotency_key, now=c.now
                )
            )
            return {"parties": asked}

        return cast(AskedPayload, {"parties": [], **answer(work)})

    @strawberry.mutation
    def add_agenda_line(
        self, info: strawberry.Info, meeting: str, line: LineInput, idempotency_key: str
    ) -> AgendaLinePayload:
        """Write a line by hand."""

        def work(tx: Tx, c: Context) -> str:
            deciding.add_line(
                tx, c.actor, c.directory, meeting, line.taken(), idempotency_key=idempotency_key, now=c.now
            )
            return meeting

        return cast(AgendaLinePayload, _change(info, work))

    @strawberry.mutation
    def accept_agenda_line(self, info: strawberry.Info, key: str, version: int) -> AgendaLinePayload:
        """Keep a line, whatever becomes of what brought it."""
        return _of_line(
            info, key, lambda tx, c: deciding.accept_line(tx, c.actor, key, version=version, now=c.now)
        )

    @strawberry.mutation
    def remove_agenda_line(
        self, info: strawberry.Info, key: str, reason: str, version: int
    ) -> AgendaLinePayload:
        """Take a line off."""
        return _of_line(
            info,
            key,
            lambda tx, c: deciding.remove_line(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def move_agenda_line(
        self, info: strawberry.Info, key: str, direction: str, version: int
    ) -> AgendaLinePayload:
        """Move a line `up` or `down` by one in its block."""
        return _of_line(
            info,
            key,
            lambda tx, c: deciding.move_line(
                tx, c.actor, key, direction=direction, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def time_agenda_line(
        self, info: strawberry.Info, key: str, minutes: int, version: int
    ) -> AgendaLinePayload:
        """Give a line other minutes."""
        return _of_line(
            info,
            key,
            lambda tx, c: deciding.set_minutes(tx, c.actor, key, minutes=minutes, version=version, now=c.now),
        )

    @strawberry.mutation
    def undo_agenda_line(self, info: strawberry.Info, key: str, version: int) -> AgendaLinePayload:
        """Undo what was chosen about a line; one written by hand is gone."""
        return _of_line(
            info, key, lambda tx, c: deciding.undo_line(tx, c.actor, key, version=version, now=c.now)
        )
