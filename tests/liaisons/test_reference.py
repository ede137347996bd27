"""The reference rows: how many there are, that every key they name exists, and that each says its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from liaisons import reference
from liaisons.reference import rows

READERS: list[tuple[Callable[[], Sequence[Mapping[str, Any]]], type, int]] = [
    (reference.read_centers, rows.CenterRow, 10),
    (reference.read_industries, rows.IndustryRow, 41),
    (reference.read_agencies, rows.AgencyRow, 53),
    (reference.read_programs, rows.ProgramRow, 34),
    (reference.read_ports, rows.PortRow, 53),
    (reference.read_offices, rows.OfficeRow, 8),
    (reference.read_councils, rows.CouncilRow, 1),
    (reference.read_flags, rows.FlagRow, 50),
    (reference.read_alignments, rows.AlignmentRow, 75),
    (reference.read_chapters, rows.ChapterRow, 98),
    (reference.read_tiers, rows.TierRow, 9),
]


def fits(value: object, hint: Any) -> bool:
    """Whether the value is of the kind the row's hint says."""
    if get_origin(hint) is list:
        (item,) = get_args(hint)
        return isinstance(value, list) and all(fits(v, item) for v in value)
    if hint is str:
        return isinstance(value, str) and value.strip() == value != ""
    if get_args(hint):
        return any(
            fits(value, option) if isinstance(option, type) else value == option for option in get_args(hint)
        )
    return isinstance(value, hint)


@pytest.mark.parametrize(("read", "shape", "count"), READERS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_each_file_holds_its_rows_in_their_shape(
    read: Callable[[], Sequence[Mapping[str, Any]]], shape: type, count: int
) -> None:
    found = read()
    hints = get_type_hints(shape)
    assert len(found) == count
    assert len({row["key"] for row in found}) == count
    for row in found:
        assert set(row) == set(hints), row["key"]
        wrong = [name for name, hint in hints.items() if not fits(row[name], hint)]
        assert wrong == [], row["key"]


@pytest.mark.parametrize(("read", "shape", "count"), READERS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_nothing_from_general_knowledge_has_an_address(
    read: Callable[[], Sequence[Mapping[str, Any]]], shape: type, count: int
) -> None:
    unfounded = [row for row in read() if row["sourceTitle"].startswith("from general knowledge")]
    assert all(row["sourceAddress"] is None for row in unfounded)


CENTERS = {row["key"] for row in reference.read_centers()}
AGENCIES = {row["key"]: row for row in reference.read_agencies()}
PROGRAMS = {row["key"]: row for row in reference.read_programs()}


def test_the_centers_are_those_of_ace() -> None:
    assert [(row["code"], row["key"]) for row in reference.read_centers()] == [
        ("AFT", "CEE004"),
        ("APP", "CEE002"),
        ("AUT", "CEE003"),
        ("BAS", "CEE005"),
        ("CPMM", "CEE008"),
        ("ELE", "CEE007"),
        ("IMM", "CEE009"),
        ("MAC", "CEE010"),
        ("PHC", "CEE001"),
        ("PNG", "CEE006"),
    ]


def test_no_two_centers_answer_to_one_name() -> None:
    names = [name for row in reference.read_centers() for name in [row["key"], row["code"], *row["aliases"]]]
    assert len(names) == len(set(names))


def test_industries_stand_by_center_in_the_order_of_their_position() -> None:
    industries = reference.read_industries()
    assert [row["position"] for row in industries] == list(range(1, 42))
    assert all(row["key"].startswith(f"{row['centerKey']}/") for row in industries)
    assert {row["centerKey"] for row in industries} == CENTERS
    assert list(dict.fromkeys(row["centerKey"] for row in industries)) == [
        row["key"] for row in reference.read_centers()
    ]


def test_agencies_are_known_by_code_and_by_the_acronym_that_people_use() -> None:
    assert {key: AGENCIES[key]["acronym"] for key in ("FDA", "APH", "CPS", "NHT", "FSI", "NMF", "ECO")} == {
        "FDA": "FDA",
        "APH": "APHIS",
        "CPS": "CPSC",
        "NHT": "NHTSA",
        "FSI": "FSIS",
        "NMF": "NMFS",
        "ECO": "E&C",
    }
    acronyms = [row["acronym"] for row in AGENCIES.values()]
    assert len(acronyms) == len(set(acronyms))


def test_cbp_is_the_only_agency_that_is_no_partner_and_it_has_no_alignment() -> None:
    assert [key for key, row in AGENCIES.items() if not row["isPga"]] == ["CBP"]
    assert "CBP" not in {row["agencyKey"] for row in reference.read_alignments()}


def test_programs_without_a_code_are_no_rows_but_stay_with_their_agency() -> None:
    assert {key: row["uncodedPrograms"] for key, row in AGENCIES.items() if row["uncodedPrograms"]} == {
        "DEA": ["Import permits and declarations"],
        "FSI": ["Meat, poultry, egg products, Siluriformes"],
        "FWS": ["Wildlife declaration"],
        "NMF": ["Certification of Admissibility (MMPA and other embargo provisions)"],
        "OMC": ["Shrimp (DS-2031)"],
        "TTB": ["Distilled spirits, wine, malt beverages, tobacco products"],
    }
    assert all(row["key"] == f"{row['agencyKey']}/{row['code']}" for row in PROGRAMS.values())
    assert {row["agencyKey"] for row in PROGRAMS.values()} <= set(AGENCIES)


def test_flags_name_known_agencies_and_programs() -> None:
    for flag in reference.read_flags():
        assert flag["agencyKey"] in AGENCIES
        assert all(PROGRAMS[key]["agencyKey"] == flag["agencyKey"] for key in flag["programKeys"])
        alone = flag["programKeys"][0] if len(flag["programKeys"]) == 1 else None
        assert flag["programKey"] == alone
        assert any(flag["key"].startswith(p) for p in AGENCIES[flag["agencyKey"]]["flagPrefixes"])


def test_a_flag_of_several_programs_names_them_all() -> None:
    (flag,) = [row for row in reference.read_flags() if row["key"] == "AQ2"]
    assert flag["programKeys"] == ["APH/AAC", "APH/ABS", "APH/APQ", "APH/AVS"]
    assert flag["programKey"] is None
    assert flag["requirement"] == "required"


def test_alignments_join_known_centers_and_agencies_and_none_is_verified() -> None:
    for alignment in reference.read_alignments():
        assert alignment["key"] == f"{alignment['centerKey']}~{alignment['agencyKey']}"
        assert alignment["centerKey"] in CENTERS
        assert alignment["agencyKey"] in AGENCIES
        assert (alignment["industryKey"], alignment["since"], alignment["verified"]) == (None, None, False)


def test_each_center_has_an_alignment() -> None:
    assert {row["centerKey"] for row in reference.read_alignments()} == CENTERS


def test_chapters_run_to_99_without_the_reserved_one_and_name_known_keys() -> None:
    chapters = reference.read_chapters()
    assert [row["key"] for row in chapters] == [f"{n:02}" for n in range(1, 100) if n != 77]
    for row in chapters:
        assert {row["centerKey"], *row["otherCenters"]} <= CENTERS
        assert set(row["agencies"]) <= set(AGENCIES)


def test_parties_share_no_key() -> None:
    readers = (
        reference.read_centers,
        reference.read_industries,
        reference.read_agencies,
        reference.read_ports,
        reference.read_offices,
        reference.read_councils,
    )
    keys = [row["key"] for read in readers for row in read()]
    assert len(keys) == len(set(keys))
