"""Questions to the directory."""

from __future__ import annotations

from typing import cast

import strawberry

from hub.api.context import context_of
from hub.api.liaisons.types import Agency, Alignment, Center, Flag, Industry, Program, Viewer
from liaisons.permissions import Permission, may


@strawberry.type
class DirectoryQuery:
    """Who there is, and the lines between them."""

    @strawberry.field
    def viewer(self, info: strawberry.Info) -> Viewer:
        """Who asks."""
        actor = context_of(info).actor
        standings = [
            {"role": str(s.role), "party": s.party, "target": s.target, "targetKind": s.target_kind}
            for s in actor.standings
        ]
        row = {
            "name": actor.name,
            "party": actor.party,
            "parties": list(actor.parties),
            "standings": standings,
            "may": sorted(str(p) for p in Permission if may(actor, p)),
        }
        return cast(Viewer, row)

    @strawberry.field
    def centers(self, info: strawberry.Info) -> list[Center]:
        """The Centers, by short code."""
        return cast(list[Center], list(context_of(info).directory.centers.values()))

    @strawberry.field
    def industries(self, info: strawberry.Info, center: str | None = None) -> list[Industry]:
        """The industries of the Centers, or of one, in the order of the matrix."""
        rows = context_of(info).directory.industries.values()
        return cast(list[Industry], [r for r in rows if center in (None, r["centerKey"])])

    @strawberry.field
    def agencies(self, info: strawberry.Info) -> list[Agency]:
        """The agencies, by ACE code."""
        return cast(list[Agency], list(context_of(info).directory.agencies.values()))

    @strawberry.field
    def programs(self, info: strawberry.Info, agency: str | None = None) -> list[Program]:
        """The programs of the agencies, or of one."""
        rows = context_of(info).directory.programs.values()
        return cast(list[Program], [r for r in rows if agency in (None, r["agencyKey"])])

    @strawberry.field
    def alignments(
        self, info: strawberry.Info, center: str | None = None, agency: str | None = None
    ) -> list[Alignment]:
        """Which Centers and agencies work together."""
        rows = [
            r
            for r in context_of(info).directory.alignments
            if center in (None, r["centerKey"]) and agency in (None, r["agencyKey"])
        ]
        return cast(list[Alignment], rows)

    @strawberry.field
    def flags(self, info: strawberry.Info, agency: str | None = None) -> list[Flag]:
        """The tariff flags, or those of one agency."""
        rows = context_of(info).directory.flags.values()
        return cast(list[Flag], [r for r in rows if agency in (None, r["agencyKey"])])
