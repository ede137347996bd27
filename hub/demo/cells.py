"""What the experts of both sides say of empty cells in the demo: made up, and most cells left alone."""

from __future__ import annotations

from typing import TypedDict

from hub.demo import draws, people
from hub.demo.people import AssignmentRow
from liaisons import reference as house
from liaisons.clocks import A_QUARTER
from matrix import reference
from matrix.assessments import NONE_KNOWN, NOT_APPLICABLE
from matrix.states import is_open
from matrix.verdicts import AGENCY, CENTER

# Cells of which people would say that such goods don't come together. Our guess.
_NOT_APPLICABLE = (
    ("FDA/DRU", "CEE002/tobacco"),
    ("FDA/DEV", "CEE002/aquaculture"),
    ("FSI", "CEE002/tobacco"),
    ("NMF/SIM", "CEE002/tobacco"),
    ("AMS/MO", "CEE002/beverages"),
    ("NHT/MVS", "CEE003/aerospace"),
    ("FDA/DRU", "CEE007/circuits"),
    ("FDA/FOO", "CEE007/circuits"),
)
_ASSESSED, _OUT_OF_DATE, _ONE_SIDE = 40, 8, 6


class AssessmentRow(TypedDict):
    """What one side's expert said of a cell, and when, in days relative to the demo's day."""

    area: str
    column: str
    side: str
    verdict: str
    assessedOn: int
    personKey: str
    partyKey: str
    madeUp: bool


class _Experts:
    """Who can speak for a row or a column: an expert of just that, or of the whole agency or Center."""

    def __init__(self, seed: int) -> None:
        self._by_target: dict[str, AssignmentRow] = {}
        for row in people.list_serving(seed, "expert"):
            self._by_target.setdefault(row["targetKey"], row)

    def of(self, key: str) -> AssignmentRow | None:
        return self._by_target.get(key) or self._by_target.get(key.partition("/")[0])


def list_empty_cells() -> list[tuple[str, str]]:
    """Every aligned cell without an open issue, as (area, column), rows first."""
    aligned = {(row["agencyKey"], row["centerKey"]) for row in house.read_alignments()}
    areas = [row["key"] for row in house.read_agencies()] + [row["key"] for row in house.read_programs()]
    columns = [row["key"] for row in house.read_centers()] + [row["key"] for row in house.read_industries()]
    taken = {
        (cell["area"], cell["column"])
        for issue in reference.read_issues()
        if is_open(issue["state"])
        for cell in issue["placements"]
    }
    return [
        (area, column)
        for area in sorted(areas)
        for column in sorted(columns)
        if (area.partition("/")[0], column.partition("/")[0]) in aligned and (area, column) not in taken
    ]


def make_assessments(seed: int = draws.SEED) -> tuple[AssessmentRow, ...]:
    """Forty cells with nothing known, eight that fit no goods, eight out of date, six said by one side only.

    Ordered by area, column and side. All other empty cells stay not assessed.
    """
    experts = _Experts(seed)
    known = [
        cell
        for cell in list_empty_cells()
        if cell not in _NOT_APPLICABLE and all(experts.of(key) for key in cell)
    ]
    chosen = draws.shuffle(seed, "cells", of=known)[: _ASSESSED + _OUT_OF_DATE + _ONE_SIDE]
    fresh, rest = chosen[:_ASSESSED], chosen[_ASSESSED:]
    old, half = rest[:_OUT_OF_DATE], rest[_OUT_OF_DATE:]
    rows = []
    for cell in fresh:
        rows += _both(seed, experts, cell, NONE_KNOWN, first=-A_QUARTER + 12, last=-2)
    for cell in old:
        rows += _both(seed, experts, cell, NONE_KNOWN, first=-260, last=-A_QUARTER - 1)
    for cell in _NOT_APPLICABLE:
        rows += _both(seed, experts, cell, NOT_APPLICABLE, first=-A_QUARTER + 12, last=-2)
    for cell in half:
        rows += _both(seed, experts, cell, NONE_KNOWN, first=-40, last=-2)[:1]
    return tuple(sorted(rows, key=lambda row: (row["area"], row["column"], row["side"])))


def _both(
    seed: int,
    experts: _Experts,
    cell: tuple[str, str],
    verdict: str,
    *,
    first: int,
    last: int,
) -> list[AssessmentRow]:
    """The same words of both sides, on days between `first` and `last`; the Center's side comes first."""
    area, column = cell
    rows: list[AssessmentRow] = []
    for side, key in ((CENTER, column), (AGENCY, area)):
        expert = experts.of(key)
        if expert is None:
            raise LookupError(f"the cast has no expert for {key}")
        rows.append(
            {
                "area": area,
                "column": column,
                "side": side,
                "verdict": verdict,
                "assessedOn": draws.draw_between(seed, area, column, side, first=first, last=last),
                "personKey": expert["personKey"],
                "partyKey": expert["partyKey"],
                "madeUp": True,
            }
        )
    return rows
