"""The matrix's table as its page shows it: each cell with its address, its words and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from hub import dates
from hub.pages.asked import Asked
from liaisons.directory import Directory
from matrix.counts import ALL
from matrix.table import CellRow, HeadRow, TableRow


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of the table. `words` stand in an empty one; `address` is "" where nothing is behind it."""

    head: HeadRow
    cell: CellRow
    address: str
    words: str
    is_total: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    head: HeadRow
    cells: list[Shown]

    @property
    def total(self) -> int:
        return self.cells[-1].cell["number"]

    @property
    def told(self) -> list[Shown]:
        """What the list says of the row: every cell but totals of rows, and what nobody asks about."""
        return [
            s
            for s in self.cells
            if s.head["kind"] != "all" and (s.cell["number"] or s.words != "not aligned")
        ]


def lines_of(table: TableRow, asked: Asked) -> list[Line]:
    """The rows of the table, in its order."""
    cells = {(c["row"], c["column"]): c for c in table["cells"]}
    return [
        Line(row, [_shown(row, head, cells[row["key"], head["key"]], asked) for head in table["columns"]])
        for row in table["rows"]
    ]


def say_worst(lines: list[Line], directory: Directory) -> str:
    """Where it hurts most: "critical in FDA/FOO Food × APP"; nothing where nobody has assessed."""
    found = [
        shown
        for line in lines
        for shown in line.cells
        if line.head["kind"] == "area" and not shown.is_total and shown.cell["severity"]
    ]
    if not found:
        return ""
    worst = max(found, key=lambda s: (s.cell["severity"], s.cell["number"]))
    center = directory.name_of(worst.cell["column"].partition("/")[0])
    return f"{worst.cell['severityWord']} in {directory.name_of(worst.cell['row'])} × {center}"


def say_empty(cell: CellRow) -> str:
    """Why a cell is empty, with the month of the assessment where there is one."""
    words = cell["empty"] or ""
    return f"{words}, {dates.say_day(cell['assessedOn'][:7])}" if cell["assessedOn"] else words


def _shown(row: HeadRow, head: HeadRow, cell: CellRow, asked: Asked) -> Shown:
    is_total = row["kind"] in ("agency", "all") or head["kind"] == "all"
    return Shown(head, cell, _address(row, head, cell, asked), say_empty(cell), is_total)


def _address(row: HeadRow, head: HeadRow, cell: CellRow, asked: Asked) -> str:
    kept = {
        k: v for k, v in asked.kept.items() if k in ("show", "severity", "state", "older", "kind", "strength")
    }
    if row["kind"] == "area" and head["kind"] != "all":
        return "/matrix/cell?" + urlencode({"area": row["key"], "column": head["key"], **kept}, doseq=True)
    if not cell["number"]:
        return ""
    where: dict[str, str | list[str] | tuple[str, ...]] = {}
    if row["kind"] == "area":
        where["area"] = row["key"]
    elif row["kind"] == "agency":
        where["agency"] = row["key"].rstrip("/")
    elif asked.agencies:
        where["agency"] = asked.agencies
    if head["kind"] == "industry":
        where["column"] = head["key"]
    elif head["key"] != ALL:
        where["center"] = head["key"].rstrip("/")
    elif asked.centers:
        where["center"] = asked.centers
    if not where:
        where["placed"] = "1"
    return "/issues?" + urlencode({**where, **kept}, doseq=True)
