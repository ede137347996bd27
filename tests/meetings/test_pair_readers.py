"""Who reads of a meeting with one agency alone, and of its packet: no other agency, nobody of the trade."""

from __future__ import annotations

from typing import Any

import pytest

from graph.unit import Graph
from liaisons.errors import NotFound
from meetings import meetings, packets
from meetings.agenda import list_for_issue, list_trade_lines
from tests.builders import NOW, build_directory, fingerprint
from tests.meetings.pairing import (
    AGENCY,
    DO_NOT,
    PAIR,
    PAIR_DAY,
    READ_IT,
    ask,
    cast,
    do,
    freeze,
    issue,
)
from tests.meetings.quarter import APP, Quarter, seed


@pytest.fixture(scope="module")
def frozen(module_graph: Graph) -> Quarter:
    """The seeded quarter with a pair's meeting that is frozen, and its packet issued; nothing changes it."""
    q = seed(module_graph, build_directory(module_graph))
    q.plan(PAIR_DAY, agency=AGENCY)
    freeze(q, PAIR)
    for edition in ("government", AGENCY):
        issue(q, PAIR, edition)
    return q


def of(rows: Any) -> set[str]:
    return {row["key"] for row in rows}


@pytest.mark.parametrize("name", READ_IT)
def test_it_is_read_by_the_center_that_agency_headquarters_and_the_biec(frozen: Quarter, name: str) -> None:
    reader = cast(frozen)[name]
    found = frozen.graph.read(lambda tx: meetings.find_meeting(tx, reader, PAIR))
    assert (found["agencyKey"], found["centerKey"], found["day"]) == (AGENCY, APP, PAIR_DAY)
    assert PAIR in of(frozen.graph.read(lambda tx: meetings.list_meetings(tx, reader)))


@pytest.mark.parametrize("name", DO_NOT)
def test_no_other_agency_and_nobody_of_the_trade_reads_of_it_anywhere(frozen: Quarter, name: str) -> None:
    q, reader = frozen, cast(frozen)[name]
    with pytest.raises(NotFound):
        ask(q, PAIR, reader)
    with pytest.raises(NotFound):
        q.graph.read(lambda tx: list_trade_lines(tx, reader, PAIR))
    cells = ["FDA/FOO|CEE002/aquaculture"]
    about = q.keys["needs"]
    lists = (
        q.graph.read(lambda tx: meetings.list_meetings(tx, reader)),
        q.graph.read(lambda tx: meetings.list_meetings(tx, reader, centers=(APP,), series=AGENCY)),
        q.graph.read(lambda tx: list_for_issue(tx, reader, about, cells, now=NOW)),
    )
    assert not any(row["key"].startswith(PAIR) for rows in lists for row in rows)
    following = q.graph.read(lambda tx: meetings.find_next(tx, reader, today="2026-12-11"))
    assert following is None
    if name != "reviewer":  # who clears what leaves the Center reads editions, as of the group's meetings
        rows = q.graph.read(lambda tx: packets.list_packets(tx, reader))
        assert [row for row in rows if row["meetingKey"] == PAIR] == []


def test_its_packet_has_two_editions_with_what_concerns_that_agency(frozen: Quarter) -> None:
    q = frozen
    rows = q.graph.read(lambda tx: packets.list_packets(tx, q.chair, meeting=PAIR))
    assert {(row["edition"], row["agencyKey"]) for row in rows} == {("government", AGENCY), (AGENCY, AGENCY)}
    for edition in ("government", AGENCY):
        row = q.graph.read(lambda tx, e=edition: packets.find_packet(tx, q.chair, f"{PAIR}/{e}"))  # type: ignore[misc]  # bound now
        contents = packets.read_contents(row)
        assert contents["cover"]["group"] == "APP with FDA"
        titles = {line["title"] for line in contents["agenda"]}
        assert titles >= {"Needs an answer", "Got worse", "Overdue"}
        assert not titles & {"New", "Left over", "Charter for the year"}
        assert {line["area"].partition("/")[0] for line in contents["matrix"]} <= {AGENCY}
    liaison = q.graph.read(lambda tx: packets.list_packets(tx, q.liaison, meeting=PAIR))
    assert [row["edition"] for row in liaison] == [AGENCY]
    before = fingerprint(q.graph)
    for edition in ("trade", "APH"):
        with pytest.raises(NotFound):
            do(q, packets.freeze_packet, q.directory, PAIR, edition, version=0)
    assert fingerprint(q.graph) == before
