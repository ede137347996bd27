"""The address of a cell: one area (an agency or program) and one column (a Center or industry). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from liaisons.directory import Directory

BETWEEN = "|"


class Cell(NamedTuple):
    """A cell by its area's and its column's key, such as `FDA/FOO` and `CEE002/aquaculture`."""

    area: str
    column: str

    @property
    def key(self) -> str:
        """`FDA/FOO|CEE002/aquaculture`: how issues and assessments name the cell."""
        return f"{self.area}{BETWEEN}{self.column}"

    @property
    def agency(self) -> str:
        return self.area.partition("/")[0]

    @property
    def center(self) -> str:
        return self.column.partition("/")[0]


def cell_of(key: str) -> Cell:
    """The cell that a key names."""
    area, _, column = key.partition(BETWEEN)
    return Cell(area, column)


def cells_between(areas: Iterable[str], columns: Iterable[str]) -> list[str]:
    """The keys of every cell of these rows and columns, for asking about them, never for placing."""
    columns = list(columns)
    return [Cell(area, column).key for area in areas for column in columns]


def parties_of(cells: Iterable[str]) -> frozenset[str]:
    """The agencies and Centers that the cells belong to."""
    found = [cell_of(key) for key in cells]
    return frozenset({c.agency for c in found} | {c.center for c in found})


def reach(directory: Directory, *, area: str | None, column: str | None) -> list[str] | None:
    """The cells that touch an area and a column, wider ones included; None when neither is asked.

    An agency's own key stands for the agency and all its programs; a program also takes what is said of the
    whole agency. A Center's key stands for all its columns; an industry also takes the whole-Center column.
    """
    if area is None and column is None:
        return None
    return cells_between(_rows(directory, area), _columns(directory, column))


def label_of(cell: Cell, *, area: str | None, column: str | None) -> str:
    """How a placement touches what was asked: "" directly, else "agency-wide", "whole Center", or both."""
    words = []
    if area and "/" in area and cell.area != area:
        words.append("agency-wide")
    if area and "/" not in area and cell.area == area:
        words.append("agency-wide")
    if column and "/" in column and cell.column != column:
        words.append("whole Center")
    if column and "/" not in column and cell.column == column:
        words.append("whole Center")
    return ", ".join(words)


def _rows(directory: Directory, area: str | None) -> list[str]:
    if area is None:
        return [key for agency in directory.agencies for key in directory.areas_of(agency)]
    if "/" in area:
        return [area, area.partition("/")[0]]
    return directory.areas_of(area)


def _columns(directory: Directory, column: str | None) -> list[str]:
    if column is None:
        return [key for center in directory.centers for key in directory.columns_of(center)]
    if "/" in column:
        return [column, column.partition("/")[0]]
    return directory.columns_of(column)
