"""Types of the working groups: a group with its people, a meeting with its agenda and what that lacks."""

from __future__ import annotations

import strawberry

from hub.api.ids import id_field
from hub.api.nodes import Node
from meetings.deciding import GOVERNMENT, Added
from meetings.schedule import MINUTES, STARTS_AT, When


@strawberry.type
class GroupMember:
    """Someone who holds a role in the group today."""

    role: str
    personKey: str
    personName: str
    partyKey: str
    madeUp: bool


@strawberry.type
class Carried:
    """The flags of one agency that an account's goods carry."""

    agency: str
    flags: list[str]


@strawberry.type
class ProposedAccount:
    """An account that the group could ask to join, and why; told to those who read the account."""

    key: str
    name: str
    industry: str
    madeUp: bool
    carries: list[Carried]


@strawberry.type
class Group:
    """A Center's working group; `version` is 0 until someone has written its charter."""

    key: str
    centerKey: str
    name: str
    charter: str | None
    milestones: list[str]
    version: int
    agencies: list[str]
    members: list[GroupMember]
    proposedAccounts: list[ProposedAccount]


@strawberry.type
class ListedMeeting:
    """A meeting in a list. `startsAt` is a Washington time, `minutes` how long it lasts.

    `agencyKey` is null for the whole group's, else the one agency that the Center meets.
    """

    key: str
    centerKey: str
    agencyKey: str | None
    quarter: str
    day: str
    startsAt: str
    minutes: int
    cutOff: str
    state: str
    madeUp: bool
    version: int


@strawberry.type
class AgendaLine:
    """A line as the viewer reads it. `block` is an agency or `group`; `version` 0 while nobody chose."""

    key: str
    position: int
    block: str
    agencies: list[str]
    aboutLabel: str | None
    aboutKey: str | None
    title: str
    reason: str
    reasonCode: str
    minutes: int
    bringer: str
    late: bool
    state: str
    removedReason: str | None
    done: bool | None
    version: int


@strawberry.type
class MissingPaper:
    """One thing that the agenda lacks, and the issue it is about."""

    aboutKey: str
    title: str
    code: str
    words: str


@strawberry.type
class MissingFrom:
    """What the agenda lacks of a party, and when that was last asked for it."""

    party: str
    papers: list[MissingPaper]
    askedAt: str | None
    askedTimes: int
    byDay: str | None


@strawberry.type
class Meeting(Node):
    """A group's meeting of one fiscal quarter, with the lines that the viewer reads; those taken off last.

    `agencyKey` is null for the whole group's, else the one agency that the Center meets.
    """

    id: strawberry.ID = strawberry.field(resolver=id_field("Meeting"))
    key: str
    centerKey: str
    agencyKey: str | None
    quarter: str
    day: str
    startsAt: str
    minutes: int
    cutOff: str
    state: str
    frozenAt: str | None
    heldOn: str | None
    madeUp: bool
    version: int
    changedAt: str
    changedByName: str
    minutesPlanned: int
    minutesOver: int
    lines: list[AgendaLine]
    missing: list[MissingFrom]


@strawberry.input
class WhenInput:
    """A business day, the Washington time at which it begins, and how many minutes it lasts."""

    day: str
    startsAt: str = STARTS_AT
    minutes: int = MINUTES

    def taken(self) -> When:
        """As the room takes it."""
        return When(self.day, self.startsAt, self.minutes)


@strawberry.input
class LineInput:
    """A line by hand. `block` is an agency or `group`, `readers` is `government` or `members`."""

    title: str
    why: str
    block: str = "group"
    minutes: int = 10
    issue: str = ""
    readers: str = GOVERNMENT

    def taken(self) -> Added:
        """As the room takes it."""
        return Added(self.title, self.why, self.block, self.minutes, self.issue, self.readers)
