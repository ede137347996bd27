"""Every no of a command on an input: who may not, what is not there, words that cannot be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons import answers, coordination, inputs, signing
from liaisons.actors import Actor
from liaisons.input_words import InputDraft
from tests.builders import NOW
from tests.liaisons.input_world import DRAFT, Command, World, refused


@pytest.fixture
def world(graph: Graph) -> World:
    """A graph of its own for each test."""
    return World(graph)


def test_a_draft_may_be_unfinished_and_is_not_signed_so(world: World) -> None:
    row = world.new_draft(InputDraft("Only a title"))

    def sign(tx: Tx, a: Actor) -> Any:
        return signing.sign_input(tx, a, row["key"], version=row["version"], now=NOW)

    assert refused(world, "iris", sign).field == "kinds"
    for draft, field in (
        (InputDraft("T", kinds=("data",)), "wanted"),
        (InputDraft("T", kinds=("data",), wanted="A list"), "byDay"),
    ):
        row = world.new_draft(draft)
        no = refused(world, "iris", sign)
        assert (no.code, no.field) == ("INPUT_INCOMPLETE", field)
    old = world.new_draft()
    no = refused(
        world,
        "iris",
        lambda tx, a: signing.sign_input(tx, a, old["key"], version=1, now=NOW + timedelta(days=400)),
    )
    assert (no.code, no.field) == ("WANTED_BEFORE_TODAY", "byDay")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " "}, "TEXT_MISSING", "title"),
        ({"title": "x" * 201}, "TEXT_TOO_LONG", "title"),
        ({"wanted": "x" * 5001}, "TEXT_TOO_LONG", "wanted"),
        ({"wanted": "a\x00b"}, "TEXT_UNREADABLE", "wanted"),
        ({"kinds": ("rumour",)}, "INPUT_KIND_UNKNOWN", "kinds"),
        ({"by_day": "soon"}, "DAY_UNREADABLE", "byDay"),
        ({"by_day": "2026-11-24"}, "WANTED_BEFORE_TODAY", "byDay"),
        ({"of_party": "CEE002"}, "INPUT_NAME_UNKNOWN", "ofParty"),
        ({"areas": ("FDA/NIL",)}, "INPUT_NAME_UNKNOWN", "areas"),
        ({"cells": ("FDA/FOO",)}, "INPUT_NAME_UNKNOWN", "cells"),
        ({"cells": ("FDA/FOO|CEE002/nil",)}, "INPUT_NAME_UNKNOWN", "cells"),
        ({"cosigners": ("FDA",)}, "INPUT_NAME_UNKNOWN", "cosigners"),
        ({"issues": ("NIL",)}, "INPUT_NAME_UNKNOWN", "issues"),
        ({"areas": tuple(f"A{n}" for n in range(101))}, "TOO_MANY_NAMED", "areas"),
    ],
)
def test_words_that_cannot_be_taken_are_refused_where_they_stand(
    world: World, changes: dict[str, Any], code: str, field: str
) -> None:
    draft = replace(DRAFT, **changes)
    no = refused(world, "priya", lambda tx, a: inputs.draft_input(tx, a, draft, idempotency_key="k", now=NOW))
    assert (no.code, no.field) == (code, field)


def test_each_command_refuses_who_may_not_and_what_is_not_theirs(world: World) -> None:
    filed, assigned, draft, waits = (world.at(s) for s in ("filed", "assigned", "draft", "with-hq"))
    answered = world.at("answered")
    nos: list[tuple[str, str, Command]] = [
        (
            "dana",
            "ROLE_MISSING",
            lambda tx, a: inputs.draft_input(tx, a, DRAFT, idempotency_key="k", now=NOW),
        ),
        (
            "otto",
            "NOT_YOUR_INPUT",
            lambda tx, a: inputs.edit_input(tx, a, draft["key"], DRAFT, version=1, now=NOW),
        ),
        (
            "quinn",
            "ROLE_MISSING",
            lambda tx, a: inputs.edit_input(tx, a, draft["key"], DRAFT, version=1, now=NOW),
        ),
        (
            "pavel",
            "NOT_FOUND",
            lambda tx, a: inputs.edit_input(tx, a, draft["key"], DRAFT, version=1, now=NOW),
        ),
        (
            "priya",
            "INPUT_NOT_IN_THIS_STATE",
            lambda tx, a: inputs.edit_input(tx, a, waits["key"], DRAFT, version=2, now=NOW),
        ),
        ("priya", "ROLE_MISSING", lambda tx, a: signing.sign_input(tx, a, draft["key"], version=1, now=NOW)),
        ("otto", "NOT_YOUR_INPUT", lambda tx, a: signing.sign_input(tx, a, draft["key"], version=1, now=NOW)),
        (
            "iris",
            "NOT_NAMED_TO_SIGN",
            lambda tx, a: signing.cosign_input(tx, a, draft["key"], version=1, now=NOW),
        ),
        (
            "otto",
            "INPUT_NOT_IN_THIS_STATE",
            lambda tx, a: signing.cosign_input(tx, a, filed["key"], version=3, now=NOW),
        ),
        (
            "iris",
            "ROLE_MISSING",
            lambda tx, a: coordination.pass_input(tx, a, waits["key"], version=2, now=NOW),
        ),
        (
            "ralph",
            "NOT_HEADQUARTERS",
            lambda tx, a: coordination.pass_input(tx, a, waits["key"], version=2, now=NOW),
        ),
        (
            "ralph",
            "NOT_HEADQUARTERS",
            lambda tx, a: coordination.return_input(tx, a, waits["key"], missing="x", version=2, now=NOW),
        ),
        (
            "quinn",
            "INPUT_NOT_IN_THIS_STATE",
            lambda tx, a: coordination.pass_input(tx, a, filed["key"], version=3, now=NOW),
        ),
        (
            "priya",
            "ROLE_MISSING",
            lambda tx, a: signing.withdraw_input(tx, a, waits["key"], version=2, now=NOW),
        ),
        (
            "iris",
            "TEXT_MISSING",
            lambda tx, a: signing.withdraw_input(tx, a, filed["key"], version=3, now=NOW),
        ),
        (
            "iris",
            "INPUT_NOT_IN_THIS_STATE",
            lambda tx, a: signing.withdraw_input(tx, a, assigned["key"], version=5, now=NOW),
        ),
        (
            "iris",
            "NO_REPLACEMENT",
            lambda tx, a: signing.supersede_input(
                tx, a, filed["key"], by=filed["key"], reason="x", version=3, now=NOW
            ),
        ),
        (
            "iris",
            "NO_REPLACEMENT",
            lambda tx, a: signing.supersede_input(
                tx, a, filed["key"], by=draft["key"], reason="x", version=3, now=NOW
            ),
        ),
        (
            "iris",
            "NOT_FOUND",
            lambda tx, a: signing.supersede_input(
                tx, a, filed["key"], by="NIL", reason="x", version=3, now=NOW
            ),
        ),
        (
            "dana",
            "ROLE_MISSING",
            lambda tx, a: answers.acknowledge_input(tx, a, filed["key"], version=3, now=NOW),
        ),
        (
            "bea",
            "INPUT_NOT_IN_THIS_STATE",
            lambda tx, a: answers.assign_input(tx, a, filed["key"], agency="FDA", version=3, now=NOW),
        ),
        (
            "sam",
            "NOT_FOUND",
            lambda tx, a: answers.answer_input(
                tx, a, assigned["key"], outcome="accepted", text="x", version=5, now=NOW
            ),
        ),
        (
            "dana",
            "ANSWER_UNKNOWN",
            lambda tx, a: answers.answer_input(
                tx, a, assigned["key"], outcome="maybe", text="x", version=5, now=NOW
            ),
        ),
        (
            "otto",
            "NOT_YOUR_INPUT",
            lambda tx, a: answers.accept_answer(tx, a, answered["key"], version=6, now=NOW),
        ),
        (
            "iris",
            "TEXT_MISSING",
            lambda tx, a: answers.ask_again(tx, a, answered["key"], reason="", version=6, now=NOW),
        ),
    ]
    for name, code, command in nos:
        assert refused(world, name, command).code == code, (name, code)


def test_an_agency_and_a_day_that_are_none_are_refused(world: World) -> None:
    row = world.at("acknowledged")

    def assign(agency: str, due: str) -> Command:
        return lambda tx, a: answers.assign_input(
            tx, a, row["key"], agency=agency, due_on=due, version=row["version"], now=NOW
        )

    assert refused(world, "bea", assign("CEE002", "")).code == "AGENCY_UNKNOWN"
    assert refused(world, "bea", assign("FDA", "2026-11-23")).code == "ANSWER_DAY_PASSED"
    assert world.do("bea", assign("FDA", "2027-01-15"))["dueOn"] == "2027-01-15"
