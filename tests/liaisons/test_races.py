"""Two who see to the same people, roles or tokens at once: one is accepted, one is told why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.actors import Actor
from tests.liaisons.races import ONCE, RACES, World, set_password
from tests.racing import (
    Race,
    Thing,
    added,
    check_that_a_key_makes_one,
    check_that_one_is_accepted,
    count_records,
    together,
)


@pytest.fixture(scope="module")
def world(module_graph: Graph) -> World:
    """One directory for all races of the module; each race makes its own people."""
    return World(module_graph)


@pytest.mark.parametrize("case", RACES, ids=lambda case: case.name)
def test_of_two_at_once_one_is_accepted_and_one_is_told_why_not(world: World, case: Race[World]) -> None:
    check_that_one_is_accepted(world, case)


@pytest.mark.parametrize(("ready", "act"), [(ready, act) for _, ready, act in ONCE])
def test_the_same_key_twice_at_once_makes_one(
    world: World, ready: Callable[[World], Thing], act: Callable[[Tx, Actor, Thing], str]
) -> None:
    check_that_a_key_makes_one(world, "director", ready, act)


def test_two_passwords_at_once_are_both_kept_in_the_history(world: World) -> None:
    at = world.added()
    counts = count_records(world.graph)
    own, other = world.person("administrator"), world.person("administrator")
    outcome = together(
        world.graph, lambda tx: set_password(tx, own, at), lambda tx: set_password(tx, other, at)
    )
    assert outcome.told == (at.key, at.key)
    assert added(counts, count_records(world.graph)) == {"AuditEntry": 2, "Event": 2}
