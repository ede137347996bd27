"""Meetings over the agency API: what is read, and what chair and secretary do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.builders import build_directory, fingerprint
from tests.engines.pool import Engine
from tests.hub.stand import Stand, build_stand
from tests.meetings.pairing import PAIR
from tests.meetings.quarter import KEY, Quarter, seed

READ = """
query Read($key: String!) { meeting(key: $key) {
  id key quarter day startsAt minutes cutOff state version minutesPlanned minutesOver
  lines { key position block title reason reasonCode minutes bringer state version removedReason }
  missing { party papers { words code } askedTimes byDay }
} }
"""


@pytest.fixture
def quarter(any_engine: Engine) -> Quarter:
    """A seeded quarter."""
    graph = any_engine.empty()
    return seed(graph, build_directory(graph))


@pytest.fixture
def stand(quarter: Quarter, tmp_path: Path) -> Stand:
    return build_stand(quarter.graph, quarter.directory, tmp_path)


def read(stand: Stand, actor: Any, key: str = KEY) -> Any:
    status, body = stand.ask(actor, READ, key=key)
    assert (status, "errors" in body) == (200, False), body
    return body["data"]["meeting"]


def change(stand: Stand, actor: Any, mutation: str, **values: Any) -> dict[str, Any]:
    status, body = stand.ask(actor, f"mutation {{ {mutation} }}", **values)
    assert (status, "errors" in body) == (200, False), body
    [(_, payload)] = body["data"].items()
    found: dict[str, Any] = payload
    return found


def test_a_meeting_reads_as_its_page_does(stand: Stand, quarter: Quarter) -> None:
    found = read(stand, quarter.chair)
    assert (found["day"], found["cutOff"], found["state"]) == ("2026-12-10", "2026-12-03", "planned")
    assert (found["minutesPlanned"], found["minutesOver"], len(found["lines"])) == (105, 0, 8)
    assert [line["position"] for line in found["lines"]] == list(range(1, 9))
    assert {each["party"] for each in found["missing"]} == {"APH", "CEE002", "FDA"}
    assert read(stand, quarter.people.stranger) is None
    assert read(stand, quarter.member)["lines"] == []
    status, body = stand.ask(quarter.liaison, '{ meetings(center: "CEE002") { key state } }')
    assert (status, [row["state"] for row in body["data"]["meetings"]]) == (200, ["planned", "held"])
    _, body = stand.ask(quarter.chair, "query($id: ID!) { node(id: $id) { id } }", id=found["id"])
    assert body["data"]["node"]["id"] == found["id"]


def test_a_group_reads_with_its_people(stand: Stand, quarter: Quarter) -> None:
    asked = '{ group(center: "CEE002") { name version agencies members { role } proposedAccounts { key } } }'
    _, body = stand.ask(quarter.chair, asked)
    assert (body["data"]["group"]["name"], body["data"]["group"]["version"]) == ("Working group of APP", 0)
    written = change(
        stand, quarter.chair,
        'writeCharter(center: "CEE002", charter: "What for.", milestones: ["One"], version: 0) '
        "{ group { charter milestones version } problems { code } }",
    )  # fmt: skip
    assert written == {
        "group": {"charter": "What for.", "milestones": ["One"], "version": 1},
        "problems": [],
    }


def test_chair_and_secretary_choose_ask_and_freeze(stand: Stand, quarter: Quarter) -> None:
    line = f'key: "{KEY}/{quarter.keys["needs"]}"'
    told = "{ meeting { state version lines { key state minutes } } problems { code message } }"
    for mutation in (
        f"acceptAgendaLine({line}, version: 0) {told}",
        f"timeAgendaLine({line}, minutes: 25, version: 1) {told}",
        f'moveAgendaLine({line}, direction: "down", version: 2) {told}',
        f'removeAgendaLine({line}, reason: "Next time.", version: 3) {told}',
        f"undoAgendaLine({line}, version: 4) {told}",
        f'addAgendaLine(meeting: "{KEY}", line: {{title: "L", why: "W"}}, idempotencyKey: "a") {told}',
        f'askForMaterials(meeting: "{KEY}", byDay: "2026-12-01", idempotencyKey: "b") '
        "{ parties problems { code } }",
        f'moveMeeting(key: "{KEY}", when: {{day: "2026-12-15"}}, reason: "So.", version: 1) {told}',
        f'freezeAgenda(key: "{KEY}", version: 2) {told}',
        f'reopenAgenda(key: "{KEY}", reason: "So.", version: 3) {told}',
    ):
        payload = change(stand, quarter.secretary, mutation)
        assert payload["problems"] == [], mutation
    assert read(stand, quarter.chair)["version"] == 4
    payload = change(stand, quarter.chair, f'freezeAgenda(key: "{KEY}", version: 2) {told}')
    assert (payload["meeting"], payload["problems"][0]["code"]) == (None, "STALE")
    planned = (
        'planMeeting(center: "CEE002", quarter: "FY2027 Q2", when: {day: "2027-03-10"}, '
        f'idempotencyKey: "c") {told}'
    )
    assert change(stand, quarter.chair, planned)["meeting"]["state"] == "planned"


def test_who_attends_changes_nothing(stand: Stand, quarter: Quarter) -> None:
    before = fingerprint(quarter.graph)
    for actor in (quarter.liaison, quarter.member):
        payload = change(stand, actor, f'freezeAgenda(key: "{KEY}", version: 1) {{ problems {{ kind }} }}')
        assert payload["problems"] == [{"kind": "not allowed"}]
    assert fingerprint(quarter.graph) == before


def test_a_meeting_with_one_agency_is_planned_and_read_by_the_two(stand: Stand, quarter: Quarter) -> None:
    planned = (
        'planMeeting(center: "CEE002", quarter: "FY2027 Q1", when: {{day: "2026-12-14"}}, agency: "{}", '
        'idempotencyKey: "{}") {{ meeting {{ key agencyKey }} problems {{ code field }} }}'
    )
    before = fingerprint(quarter.graph)
    payload = change(stand, quarter.chair, planned.format("MOON", "a"))
    assert payload == {"meeting": None, "problems": [{"code": "AGENCY_NOT_ALIGNED", "field": "agency"}]}
    assert fingerprint(quarter.graph) == before
    payload = change(stand, quarter.secretary, planned.format("FDA", "b"))
    assert payload == {"meeting": {"key": PAIR, "agencyKey": "FDA"}, "problems": []}
    payload = change(stand, quarter.chair, planned.format("FDA", "c"))
    assert payload["problems"] == [{"code": "PLANNED_ALREADY", "field": None}]
    listed = '{ meetings(center: "CEE002") { key agencyKey } }'
    _, body = stand.ask(quarter.liaison, listed)
    assert {row["key"]: row["agencyKey"] for row in body["data"]["meetings"][:2]} == {PAIR: "FDA", KEY: None}
    assert {line["block"] for line in read(stand, quarter.liaison, PAIR)["lines"]} == {"FDA"}
    for stranger in (quarter.member, quarter.people.stranger, quarter.people.account):
        assert read(stand, stranger, PAIR) is None
        _, body = stand.ask(stranger, listed)
        assert PAIR not in {row["key"] for row in body["data"]["meetings"]}
