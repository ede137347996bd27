"""What chair and secretary choose stays when the agenda is drawn up again; once frozen, all of it stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.meetings.lines import LineRow
from liaisons.clocks import FiscalQuarter
from liaisons.errors import Refused
from meetings import deciding, freezing, groups, materials, meetings
from meetings.agenda import list_for_issue, list_lines, list_trade_lines
from meetings.blocks import time_lines
from meetings.deciding import Added
from meetings.meetings import find_meeting, find_next
from meetings.schedule import When
from tests.builders import NOW, build_person, fingerprint
from tests.meetings.quarter import APP, DAY, KEY, Quarter

# Two quarters before the meeting: nothing is new of it.
LONG_AGO = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
TODAY = "2026-11-24"
AFTERWARDS = datetime(2026, 12, 10, 20, 0, tzinfo=UTC)


def ask(q: Quarter, **options: Any) -> list[LineRow]:
    return q.graph.read(lambda tx: list_lines(tx, q.chair, KEY, now=NOW, **options))


def titles(q: Quarter) -> list[str]:
    return [line["title"] for line in ask(q)]


def do(q: Quarter, room: Callable[..., Any], *given: Any, **named: Any) -> Any:
    actor = named.pop("actor", None) or q.chair
    named.setdefault("now", NOW)
    return q.graph.write(lambda tx: room(tx, actor, *given, **named))


def needing(q: Quarter, *names: str) -> list[str]:
    """Issues that need resolution, each a line of FDA's block; returns the keys of their lines."""
    keys = [q.issue(name, at=LONG_AGO) for name in names]
    for key in keys:
        q.strengthen(key)
    by_title = {line["title"]: line["key"] for line in ask(q)}
    return [by_title[name] for name in names]


def test_a_line_taken_off_stays_off_with_its_reason_until_that_is_undone(bare: Quarter) -> None:
    one, _ = needing(bare, "One", "Two")
    do(bare, deciding.remove_line, one, reason="Next time.", version=0)
    assert titles(bare) == ["Two"]
    [off] = [line for line in ask(bare, removed=True) if line["state"] == "removed"]
    assert (off["key"], off["removedReason"]) == (one, "Next time.")
    do(bare, deciding.undo_line, one, version=1)
    assert sorted(titles(bare)) == ["One", "Two"]


def test_a_line_that_is_kept_stays_when_its_cause_is_over(bare: Quarter) -> None:
    one, _ = needing(bare, "One", "Two")
    do(bare, deciding.accept_line, one, version=0)
    for key in (one, _):
        bare.strengthen(key.rpartition("/")[2], "tracked", at=NOW)
    [line] = ask(bare)
    assert (line["key"], line["state"]) == (one, "accepted")
    assert line["reason"].startswith("kept, though no longer so: FDA says it needs resolution")


def test_a_line_moves_within_its_block_and_no_further(bare: Quarter) -> None:
    needing(bare, "One", "Two", "Three")
    first, second, third = ask(bare)
    do(bare, deciding.move_line, third["key"], direction="up", version=0)
    assert [line["key"] for line in ask(bare)] == [first["key"], third["key"], second["key"]]
    new = bare.issue("Four")
    bare.strengthen(new)
    assert titles(bare)[-1] == "Four"
    with pytest.raises(Refused) as no:
        do(bare, deciding.move_line, first["key"], direction="up", version=1)
    assert no.value.sentence == "This line is first in its block already."


def test_minutes_make_the_times_and_the_overrun(bare: Quarter) -> None:
    one, _two = needing(bare, "One", "Two")
    do(bare, deciding.set_minutes, one, minutes=115, version=0)
    lines = ask(bare)
    sheet = time_lines(lines, starts_at="10:00", minutes=120)
    [block] = sheet.blocks
    assert (block.key, block.starts, block.ends, sheet.total, sheet.over) == ("FDA", "10:00", "12:05", 125, 5)
    begins = {timed.line["key"]: timed.starts for timed in block.lines}
    assert begins[lines[0]["key"]] == "10:00"
    assert begins[lines[1]["key"]] == ("11:55" if lines[0]["key"] == one else "10:10")


