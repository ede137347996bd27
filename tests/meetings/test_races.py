"""Chair and secretary at once: one is accepted, one is told why not; the same form sent twice makes one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.actors import Actor
from tests.builders import build_directory
from tests.meetings.races import ONCE, RACES, World
from tests.racing import Race, Thing, check_that_a_key_makes_one, check_that_one_is_accepted


@pytest.fixture(scope="module")
def world(module_graph: Graph) -> World:
    """One group for all races of the module; each race plans a meeting of its own."""
    return World(module_graph, build_directory(module_graph))


@pytest.mark.parametrize("case", RACES, ids=lambda case: case.name)
def test_of_two_at_once_one_is_accepted_and_one_is_told_why_not(world: World, case: Race[World]) -> None:
    check_that_one_is_accepted(world, case)


@pytest.mark.parametrize(("ready", "act"), [(ready, act) for _, ready, act in ONCE])
def test_the_same_key_twice_at_once_makes_one(
    world: World, ready: Callable[[World], Thing], act: Callable[[Tx, Actor, Thing], str]
) -> None:
    check_that_a_key_makes_one(world, "chair", ready, act)
