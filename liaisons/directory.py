"""The public part of the directory, held in memory: names of parties, rows and columns, and the alignments.

It changes rarely; a process reads it once and again when its version in the graph has moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from graph.cypher import Tx
from graph.liaisons import directory as sentences
from graph.liaisons.directory import (
    AgencyRow,
    AlignmentRow,
    CenterRow,
    DirectoryRow,
    FlagRow,
    IndustryRow,
    PlaceRow,
    ProgramRow,
)


@dataclass(frozen=True)
class Directory:
    """Everything with a public name, by key."""

    row: DirectoryRow

    @property
    def version(self) -> int:
        return self.row["version"]

    @cached_property
    def centers(self) -> dict[str, CenterRow]:
        """Centers by key, in the order of their codes."""
        return {c["key"]: c for c in self.row["centers"]}

    @cached_property
    def agencies(self) -> dict[str, AgencyRow]:
        return {a["key"]: a for a in self.row["agencies"]}

    @cached_property
    def programs(self) -> dict[str, ProgramRow]:
        return {p["key"]: p for p in self.row["programs"]}

    @cached_property
    def industries(self) -> dict[str, IndustryRow]:
        return {i["key"]: i for i in self.row["industries"]}

    @cached_property
    def flags(self) -> dict[str, FlagRow]:
        return {f["key"]: f for f in self.row["flags"]}

    @cached_property
    def places(self) -> dict[str, PlaceRow]:
        """Ports, offices and the council by key."""
        rows = [*self.row["ports"], *self.row["offices"], *self.row["councils"]]
        return {p["key"]: p for p in rows}

    @cached_property
    def alignments(self) -> tuple[AlignmentRow, ...]:
        return tuple(self.row["alignments"])

    def areas_of(self, agency: str) -> list[str]:
        """The agency's own row, then its programs."""
        return [agency, *self._programs_of.get(agency, ())]

    def columns_of(self, center: str) -> list[str]:
        """The whole-Center column, then the industries."""
        return [center, *self._industries_of.get(center, ())]

    @cached_property
    def _programs_of(self) -> dict[str, list[str]]:
        return _gather((p["agencyKey"], key) for key, p in self.programs.items())

    @cached_property
    def _industries_of(self) -> dict[str, list[str]]:
        return _gather((i["centerKey"], key) for key, i in self.industries.items())

    def center_key(self, word: str) -> str | None:
        """A Center's key from its key or its short code ("APP")."""
        wanted = word.strip().upper()
        for center in self.centers.values():
            if wanted in (center["key"], center["code"]):
                return center["key"]
        return None

    def agency_key(self, word: str) -> str | None:
        """An agency's key from its code or acronym ("APH" or "APHIS")."""
        wanted = word.strip().upper()
        for agency in self.agencies.values():
            if wanted in (agency["key"], agency["acronym"].upper()):
                return agency["key"]
        return None

    def name_of(self, key: str) -> str:
        """The words for a key: short where people know the short form ("APP", "FDA/FOO Food")."""
        if key in self.centers:
            return self.centers[key]["code"]
        if key in self.agencies:
            return self.agencies[key]["acronym"]
        if key in self.programs:
            program = self.programs[key]
            return f"{key} {program['name']}"
        if key in self.industries:
            return self.industries[key]["name"]
        if key in self.places:
            return self.places[key]["name"]
        return key

    def is_aligned(self, center: str, agency: str, column: str, today: str) -> bool:
        """Whether a live alignment joins them: for all industries, or for this column."""
        return any(
            a["centerKey"] == center
            and a["agencyKey"] == agency
            and (a["industryKey"] is None or a["industryKey"] == column)
            and (a["since"] or "") <= today
            and (a["until"] is None or a["until"] > today)
            for a in self.alignments
        )


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for whole, part in pairs:
        found.setdefault(whole, []).append(part)
    return found


def read_directory(tx: Tx) -> Directory:
    """The directory as it stands in the graph now."""
    return Directory(tx.the(sentences.READ))
