"""Makes issues for the benchmark, as many as wanted: the same from the same seed. Pure: no graph, no clock.

They are shaped after the documented ones: half stand in the very cells of one of those, half in as many cells
between a Center and an agency that are aligned. A third is for every federal employee, the rest for the
parties named, most with headquarters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from graph.ids import Ids
from liaisons import reference
from liaisons.actors import INTERAGENCY_READER
from liaisons.audiences import audience_key
from matrix.cells import Cell, parties_of
from matrix.reference import read_issues
from matrix.reference.rows import IssueRow
from matrix.severity import rank_of

SEED = 3
HEADQUARTERS = "OFO-HQ"
NEXT_ACTIONS = (
    "Say which filers are affected",
    "Send the entry numbers of five shipments that show it",
    "Answer whether the flag can be corrected this quarter",
    "Agree on a workaround with the other side",
    "Confirm that it has not happened since the change",
)
# Most of what is new waits for an assessment; what is critical is rare.
SEVERITIES, HOW_OFTEN = (0, 1, 2, 3, 4), (40, 20, 22, 13, 5)
OPEN_STATES, CLOSED_STATES = ("placed", "confirmed", "in-work", "in-watch"), ("closed", "not-systemic")


@dataclass(frozen=True, slots=True)
class MadeUpIssue:
    """One issue with its present placements, its holding if it is open, and who reads it."""

    words: dict[str, Any]
    cells: tuple[Cell, ...]
    holding: dict[str, Any] | None
    readers: tuple[str, ...]


def make_issues(number: int, *, still_open: int, day: date, seed: int = SEED) -> Iterator[MadeUpIssue]:
    """So many issues, `still_open` of them open and spread evenly; all end, or stand, at the day.

    The open ones are the same whatever the number of closed ones around them.
    """
    makers = {
        is_open: _Maker(Random(f"{seed} {is_open}"), is_open, day)  # noqa: S311 - the same every time
        for is_open in (True, False)
    }
    for place in range(number):
        is_open = (place + 1) * still_open // number > place * still_open // number
        yield makers[is_open].make()


@dataclass(slots=True)
class _Maker:
    """Draws issues that are all open, or all closed."""

    chance: Random
    is_open: bool
    day: date
    documented: tuple[IssueRow, ...] = field(default_factory=read_issues)
    used: set[str] = field(default_factory=set)
    pairs: list[tuple[list[str], list[str]]] = field(default_factory=lambda: list(_aligned()))

    def make(self) -> MadeUpIssue:
        like = self.chance.choice(self.documented)
        cells = self._cells(like)
        readers = self._readers(cells)
        since = self._since()
        key = self._key()
        severity = self.chance.choices(SEVERITIES, HOW_OFTEN)[0]
        at = f"{since if len(since) == 10 else since + '-07-01'}T15:00:00+00:00"
        words = {
            "key": key,
            "title": like["title"],
            "text": like["text"],
            "kind": like["kind"],
            "state": self._state(cells),
            "isOpen": self.is_open,
            "outcome": None if self.is_open else "implemented",
            "strength": "needs-resolution" if self.chance.random() < 0.15 else "tracked",
            "severity": severity,
            "since": since,
            "cells": sorted(cell.key for cell in cells),
            "rank": rank_of(severity, since, key),
            "scopeFlags": like["flags"],
            "scopePrograms": like["programs"],
            "scopeHts": like["htsScope"],
            "sourceTitle": like["sourceTitle"],
            "sourceStatus": like["sourceStatus"],
            "sourceKind": like["sourceKind"],
            "verified": False,
            "mappingVerified": False,
            "recommendations": like["recommendations"],
            "audienceKey": audience_key(readers),
            "version": self.chance.randrange(1, 9),
            "createdAt": at,
            "changedAt": at,
            "changedByName": "Made up for the benchmark",
        }
        holding = self._holding(cells) if self.is_open else None
        return MadeUpIssue(words | (holding or {}), tuple(sorted(cells)), holding, readers)

    def _key(self) -> str:
        """A code, behind a letter that keeps open ones and closed ones apart."""
        ids = Ids(self.chance)
        while (key := f"{'B' if self.is_open else 'D'}-{ids.new_code()}") in self.used:
            pass
        self.used.add(key)
        return key

    def _cells(self, like: IssueRow) -> set[Cell]:
        placements = [Cell(pair["area"], pair["column"]) for pair in like["placements"]]
        if self.chance.random() < 0.5 or not placements:
            return set(placements)
        areas, columns = self.chance.choice(self.pairs)
        here = [Cell(area, column) for area in areas for column in columns]
        return set(self.chance.sample(here, min(len(placements), len(here))))

    def _readers(self, cells: set[Cell]) -> tuple[str, ...]:
        drawn = self.chance.random()
        if drawn < 0.3 or not cells:
            return (INTERAGENCY_READER,)
        first = self.chance.choice(sorted(cells))
        parties = parties_of([first.key])
        return tuple(sorted(parties if drawn < 0.4 else parties | {HEADQUARTERS}))

    def _since(self) -> str:
        """A day of the last three years, or for what is closed of the last ten; one in ten only a year."""
        span = 3 * 365 if self.is_open else 10 * 365
        since = (self.day - timedelta(days=self.chance.randrange(1, span))).isoformat()
        return since[:4] if self.chance.random() < 0.1 else since

    def _state(self, cells: set[Cell]) -> str:
        if self.is_open:
            return self.chance.choice(OPEN_STATES) if cells else "reported"
        return self.chance.choice(CLOSED_STATES)

    def _holding(self, cells: set[Cell]) -> dict[str, Any]:
        holder = self.chance.choice(sorted(parties_of(cell.key for cell in cells)) or [HEADQUARTERS])
        return {
            "holderKey": holder,
            "holderPerson": None,
            "holderPersonName": None,
            "heldSince": (self.day - timedelta(days=self.chance.randrange(90))).isoformat(),
            "nextAction": self.chance.choice(NEXT_ACTIONS),
            "dueOn": (self.day + timedelta(days=self.chance.randrange(-20, 60))).isoformat(),
            "heldMadeUp": True,
        }


def _aligned() -> Iterator[tuple[list[str], list[str]]]:
    """The areas and the columns of each Center and agency that are aligned."""
    programs, industries = reference.read_programs(), reference.read_industries()
    for alignment in reference.read_alignments():
        agency, center = alignment["agencyKey"], alignment["centerKey"]
        areas = [agency, *(p["key"] for p in programs if p["agencyKey"] == agency)]
        every = [center, *(i["key"] for i in industries if i["centerKey"] == center)]
        industry = alignment["industryKey"]
        yield areas, every if industry is None else [industry]
