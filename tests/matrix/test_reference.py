"""The documented issues and the words for them."""

from __future__ import annotations

from collections import Counter
from typing import get_type_hints

from liaisons import reference as house
from matrix import reference
from matrix.reference.rows import IssueRow

ISSUES = reference.read_issues()


def test_of_67_issues_62_were_found_in_their_source_and_56_have_an_address() -> None:
    hints = get_type_hints(IssueRow)
    assert len(ISSUES) == len({row["key"] for row in ISSUES}) == 67
    assert all(set(row) == set(hints) for row in ISSUES)
    assert sum(row["sourceTitle"] != "from general knowledge, unverified" for row in ISSUES) == 62
    assert sum(row["verified"] for row in ISSUES) == 62
    assert sum(row["sourceAddress"] is not None for row in ISSUES) == 56
    assert Counter(row["state"] for row in ISSUES) == {"confirmed": 36, "closed": 18, "in-watch": 13}


def test_every_issue_says_its_source_and_keeps_the_words_of_that_source() -> None:
    for row in ISSUES:
        said = (row["title"], row["text"], row["sourceTitle"], row["sourceStatus"], row["sourceKind"])
        assert all(words.strip() == words != "" for words in said), row["key"]
    assert not any(row["mappingVerified"] for row in ISSUES)
    assert all(len(row["since"]) == 4 and 2007 <= int(row["since"]) <= 2026 for row in ISSUES)


def test_every_placement_names_a_row_and_a_column_that_exist() -> None:
    areas = {row["key"] for row in house.read_agencies()} | {row["key"] for row in house.read_programs()}
    columns = {row["key"] for row in house.read_centers()} | {row["key"] for row in house.read_industries()}
    pairs = [(row["key"], p["area"], p["column"]) for row in ISSUES for p in row["placements"]]
    assert len(pairs) == len(set(pairs)) == 266
    assert {area for _, area, _ in pairs} <= areas
    assert {column for _, _, column in pairs} <= columns


def test_issues_without_an_agency_are_unplaced() -> None:
    unplaced = [row["key"] for row in ISSUES if not row["placements"]]
    assert unplaced == [row["key"] for row in ISSUES if not row["agencies"]]
    assert len(unplaced) == 8


def test_every_agency_program_flag_and_center_of_an_issue_exists() -> None:
    agencies = {row["key"] for row in house.read_agencies()}
    programs = {row["key"]: row["agencyKey"] for row in house.read_programs()}
    flags = {row["key"]: row["agencyKey"] for row in house.read_flags()}
    centers = {row["key"] for row in house.read_centers()}
    for row in ISSUES:
        assert set(row["agencies"]) <= agencies
        assert {programs[key] for key in row["programs"]} <= set(row["agencies"]), row["key"]
        assert {flags[key] for key in row["flags"]} <= set(row["agencies"]), row["key"]
        assert set(row["centers"]) <= centers
        assert {p["area"].split("/")[0] for p in row["placements"]} == set(row["agencies"]), row["key"]


def test_kinds_and_states_of_issues_are_in_the_vocabulary() -> None:
    kinds = {row["key"] for row in reference.read_kinds()}
    states = {row["key"]: row for row in reference.read_states()}
    assert (len(kinds), len(states), len(reference.read_transitions())) == (9, 10, 22)
    assert {row["kind"] for row in ISSUES} <= kinds
    assert {row["state"] for row in ISSUES} <= set(states)
    assert {key for key, row in states.items() if row["isFinal"]} == {"closed", "merged", "not-systemic"}


def test_every_step_joins_known_states_and_every_state_can_be_reached() -> None:
    states = {row["key"] for row in reference.read_states()}
    steps = reference.read_transitions()
    assert {step["before"] for step in steps} | {step["after"] for step in steps} == states
    assert states - {step["after"] for step in steps} == {"reported"}


def test_what_is_no_state_is_said() -> None:
    assert [note.split("'")[1] for note in reference.read_state_notes()] == [
        "Workaround published",
        "Needs resolution",
        "Close?",
    ]