def test_a_line_by_hand_is_for_government_or_for_all_members(bare: Quarter) -> None:
    for number, readers in enumerate(("government", "members")):
        added = Added(f"For {readers}", "asked for", block="FDA", minutes=5, readers=readers)
        at = NOW + timedelta(seconds=number)
        do(bare, deciding.add_line, bare.directory, KEY, added, idempotency_key=str(number), now=at)
    assert titles(bare) == ["For government", "For members"]
    stranger = build_person(bare.graph, "sid", ("liaison", "EPA", "CEE001~EPA", "alignment"))
    with pytest.raises(Refused):
        bare.graph.read(lambda tx: list_lines(tx, stranger, KEY, now=NOW))


def test_frozen_it_stands_whatever_happens_and_reopened_it_is_drawn_up_again(bare: Quarter) -> None:
    one, two = needing(bare, "One", "Two")
    do(bare, deciding.move_line, ask(bare)[1]["key"], direction="up", version=0)
    order = titles(bare)
    published = bare.publish(one.rpartition("/")[2], "As published")
    frozen = do(bare, freezing.freeze_agenda, KEY, version=1)
    assert (frozen["state"], frozen["frozenAt"]) == ("frozen", NOW.isoformat())
    bare.strengthen(bare.issue("Three"))
    bare.strengthen(two.rpartition("/")[2], "tracked", at=NOW)
    assert titles(bare) == order
    [line] = bare.graph.read(lambda tx: list_lines(tx, bare.member, KEY, now=NOW))
    assert (line["title"], line["aboutKey"]) == ("As published", published)
    with pytest.raises(Refused) as no:
        do(bare, deciding.accept_line, one, version=2)
    assert no.value.code == "MEETING_ELSEWHERE"
    do(bare, freezing.reopen_agenda, KEY, reason="One more.", version=2)
    assert titles(bare) == ["One", "Three"]
    assert bare.graph.read(lambda tx: list_trade_lines(tx, bare.chair, KEY))[0]["title"] == "As published"
    do(bare, freezing.freeze_agenda, KEY, version=3)
    assert titles(bare) == ["One", "Three"]


def test_what_was_not_dealt_with_is_on_the_next_agenda_and_nothing_else(bare: Quarter) -> None:
    one, two = needing(bare, "One", "Two")
    for key in (one, two):
        do(bare, deciding.accept_line, key, version=0)
        bare.strengthen(key.rpartition("/")[2], "tracked", at=NOW)
    do(bare, freezing.freeze_agenda, KEY, version=1)
    with pytest.raises(Refused) as no:
        do(bare, freezing.hold_meeting, KEY, finished=(one,), version=2)
    assert no.value.code == "NOT_YET_MET"
    do(bare, freezing.hold_meeting, KEY, finished=(one,), version=2, now=AFTERWARDS)
    do(bare, meetings.plan_meeting, bare.directory, APP, When("2027-03-10"),
       quarter=FiscalQuarter(2027, 2), idempotency_key="next", now=AFTERWARDS)  # fmt: skip
    lines = bare.graph.read(lambda tx: list_lines(tx, bare.chair, "CEE002/FY27-Q2", now=AFTERWARDS))
    assert [(line["title"], line["reason"]) for line in lines] == [("Two", f"carried over from {DAY}")]


def test_moving_a_meeting_keeps_its_lines_and_choices(bare: Quarter) -> None:
    one, _ = needing(bare, "One", "Two")
    do(bare, deciding.remove_line, one, reason="Next time.", version=0)
    before = ask(bare, removed=True)
    moved = do(
        bare, meetings.move_meeting, bare.directory, KEY, When("2026-12-15"), reason="A storm.", version=1
    )
    assert (moved["day"], moved["cutOff"]) == ("2026-12-15", "2026-12-08")
    assert ask(bare, removed=True) == before


