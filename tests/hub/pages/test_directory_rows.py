"""The directory's search and rows, on the directory alone."""

from typing import cast

from graph.liaisons.directory import AgencyRow, AlignmentRow, CenterRow, DirectoryRow, IndustryRow, ProgramRow
from hub.pages import directory_rows
from liaisons.coverage import Cover
from liaisons.directory import Directory

TODAY = "2026-11-24"


def directory() -> Directory:
    center = {"key": "CEE002", "code": "APP", "name": "Agriculture & Prepared Products", "city": "Miami"}
    agency = {
        "key": "FDA", "acronym": "FDA", "name": "Food and Drug Administration",
        "department": "Health and Human Services", "commodities": "food, drugs",
    }  # fmt: skip
    alignment = {"centerKey": "CEE002", "agencyKey": "FDA", "industryKey": None, "verified": False}
    row: DirectoryRow = {
        "version": 1,
        "centers": [cast(CenterRow, center)],
        "agencies": [cast(AgencyRow, agency)],
        "programs": [cast(ProgramRow, {"key": "FDA/FOO", "agencyKey": "FDA", "name": "Food"})],
        "industries": [
            cast(IndustryRow, {"key": "CEE002/tobacco", "centerKey": "CEE002", "name": "Tobacco"})
        ],
        "ports": [],
        "offices": [],
        "councils": [],
        "flags": [],
        "alignments": [
            cast(AlignmentRow, alignment | {"key": "CEE002~FDA", "since": None, "until": None}),
            cast(AlignmentRow, alignment | {"key": "old", "since": "2015", "until": "2020-01-01"}),
        ],
    }
    return Directory(row)


def test_centers_are_found_by_name_code_town_or_industry() -> None:
    for asked in ("prepared", "app", "miami", "tobacco", "miami tobacco", ""):
        assert directory_rows.find_centers(directory(), asked) == ["CEE002"]
    assert directory_rows.find_centers(directory(), "miami steel") == []


def test_agencies_are_found_by_their_programs_too() -> None:
    assert directory_rows.find_agencies(directory(), "foo") == ["FDA"]
    assert directory_rows.find_agencies(directory(), "wine") == []


def test_an_ended_alignment_is_not_shown() -> None:
    rows = directory_rows.alignments_of(directory(), today=TODAY, center="CEE002", cover=None)
    assert [row.alignment["key"] for row in rows] == ["CEE002~FDA"]
    assert directory_rows.count_vacancies(rows) == 0


def test_a_seat_that_nobody_holds_counts_as_vacant() -> None:
    cover = Cover(directory(), [], TODAY)
    rows = directory_rows.alignments_of(directory(), today=TODAY, agency="FDA", cover=cover)
    assert directory_rows.count_vacancies(rows) == 2


def test_a_program_is_asked_about_by_its_own_row() -> None:
    rows = directory_rows.alignments_of(directory(), today=TODAY, agency="FDA", area="FDA/FOO", cover=None)
    assert [(row.area, row.column) for row in rows] == [("FDA/FOO", "CEE002")]
