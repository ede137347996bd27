"""Files are scanned by a real clamd, as the worker does it; while there is none, nobody opens them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from graph.unit import Graph
from hub.config import Settings
from hub.files import LEFT_ALONE, files_of
from hub.house import House
from hub.jobs import relay, scans
from hub.messages import deliveries
from liaisons import attachments
from liaisons.file_types import take_file
from tests.builders import NOW
from tests.clamd import EICAR, scanner
from tests.hub.mailing import Post, add_person
from tests.liaisons.input_world import World

LETTER = b"%PDF-1.7 a letter"
LIST = b"entry,port\n" + b"1,2704\n"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One scanner for all of them."""
    with scanner(tmp_path_factory.mktemp("clamd")) as address:
        yield address


@pytest.fixture
def world(graph: Graph) -> World:
    return World(graph)


def house_of(world: World, folder: Path, clamd: str) -> House:
    return House(Settings(data=folder, clamd=clamd), world.graph, lambda: NOW, new_token=str)


def attach(world: World, house: House, key: str, name: str, content: bytes) -> str:
    sha256 = files_of(house.settings).keep(content)
    # As it comes to the hub; what a scanner finds is not told by a file's kind.
    brought, priya = take_file(name, content), world.person("priya")
    return world.graph.write(
        lambda tx: attachments.attach_file(
            tx, priya, key, brought, sha256=sha256, idempotency_key=name, now=NOW
        )
    )


def states(world: World, key: str) -> dict[str, str]:
    priya = world.person("priya")
    rows = world.graph.read(lambda tx: attachments.list_files(tx, priya, key))
    return {row["name"]: row["scan"] for row in rows}


def test_clean_files_open_and_a_harmful_one_is_refused_and_told_to_who_attached_it(
    world: World, tmp_path: Path, clamd: str
) -> None:
    house, key = house_of(world, tmp_path, clamd), world.new_draft()["key"]
    add_person(world.graph, "priya", role="import-specialist", party="CEE002", target="CEE002", kind="party")
    attach(world, house, key, "letter.pdf", LETTER)
    attach(world, house, key, "virus.txt", EICAR)
    until = NOW + timedelta(minutes=1)
    assert scans.scan_waiting(house, until=until) == 2
    assert states(world, key) == {"letter.pdf": "clean", "virus.txt": "refused"}
    assert scans.scan_waiting(house, until=until) == 0
    relay.relay_new(house, until=until)
    post = Post()
    deliveries.hand_over_due(house, post, until=until)
    (mail,) = post.taken
    assert mail["Subject"] == f"A file of input {key} was refused by the scanner"
    assert mail["To"] == "priya@x.example"
    assert "Eicar" not in mail.as_string() and "virus.txt" not in mail.as_string()


def test_without_a_scanner_files_wait_until_there_is_one(world: World, tmp_path: Path, clamd: str) -> None:
    none, key = house_of(world, tmp_path, ""), world.new_draft()["key"]
    attach(world, none, key, "letter.pdf", LETTER)
    until = NOW + timedelta(minutes=1)
    gone = house_of(world, tmp_path, f"unix://{tmp_path}/nobody.sock")
    for house in (none, gone):
        assert scans.scan_waiting(house, until=until) == 0
        assert states(world, key) == {"letter.pdf": "waiting"}
    assert scans.scan_waiting(house_of(world, tmp_path, clamd), until=until) == 1
    assert states(world, key) == {"letter.pdf": "clean"}


def test_a_file_that_is_not_what_was_sent_is_refused(world: World, tmp_path: Path, clamd: str) -> None:
    house, key = house_of(world, tmp_path, clamd), world.new_draft()["key"]
    attach(world, house, key, "letter.pdf", LETTER)
    (place,) = [each for each in (tmp_path / "files").rglob("*") if each.is_file()]
    place.write_bytes(b"something else")
    assert scans.scan_waiting(house, until=NOW + timedelta(minutes=1)) == 1
    assert states(world, key) == {"letter.pdf": "refused"}


def test_what_no_record_names_leaves_the_disk_after_a_day(world: World, tmp_path: Path, clamd: str) -> None:
    house, key = house_of(world, tmp_path, clamd), world.new_draft()["key"]
    attach(world, house, key, "list.csv", LIST)
    orphan = files_of(house.settings).keep(b"sent, and then the hub was stopped")
    old = (NOW - LEFT_ALONE - timedelta(minutes=1)).timestamp()
    for each in (tmp_path / "files").rglob("*"):
        if each.is_file():
            os.utime(each, (old, old))
    assert scans.sweep(house) == [orphan]
    assert scans.sweep(house) == []
