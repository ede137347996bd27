"""Two who decide differently at once, and one who sends the same twice: what is kept is one story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from graph.cypher import Tx
from liaisons.actors import Actor
from matrix import closing, hands, issues, placements, publications, verdicts
from matrix.cells import Cell
from matrix.closing import IMPLEMENTED
from tests.builders import FOOD, NOW
from tests.matrix.races import DRAFT, ONCE, WORDS, World
from tests.racing import Command, Thing, added, alone, check_that_a_key_makes_one, count_records, race

Act = Callable[[Tx, Actor, Thing], Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two decisions that exclude each other, and the state that each leads to."""

    name: str
    ready: Callable[[World], Thing]
    one: tuple[str, Act, str]
    two: tuple[str, Act, str]


PAIRS = (
    Pair(
        "agree or decline to close",
        lambda world: world.proposed(IMPLEMENTED),
        (
            "director",
            lambda tx, a, at: closing.agree_close(tx, a, at.key, version=at.version, now=NOW),
            "in-watch",
        ),
        (
            "liaison",
            lambda tx, a, at: closing.decline_close(
                tx, a, at.key, reason="Not yet.", version=at.version, now=NOW
            ),
            "in-work",
        ),
    ),
    Pair(
        "take up or hand over",
        World.confirmed,
        (
            "liaison",
            lambda tx, a, at: hands.take_up_issue(tx, a, at.key, version=at.version, now=NOW),
            "in-work",
        ),
        (
            "headquarters",
            lambda tx, a, at: hands.hand_over_issue(
                tx,
                a,
                at.key,
                holder="OT",
                next_action="Decide",
                due_on="2026-12-10",
                version=at.version,
                now=NOW,
            ),
            "confirmed",
        ),
    ),
    Pair(
        "place here or there",
        World.reported,
        (
            "director",
            lambda tx, a, at: placements.place_issue(tx, a, at.key, [FOOD], version=at.version, now=NOW),
            "placed",
        ),
        (
            "specialist",
            lambda tx, a, at: placements.place_issue(
                tx, a, at.key, [Cell("FDA", "CEE002")], version=at.version, now=NOW
            ),
            "placed",
        ),
    ),
    Pair(
        "edit or propose to close",
        World.working,
        (
            "director",
            lambda tx, a, at: issues.edit_issue(tx, a, at.key, DRAFT, version=at.version, now=NOW),
            "in-work",
        ),
        (
            "liaison",
            lambda tx, a, at: closing.propose_close(
                tx, a, at.key, outcome=IMPLEMENTED, reason="Seen.", version=at.version, now=NOW
            ),
            "in-work",
        ),
    ),
    Pair(
        "publish or edit the draft",
        World.drafted,
        (
            "director",
            lambda tx, a, at: publications.publish(tx, a, at.key, version=at.version, now=NOW),
            "published",
        ),
        (
            "liaison",
            lambda tx, a, at: publications.edit_publication(
                tx, a, at.key, WORDS, version=at.version, now=NOW
            ),
            "draft",
        ),
    ),
    Pair(
        "publish or withdraw the draft",
        World.drafted,
        (
            "director",
            lambda tx, a, at: publications.publish(tx, a, at.key, version=at.version, now=NOW),
            "published",
        ),
        (
            "headquarters",
            lambda tx, a, at: publications.withdraw_publication(
                tx, a, at.key, reason="Too early.", version=at.version, now=NOW
            ),
            "withdrawn",
        ),
    ),
)


def by(world: World, decision: tuple[str, Act, str], at: Thing) -> Command:
    actor = world.person(decision[0])
    return lambda tx: decision[1](tx, actor, at)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_of_two_decisions_at_once_the_first_stands(world: World, pair: Pair) -> None:
    _, walk = alone(world.graph, by(world, pair.one, pair.ready(world)))
    for stop in [*walk.stops(), 0]:
        at = pair.ready(world)
        counts = count_records(world.graph)
        outcome = race(world.graph, by(world, pair.one, at), by(world, pair.two, at), stop)
        assert [no.code for no in outcome.refused] == ["STALE"]
        won = (pair.one, pair.two)[outcome.told.index(outcome.accepted[0])]
        assert world.stands(at.key) == {"version": at.version + 1, "state": won[2]}
        assert added(counts, count_records(world.graph))["Event"] == 1
        assert outcome.refused[0].values["by"] == world.person(won[0]).name


def test_two_drafts_of_one_issue_published_at_once_leave_one_public(world: World) -> None:
    def ready() -> tuple[Thing, Thing]:
        issue = world.placed().key
        return world.drafted(issue), world.drafted(issue)

    def publish(name: str, at: Thing) -> Command:
        actor = world.person(name)
        return lambda tx: publications.publish(tx, actor, at.key, version=at.version, now=NOW)

    one, two = ready()
    _, walk = alone(world.graph, publish("director", one))
    for stop in [*walk.stops(), 0]:
        one, two = ready()
        both = publish("director", one), publish("headquarters", two)
        outcome = race(world.graph, *both, stop)
        assert outcome.refused == []
        states = [world.stands(at.key)["state"] for at in (one, two)]
        assert sorted(states) == ["published", "withdrawn"]


def test_experts_of_both_sides_at_once_confirm_it_once(world: World) -> None:
    def confirm(name: str, at: Thing) -> Command:
        actor = world.person(name)
        return lambda tx: verdicts.confirm_issue(tx, actor, at.key, now=NOW)

    _, walk = alone(world.graph, confirm("center_expert", world.placed()))
    for stop in [*walk.stops(), 0]:
        at = world.placed()
        both = confirm("center_expert", at), confirm("agency_expert", at)
        outcome = race(world.graph, *both, stop)
        assert sorted(said.event for said in outcome.accepted) == ["IssueConfirmed", "VerdictGiven"]
        assert world.stands(at.key) == {"version": at.version + 2, "state": "confirmed"}


@pytest.mark.parametrize(("ready", "act"), [(ready, act) for _, ready, act in ONCE])
def test_the_same_key_twice_at_once_makes_one(
    world: World, ready: Callable[[World], Thing], act: Callable[[Tx, Actor, Thing], str]
) -> None:
    check_that_a_key_makes_one(world, "liaison", ready, act)
