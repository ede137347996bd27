"""A Center meets one agency alone: a series of its own, which no other agency and no trade member reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.cypher import Tx
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory
from liaisons.errors import Refused
from matrix.cells import Cell
from meetings import deciding, materials, meetings, packets
from meetings.agenda import list_for_issue
from meetings.deciding import Added
from meetings.schedule import When
from tests.builders import NOW, fingerprint
from tests.meetings.pairing import (
    AGENCY,
    LAST_PAIR,
    PAIR,
    PAIR_DAY,
    ask,
    do,
    freeze,
    hold_last,
    issue,
)
from tests.meetings.quarter import AFTER, APP, COMING, KEY, LAST_KEY, Quarter

FOOD, PLANTS = Cell("FDA/FOO", "CEE002/aquaculture"), Cell("APH/APQ", "CEE002/agriculture")


def test_its_agenda_holds_what_concerns_that_agency_in_one_block(quarter: Quarter) -> None:
    both = quarter.issue("Of both agencies", PLANTS, FOOD, at=AFTER, holder="APH")
    quarter.plan(PAIR_DAY, agency=AGENCY)
    lines = ask(quarter, PAIR)
    expected = {quarter.keys[k] for k in ("worse", "needs", "overdue", "quiet", "filed")} | {both}
    assert {line["aboutKey"] for line in lines} == expected
    assert {(line["block"], tuple(line["agencies"])) for line in lines} == {(AGENCY, (AGENCY,))}
    assert {line["bringer"] for line in lines} <= {APP, AGENCY}
    assert [line["position"] for line in lines] == list(range(1, 7))
    # Its first meeting looks back as a group's first does: to the beginning of the quarter before.
    [quiet] = [line for line in lines if line["aboutKey"] == quarter.keys["quiet"]]
    assert quiet["reason"] == "new since 2026-07-01"
    assert {line["title"] for line in ask(quarter, PAIR, quarter.liaison)} == (
        {line["title"] for line in lines} - {"Input FILED"}
    )


def test_the_groups_agenda_stays_as_it_is_beside_it(quarter: Quarter) -> None:
    readers = (quarter.chair, quarter.liaison, quarter.member)
    before = [ask(quarter, KEY, reader) for reader in readers]
    hold_last(quarter, quarter.keys["quiet"])
    quarter.plan(PAIR_DAY, agency=AGENCY)
    line = f"{PAIR}/{quarter.keys['needs']}"
    do(quarter, deciding.remove_line, line, reason="Settled by phone.", version=0)
    freeze(quarter, PAIR)
    assert [ask(quarter, KEY, reader) for reader in readers] == before


def test_what_a_pair_left_over_is_on_its_own_next_agenda_and_what_the_group_left_is_not(
    quarter: Quarter,
) -> None:
    hold_last(quarter, quarter.keys["quiet"])
    quarter.plan(PAIR_DAY, agency=AGENCY)
    carried = {line["aboutKey"] for line in ask(quarter, PAIR) if line["reasonCode"] == "carried-over"}
    assert carried == {quarter.keys["quiet"]}
    assert (_before(quarter, PAIR), _before(quarter, KEY)) == (LAST_PAIR, LAST_KEY)


def _before(q: Quarter, key: str) -> str | None:
    def read(tx: Tx) -> str | None:
        found = meetings.find_before(tx, q.chair, meetings.find_meeting(tx, q.chair, key))
        return found["key"] if found else None

    return q.graph.read(read)


def test_an_issue_says_on_both_agendas_where_it_stands(quarter: Quarter) -> None:
    quarter.plan(PAIR_DAY, agency=AGENCY)
    about = quarter.keys["needs"]
    cells = ["FDA/FOO|CEE002/aquaculture"]
    for meeting in (None, PAIR):
        if meeting:
            freeze(quarter, meeting)
        rows = quarter.graph.read(lambda tx: list_for_issue(tx, quarter.liaison, about, cells, now=NOW))
        assert [(row["meetingKey"], row["agencyKey"]) for row in rows] == [(PAIR, AGENCY), (KEY, None)]


def _ended(directory: Directory, agency: str, until: str) -> Directory:
    alignments = [
        {**row, "until": until} if (row["centerKey"], row["agencyKey"]) == (APP, agency) else row
        for row in directory.alignments
    ]
    return replace(directory, row={**directory.row, "alignments": alignments})  # type: ignore[typeddict-item]  # spread rows


def test_a_second_one_and_an_agency_that_is_not_aligned_are_refused_and_nothing_is_written(
    quarter: Quarter,
) -> None:
    quarter.plan(PAIR_DAY, agency=AGENCY)
    ending = _ended(quarter.directory, AGENCY, "2026-12-15")
    before = fingerprint(quarter.graph)

    def plan(agency: str, day: str, directory: Directory = quarter.directory) -> Any:
        return do(quarter, meetings.plan_meeting, directory, APP, When(day), quarter=COMING,
                  agency=agency, idempotency_key="again")  # fmt: skip

    with pytest.raises(Refused) as no:
        plan(AGENCY, "2026-12-16")
    assert no.value.code == "PLANNED_ALREADY"
    assert no.value.sentence == "The group has its meeting with FDA of FY2027 Q1. Move that one."
    for agency, day, directory in (
        ("TSA", "2026-12-16", quarter.directory),
        ("MOON", "2026-12-16", quarter.directory),
        ("APH", "2026-12-16", _ended(quarter.directory, "APH", "2026-12-15")),
    ):
        with pytest.raises(Refused) as no:
            plan(agency, day, directory)
        assert (no.value.code, no.value.field) == ("AGENCY_NOT_ALIGNED", "agency"), agency
    with pytest.raises(Refused) as no:
        do(quarter, meetings.move_meeting, ending, PAIR, When("2026-12-16"), reason="A storm.", version=1)
    assert (no.value.code, no.value.field) == ("AGENCY_NOT_ALIGNED", "day")
    assert fingerprint(quarter.graph) == before
    assert plan("APH", "2026-12-16")["key"] == "CEE002/FY27-Q1-APH"
    moved = do(quarter, meetings.move_meeting, ending, PAIR, When("2026-12-11"), reason="A storm.", version=1)
    assert (moved["day"], moved["agencyKey"]) == ("2026-12-11", AGENCY)


def test_a_line_by_hand_is_read_by_the_pair_alone_and_concerns_it(bare: Quarter) -> None:
    bare.plan(PAIR_DAY, agency=AGENCY)
    plants = bare.issue("Of plants alone", PLANTS)
    before = fingerprint(bare.graph)
    for added, code, field in (
        (Added("L", "W", readers="members"), "TRADE_NOT_THERE", "readers"),
        (Added("L", "W", block="APH"), "BLOCK_UNKNOWN", "block"),
        (Added("L", "W", block=AGENCY, issue=plants), "ISSUE_ELSEWHERE", "issue"),
    ):
        with pytest.raises(Refused) as no:
            do(bare, deciding.add_line, bare.directory, PAIR, added, idempotency_key="a")
        assert (no.value.code, no.value.field) == (code, field)
    assert fingerprint(bare.graph) == before
    for name, block in (("For both", "group"), ("For FDA", AGENCY)):
        added = Added(name, "asked for", block=block)
        do(bare, deciding.add_line, bare.directory, PAIR, added, idempotency_key=name)
    lines = ask(bare, PAIR, bare.liaison)
    assert [(line["title"], line["block"]) for line in lines] == [("For both", "group"), ("For FDA", AGENCY)]
    meeting = bare.graph.read(lambda tx: meetings.find_meeting(tx, bare.chair, PAIR))
    assert {line["audienceKey"] for line in lines} == {meeting["audienceKey"]}


def test_nobody_but_the_two_is_asked_for_what_is_missing(quarter: Quarter) -> None:
    quarter.issue("Of both agencies", PLANTS, FOOD, at=AFTER, holder="APH")
    quarter.plan(PAIR_DAY, agency=AGENCY)
    named = {"by_day": "2026-12-01", "idempotency_key": "x"}
    assert sorted(do(quarter, materials.ask_all, PAIR, **named)) == [APP, AGENCY]
    assert "APH" in do(quarter, materials.ask_all, KEY, **(named | {"idempotency_key": "y"}))


def test_what_changed_is_told_since_the_last_packet_of_the_same_series(quarter: Quarter) -> None:
    second = FiscalQuarter(2027, 2)
    quarter.plan("2026-12-08", agency=AGENCY)
    freeze(quarter, PAIR)
    freeze(quarter, KEY)
    for key in (PAIR, KEY):
        do(quarter, packets.freeze_packet, quarter.directory, key, "government", version=0)
    issue(quarter, PAIR, AGENCY)
    quarter.issue("Since then", FOOD, at=NOW)
    # The group's is two days later, and the first of its own.
    of_group = issue(quarter, KEY, AGENCY)
    assert packets.read_contents(of_group)["changes"] == []
    quarter.plan("2027-03-09", second, agency=AGENCY)
    quarter.plan("2027-03-10", second)
    found = {}
    for key in ("CEE002/FY27-Q2-FDA", "CEE002/FY27-Q2"):
        freeze(quarter, key)
        row = do(quarter, packets.freeze_packet, quarter.directory, key, AGENCY, version=0)
        found[key] = packets.read_contents(row)["changes"]
    kinds = {key: {each["title"]: each["kind"] for each in changes} for key, changes in found.items()}
    # “Quiet” was in the pair's last packet, and in none of the group's.
    assert kinds == {
        "CEE002/FY27-Q2-FDA": {"Since then": "new", "Quiet": "gone"},
        "CEE002/FY27-Q2": {"Since then": "new"},
    }
