"""Types of the matrix: the table and its cells, issues with where they stand, remarks, publications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry

from hub.api.context import context_of
from hub.api.ids import id_field
from hub.api.liaisons.input_types import ListedInput
from hub.api.nodes import Node, PageInfo
from matrix import issues


@strawberry.type
class Head:
    """The head of a row or column; `kind` is agency, area, center, industry or all."""

    key: str
    kind: str
    code: str
    name: str


@strawberry.type
class Cell:
    """One cell or total. `empty` says why there is nothing; `missing` names the owners that are vacant."""

    row: str
    column: str
    number: int
    severity: int
    severityWord: str
    oldest: str | None
    empty: str | None
    assessedOn: str | None
    missing: list[str]


@strawberry.type
class Matrix:
    """The matrix as one table. An issue in several cells counts once in every total."""

    rows: list[Head]
    columns: list[Head]
    cells: list[Cell]
    total: int
    unplaced: int
    unplacedSeverity: int
    withoutOwner: int
    notAssessed: int


@strawberry.type
class Placement:
    """Where an issue stands or stood: a pair of area and column, dated."""

    area: str
    column: str
    since: str
    until: str | None
    byName: str
    byParty: str
    verified: bool


@strawberry.type
class Claim:
    """A position or figure stated for a party on a day."""

    key: str
    about: str
    text: str
    quality: str | None
    on: str
    byName: str
    byParty: str


@strawberry.type
class Comment:
    """A comment that the viewer may read."""

    key: str
    text: str
    at: str
    byName: str
    byParty: str


@strawberry.type
class Happening:
    """One line of an issue's history."""

    key: str
    name: str
    at: str
    personName: str
    partyKey: str


@strawberry.type
class ListedIssue(Node):
    """An issue in a list: how bad, since when, who holds it, what is due."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Issue"))
    key: str
    title: str
    kind: str
    state: str
    isOpen: bool
    strength: str
    severity: int
    since: str
    cells: list[str]
    holderKey: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    heldMadeUp: bool | None
    endDate: str | None
    closeProposed: str | None
    verified: bool
    version: int
    reach: list[str]


@strawberry.type
class IssueEdge:
    """An issue in a page, with the cursor behind it."""

    node: ListedIssue
    cursor: str


@strawberry.type
class IssueConnection:
    """A page of issues, worst first, then oldest."""

    edges: list[IssueEdge]
    pageInfo: PageInfo

    @strawberry.field
    def total_count(root: Mapping[str, Any], info: strawberry.Info) -> int:
        """How many match, on this page or not; counted only where it is asked."""
        context = context_of(info)
        return context.read(lambda tx: issues.count_issues(tx, context.actor, root["wanted"]))


@strawberry.type
class Publication(Node):
    """What the trade may read of an issue, drafts included."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Publication"))
    key: str
    issueKey: str
    state: str
    title: str
    what: str
    scope: str
    workaround: str | None
    endDate: str | None
    over: bool
    draftedByName: str
    draftedOn: str
    approvedByName: str | None
    publishedOn: str | None
    withdrawnOn: str | None
    withdrawnReason: str | None
    version: int


@strawberry.type
class Issue(Node):
    """An issue with all that is known of it. Severity is 0 until someone has assessed it, 4 is critical."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Issue"))
    key: str
    title: str
    text: str
    kind: str
    state: str
    isOpen: bool
    strength: str
    strengthBy: str | None
    severity: int
    severityBy: str | None
    severityByParty: str | None
    severityOn: str | None
    severityReason: str | None
    severityMadeUp: bool | None
    since: str
    cells: list[str]
    scopeFlags: list[str]
    scopePrograms: list[str]
    scopeHts: str | None
    scopeCountries: str | None
    scopeEntryTypes: str | None
    workaround: str | None
    endDate: str | None
    outcome: str | None
    centerVerdict: str | None
    agencyVerdict: str | None
    closeProposed: str | None
    closeReason: str | None
    closeByName: str | None
    closeByParty: str | None
    watchUntil: str | None
    holderKey: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    heldMadeUp: bool | None
    reportedByName: str | None
    reportedByParty: str | None
    sourceTitle: str | None
    sourceAddress: str | None
    sourceStatus: str | None
    sourceKind: str | None
    verified: bool
    mappingVerified: bool
    recommendations: list[str]
    version: int
    changedAt: str
    changedByName: str
    placements: list[Placement]
    claims: list[Claim]
    comments: list[Comment]
    history: list[Happening]
    publications: list[Publication]
    inputs: list[ListedInput]
