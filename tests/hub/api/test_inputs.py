"""Inputs to the BIEC over the agency API: a life, what each reader sees of it, every no with its field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.unit import Graph
from matrix import issues
from tests.builders import NOW, fingerprint
from tests.hub.stand import Stand, build_stand
from tests.liaisons.input_world import World

DRAFT = {
    "title": "Late notices",
    "wanted": "One list of codes",
    "kinds": ["data"],
    "ofParty": "FDA",
    "byDay": "2027-03-01",
    "cells": [{"area": "FDA/FOO", "column": "CEE002/aquaculture"}],
    "cosigners": ["CEE003"],
}
TYPES = {
    "draftInput": "draft: InputDraft!, idempotencyKey: String!",
    "editInput": "key: String!, draft: InputDraft!, version: Int!",
    "signInput": "key: String!, version: Int!",
    "cosignInput": "key: String!, version: Int!",
    "returnInput": "key: String!, missing: String!, version: Int!",
    "passInput": "key: String!, version: Int!, note: String",
    "bypassHeadquarters": "key: String!, reason: String!, version: Int!",
    "acknowledgeInput": "key: String!, version: Int!",
    "assignInput": "key: String!, agency: String!, version: Int!, dueOn: String",
    "answerInput": "key: String!, outcome: String!, text: String!, version: Int!",
    "acceptAnswer": "key: String!, version: Int!",
    "askAgain": "key: String!, reason: String!, version: Int!",
    "withdrawInput": "key: String!, version: Int!, reason: String",
    "supersedeInput": "key: String!, by: String!, reason: String!, version: Int!",
}
ASKED = """input { key state version holderKey dueOn readers issues { key }
  receipts { what code washington contentHash } steps { name receipt } }
  problems { code field kind message }"""


@pytest.fixture
def world(graph: Graph) -> World:
    """Everyone with a part in an input."""
    return World(graph)


@pytest.fixture
def stand(world: World, tmp_path: Path) -> Stand:
    """The application over their graph."""
    return build_stand(world.graph, world.directory, tmp_path)


def send(stand: Stand, world: World, who: str, name: str, **given: Any) -> dict[str, Any]:
    """A mutation's payload."""
    types = dict(part.strip().split(": ") for part in TYPES[name].split(", "))
    declared = ", ".join(f"${word}: {types[word]}" for word in given)
    passed = ", ".join(f"{word}: ${word}" for word in given)
    query = f"mutation ({declared}) {{ did: {name}({passed}) {{ {ASKED} }} }}"
    status, said = stand.ask(world.person(who), query, **given)
    assert (status, "errors" in said) == (200, False), said
    found: dict[str, Any] = said["data"]["did"]
    return found


def do(stand: Stand, world: World, who: str, name: str, at: dict[str, Any], **given: Any) -> dict[str, Any]:
    """The input after a command that is taken."""
    did = send(stand, world, who, name, key=at["key"], version=at["version"], **given)
    assert did["problems"] == []
    found: dict[str, Any] = did["input"]
    return found


def test_an_input_lives_from_its_draft_to_the_answer_that_is_accepted(stand: Stand, world: World) -> None:
    at = send(stand, world, "priya", "draftInput", draft=DRAFT, idempotencyKey="k")["input"]
    assert (at["state"], at["readers"]) == ("draft", ["CEE002", "CEE003"])
    at = do(stand, world, "corinne", "editInput", at, draft={**DRAFT, "tried": "Twice"})
    at = do(stand, world, "otto", "cosignInput", at)
    at = do(stand, world, "iris", "signInput", at)
    assert [each["what"] for each in at["receipts"]] == ["signed"]
    assert at["receipts"][0]["washington"] == "2026-11-24T10:00:00-05:00"
    at = do(stand, world, "quinn", "returnInput", at, missing="Ports")
    at = do(stand, world, "iris", "signInput", at)
    at = do(stand, world, "quinn", "passInput", at, note="Good.")
    assert [each["what"] for each in at["receipts"]] == ["signed", "filed"]
    at = do(stand, world, "bea", "acknowledgeInput", at)
    at = do(stand, world, "bea", "assignInput", at, agency="FDA", dueOn="2027-01-15")
    assert (at["holderKey"], at["dueOn"]) == ("FDA", "2027-01-15")
    at = do(stand, world, "dana", "answerInput", at, outcome="in part", text="By spring.")
    at = do(stand, world, "iris", "askAgain", at, reason="Which spring?")
    at = do(stand, world, "paula", "answerInput", at, outcome="accepted", text="This one.")
    at = do(stand, world, "iris", "acceptAnswer", at)
    assert (at["state"], at["holderKey"]) == ("closed", None)
    assert [each["name"] for each in at["steps"]] == [
        "InputDrafted", "InputEdited", "InputCosigned", "InputSigned", "InputReturned", "InputSigned",
        "InputPassed", "InputAcknowledged", "InputAssigned", "InputAnswered", "InputAskedAgain",
        "InputAnswered", "InputAccepted",
    ]  # fmt: skip


