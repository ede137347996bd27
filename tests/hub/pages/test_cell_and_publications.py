"""A cell shows its number and what touches it; a draft is published by a second person alone."""

from __future__ import annotations

from typing import Any

import pytest

from graph.matrix.publications import PublicationRow
from liaisons.actors import Actor, Role
from tests.hub.pages.stub import an_app, an_issue, someone

EXPERT = someone(Role.EXPERT, "FDA", "FDA/FOO")
DIRECTOR = someone(Role.DIRECTOR, "CEE002")
CELL = "/matrix/cell?area=FDA/FOO&column=CEE002/aquaculture"


def a_draft(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(PublicationRow.__annotations__)
    return row | {
        "key": "P1", "issueKey": "K1", "state": "draft", "title": "Prior notice", "what": "Refused.",
        "scope": "flag FD3", "over": False, "kind": "data", "since": "2017", "cells": [], "version": 1,
        "draftedBy": "p2", "draftedByName": "Kim Osei", "draftedByParty": "FDA", "draftedOn": "2026-11-20",
        "audienceKey": "interagency", "changedBy": "p2", "changedByName": "Kim Osei",
        "changedAt": "2026-11-20T15:00:00+00:00",
    } | changes  # fmt: skip


def ask(
    address: str, actor: Actor = DIRECTOR, data: dict[str, str] | None = None, **row: Any
) -> tuple[int, str]:
    draft = a_draft(**row)
    said = {
        "cell": "FDA/FOO|CEE002/aquaculture",
        "side": "agency",
        "verdict": "none known",
        "on": "2026-11-24",
    }
    known: dict[str, Any] = {
        "issues.find": [an_issue()],
        "issues.lock": [an_issue()],
        "issues.count": [{"total": 1}],
        "issues.list": lambda values: (
            [an_issue()] if "FDA/FOO|CEE002/aquaculture" in values["cells"] else [an_issue(key="K2")]
        ),
        "assessments.lock_area": ["FDA/FOO"],
        "placements.known_areas": ["FDA/FOO"],
        "placements.known_columns": ["CEE002/aquaculture"],
        "assessments.assess": [said],
        "publications.find": [draft],
        "publications.lock": [draft],
        "publications.save": lambda values: [draft | values["changes"]],
        "publications.waiting": [draft],
    }
    with an_app(actor, known) as (app, _):
        client = app.test_client()
        answer = client.get(address) if data is None else client.post(address, data=data)
        return answer.status_code, answer.get_data(as_text=True)


def test_a_cell_says_who_answers_and_what_also_touches_it() -> None:
    status, page = ask(CELL)
    assert status == 200 and "<b>1 open issue</b>" in page
    assert "vacant" in page and "Also touching" in page and "agency-wide, whole Center" in page


@pytest.mark.parametrize("column", ["CEE002/", "CEE002"])
def test_a_whole_center_is_a_cell_too(column: str) -> None:
    assert ask(f"/matrix/cell?area=FDA/FOO&column={column}")[0] == 200


def test_no_such_cell() -> None:
    assert ask("/matrix/cell?area=FDA/FOO&column=nowhere")[0] == 404
    assert ask("/matrix/cell")[0] == 404


def test_an_expert_marks_a_cell_assessed() -> None:
    assert "Mark assessed" in ask(CELL, EXPERT)[1] and "Mark assessed" not in ask(CELL)[1]
    where = {"area": "FDA/FOO", "column": "CEE002/aquaculture"}
    assert ask("/matrix/cell", EXPERT, {**where, "verdict": "none known"})[0] == 303
    assert ask("/matrix/cell", EXPERT, {**where, "verdict": "fine"})[0] == 422
    assert ask("/matrix/cell", DIRECTOR, {**where, "verdict": "none known"})[0] == 403


@pytest.mark.parametrize(
    "address",
    [
        "/publications",
        "/publications/P1",
        "/publications/P1/edit",
        "/publications/P1/publish",
        "/publications/P1/withdraw",
        "/issues/K1/publish",
    ],
)
def test_officers_see_drafts_and_their_forms(address: str) -> None:
    status, page = ask(address)
    assert status == 200 and "INTERAGENCY" in page
    if address != "/publications/P1":
        assert ask(address, someone(Role.PORT_OFFICER, "FDA"))[0] == 403


def test_a_second_person_publishes() -> None:
    assert ask("/publications/P1/publish", DIRECTOR, {"version": "1"})[0] == 303
    assert ask("/publications/P1/publish", DIRECTOR, {"version": "1"}, changedBy="p1")[0] == 403
    assert ask("/publications/P1/publish", DIRECTOR, {"version": "1"}, state="withdrawn")[0] == 409


def test_a_passed_draft_shows_both_texts() -> None:
    data = {"title": "Mine", "what": "W", "scope": "S", "version": "9"}
    status, page = ask("/publications/P1/edit", DIRECTOR, data)
    assert status == 409 and "Mine" in page and "Prior notice" in page and "Kim Osei saved this" in page


def test_what_is_missing_is_told() -> None:
    status, page = ask("/publications/P1/withdraw", DIRECTOR, {"version": "1", "reason": ""})
    assert status == 422 and "The reason is empty." in page