def test_what_is_missing_is_asked_of_all_by_one_command(bare: Quarter) -> None:
    one, _ = needing(bare, "One", "Two")
    missing = bare.graph.read(lambda tx: materials.list_missing(tx, bare.chair, KEY, now=NOW))
    found = {each["party"]: sorted(paper["words"] for paper in each["papers"]) for each in missing}
    assert found == {
        "CEE002": ["a severity for “One”", "a severity for “Two”"],
        "FDA": ["a position on “One”", "a position on “Two”"],
    }
    asked = do(bare, materials.ask_all, KEY, by_day="2026-12-03", idempotency_key="ask")
    assert asked == ["CEE002", "FDA"]
    again = bare.graph.read(lambda tx: materials.list_missing(tx, bare.chair, KEY, now=NOW))
    assert [(x["askedTimes"], x["byDay"]) for x in again] == [(1, "2026-12-03")] * 2
    bare.assess(one.rpartition("/")[2], 2, at=NOW)
    after = bare.graph.read(lambda tx: materials.list_missing(tx, bare.chair, KEY, now=NOW))
    assert [len(each["papers"]) for each in after] == [1, 2]


def test_a_party_is_not_asked_about_what_it_does_not_read(bare: Quarter) -> None:
    key = bare.issue("Between APP and EPA", readers=("EPA",), holder=APP, at=NOW)
    assert key in {line["aboutKey"] for line in ask(bare)}
    missing = bare.graph.read(lambda tx: materials.list_missing(tx, bare.chair, KEY, now=NOW))
    assert [each["party"] for each in missing] == [APP]


def test_an_issue_says_on_which_agenda_it_stands(bare: Quarter) -> None:
    one, _ = needing(bare, "One", "Two")
    issue = one.rpartition("/")[2]
    cells = ["FDA/FOO|CEE002/aquaculture"]
    [line] = bare.graph.read(lambda tx: list_for_issue(tx, bare.liaison, issue, cells, now=NOW))
    assert (line["meetingKey"], line["day"], line["reasonCode"]) == (KEY, DAY, "needs-resolution")
    do(bare, freezing.freeze_agenda, KEY, version=1)
    [line] = bare.graph.read(lambda tx: list_for_issue(tx, bare.liaison, issue, cells, now=NOW))
    assert (line["meetingKey"], line["meetingState"]) == (KEY, "frozen")


def test_another_groups_chair_runs_nothing_here_and_nothing_is_written(bare: Quarter) -> None:
    [one, _] = needing(bare, "One", "Two")
    other = build_person(bare.graph, "otto", ("chair", "CEE003", "group:CEE003", "group"),
                         ("group-secretary", "CEE002", "group:CEE003", "group"))  # fmt: skip
    before = fingerprint(bare.graph)
    for actor in (other, other.acting_for(APP), bare.liaison, bare.member):
        for room, given, named in (
            (deciding.accept_line, (one,), {"version": 0}),
            (freezing.freeze_agenda, (KEY,), {"version": 1}),
            (materials.ask_all, (KEY,), {"by_day": "2026-12-03", "idempotency_key": "x"}),
            (groups.write_charter, (APP,), {"charter": "Ours.", "milestones": (), "version": 0}),
        ):
            with pytest.raises(Refused) as no:
                do(bare, room, *given, actor=actor, **named)
            assert no.value.kind in ("not allowed", "not found")
    assert fingerprint(bare.graph) == before


def test_the_next_meeting_is_that_of_ones_own_group_first(bare: Quarter) -> None:
    for reader in (bare.chair, bare.liaison, bare.member):
        found = bare.graph.read(
            lambda tx, r=reader: find_next(tx, r, today=TODAY)  # type: ignore[misc]  # bound now
        )
        assert found is not None
        assert found["key"] == KEY
    assert bare.graph.read(lambda tx: find_next(tx, bare.people.account, today="2026-11-24")) is None
    assert bare.graph.read(lambda tx: find_meeting(tx, bare.member, KEY))["centerKey"] == APP


def test_a_group_names_its_people_agencies_and_the_accounts_it_could_ask(bare: Quarter) -> None:
    saved = do(
        bare, groups.write_charter, APP, charter="What we are for.", milestones=("One", " "), version=0
    )
    assert (saved["charter"], saved["milestones"], saved["version"]) == ("What we are for.", ["One"], 1)
    group = bare.graph.read(
        lambda tx: groups.find_group(tx, bare.chair, bare.directory, APP, today="2026-11-24")
    )
    assert {"FDA", "APH"} <= set(group.agencies)
    assert group.row["charter"] == "What we are for."