def test_three_ways_that_end_otherwise(stand: Stand, world: World) -> None:
    row, other, taken = world.at("draft"), world.at("filed"), world.at("filed")
    signed = do(stand, world, "iris", "signInput", dict(row))
    filed = do(stand, world, "iris", "bypassHeadquarters", signed, reason="Perishables.")
    ended = do(stand, world, "iris", "supersedeInput", filed, by=other["key"], reason="Said better.")
    assert ended["state"] == "superseded"
    assert do(stand, world, "iris", "withdrawInput", dict(taken), reason="Solved.")["state"] == "withdrawn"


def test_an_issues_inputs_and_an_inputs_issues_are_those_that_one_reads(stand: Stand, world: World) -> None:
    priya = world.person("priya")
    words = issues.Draft("Late", "They come late.", "data", "2026-11-02")
    issue = world.graph.write(
        lambda tx: issues.report_issue(
            tx, priya, words, idempotency_key="i", readers=("CEE002", "OFO-HQ"), now=NOW
        )
    )
    draft = {**DRAFT, "issues": [issue.key]}
    at = send(stand, world, "priya", "draftInput", draft=draft, idempotencyKey="k")["input"]
    assert [each["key"] for each in at["issues"]] == [issue.key]
    of_issue = f'{{ issue(key: "{issue.key}") {{ inputs {{ key }} }} }}'
    one = f'{{ input(key: "{at["key"]}") {{ title issues {{ key }} }} }}'
    listed = f'{{ inputs(filter: {{issue: "{issue.key}"}}) {{ totalCount edges {{ node {{ key }} }} }} }}'
    assert stand.ask(world.person("iris"), of_issue)[1]["data"]["issue"]["inputs"] == [{"key": at["key"]}]
    assert stand.ask(world.person("quinn"), of_issue)[1]["data"]["issue"]["inputs"] == []
    assert stand.ask(world.person("otto"), of_issue)[1]["data"]["issue"] is None
    assert stand.ask(world.person("otto"), one)[1]["data"]["input"] == {"title": "Late notices", "issues": []}
    assert stand.ask(world.person("sam"), one)[1]["data"]["input"] is None
    assert stand.ask(world.person("iris"), listed)[1]["data"]["inputs"]["totalCount"] == 1
    # That one is about it would tell of the issue: to a co-signer who doesn't read that, none is.
    assert stand.ask(world.person("otto"), listed)[1]["data"]["inputs"] == {"totalCount": 0, "edges": []}


