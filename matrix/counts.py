"""Numbers of the matrix: for each cell and total how many issues, the worst and the oldest. Pure.

An issue placed in several cells stands in each of them and counts once in every total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matrix.cells import BETWEEN

ALL = "*"


class Tally:
    """How many, how bad, since when."""

    __slots__ = ("number", "oldest", "worst")

    def __init__(self) -> None:
        self.number = 0
        self.worst = 0
        self.oldest = ""

    def add(self, severity: int, since: str) -> None:
        self.number += 1
        if severity > self.worst:
            self.worst = severity
        if not self.oldest or since < self.oldest:
            self.oldest = since


@dataclass(frozen=True, slots=True)
class Counted:
    """The tallies by cell key; `*` stands for all areas or all columns, so `*|*` is the grand total."""

    tallies: Mapping[str, Tally]
    unplaced: Tally

    def at(self, area: str, column: str) -> Tally:
        """The tally of a cell or total; an empty one where nothing stands."""
        return self.tallies.get(f"{area}{BETWEEN}{column}") or Tally()


def count(
    lines: Iterable[tuple[Sequence[str], int, str]],
    *,
    rows: Callable[[str], Sequence[str]],
    columns: Callable[[str], Sequence[str]],
) -> Counted:
    """Count each line under every key of the table that it stands in.

    `rows` gives the table's rows that an area counts in (itself, its agency's total), none if it isn't shown;
    `columns` the same for a column (itself, its Center). The total of everything is added here.
    """
    tallies: dict[str, Tally] = {}
    unplaced = Tally()
    seen: dict[str, frozenset[str]] = {}
    for cells, severity, since in lines:
        if not cells:
            unplaced.add(severity, since)
            continue
        if len(cells) == 1:
            keys: Iterable[str] = _keys(cells[0], seen, rows, columns)
        else:
            # One set for all its cells: what several of them share counts once.
            keys = frozenset().union(*(_keys(cell, seen, rows, columns) for cell in cells))
        for key in keys:
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = Tally()
            tally.add(severity, since)
    return Counted(tallies, unplaced)


def _keys(
    cell: str,
    seen: dict[str, frozenset[str]],
    rows: Callable[[str], Sequence[str]],
    columns: Callable[[str], Sequence[str]],
) -> frozenset[str]:
    keys = seen.get(cell)
    if keys is None:
        area, _, column = cell.partition(BETWEEN)
        shown_rows, shown_columns = rows(area), columns(column)
        keys = frozenset(
            f"{row}{BETWEEN}{col}"
            for row in (*shown_rows, ALL)
            for col in (*shown_columns, ALL)
            if shown_rows and shown_columns
        )
        seen[cell] = keys
    return keys
