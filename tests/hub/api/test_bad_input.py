"""What a mutation can't take: a problem in words with its field, or a coded error; and nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hub.app import MOST_BYTES
from tests.builders import build_directory, fingerprint
from tests.engines.pool import Engine
from tests.hub.bad_world import World, build_world
from tests.hub.stand import build_stand

DRAFT = {"title": "Late", "text": "Notices are late.", "kind": "data", "since": "2026-11-02"}
WORDS = {"title": "Late", "what": "They are late.", "scope": "flag FD3"}
# Each command with its arguments and their types; what it answers is always named `did`.
TYPES = {
    "reportIssue": "draft: IssueDraft!, idempotencyKey: String!, readers: [String!], followsUp: String",
    "editIssue": "key: String!, draft: IssueDraft!, version: Int!",
    "placeIssue": "key: String!, cells: [CellInput!]!, version: Int!",
    "confirmIssue": "key: String!",
    "takeUpIssue": "key: String!, version: Int!",
    "handOverIssue": "key: String!, holder: String!, person: String, nextAction: String!, dueOn: String!, "
    "version: Int!",
    "assessIssue": "key: String!, severity: Int!, reason: String!, version: Int!",
    "setStrength": "key: String!, strength: String!, reason: String!, version: Int!",
    "proposeClose": "key: String!, outcome: String!, reason: String!, version: Int!",
    "agreeClose": "key: String!, version: Int!",
    "declineClose": "key: String!, reason: String!, version: Int!",
    "endWatch": "key: String!, version: Int!",
    "reopenIssue": "key: String!, reason: String!, version: Int!",
    "commentOnIssue": "key: String!, text: String!, idempotencyKey: String!, readers: String!",
    "stateClaim": "key: String!, about: String!, text: String!, idempotencyKey: String!",
    "assessCell": "cell: CellInput!, verdict: String!",
    "draftPublication": "issue: String!, draft: PublicationDraft!, idempotencyKey: String!",
    "editPublication": "key: String!, draft: PublicationDraft!, version: Int!",
    "publish": "key: String!, version: Int!",
    "withdrawPublication": "key: String!, reason: String!, version: Int!",
}


def document(name: str, given: dict[str, Any]) -> str:
    """A mutation that takes each given argument from a variable of its name."""
    types = dict(part.strip().split(": ") for part in TYPES[name].split(", "))
    variables = ", ".join(f"${word}: {types[word]}" for word in given)
    arguments = ", ".join(f"{word}: ${word}" for word in given)
    return (
        f"mutation ({variables}) {{ did: {name}({arguments}) {{ problems {{ code field kind message }} }} }}"
    )


class Case(NamedTuple):
    """Who asks for what, and which no they hear: its code, its field, its kind, and a part of its words."""

    who: str
    name: str
    given: dict[str, Any]
    code: str
    field: str | None
    words: str


def report(words: dict[str, Any], code: str, field: str, said: str, **more: Any) -> Case:
    return Case("specialist", "reportIssue", {"draft": DRAFT | words, "idempotencyKey": "k", **more}, code,
                field, said)  # fmt: skip


def hands(words: dict[str, Any], code: str, field: str | None, said: str) -> Case:
    given = {"key": "{work}", "holder": "CEE002", "nextAction": "Call", "dueOn": "2026-12-04", "version": 6}
    return Case("liaison", "handOverIssue", given | words, code, field, said)


CASES = [
    # Unknown codes.
    report({"kind": "gossip"}, "KIND_UNKNOWN", "kind", "“gossip” is no kind of issue."),
    report({"flags": ["ZZ9"]}, "FLAG_UNKNOWN", "flags", "ZZ9 is no tariff flag"),
    report({"programs": ["FDA/XX"]}, "FLAG_UNKNOWN", "programs", "FDA/XX is no program"),
    report({}, "READER_UNKNOWN", "readers", "“NOBODY” is no Center", readers=["NOBODY"]),
    hands({"holder": "NOBODY"}, "HOLDER_UNKNOWN", "holder", "“NOBODY” is no party"),
    hands({"person": "nobody"}, "HOLDER_UNKNOWN", "holder", "holds no role there today"),
    Case("specialist", "placeIssue",
         {"key": "{reported}", "cells": [{"area": "FDA/XX", "column": "CEE002"}], "version": 1},
         "CELL_UNKNOWN", "cells", "“FDA/XX” is no agency or program"),
    Case("director", "assessIssue", {"key": "{placed}", "severity": 9, "reason": "R", "version": 2},
         "SEVERITY_UNKNOWN", "severity", "Choose low, medium, high or critical."),
    Case("director", "setStrength", {"key": "{placed}", "strength": "urgent", "reason": "R", "version": 2},
         "STRENGTH_UNKNOWN", "strength", "Choose tracked or needs resolution."),
    Case("liaison", "proposeClose", {"key": "{work}", "outcome": "solved", "reason": "R", "version": 6},
         "OUTCOME_UNKNOWN", "outcome", "Choose implemented or not implemented."),
    Case("liaison", "stateClaim", {"key": "{work}", "about": "luck", "text": "Ours", "idempotencyKey": "c"},
         "CLAIM_UNKNOWN", "about", "Choose one of: position"),
    Case("liaison", "commentOnIssue",
         {"key": "{work}", "text": "Hello", "readers": "all", "idempotencyKey": "c"},
         "READERS_UNKNOWN", "readers", "Choose who reads it"),
    Case("center_expert", "assessCell",
         {"cell": {"area": "FDA/FOO", "column": "CEE002/aquaculture"}, "verdict": "fine"},
         "VERDICT_UNKNOWN", "verdict", "Choose not applicable, or none known."),
    # Wrong states, and whom no state allows it.
    Case("specialist", "takeUpIssue", {"key": "{placed}", "version": 2}, "NOT_IN_THIS_STATE", None,
         "for that it would have to be"),
    Case("center_expert", "confirmIssue", {"key": "{confirmed}"}, "NOT_IN_THIS_STATE", None,
         "This issue is confirmed systemic"),
    Case("center_expert", "confirmIssue", {"key": "{said}"}, "SAID_ALREADY", None, "Your side has said"),
    Case("center_expert", "confirmIssue", {"key": "{reported}"}, "NOT_YOUR_CELL", None, "You are no expert"),
    Case("director", "agreeClose", {"key": "{work}", "version": 6}, "NOTHING_PROPOSED", None,
         "Nobody has proposed"),
    Case("liaison", "agreeClose", {"key": "{proposed}", "version": 7}, "OWN_PROPOSAL", None,
         "FDA proposed this"),
    Case("director", "proposeClose",
         {"key": "{proposed}", "outcome": "implemented", "reason": "Twice", "version": 7},
         "PROPOSED_ALREADY", None, "FDA has proposed to close it already."),
    Case("director", "endWatch", {"key": "{watched}", "version": 8}, "WATCH_NOT_OVER", None,
         "It is watched until"),
    Case("director", "reopenIssue", {"key": "{placed}", "reason": "Back", "version": 2},
         "NOT_IN_THIS_STATE", None, "This issue is placed"),
    Case("stranger", "editIssue", {"key": "{placed}", "draft": DRAFT, "version": 2}, "NOT_INVOLVED", None,
         "Acting for EPA, you can comment"),
    Case("director", "editPublication", {"key": "{published}", "draft": WORDS, "version": 2}, "NOT_A_DRAFT",
         None, "not a draft"),
    Case("director", "publish", {"key": "{draft}", "version": 1}, "OWN_DRAFT", None, "Someone else has to"),
    Case("reviewer", "withdrawPublication", {"key": "{withdrawn}", "reason": "Again", "version": 2},
         "NOT_PUBLISHED", None, "This was withdrawn already."),
    # Fields that are empty, too long, or hold what can't be shown.
    report({"title": " "}, "TEXT_MISSING", "title", "The title is empty. Write it."),
    report({"title": "t" * 201}, "TEXT_TOO_LONG", "title", "201 characters; 200 are allowed. Shorten it."),
    report({"text": "t" * 5001}, "TEXT_TOO_LONG", "text", "5,001 characters; 5,000 are allowed."),
    report({"title": "Late\x07"}, "TEXT_UNREADABLE", "title", "can't be shown (U+0007). Remove it."),
    hands({"nextAction": ""}, "TEXT_MISSING", "nextAction", "The next action is empty."),
    Case("specialist", "placeIssue", {"key": "{reported}", "cells": [], "version": 1}, "CELLS_MISSING",
         "cells", "Choose at least one agency program"),
    Case("director", "draftPublication",
         {"issue": "{confirmed}", "draft": WORDS | {"scope": ""}, "idempotencyKey": "k"}, "TEXT_MISSING",
         "scope", "The scope is empty."),
    Case("specialist", "reportIssue", {"draft": DRAFT, "idempotencyKey": ""}, "ONCE_KEY_MISSING",
         "idempotencyKey", "Give an idempotency key"),
    # What reads as another thing than asked.
    report({"since": "soon"}, "DAY_UNREADABLE", "since", "“soon”, is not a day."),
    report({"since": "2027-01-04"}, "SINCE_UNREADABLE", "since", "lies in the future."),
    report({"endDate": "2026-11-01"}, "END_BEFORE_START", "endDate", "Change one of them."),
    hands({"dueOn": "2026-11-03"}, "DUE_IN_THE_PAST", "dueOn", "has passed."),
    # Someone else saved first.
    Case("specialist", "editIssue", {"key": "{placed}", "draft": DRAFT, "version": 1}, "STALE", "version",
         "saved this after you opened it."),
    hands({"version": 5}, "STALE", "version", "saved this after you opened it."),
    Case("reviewer", "publish", {"key": "{draft}", "version": 9}, "STALE", "version", "saved this after"),
    # What is not there, or is not shared: one answer.
    *(
        Case(who, name, given, "NOT_FOUND", None, "There is nothing here, or it is not shared with you.")
        for key in ("{foreign}", "NO-SUCH")
        for who, name, given in (
            ("liaison", "editIssue", {"key": key, "draft": DRAFT, "version": 1}),
            ("liaison", "commentOnIssue",
             {"key": key, "text": "Hello", "readers": "issue", "idempotencyKey": "c"}),
            ("agency_expert", "confirmIssue", {"key": key}),
            ("liaison", "draftPublication", {"issue": key, "draft": WORDS, "idempotencyKey": "k"}),
            ("reviewer", "publish", {"key": key, "version": 1}),
        )
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def world(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> World:
    """One world for all: what is refused changes nothing in it."""
    graph = one_engine.empty()
    return build_world(build_stand(graph, build_directory(graph), Path(tmp_path_factory.mktemp("hub"))))


@pytest.fixture(scope="module")
def untouched(world: World) -> str:
    """What the world is, before anyone tries anything."""
    return fingerprint(world.stand.graph)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name} {case.code} {case.words[:30]}")
def test_a_problem_is_told_with_its_field_and_changes_nothing(
    world: World, untouched: str, case: Case
) -> None:
    given = world.fill(case.given)
    status, said = world.stand.ask(world.actor(case.who), document(case.name, given), **given)
    assert status == 200
    assert "errors" not in said, said
    [problem] = said["data"]["did"]["problems"]
    assert (problem["code"], problem["field"]) == (case.code, case.field)
    assert case.words in problem["message"]
    assert fingerprint(world.stand.graph) == untouched


WRONG = [
    ("assessIssue", {"key": "K", "severity": "high", "reason": "R", "version": 1}, "Int"),
    ("assessIssue", {"key": "K", "severity": 3.5, "reason": "R", "version": 1}, "Int"),
    ("editIssue", {"key": "K", "draft": DRAFT, "version": None}, "version"),
    ("editIssue", {"key": "K", "draft": {"title": "T"}, "version": 1}, "text"),
    ("editIssue", {"key": "K", "draft": DRAFT | {"colour": "red"}, "version": 1}, "colour"),
    ("placeIssue", {"key": "K", "cells": "FDA|CEE002", "version": 1}, "CellInput"),
    ("reportIssue", {"draft": DRAFT | {"flags": [1]}, "idempotencyKey": "k"}, "String"),
]


@pytest.mark.parametrize(("name", "given", "word"), WRONG, ids=str)
def test_a_wrong_type_is_an_error_that_names_it(
    world: World, untouched: str, name: str, given: dict[str, Any], word: str
) -> None:
    asked = {"query": document(name, given), "variables": given}
    client = world.stand.client(world.cast.director)
    answer = client.post("/graphql", json=asked, headers={"Accept": "application/graphql-response+json"})
    assert answer.status_code == 400
    [error, *_] = answer.get_json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert word in error["message"]
    assert fingerprint(world.stand.graph) == untouched


def test_a_left_out_argument_is_an_error_that_names_it(world: World, untouched: str) -> None:
    query = 'mutation { did: editIssue(key: "K", version: 1) { problems { code } } }'
    _, said = world.stand.ask(world.cast.director, query)
    assert "draft" in said["errors"][0]["message"]
    assert said["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert fingerprint(world.stand.graph) == untouched


def test_a_body_over_the_limit_is_refused(world: World, untouched: str) -> None:
    given = {"draft": DRAFT | {"text": "t" * (MOST_BYTES + 1)}, "idempotencyKey": "k"}
    status, said = world.stand.ask(world.cast.specialist, document("reportIssue", given), **given)
    assert status == 413
    assert len(said["errors"]) == 1
    assert fingerprint(world.stand.graph) == untouched
