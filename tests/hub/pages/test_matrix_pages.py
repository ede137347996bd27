"""The pages of the matrix say what the rooms say, and refuse what they do not know."""

from __future__ import annotations

from typing import Any

import pytest

from liaisons.actors import PUBLIC, Role
from tests.hub.pages.stub import an_app, an_issue, someone

LINES = [
    {"cells": ["FDA/FOO|CEE002/aquaculture", "FDA|CEE002"], "number": 1, "worst": 3, "oldest": "2017"},
    {"cells": ["APH/APQ|CEE002"], "number": 1, "worst": 0, "oldest": "2020-05-01"},
    {"cells": [], "number": 1, "worst": 2, "oldest": "2021"},
]
LIAISON = someone(Role.LIAISON, "FDA")
DIRECTOR = someone(Role.DIRECTOR, "CEE002")


def answers(**issue: Any) -> dict[str, Any]:
    row = an_issue(**issue)
    return {
        "issues.counted": LINES,
        "issues.find": [row],
        "issues.lock": [row],
        "issues.list": [row],
        "issues.count": [{"total": 1}],
        "issues.save": lambda values: [row | values["changes"] | {"version": row["version"] + 1}],
    }


def get(address: str, actor: Any = LIAISON, **issue: Any) -> tuple[int, str]:
    with an_app(actor, answers(**issue)) as (app, _):
        answer = app.test_client().get(address)
        return answer.status_code, answer.get_data(as_text=True)


def post(address: str, data: dict[str, str], actor: Any = LIAISON, **issue: Any) -> tuple[int, str]:
    with an_app(actor, answers(**issue)) as (app, _):
        answer = app.test_client().post(address, data=data)
        return answer.status_code, answer.get_data(as_text=True)


def test_the_matrix_opens_on_ones_own_areas() -> None:
    status, page = get("/matrix")
    assert status == 200
    assert "My areas: FDA" in page and "Show all" in page
    assert "FDA/FOO" in page and "APH/APQ" not in page
    assert "<caption" in page and "not aligned" in page


def test_all_of_the_matrix_is_one_link_away() -> None:
    _, page = get("/matrix?all=1")
    assert "APH/APQ" in page and "<b>2 open issues</b>" in page


def test_a_center_opens_into_its_industries() -> None:
    _, page = get("/matrix?open=CEE002")
    assert "whole Center" in page and "Aquaculture" in page


@pytest.mark.parametrize(
    "fields", ["agency=FDA", "center=CEE002", "severity=3&kind=data", "empty=not+assessed"]
)
def test_the_list_says_the_same_numbers(fields: str) -> None:
    _, table = get(f"/matrix?{fields}")
    status, page = get(f"/matrix?{fields}&as=list")
    assert status == 200 and "<caption" not in page
    assert table.split("hub-state")[1].split("</p>")[0] == page.split("hub-state")[1].split("</p>")[0]


@pytest.mark.parametrize("address", ["/matrix?agency=XX9", "/issues?center=nowhere", "/issues?show=some"])
def test_an_unknown_code_names_the_field(address: str) -> None:
    status, page = get(address)
    assert status == 422 and address.split("?")[1].split("=")[0] in page


def test_the_public_is_led_to_what_is_public() -> None:
    assert get("/matrix", PUBLIC)[0] == 302
    assert get("/issues", PUBLIC)[0] == 302


def test_a_list_of_agency_and_center_labels_what_is_wider() -> None:
    status, page = get("/issues?area=FDA/DRU&center=CEE002", cells=["FDA|CEE002"])
    assert status == 200 and "1 issue, worst first" in page
    assert "Tell filers" in page and "made up" in page


def test_an_issue_offers_what_its_reader_may_do() -> None:
    status, page = get("/issues/K1")
    assert status == 200
    assert "/issues/K1/hand-over" in page and "/issues/K1/take-up" in page
    assert "/issues/K1/confirm" not in page and "/issues/K1/reopen" not in page
    assert "INTERAGENCY" in page and "Confirmed systemic" in page


@pytest.mark.parametrize(
    "name",
    ["place", "take-up", "hand-over", "assess", "strength", "propose-close", "edit", "claim", "comment"],
)
def test_each_action_has_its_form(name: str) -> None:
    status, page = get(f"/issues/K1/{name}")
    assert status == 200 and f'action="/issues/K1/{name}"' in page


def test_what_one_assesses_is_saved_and_said() -> None:
    status, _ = post("/issues/K1/assess", {"severity": "4", "reason": "Trucks wait", "version": "3"})
    assert status == 303


def test_what_is_wrong_stands_beside_what_was_typed() -> None:
    status, page = post("/issues/K1/assess", {"severity": "9", "reason": "Trucks wait", "version": "3"})
    assert status == 422 and "Choose low, medium, high or critical." in page and "Trucks wait" in page


def test_a_passed_version_shows_both_texts() -> None:
    data = {"title": "My title", "text": "T", "kind": "data", "since": "2017", "version": "2"}
    status, page = post("/issues/K1/edit", data)
    assert status == 409 and "Kim Osei saved this at 10:00 a.m. ET" in page
    assert "Prior notice refused" in page and "My title" in page


def test_a_wrong_state_and_a_missing_right_are_told_apart() -> None:
    assert post("/issues/K1/take-up", {"version": "3"}, state="in-work")[0] == 409
    assert post("/issues/K1/take-up", {"version": "3"}, someone(Role.AUDITOR, "FDA"))[0] == 403
    assert post("/issues/K1/edit", {"version": "3"}, someone(Role.LIAISON, "EPA"))[0] == 403


def test_what_is_not_there_is_not_found() -> None:
    with an_app(LIAISON, {}) as (app, _):
        assert app.test_client().get("/issues/K9").status_code == 404
        assert app.test_client().get("/issues/K9/edit").status_code == 404
    assert get("/issues/K1/explode")[0] == 404


def test_reporting_keeps_what_was_typed() -> None:
    assert get("/issues/new")[0] == 200
    status, page = post("/issues/new", {"title": "", "text": "Long wait", "kind": "data", "token": "t"})
    assert status == 422 and "Long wait" in page


PUBLISHED = {
    "key": "P1", "title": "Prior notice", "what": "It is refused.", "scope": "flag FD3", "workaround": "Call",
    "endDate": None, "over": False, "kind": "data", "since": "2017", "cells": ["FDA/FOO|CEE002/aquaculture"],
    "rank": "2017      P1", "publishedOn": "2026-11-20", "sourceTitle": None, "sourceAddress": None,
}  # fmt: skip


@pytest.mark.parametrize("address", ["/public/matrix", "/published", "/published/P1", "/published?over=all"])
def test_everyone_reads_what_is_published(address: str) -> None:
    known = {
        "publications.public_list": [PUBLISHED],
        "publications.public_count": [1],
        "publications.public_find": [PUBLISHED],
        "publications.public_counted": [{"cells": PUBLISHED["cells"], "number": 1, "oldest": "2017"}],
    }
    with an_app(PUBLIC, known) as (app, _):
        answer = app.test_client().get(address)
        page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "PUBLIC" in page
    assert "high" not in page and "Held by" not in page