def test_a_queue_is_a_page_by_clock_and_a_node_is_found_by_its_id(stand: Stand, world: World) -> None:
    keys = [world.at("with-hq")["key"] for _ in range(3)]
    query = """query ($after: String) { inputs(filter: {queue: HEADQUARTERS}, first: 2, after: $after) {
      totalCount edges { cursor node { id key } } pageInfo { hasNextPage endCursor } } }"""
    first = stand.ask(world.person("quinn"), query)[1]["data"]["inputs"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    second = stand.ask(world.person("quinn"), query, after=first["pageInfo"]["endCursor"])[1]["data"][
        "inputs"
    ]
    assert second["pageInfo"]["hasNextPage"] is False
    nodes = [edge["node"] for edge in (*first["edges"], *second["edges"])]
    assert sorted(node["key"] for node in nodes) == sorted(keys)
    node = f'{{ node(id: "{nodes[0]["id"]}") {{ ... on Input {{ key }} }} }}'
    assert stand.ask(world.person("quinn"), node)[1]["data"]["node"] == {"key": nodes[0]["key"]}
    assert stand.ask(world.person("bea"), node)[1]["data"]["node"] is None


def test_before_signing_one_asks_who_has_it_next(stand: Stand, world: World) -> None:
    query = "{ coordination { officers deputies usualDays days deputyDays source } }"
    found = stand.ask(world.person("iris"), query)[1]["data"]["coordination"]
    assert (found["days"], found["deputyDays"], found["usualDays"]) == (5, 3, None)
    assert found["source"] == "Ours, until a rule says otherwise"


NOS: list[tuple[str, str, dict[str, Any], str, str | None]] = [
    ("priya", "draftInput", {"draft": {"title": " "}, "idempotencyKey": "k"}, "TEXT_MISSING", "title"),
    (
        "priya",
        "draftInput",
        {"draft": {"title": "T", "kinds": ["x"]}, "idempotencyKey": "k"},
        "INPUT_KIND_UNKNOWN",
        "kinds",
    ),
    (
        "priya",
        "draftInput",
        {"draft": {"title": "T"}, "idempotencyKey": ""},
        "ONCE_KEY_MISSING",
        "idempotencyKey",
    ),
    ("dana", "draftInput", {"draft": DRAFT, "idempotencyKey": "k"}, "ROLE_MISSING", None),
    ("priya", "editInput", {"key": "{draft}", "draft": DRAFT, "version": 9}, "STALE", "version"),
    (
        "priya",
        "editInput",
        {"key": "{with-hq}", "draft": DRAFT, "version": 2},
        "INPUT_NOT_IN_THIS_STATE",
        None,
    ),
    ("priya", "editInput", {"key": "NO-SUCH", "draft": DRAFT, "version": 1}, "NOT_FOUND", None),
    ("pavel", "signInput", {"key": "{draft}", "version": 1}, "NOT_FOUND", None),
    ("iris", "signInput", {"key": "{filed}", "version": 3}, "INPUT_NOT_IN_THIS_STATE", None),
    ("iris", "cosignInput", {"key": "{draft}", "version": 1}, "NOT_NAMED_TO_SIGN", None),
    ("quinn", "returnInput", {"key": "{with-hq}", "missing": " ", "version": 2}, "TEXT_MISSING", "missing"),
    ("ralph", "passInput", {"key": "{with-hq}", "version": 2}, "NOT_HEADQUARTERS", None),
    (
        "iris",
        "bypassHeadquarters",
        {"key": "{with-hq}", "reason": "", "version": 2},
        "TEXT_MISSING",
        "reason",
    ),
    ("bea", "acknowledgeInput", {"key": "{with-hq}", "version": 2}, "NOT_FOUND", None),
    (
        "bea",
        "assignInput",
        {"key": "{acknowledged}", "agency": "CBP2", "version": 4},
        "AGENCY_UNKNOWN",
        "agency",
    ),
    (
        "bea",
        "assignInput",
        {"key": "{acknowledged}", "agency": "FDA", "dueOn": "2026-02-30", "version": 4},
        "DAY_UNREADABLE",
        "dueOn",
    ),
    (
        "dana",
        "answerInput",
        {"key": "{assigned}", "outcome": "maybe", "text": "x", "version": 5},
        "ANSWER_UNKNOWN",
        "outcome",
    ),
    (
        "dana",
        "answerInput",
        {"key": "{assigned}", "outcome": "accepted", "text": "", "version": 5},
        "TEXT_MISSING",
        "text",
    ),
    ("otto", "acceptAnswer", {"key": "{answered}", "version": 6}, "NOT_YOUR_INPUT", None),
    ("iris", "askAgain", {"key": "{answered}", "reason": "", "version": 6}, "TEXT_MISSING", "reason"),
    ("iris", "withdrawInput", {"key": "{filed}", "version": 3}, "TEXT_MISSING", "reason"),
    (
        "iris",
        "supersedeInput",
        {"key": "{filed}", "by": "{filed}", "reason": "x", "version": 3},
        "NO_REPLACEMENT",
        "by",
    ),
]


def test_every_no_names_its_field_and_changes_nothing(stand: Stand, world: World) -> None:
    states = ("draft", "with-hq", "filed", "acknowledged", "assigned", "answered")
    keys = {f"{{{state}}}": world.at(state)["key"] for state in states}
    assert {name for _, name, *_ in NOS} == set(TYPES)
    before = fingerprint(world.graph)
    for who, name, given, code, field in NOS:
        filled = {word: keys.get(str(value), value) for word, value in given.items()}
        did = send(stand, world, who, name, **filled)
        (problem,) = did["problems"]
        assert (problem["code"], problem["field"], did["input"]) == (code, field, None), (who, name)
        assert problem["message"].endswith(".")
    assert fingerprint(world.graph) == before
