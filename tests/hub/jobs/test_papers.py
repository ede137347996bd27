"""The worker sets the PDF of an edition once it is frozen; a broken one stands in no other's way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.cypher import Cypher
from graph.unit import Graph
from hub.config import Settings
from hub.house import House
from hub.jobs import papers, tasks
from hub.papers import setting
from hub.papers.shelf import Shelf
from meetings.packets import reopen_packet
from tests.builders import NOW, build_directory, fingerprint, refresh
from tests.meetings.papering import freeze, freeze_agenda
from tests.meetings.quarter import Quarter

SPOIL: Cypher[Any] = Cypher(
    "test.spoil_packet",
    "MATCH (p:Packet {key: $key}) SET p.contents = '{}' RETURN p.key AS row",
    writes=True,
)


@pytest.fixture
def bare(graph: Graph) -> Quarter:
    """A planned meeting of a group, and nothing else."""
    made = Quarter(graph, build_directory(graph))
    made.plan()
    return made


def house_of(quarter: Quarter, folder: Path) -> House:
    return House(Settings(data=folder), quarter.graph, lambda: NOW, new_token=str)


def test_what_is_frozen_is_set_once_and_then_ready(bare: Quarter, tmp_path: Path) -> None:
    house, shelf = house_of(bare, tmp_path), Shelf(tmp_path)
    assert tasks.set_packets(house) == 0
    freeze_agenda(bare)
    rows = [freeze(bare, edition) for edition in ("government", "trade")]
    before = fingerprint(bare.graph)
    assert not any(shelf.is_ready(row["manifestHash"]) for row in rows)
    assert tasks.set_packets(house) == 2
    assert all(shelf.is_ready(row["manifestHash"]) for row in rows)
    assert tasks.set_packets(house) == 0
    assert fingerprint(bare.graph) == before


def test_what_is_collected_again_waits_for_its_freezing(bare: Quarter, tmp_path: Path) -> None:
    freeze_agenda(bare)
    row = freeze(bare, "government")
    chair = refresh(bare.graph, bare.chair)
    bare.graph.write(lambda tx: reopen_packet(tx, chair, row["key"], reason="One more.", version=1, now=NOW))
    assert tasks.set_packets(house_of(bare, tmp_path)) == 0


def test_one_that_cannot_be_set_stands_in_no_others_way(bare: Quarter, tmp_path: Path) -> None:
    freeze_agenda(bare)
    rows = {edition: freeze(bare, edition) for edition in ("government", "FDA", "trade")}
    bare.graph.write(lambda tx: tx.the(SPOIL, key=rows["FDA"]["key"]))
    house = house_of(bare, tmp_path)
    assert tasks.set_packets(house) == 2
    assert tasks.set_packets(house) == 0


def test_a_turn_ends_in_time_and_the_next_goes_on(
    bare: Quarter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze_agenda(bare)
    freeze(bare, "government")
    freeze(bare, "trade")
    late = [NOW]
    made = setting.set_paper

    def slow(*given: Any, **named: Any) -> bytes:
        late[0] += timedelta(seconds=30)
        return made(*given, **named)

    monkeypatch.setattr(setting, "set_paper", slow)
    house = House(Settings(data=tmp_path), bare.graph, lambda: late[0], new_token=str)
    assert [papers.set_frozen(house, until=late[0] + timedelta(seconds=20)) for _ in range(3)] == [1, 1, 0]
