"""Each edition brings the files that its readers read, and no word of another."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from graph.meetings.packets import PacketRow
from graph.unit import Graph
from hub.files import files_in
from hub.papers.shelf import Shelf
from meetings import packets
from meetings.contents import figures_of
from meetings.enclosures import hashes_of, list_enclosures
from meetings.manifest import list_files, make_manifest, verify
from tests.builders import build_directory, refresh
from tests.meetings.enclosing import FILES, content_of, list_kept, plant_files
from tests.meetings.papering import EDITIONS, clear, freeze, freeze_agenda, issue, left_out, plant
from tests.meetings.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Issued:
    """The editions by name, what the reviewer saw that each leaves out, and the hub's data."""

    quarter: Quarter
    rows: dict[str, PacketRow]
    left: dict[str, set[str]]
    data: Path


@pytest.fixture(scope="module")
def issued(module_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Issued:
    """Three editions that were issued, of a meeting with inputs and files for different readers."""
    data = Path(tmp_path_factory.mktemp("data"))
    quarter = Quarter(module_graph, build_directory(module_graph))
    plant(quarter)
    plant_files(quarter, data)
    quarter.plan()
    freeze_agenda(quarter)
    frozen = {edition: freeze(quarter, edition) for edition in EDITIONS}
    left = {e: {each["record"] for each in left_out(quarter, row) or []} for e, row in frozen.items()}
    rows = {e: issue(quarter, clear(quarter, row)) for e, row in frozen.items()}
    return Issued(quarter, rows, left, data)


def test_three_kinds_of_reader_get_their_files_and_no_word_of_another(issued: Issued) -> None:
    shelf = Shelf(issued.data)
    for edition, row in issued.rows.items():
        contents = packets.read_contents(row)
        text = "".join(one.extract_text() for one in PdfReader(BytesIO(shelf.pdf(contents))).pages)
        zipped = shelf.zip(contents)
        with zipfile.ZipFile(BytesIO(zipped)) as opened:
            names = opened.namelist()
            enclosed = {name: opened.read(name) for name in names if name.startswith("files/")}
        for name, (key, _, _, holders) in FILES.items():
            held, place = edition in holders, f"files/{key}/{name}"
            assert (name in row["contents"]) == (name in text) == (place in names) == held, (edition, name)
            assert (content_of(name) in zipped) == held, (edition, name)
            if not held:
                assert name not in zipped.decode("latin-1"), (edition, name)
        assert set(enclosed.values()) == {content_of(n) for n, each in FILES.items() if edition in each[3]}
        assert verify(make_manifest(contents), list_files(contents) | enclosed) == []
        assert make_manifest(contents)["hash"] == row["manifestHash"]


def test_an_edition_says_what_is_needed_of_a_file_and_no_more(issued: Issued) -> None:
    (found,) = list_enclosures(packets.read_contents(issued.rows["FDA"]))
    assert found.file.keys() == {"key", "name", "media", "size", "sha256"}
    assert (found.paper["key"], found.file["name"]) == ("SHARED", "SHAREDFILE.pdf")
    counts = {e: figures_of(packets.read_contents(row))["files"] for e, row in issued.rows.items()}
    assert counts == {"government": 3, "FDA": 1, "trade": 0}


def test_the_reviewer_sees_which_files_an_edition_leaves_out(issued: Issued) -> None:
    files = {e: {r for r in records if r.startswith("Attachment ")} for e, records in issued.left.items()}
    of_center = {"Attachment key-CENTERFILE.pdf", "Attachment key-NARROWFILE.pdf"}
    assert files == {
        "government": set(), "FDA": of_center, "trade": of_center | {"Attachment key-SHAREDFILE.pdf"}
    }  # fmt: skip


def test_cleared_and_issued_editions_keep_theirs(issued: Issued) -> None:
    contents = [packets.read_contents(row) for row in issued.rows.values()]
    assert list_kept(issued.quarter) == sorted({each for c in contents for each in hashes_of(c)})
    assert all(files_in(issued.data).read(each) for each in list_kept(issued.quarter))


def test_who_reads_no_packet_learns_of_no_file_that_one_keeps(issued: Issued) -> None:
    stranger = refresh(issued.quarter.graph, issued.quarter.people.stranger)
    assert issued.quarter.graph.read(lambda tx: packets.list_kept_files(tx, stranger)) == []
