"""Counting: each issue in each of its cells, and once in every total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matrix.cells import Cell
from matrix.counts import ALL, Line, count

AREAS = ["FDA", "FDA/FOO", "FDA/DRU", "APH", "APH/APQ"]
COLUMNS = ["CEE001", "CEE002", "CEE002/aquaculture", "CEE002/tobacco"]
CELLS = st.lists(
    st.tuples(st.sampled_from(AREAS), st.sampled_from(COLUMNS)).map(lambda p: Cell(*p).key), unique=True
)
ISSUES = st.lists(st.tuples(CELLS, st.integers(0, 4), st.sampled_from(["2007", "2016", "2026-11-02"])))


def rows_of(area: str) -> tuple[str, str]:
    return area, area.partition("/")[0] + "/"


def columns_of(column: str) -> tuple[str, str]:
    return column, column.partition("/")[0] + "/"


def test_an_issue_in_three_cells_counts_once_in_each_total() -> None:
    line = (["FDA/FOO|CEE002/aquaculture", "FDA/FOO|CEE002/tobacco", "FDA|CEE002"], 1, 3, "2016")
    counted = count([line], rows=rows_of, columns=columns_of)
    assert counted.at("FDA/FOO", "CEE002/aquaculture").number == 1
    assert counted.at("FDA/FOO", "CEE002/").number == 1
    assert counted.at("FDA/", "CEE002/").number == 1
    assert counted.at("FDA/", ALL).number == 1
    assert counted.at(ALL, "CEE002/").number == 1
    assert counted.at(ALL, ALL).number == 1
    assert counted.at("APH", ALL).number == 0


def test_an_issue_without_a_cell_is_in_the_lane_and_in_no_total() -> None:
    counted = count([([], 1, 2, "2016")], rows=rows_of, columns=columns_of)
    assert (counted.unplaced.number, counted.unplaced.worst) == (1, 2)
    assert counted.at(ALL, ALL).number == 0


def gather(issues: list[tuple[list[str], int, str]]) -> list[Line]:
    """A line for each set of cells, as the sentence gives them."""
    alike: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for cells, severity, since in issues:
        alike.setdefault(tuple(cells), []).append((severity, since))
    return [
        (list(cells), len(found), max(s for s, _ in found), min(d for _, d in found))
        for cells, found in alike.items()
    ]


@given(ISSUES)
def test_every_tally_is_what_one_finds_by_looking_at_each_issue(
    issues: list[tuple[list[str], int, str]],
) -> None:
    counted = count(gather(issues), rows=rows_of, columns=columns_of)
    for row in [*AREAS, "FDA/", "APH/", ALL]:
        for column in [*COLUMNS, "CEE001/", "CEE002/", ALL]:
            inside = [
                (severity, since)
                for cells, severity, since in issues
                if any(
                    row in (*rows_of(area), ALL) and column in (*columns_of(col), ALL)
                    for area, _, col in (cell.partition("|") for cell in cells)
                )
            ]
            tally = counted.at(row, column)
            assert tally.number == len(inside)
            assert tally.worst == max((s for s, _ in inside), default=0)
            assert tally.oldest == min((d for _, d in inside), default="")
    assert counted.unplaced.number == sum(1 for cells, _, _ in issues if not cells)
