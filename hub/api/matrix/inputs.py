"""What clients send to the matrix: filters, drafts, cells."""

from __future__ import annotations

import enum

import strawberry

from matrix import issues, publications
from matrix.cells import Cell
from matrix.scope import Scope


@strawberry.enum
class Show(enum.Enum):
    """Open issues, closed ones, or all."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"

    @property
    def is_open(self) -> bool | None:
        """As the rooms ask for it."""
        return {"open": True, "closed": False}.get(self.value)


@strawberry.input
class CellInput:
    """A cell by its area (`FDA`, `FDA/FOO`) and column (`CEE002`, `CEE002/aquaculture`)."""

    area: str
    column: str

    def taken(self) -> Cell:
        """As the rooms take it."""
        return Cell(self.area, self.column)


@strawberry.input
class IssueFilter:
    """Which issues; all of it must match.

    `area` and `column` answer with everything that touches them: agency-wide and whole-Center issues too,
    labelled in `reach`. `cells` names cells exactly, as the matrix counts them.
    """

    area: str | None = None
    column: str | None = None
    cells: list[CellInput] | None = None
    show: Show = Show.OPEN
    unplaced: bool | None = None
    severities: list[int] | None = None
    kinds: list[str] | None = None
    strengths: list[str] | None = None
    holders: list[str] | None = None


@strawberry.input
class MatrixFilter:
    """What of the matrix to show: no agencies or centers means all; `opened` show their industries."""

    agencies: list[str] = strawberry.field(default_factory=list)
    centers: list[str] = strawberry.field(default_factory=list)
    opened: list[str] = strawberry.field(default_factory=list)
    show: Show = Show.OPEN
    severities: list[int] | None = None
    kinds: list[str] | None = None
    strengths: list[str] | None = None
    empty: str | None = None


@strawberry.input
class IssueDraft:
    """The words of an issue; `since` is a day or a year."""

    title: str
    text: str
    kind: str
    since: str
    flags: list[str] = strawberry.field(default_factory=list)
    programs: list[str] = strawberry.field(default_factory=list)
    hts: str = ""
    countries: str = ""
    entryTypes: str = ""
    workaround: str = ""
    endDate: str = ""

    def taken(self) -> issues.Draft:
        """As the rooms take it."""
        scope = Scope(tuple(self.flags), tuple(self.programs), self.hts, self.countries, self.entryTypes)
        return issues.Draft(
            self.title, self.text, self.kind, self.since, scope, self.workaround, self.endDate
        )


@strawberry.input
class PublicationDraft:
    """All that the trade will read."""

    title: str
    what: str
    scope: str
    workaround: str = ""
    endDate: str = ""
    over: bool = False

    def taken(self) -> publications.Words:
        """As the rooms take it."""
        return publications.Words(self.title, self.what, self.scope, self.workaround, self.endDate, self.over)
