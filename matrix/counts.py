"""Numbers of the matrix: for each cell and total how many issues, the worst and the oldest. Pure.

An issue placed in several cells stands in each of them and counts once in every total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matrix.cells import BETWEEN

ALL = "*"

# Issues that stand in the very same cells: these, how many, the worst severity, since when the oldest.
Line = tuple[Sequence[str], int, int, str]


class Tally:
    """How many, how bad, since when."""

    __slots__ = ("number", "oldest", "worst")

    def __init__(self) -> None:
        self.number = 0
        self.worst = 0
        self.oldest = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The tallies by cell key; `*` stands for all areas or all columns, so `*|*` is the grand total."""

    tallies: Mapping[str, Tally]
    unplaced: Tally

    def at(self, area: str, column: str) -> Tally:
        """The tally of a cell or total; an empty one where nothing stands."""
        return self.tallies.get(f"{area}{BETWEEN}{column}") or Tally()


def count(
    lines: Iterable[Line],
    *,
    rows: Callable[[str], Sequence[str]],
    columns: Callable[[str], Sequence[str]],
) -> Counted:
    """Count each line under every key of the table that it stands in.

    `rows` gives the table's rows that an area counts in (itself, its agency's total), none if it isn't shown;
    `columns` the same for a column (itself, its Center). The total of everything is added here.
    """
    tallies_of = _Tallies(rows, columns)
    unplaced = Tally()
    for cells, number, worst, oldest in lines:
        # One set for all its cells: what several of them share counts once.
        shared = frozenset().union(*map(tallies_of.__getitem__, cells)) if cells else (unplaced,)
        for tally in shared:
            # Written out here, not called: it is done some twenty thousand times for ten thousand issues.
            tally.number += number
            if worst > tally.worst:
                tally.worst = worst
            if not tally.oldest or oldest < tally.oldest:
                tally.oldest = oldest
    return Counted(tallies_of.by_key, unplaced)


class _Tallies(dict[str, frozenset[Tally]]):
    """The tallies that a cell counts in, found once for each cell."""

    def __init__(self, rows: Callable[[str], Sequence[str]], columns: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self.by_key: dict[str, Tally] = {}
        self._rows = rows
        self._columns = columns

    def __missing__(self, cell: str) -> frozenset[Tally]:
        area, _, column = cell.partition(BETWEEN)
        rows, columns = self._rows(area), self._columns(column)
        found = []
        # What isn't shown counts nowhere.
        if rows and columns:
            for row in (*rows, ALL):
                for shown in (*columns, ALL):
                    key = f"{row}{BETWEEN}{shown}"
                    tally = self.by_key.get(key)
                    if tally is None:
                        tally = self.by_key[key] = Tally()
                    found.append(tally)
        self[cell] = tallies = frozenset(found)
        return tallies
