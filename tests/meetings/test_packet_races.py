"""Two people take one step of an edition at once: one is accepted, the other is told who was first."""

from __future__ import annotations

import pytest

from graph.unit import Graph
from meetings.packet_states import TRANSITIONS
from tests.builders import build_directory
from tests.meetings.packet_races import RACES, World
from tests.racing import Race, check_that_one_is_accepted


@pytest.fixture(scope="module")
def world(module_graph: Graph) -> World:
    """The same people for all races."""
    return World(module_graph, build_directory(module_graph))


@pytest.mark.parametrize("case", RACES, ids=[case.name for case in RACES])
def test_of_two_at_once_one_is_accepted(world: World, case: Race[World]) -> None:
    check_that_one_is_accepted(world, case)


def test_every_transition_is_raced() -> None:
    raced = {case.moves for case in RACES if case.moves}
    assert raced == {(row.start, row.end) for row in TRANSITIONS}
