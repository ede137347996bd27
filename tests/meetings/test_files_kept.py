"""What a frozen edition brings stays on the disk when its input loses it, and no longer than that."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from graph.meetings.packets import PacketRow
from graph.unit import Graph
from hub.config import Settings
from hub.files import LEFT_ALONE
from hub.house import House
from hub.jobs import scans
from hub.papers.shelf import FileGone, Shelf
from meetings import packets
from meetings.enclosures import hashes_of, list_enclosures
from tests.builders import NOW, build_directory, refresh
from tests.meetings.enclosing import FILES, content_of, list_kept, plant_files, take_away
from tests.meetings.papering import freeze, freeze_agenda
from tests.meetings.quarter import Quarter


@pytest.fixture
def frozen(graph: Graph, tmp_path: Path) -> tuple[Quarter, PacketRow]:
    """One government edition with files, that waits for its reviewer."""
    quarter = Quarter(graph, build_directory(graph))
    plant_files(quarter, tmp_path)
    quarter.plan()
    freeze_agenda(quarter)
    return quarter, freeze(quarter, "government")


def grow_old(data: Path) -> None:
    """As if the files had been brought long ago."""
    old = (NOW - LEFT_ALONE - timedelta(minutes=1)).timestamp()
    for each in (data / "files").rglob("*"):
        if each.is_file():
            os.utime(each, (old, old))


def house_of(quarter: Quarter, data: Path) -> House:
    return House(Settings(data=data), quarter.graph, lambda: NOW, new_token=str)


def test_what_an_input_loses_after_the_freeze_stays_in_the_packet(
    frozen: tuple[Quarter, PacketRow], tmp_path: Path
) -> None:
    quarter, row = frozen
    contents = packets.read_contents(row)
    whole = Shelf(tmp_path).zip(contents)
    for name in FILES:
        take_away(quarter, name)
    grow_old(tmp_path)
    # Nobody opens what waited or was refused, and nothing names it any more.
    gone = {content_of("WAITINGFILE.pdf"), content_of("REFUSEDFILE.pdf")}
    before = {each.read_bytes() for each in (tmp_path / "files").rglob("*") if each.is_file()}
    assert len(scans.sweep(house_of(quarter, tmp_path))) == 2
    left = {each.read_bytes() for each in (tmp_path / "files").rglob("*") if each.is_file()}
    assert before - left == gone
    assert Shelf(tmp_path).zip(contents) == whole
    assert list_kept(quarter) == hashes_of(contents)


@pytest.mark.parametrize("move", ["reopen", "return"])
def test_what_is_collected_again_keeps_no_file(
    frozen: tuple[Quarter, PacketRow], tmp_path: Path, move: str
) -> None:
    quarter, row = frozen
    take_away(quarter, "CENTERFILE.pdf")
    actor = refresh(quarter.graph, quarter.people.reviewer if move == "return" else quarter.chair)
    command = packets.return_packet if move == "return" else packets.reopen_packet
    opened = quarter.graph.write(
        lambda tx: command(tx, actor, row["key"], reason="One too many.", version=row["version"], now=NOW)
    )
    assert list_kept(quarter) == []
    grow_old(tmp_path)
    scans.sweep(house_of(quarter, tmp_path))
    again = freeze(quarter, "government", version=opened["version"])
    contents = packets.read_contents(again)
    assert {each.file["name"] for each in list_enclosures(contents)} == {"SHAREDFILE.pdf", "NARROWFILE.pdf"}
    assert list_kept(quarter) == hashes_of(contents)
    assert Shelf(tmp_path).zip(contents)
    with pytest.raises(FileGone, match="CENTERFILE"):
        Shelf(tmp_path).zip(packets.read_contents(row))
