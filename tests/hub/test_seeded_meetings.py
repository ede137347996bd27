"""The demonstration's groups: a charter each, a coming meeting each, and one that APP's group has held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.unit import Graph
from hub import seed
from hub.seed.cast import Cast
from hub.seed.meetings import seed_meetings
from liaisons.directory import read_directory
from meetings.agenda import list_lines
from meetings.groups import find_group
from meetings.materials import list_missing
from meetings.meetings import list_meetings
from tests.builders import NOW, build_person, fingerprint
from tests.engines.pool import Engine

DAY = date(2026, 11, 24)
LAST, COMING, ALONE = "CEE002/FY26-Q4", "CEE002/FY27-Q1", "CEE002/FY27-Q1-FDA"


@pytest.fixture(scope="module")
def demo(one_engine: Engine) -> Graph:
    """The whole demonstration."""
    graph = one_engine.empty()
    seed.seed_reference(graph, now=NOW)
    seed.seed_demo(graph, day=DAY, now=NOW)
    return graph


def ask(graph: Graph, question: Any) -> Any:
    actor = build_person(
        graph,
        "inez",
        ("chair", "CEE002", "group:CEE002", "group"),
        ("hq-officer", "OFO-HQ", "OFO-HQ", "party"),
    )
    return graph.read(lambda tx: question(tx, actor))


def test_every_group_meets_this_quarter_and_one_has_met(demo: Graph) -> None:
    rows = ask(demo, list_meetings)
    assert [row["key"] for row in rows if row["state"] == "held"] == [LAST]
    coming = [row for row in rows if row["state"] == "planned" and row["agencyKey"] is None]
    assert len({row["centerKey"] for row in coming}) == len(coming) == 10
    assert {row["key"] for row in rows} == {LAST, ALONE, *(row["key"] for row in coming)}
    assert {row["madeUp"] for row in rows} == {True}
    assert all(row["day"] >= DAY.isoformat() for row in coming)


def test_what_was_left_over_is_on_the_coming_agenda(demo: Graph) -> None:
    past = ask(demo, lambda tx, a: list_lines(tx, a, LAST, now=NOW))
    left = {line["aboutKey"] for line in past if not line["done"]}
    assert (len(past), len(left)) == (6, 2)
    lines = ask(demo, lambda tx, a: list_lines(tx, a, COMING, now=NOW))
    carried = {line["aboutKey"] for line in lines if "carried over from" in line["reason"]}
    assert carried == left
    missing = ask(demo, lambda tx, a: list_missing(tx, a, COMING, now=NOW))
    assert {each["askedTimes"] for each in missing} <= {0, 1}
    assert any(each["askedTimes"] for each in missing)


def test_one_center_will_meet_an_agency_alone_about_what_concerns_it(demo: Graph) -> None:
    [row] = [row for row in ask(demo, list_meetings) if row["key"] == ALONE]
    assert (row["agencyKey"], row["madeUp"], row["minutes"]) == ("FDA", True, 60)
    lines = ask(demo, lambda tx, a: list_lines(tx, a, ALONE, now=NOW))
    assert {line["block"] for line in lines} == {"FDA"}
    assert not any("carried over" in line["reason"] for line in lines)


def test_a_charter_says_that_it_is_made_up(demo: Graph) -> None:
    directory = demo.read(read_directory)
    for center in directory.centers:
        group = ask(demo, lambda tx, a, c=center: find_group(tx, a, directory, c, today=DAY.isoformat()))
        assert (group.row["charter"] or "").startswith("Made up for the demonstration.")
        assert group.agencies


def test_accounts_are_proposed_to_those_who_read_them_with_the_flags_that_say_why(demo: Graph) -> None:
    directory = demo.read(read_directory)
    group = ask(demo, lambda tx, a: find_group(tx, a, directory, "CEE002", today=DAY.isoformat()))
    assert group.candidates
    for row in group.candidates:
        assert row.industry.startswith("CEE002/")
        for agency, flags in row.flags_of.items():
            assert agency in group.agencies
            assert {directory.flags[flag]["agencyKey"] for flag in flags} == {agency}
    liaison = build_person(demo, "lil", ("liaison", "FDA", "CEE002~FDA", "alignment"))
    seen = demo.read(lambda tx: find_group(tx, liaison, directory, "CEE002", today=DAY.isoformat()))
    assert seen.candidates == ()


def test_a_second_seeding_changes_nothing(demo: Graph) -> None:
    before = fingerprint(demo)
    seed_meetings(demo, cast=Cast(), day=DAY, tell=lambda _words: None)
    assert fingerprint(demo) == before
