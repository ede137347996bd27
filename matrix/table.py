"""The matrix as a table: areas by agency, Centers or their industries, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from graph.cypher import Tx
from graph.matrix import issues as sentences
from graph.matrix import publications
from graph.matrix.assessments import AssessmentRow
from liaisons.actors import Actor
from liaisons.coverage import Cover, read_cover
from liaisons.directory import Directory
from liaisons.permissions import Permission, may
from matrix.assessments import Emptiness, emptiness_of, list_assessments
from matrix.cells import Cell
from matrix.counts import ALL, Counted, Line, Tally, count
from matrix.issues import shelves_of
from matrix.severity import Severity

# A row or column that sums up bears the key of its agency or Center with a slash behind: "FDA/", "CEE002/".
SUM = "/"
WORDS: dict[int, str] = {severity: severity.word for severity in Severity}


class CellRow(TypedDict):
    """One cell or total of the table, ready to show. `severity` is 0 when nobody has assessed any of them."""

    row: str
    column: str
    number: int
    severity: int
    severityWord: str
    oldest: str | None
    empty: str | None
    assessedOn: str | None
    missing: list[str]


class HeadRow(TypedDict):
    """The head of a row or column. `kind` is agency, area, center, industry or all."""

    key: str
    kind: str
    code: str
    name: str
    opens: str | None


class TableRow(TypedDict):
    """The whole table for one reader on one day."""

    rows: list[HeadRow]
    columns: list[HeadRow]
    cells: list[CellRow]
    total: int
    unplaced: int
    unplacedSeverity: int
    withoutOwner: int
    notAssessed: int


@dataclass(frozen=True, slots=True)
class View:
    """What of the matrix to show. No agencies or centers means all; `opened` are shown by industry."""

    agencies: tuple[str, ...] = ()
    centers: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    is_open: bool | None = True
    severities: tuple[int, ...] | None = None
    states: tuple[str, ...] | None = None
    until: str | None = None
    kinds: tuple[str, ...] | None = None
    strengths: tuple[str, ...] | None = None
    empty: str | None = None
    all_rows: bool = False


def read_table(tx: Tx, actor: Actor, directory: Directory, view: View, *, today: date) -> TableRow:
    """The table: three sentences, however many issues; all of it as far as the actor reads."""
    lines = tx.all(
        sentences.COUNTED,
        audiences=actor.audiences,
        shelves=shelves_of(actor, is_open=view.is_open),
        severities=view.severities,
        states=view.states,
        until=view.until,
        kinds=view.kinds,
        strengths=view.strengths,
    )
    cover = read_cover(tx, actor, directory, today=today.isoformat())
    said = list_assessments(tx, actor)
    # Whom the reader may not see is not missing, and what they may not read is not left unsaid.
    inside = may(actor, Permission.SEE_PEOPLE)
    return _Table(directory, view, cover, said, today, inside=inside).of(
        [(line["cells"], line["number"], line["worst"], line["oldest"]) for line in lines]
    )


def read_public_table(tx: Tx, directory: Directory, view: View, *, today: date) -> TableRow:
    """The same table for everyone: of published issues that are not over, without severities and owners."""
    lines = tx.all(publications.PUBLIC_COUNTED, over=False)
    nobody = Cover(directory, (), today.isoformat())
    return _Table(directory, view, nobody, {}, today, inside=False).of(
        [(line["cells"], line["number"], Severity.NOT_ASSESSED, line["oldest"]) for line in lines]
    )


class _Table:
    def __init__(
        self,
        directory: Directory,
        view: View,
        cover: Cover,
        said: dict[str, list[AssessmentRow]],
        today: date,
        *,
        inside: bool,
    ) -> None:
        self._directory = directory
        self._view = view
        self._cover = cover
        self._said = said
        self._today = today
        self._inside = inside
        self._agencies = [k for k in directory.agencies if not view.agencies or k in view.agencies]
        self._centers = [k for k in directory.centers if not view.centers or k in view.centers]
        self._shown_agencies = frozenset(self._agencies)
        self._shown_centers = frozenset(self._centers)
        self._opened = frozenset(view.opened)

    def of(self, lines: list[Line]) -> TableRow:
        counted = count(lines, rows=self._rows_of, columns=self._columns_of)
        rows, columns = self._row_heads(counted), self._column_heads()
        cells = [
            self._total(counted, row, column)
            if ALL in (row["key"], column["key"]) or row["kind"] == "agency"
            else self._cell(counted, row["key"], column["key"])
            for row in rows
            for column in columns
        ]
        if self._view.empty:
            wanted = {c["row"] for c in cells if c["empty"] == self._view.empty} | {ALL}
            agencies = {key.partition("/")[0] + SUM for key in wanted}
            rows = [r for r in rows if r["key"] in wanted or r["key"] in agencies]
            shown = {r["key"] for r in rows}
            cells = [c for c in cells if c["row"] in shown]
        return {
            "rows": rows,
            "columns": columns,
            "cells": cells,
            "total": counted.at(ALL, ALL).number,
            "unplaced": counted.unplaced.number,
            "unplacedSeverity": counted.unplaced.worst,
            "withoutOwner": sum(1 for c in cells if c["missing"]),
            "notAssessed": sum(1 for c in cells if c["empty"] == Emptiness.NOT_ASSESSED),
        }

    def _rows_of(self, area: str) -> Sequence[str]:
        agency = area.partition("/")[0]
        return (area, agency + SUM) if agency in self._shown_agencies else ()

    def _columns_of(self, column: str) -> Sequence[str]:
        center = column.partition("/")[0]
        if center not in self._shown_centers:
            return ()
        return (column, center + SUM) if center in self._opened else (center + SUM,)

    def _row_heads(self, counted: Counted) -> list[HeadRow]:
        heads: list[HeadRow] = []
        for key in self._agencies:
            if not self._view.all_rows and not self._view.agencies and not counted.at(key + SUM, ALL).number:
                continue
            agency = self._directory.agencies[key]
            heads.append(_head(key + SUM, "agency", agency["acronym"], agency["name"]))
            for area in self._directory.areas_of(key):
                program = self._directory.programs.get(area)
                name = program["name"] if program else "program not named"
                heads.append(_head(area, "area", area, name))
        return [*heads, _head(ALL, "all", "All", "each issue once")]

    def _column_heads(self) -> list[HeadRow]:
        heads: list[HeadRow] = []
        for key in self._centers:
            center = self._directory.centers[key]
            if key in self._opened:
                heads.append(_head(key, "industry", center["code"], "whole Center"))
                heads += [
                    _head(i, "industry", center["code"], self._directory.industries[i]["name"])
                    for i in self._directory.columns_of(key)[1:]
                ]
            heads.append(_head(key + SUM, "center", center["code"], center["name"], opens=key))
        return [*heads, _head(ALL, "all", "All", "each issue once")]

    def _total(self, counted: Counted, row: HeadRow, column: HeadRow) -> CellRow:
        return _cell_row(row["key"], column["key"], counted.at(row["key"], column["key"]), None, None, [])

    def _cell(self, counted: Counted, area: str, column: str) -> CellRow:
        tally = counted.at(area, column)
        if not self._inside:
            return _cell_row(area, column, tally, None, None, [])
        # Most pairs of an agency and a Center have nothing to do with each other.
        if not self._cover.has_pair(area, column):
            return _cell_row(area, column, tally, None if tally.number else Emptiness.NOT_ALIGNED, None, [])
        columns = [column] if not column.endswith(SUM) else self._directory.columns_of(column[:-1])
        owners = self._cover.owners(area, columns[0])
        missing = list(owners.missing)
        if tally.number:
            return _cell_row(area, column, tally, None, None, missing)
        kinds = []
        days = []
        for one in columns:
            rows = self._said.get(Cell(area, one).key, [])
            kinds.append(emptiness_of(rows, aligned=self._cover.is_aligned(area, one), today=self._today))
            days += [row["on"] for row in rows]
        kind = _sum_up(kinds)
        shown = min(days) if days and kind in (Emptiness.NONE_KNOWN, Emptiness.OUT_OF_DATE) else None
        return _cell_row(area, column, tally, kind, shown, missing)


def _sum_up(kinds: list[Emptiness]) -> Emptiness:
    """One word for a Center's columns together: what still needs someone comes first."""
    for kind in (
        Emptiness.NOT_ASSESSED,
        Emptiness.OUT_OF_DATE,
        Emptiness.NONE_KNOWN,
        Emptiness.NOT_APPLICABLE,
    ):
        if kind in kinds:
            return kind
    return Emptiness.NOT_ALIGNED


def _head(key: str, kind: str, code: str, name: str, opens: str | None = None) -> HeadRow:
    return {"key": key, "kind": kind, "code": code, "name": name, "opens": opens}


def _cell_row(
    row: str, column: str, tally: Tally, empty: Emptiness | None, on: str | None, missing: list[str]
) -> CellRow:
    return {
        "row": row,
        "column": column,
        "number": tally.number,
        "severity": tally.worst,
        "severityWord": WORDS[tally.worst],
        "oldest": tally.oldest or None,
        "empty": str(empty) if empty else None,
        "assessedOn": on,
        "missing": missing,
    }
