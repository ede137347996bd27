"""What the hub's clock does with inputs whose day has passed, and that it does it once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph.unit import Graph
from hub.config import Settings
from hub.house import House
from hub.jobs import tasks
from tests.builders import NOW, fingerprint
from tests.liaisons.input_world import World


@pytest.fixture
def world(graph: Graph) -> World:
    """Everyone with a part in an input."""
    return World(graph)


def house(world: World, folder: Path, now: datetime) -> House:
    """The house of a worker, at an instant."""
    return House(Settings(data=folder), world.graph, lambda: now, new_token=str)


def states(world: World, *keys: str) -> list[str]:
    return [world.stands(key)["state"] for key in keys]


def test_headquarters_days_run_out_twice_and_an_answer_stands_by_silence(
    world: World, tmp_path: Path
) -> None:
    waits, answered, filed = (world.at(state)["key"] for state in ("with-hq", "answered", "filed"))

    def at(days: int) -> tuple[int, int]:
        then = house(world, tmp_path, NOW + timedelta(days=days))
        return tasks.pass_inputs_on(then), tasks.close_inputs(then)

    before = fingerprint(world.graph)
    # Wednesday, December 2, is the last of headquarters' five business days.
    assert at(8) == (0, 0)
    assert fingerprint(world.graph) == before
    assert at(9) == (1, 0)
    assert world.read("quinn", waits)["hqStep"] == "deputy"
    assert at(9) == (0, 0)
    assert at(15) == (1, 0)
    assert world.read("bea", waits)["filedHow"] == "not coordinated"
    assert states(world, answered, filed) == ["answered", "filed"]
    assert at(30) == (0, 1)
    assert states(world, waits, answered, filed) == ["filed", "closed", "filed"]
    assert at(90) == (0, 0)
