"""What the pages can't take: told in a sentence, with its status; nothing changed, nothing typed lost."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hub.app import MOST_BYTES
from tests.builders import build_directory, fingerprint
from tests.engines.pool import Engine
from tests.hub.bad_world import World, build_world
from tests.hub.stand import build_stand

GOOD = {"title": "Late", "text": "Notices are late.", "kind": "data", "since": "2026-11-02", "token": "t1"}
WORDS = {"title": "Late", "what": "They are late.", "scope": "flag FD3", "token": "t1"}
HANDS = {"holder": "CEE002", "next_action": "Call them", "due_on": "2026-12-04", "version": "6"}


class Case(NamedTuple):
    """Who posts what where, and what they hear."""

    who: str
    path: str
    data: dict[str, Any]
    status: int
    sentence: str


# Unknown codes.
UNKNOWN = [
    Case("specialist", "/issues/new", GOOD | {"kind": "gossip"}, 422, "“gossip” is no kind of issue."),
    Case("specialist", "/issues/new", GOOD | {"flags": "ZZ9"}, 422, "ZZ9 is no tariff flag"),
    Case("specialist", "/issues/new", GOOD | {"programs": "FDA/XX"}, 422, "FDA/XX is no program"),
    Case(
        "specialist", "/issues/new", GOOD | {"audience": "parties", "readers": ["NOBODY"]}, 422,
        "“NOBODY” is no Center, agency, port, office or council.",
    ),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"holder": "NOBODY"}, 422, "“NOBODY” is no party"),
    Case("director", "/issues/{placed}/assess", {"severity": "9", "reason": "R", "version": "2"}, 422,
         "Choose low, medium, high or critical."),
    Case("director", "/issues/{placed}/strength", {"strength": "urgent", "reason": "R", "version": "2"}, 422,
         "Choose tracked or needs resolution."),
    Case("liaison", "/issues/{work}/propose-close", {"outcome": "solved", "reason": "R", "version": "6"}, 422,
         "Choose implemented or not implemented."),
    Case("liaison", "/issues/{work}/claim", {"about": "luck", "text": "Ours", "token": "c"}, 422,
         "Choose one of: position"),
    Case("liaison", "/issues/{work}/claim", {"about": "cost", "text": "$1", "quality": "felt", "token": "c"},
         422, "Say how the figure is known"),
    Case("liaison", "/issues/{work}/comment", {"text": "Hello there", "readers": "all", "token": "c"}, 422,
         "Choose who reads it"),
    Case("center_expert", "/matrix/cell",
         {"area": "FDA/FOO", "column": "CEE002/aquaculture", "verdict": "fine"}, 422, "Choose"),
]  # fmt: skip

# States that don't allow it, and people whom nothing allows it.
STATES = [
    Case("specialist", "/issues/{placed}/take-up", {"version": "2"}, 409, "for that it would have to be"),
    Case("center_expert", "/issues/{reported}/confirm", {}, 403, "You are no expert of one of this issue"),
    Case("center_expert", "/issues/{confirmed}/confirm", {}, 409, "This issue is confirmed systemic"),
    Case("center_expert", "/issues/{said}/confirm", {}, 409, "Your side has said already"),
    Case("director", "/issues/{placed}/propose-close",
         {"outcome": "implemented", "reason": "Released in May", "version": "2"}, 409, "is placed"),
    Case("director", "/issues/{work}/agree-close", {"version": "6"}, 409, "Nobody has proposed to close"),
    Case("liaison", "/issues/{proposed}/agree-close", {"version": "7"}, 403, "FDA proposed this"),
    Case("director", "/issues/{proposed}/propose-close",
         {"outcome": "implemented", "reason": "Twice", "version": "7"}, 409, "FDA has proposed to close it"),
    Case("director", "/issues/{watched}/end-watch", {"version": "8"}, 409, "It is watched until"),
    Case("director", "/issues/{placed}/reopen", {"reason": "Back again", "version": "2"}, 409,
         "This issue is placed"),
    Case("specialist", "/issues/{work}/hand-over", HANDS, 403, "FDA holds this issue."),
    Case("stranger", "/issues/{placed}/edit", GOOD | {"version": "2"}, 403, "Acting for EPA, you can"),
    Case("account", "/issues/new", GOOD, 403, "allow you to report an issue"),
    Case("director", "/publications/{published}/edit", WORDS | {"version": "2"}, 409, "not a draft"),
    Case("director", "/publications/{draft}/publish", {"version": "1"}, 403, "You wrote or changed this"),
    Case("reviewer", "/publications/{withdrawn}/withdraw", {"reason": "Again", "version": "2"}, 409,
         "This was withdrawn already."),
]  # fmt: skip

# Fields left out.
MISSING = [
    Case("specialist", "/issues/new", GOOD | {"title": " "}, 422, "The title is empty. Write it."),
    Case("specialist", "/issues/new", GOOD | {"text": ""}, 422, "The description is empty. Write it."),
    Case("specialist", "/issues/new", GOOD | {"since": ""}, 422, "Since when is empty."),
    Case("specialist", "/issues/new", {}, 422, "no kind of issue"),
    Case("specialist", "/issues/new", GOOD | {"token": ""}, 422, "Give an idempotency key"),
    Case("specialist", "/issues/{reported}/place", {"version": "1"}, 422, "Choose at least one agency"),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"next_action": ""}, 422, "next action is empty."),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"due_on": ""}, 422, "The due day is empty."),
    Case("director", "/issues/{placed}/assess", {"severity": "3", "version": "2"}, 422, "reason is empty."),
    Case("liaison", "/issues/{work}/comment", {"readers": "issue", "token": "c"}, 422, "comment is empty."),
    Case("director", "/issues/{confirmed}/publish", WORDS | {"title": ""}, 422, "The title is empty."),
    Case("director", "/issues/{confirmed}/publish", WORDS | {"scope": ""}, 422, "The scope is empty."),
    Case("reviewer", "/publications/{draft}/withdraw", {"version": "1"}, 422, "reason is empty."),
]  # fmt: skip

# Texts that are too long, or hold what can't be shown.
TOO_LONG = [
    Case("specialist", "/issues/new", GOOD | {"title": "t" * 201}, 422, "201 characters; 200 are allowed"),
    Case("specialist", "/issues/new", GOOD | {"text": "t" * 5001}, 422, "5,001 characters; 5,000 are"),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"note": "n" * 501}, 422, "501 characters; 500"),
    Case("liaison", "/issues/{work}/comment", {"text": "c" * 5001, "readers": "me", "token": "c"}, 422,
         "5,001 characters"),
    Case("director", "/issues/{confirmed}/publish", WORDS | {"what": "w" * 5001}, 422, "5,001 characters"),
    Case("specialist", "/issues/new", GOOD | {"title": "Late\x07"}, 422, "be shown (U+0007). Remove it."),
]  # fmt: skip

# What is of another type than asked.
WRONG_TYPE = [
    Case("specialist", "/issues/new", GOOD | {"since": "soon"}, 422, "“soon”, is not a day."),
    Case("specialist", "/issues/new", GOOD | {"since": "2027-01-04"}, 422, "lies in the future"),
    Case("specialist", "/issues/new", GOOD | {"end_date": "2026-02-30"}, 422, "“2026-02-30”, is not a day."),
    Case("specialist", "/issues/new", GOOD | {"end_date": "2026-11-01"}, 422, "is before the start"),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"due_on": "tomorrow"}, 422, "is not a day."),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"due_on": "2026-11-03"}, 422, "has passed."),
    Case("director", "/issues/{placed}/assess", {"severity": "high", "reason": "Fish", "version": "2"}, 422,
         "Choose low, medium, high or critical."),
    Case("director", "/issues/{placed}/assess", {"severity": "3", "reason": "Fish", "version": "two"}, 409,
         "saved this at"),
    Case("specialist", "/issues/{reported}/place", {"cells": ["|"], "version": "1"}, 422, "is no agency"),
]  # fmt: skip

# Keys of what is not there, or is not shared: one answer.
FOREIGN = [
    Case(who, path.replace("X", key), data, 404, "There is nothing here, or it is not shared with you.")
    for key in ("{foreign}", "NO-SUCH")
    for who, path, data in (
        ("liaison", "/issues/X/edit", GOOD | {"version": "1"}),
        ("liaison", "/issues/X/place", {"cells": ["FDA|CEE002"], "version": "1"}),
        ("liaison", "/issues/X/hand-over", HANDS),
        ("liaison", "/issues/X/comment", {"text": "Hello", "readers": "issue", "token": "c"}),
        ("liaison", "/issues/X/publish", WORDS),
        ("reviewer", "/publications/X/publish", {"version": "1"}),
    )
    if "publications/X/publish" not in path or key == "NO-SUCH"
] + [
    Case("liaison", "/issues/{work}/explode", {}, 404, "There is nothing here"),
    Case("liaison", "/issues/new", GOOD | {"follows_up": "{foreign}"}, 404, "There is nothing here"),
    Case("center_expert", "/matrix/cell", {"area": "FDA/XX", "column": "CEE002", "verdict": "none known"},
         404, "There is nothing here"),
]  # fmt: skip

# A version that someone else has passed.
STALE = [
    Case("specialist", "/issues/{placed}/edit", GOOD | {"version": "1"}, 409, "saved this at 10:00 a.m. ET."),
    Case("specialist", "/issues/{placed}/place", {"cells": ["FDA|CEE002"], "version": "1"}, 409,
         "saved this at 10:00 a.m. ET."),
    Case("liaison", "/issues/{work}/hand-over", HANDS | {"version": "5"}, 409, "saved this at 10:00"),
    Case("director", "/issues/{placed}/assess", {"severity": "3", "reason": "Fish", "version": "1"}, 409,
         "saved this at 10:00 a.m. ET."),
    Case("director", "/issues/{placed}/strength",
         {"strength": "needs resolution", "reason": "Fish", "version": "1"}, 409, "saved this at 10:00"),
    Case("director", "/issues/{proposed}/decline-close", {"reason": "Still seen", "version": "6"}, 409,
         "saved this at 10:00 a.m. ET."),
    Case("director", "/publications/{draft}/edit", WORDS | {"version": "9"}, 409, "saved this at 10:00"),
    Case("reviewer", "/publications/{draft}/publish", {}, 409, "saved this at 10:00 a.m. ET."),
]  # fmt: skip

CASES = [*UNKNOWN, *STATES, *MISSING, *TOO_LONG, *WRONG_TYPE, *FOREIGN, *STALE]


@pytest.fixture(scope="module")
def world(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> World:
    """One world for all: what is refused changes nothing in it."""
    graph = one_engine.empty()
    return build_world(build_stand(graph, build_directory(graph), Path(tmp_path_factory.mktemp("hub"))))


@pytest.fixture(scope="module")
def untouched(world: World) -> str:
    """What the world is, before anyone tries anything."""
    return fingerprint(world.stand.graph)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path} {case.status} {case.sentence[:30]}")
def test_what_can_t_be_taken_is_told_and_changes_nothing(world: World, untouched: str, case: Case) -> None:
    data = world.fill(case.data)
    answer = world.stand.client(world.actor(case.who)).post(world.fill(case.path), data=data)
    said = html.unescape(answer.text)
    assert answer.status_code == case.status, re.findall(r'hub-state">([^<]*)<', said)
    assert case.sentence in said
    assert fingerprint(world.stand.graph) == untouched
    if answer.status_code in (409, 422) and '<form class="hub-form' in answer.text:
        for name in ("title", "text", "what", "reason", "next_action", "note"):
            assert str(data.get(name, "")).strip() in said, name


def test_a_body_over_the_limit_is_told_and_changes_nothing(world: World, untouched: str) -> None:
    client = world.stand.client(world.cast.specialist)
    for path in ("/issues/new", world.fill("/issues/{placed}/edit")):
        answer = client.post(path, data=GOOD | {"text": "t" * (MOST_BYTES + 1)})
        assert answer.status_code == 413
        assert "Send less: a text of some pages fits." in answer.text
        assert fingerprint(world.stand.graph) == untouched
