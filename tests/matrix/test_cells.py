"""Addresses of cells, and what touches an area and a column."""

from __future__ import annotations

from matrix.cells import Cell, cell_of, label_of, parties_of


def test_a_cell_and_its_key_are_one_to_one() -> None:
    cell = Cell("FDA/FOO", "CEE002/aquaculture")
    assert cell.key == "FDA/FOO|CEE002/aquaculture"
    assert cell_of(cell.key) == cell
    assert (cell.agency, cell.center) == ("FDA", "CEE002")


def test_the_parties_of_cells_are_their_agencies_and_centers() -> None:
    assert parties_of(["FDA/FOO|CEE002/tobacco", "APH|CEE001"]) == {"FDA", "CEE002", "APH", "CEE001"}


def test_wider_placements_say_how_they_touch_what_was_asked() -> None:
    asked = {"area": "FDA/FOO", "column": "CEE002/aquaculture"}
    assert label_of(Cell("FDA/FOO", "CEE002/aquaculture"), **asked) == ""
    assert label_of(Cell("FDA", "CEE002/aquaculture"), **asked) == "agency-wide"
    assert label_of(Cell("FDA/FOO", "CEE002"), **asked) == "whole Center"
    assert label_of(Cell("FDA", "CEE002"), **asked) == "agency-wide, whole Center"
