"""Two who decide on one input at once: one is accepted, one is told why not; ten who send it make one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons import inputs
from liaisons.actors import Actor
from liaisons.input_states import TRANSITIONS
from tests.builders import NOW
from tests.liaisons.input_races import OF_THE_CLOCK, ONCE, RACES
from tests.liaisons.input_world import DRAFT, World
from tests.racing import (
    Race,
    Thing,
    added,
    check_that_a_key_makes_one,
    check_that_one_is_accepted,
    count_records,
)


@pytest.fixture(scope="module")
def world(module_graph: Graph) -> World:
    """One directory for all races of the module; each race makes its own inputs."""
    return World(module_graph).know_audiences()


@pytest.mark.parametrize("case", (*RACES, *OF_THE_CLOCK), ids=lambda case: case.name)
def test_of_two_at_once_one_is_accepted_and_one_is_told_why_not(world: World, case: Race[World]) -> None:
    check_that_one_is_accepted(world, case)


def test_every_transition_is_raced() -> None:
    raced = sorted(tuple(map(str, case.moves)) for case in (*RACES, *OF_THE_CLOCK) if case.moves)
    # An answer is accepted by its director and by silence, which is one row of the table.
    raced.remove(("answered", "closed"))
    assert raced == sorted((str(row.start), str(row.end)) for row in TRANSITIONS)


@pytest.mark.parametrize(("ready", "act"), [(ready, act) for _, ready, act in ONCE])
def test_the_same_key_twice_at_once_makes_one(
    world: World, ready: Callable[[World], Thing], act: Callable[[Tx, Actor, Thing], str]
) -> None:
    check_that_a_key_makes_one(world, "priya", ready, act)


def test_ten_identical_submissions_at_once_make_one_input(world: World) -> None:
    actor, barrier = world.person("priya"), Barrier(10)
    before = count_records(world.graph)

    def send(_number: int) -> str:
        barrier.wait(60)
        row = world.graph.write(
            lambda tx: inputs.draft_input(tx, actor, DRAFT, idempotency_key="ten at once", now=NOW)
        )
        return row["key"]

    with ThreadPoolExecutor(10) as pool:
        told = list(pool.map(send, range(10)))
    assert len(set(told)) == 1
    more = added(before, count_records(world.graph))
    assert (more["Held:Input"], more["Event"], more["AuditEntry"], more["Once"]) == (1, 1, 1, 1)
