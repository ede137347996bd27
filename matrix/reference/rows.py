"""The shapes of the documented issues and of the hub's own words for them."""

from __future__ import annotations

from typing import TypedDict


class PlacementRow(TypedDict):
    """One cell of the matrix: an agency or program, and an industry or a whole Center."""

    area: str
    column: str


class IssueRow(TypedDict):
    """A publicly documented issue. `verified`: the event was found in the source named.

    `sourceStatus` and `sourceKind` are the source's, word for word and as of then; `kind`, `state`,
    `placements` and `centers` are the hub's proposal (`mappingVerified`, `placementNote`). `since` is a year.
    """

    key: str
    title: str
    text: str
    kind: str
    state: str
    sourceStatus: str
    sourceKind: str
    since: str
    agencies: list[str]
    programs: list[str]
    centers: list[str]
    flags: list[str]
    htsScope: str | None
    recommendations: list[str]
    placements: list[PlacementRow]
    placementNote: str
    mappingVerified: bool
    note: str | None
    sourceTitle: str
    sourceAddress: str | None
    verified: bool


class KindRow(TypedDict):
    """What sort of thing an issue is."""

    key: str
    label: str


class StateRow(TypedDict):
    """Where an issue stands."""

    key: str
    label: str
    isFinal: bool
    note: str | None
    sourceTitle: str
    sourceAddress: str | None
    verified: bool


class TransitionRow(TypedDict):
    """A step from one state to the next, and what brings it about."""

    before: str
    after: str
    event: str
