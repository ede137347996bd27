"""Three kinds of reader get three packets, each with what they read, and no word of another."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

from graph.cypher import Cypher
from graph.meetings.packets import PacketRow
from graph.unit import Graph
from hub.papers.shelf import Shelf
from liaisons.errors import NotFound, WrongState
from meetings import packets
from meetings.clearing import LeftOut
from meetings.contents import figures_of
from meetings.manifest import list_files, make_manifest, verify
from tests.builders import NOW, build_directory, fingerprint
from tests.meetings.papering import (
    EDITIONS,
    SECRETS,
    clear,
    find,
    freeze,
    freeze_agenda,
    issue,
    left_out,
    plant,
)
from tests.meetings.quarter import APP, GROUP, KEY, Quarter, seed

AUDIT: Cypher[Any] = Cypher(
    "test.audit",
    "MATCH (a:AuditEntry {subjectKey: $key}) RETURN {act: a.act, detail: a.detail} AS row",
)


@pytest.fixture(scope="module")
def issued(module_graph: Graph) -> Issued:
    """A whole quarter with its secrets, and three editions that were issued."""
    quarter = seed(module_graph, build_directory(module_graph))
    plant(quarter)
    freeze_agenda(quarter)
    frozen = {edition: freeze(quarter, edition) for edition in EDITIONS}
    left = {e: left_out(quarter, row) for e, row in frozen.items()}
    return Issued(quarter, {e: issue(quarter, clear(quarter, row)) for e, row in frozen.items()}, left)


@dataclass(frozen=True, slots=True)
class Issued:
    """The editions, and what the reviewer saw that each leaves out."""

    quarter: Quarter
    rows: dict[str, PacketRow]
    left: dict[str, list[LeftOut] | None]


def test_three_kinds_of_reader_get_three_packets_and_no_word_of_another(
    issued: Issued, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)
    for edition, row in issued.rows.items():
        contents = packets.read_contents(row)
        pdf = shelf.pdf(contents)
        text = "".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)
        zipped = shelf.zip(contents).decode("latin-1")
        for secret, holders in SECRETS.items():
            held = edition in holders
            for where, words in (("contents", row["contents"]), ("PDF", text), ("zip", zipped)):
                assert (secret in words) == held, (edition, where, secret)
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert report.failures == [], edition
        assert verify(make_manifest(contents), list_files(contents)) == []
        assert make_manifest(contents)["hash"] == row["manifestHash"]


def test_an_edition_holds_the_lines_that_its_readers_read_numbered_without_a_gap(issued: Issued) -> None:
    held = {edition: packets.read_contents(row) for edition, row in issued.rows.items()}
    for contents in held.values():
        numbers = [line["number"] for line in contents["agenda"]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(line["paper"] for line in contents["agenda"] if line["title"] != "Charter for the year")
    titles = {e: [line["title"] for line in c["agenda"]] for e, c in held.items()}
    assert titles["trade"] == ["PUBLICWORD"]
    assert set(titles["FDA"]) < set(titles["government"])
    # What is APHIS's block alone is no block of FDA's.
    assert {"New", "Left over"} <= set(titles["government"]) - set(titles["FDA"])
    assert [c["name"] for c in held["trade"]["contacts"]] == [issued.quarter.directory.centers[APP]["name"]]
    assert held["trade"]["inputs"] == []
    assert {i["key"] for i in held["government"]["inputs"]} == {"FILED", "ANSWERED"}
    assert figures_of(held["trade"])["papers"] == 1


def test_an_issued_edition_is_read_by_its_readers_and_nobody_else(issued: Issued) -> None:
    quarter = issued.quarter
    readers = {
        "government": {"director", "reviewer"},
        "FDA": {"director", "reviewer", "liaison"},
        "trade": {"director", "reviewer", "member"},
    }
    everyone = {
        "director": quarter.people.director, "reviewer": quarter.people.reviewer, "liaison": quarter.liaison,
        "member": quarter.member, "stranger": quarter.people.stranger, "account": quarter.people.account,
    }  # fmt: skip
    for edition, may_read in readers.items():
        for name, actor in everyone.items():
            if name in may_read:
                assert find(quarter, actor, edition)["edition"] == edition
            else:
                with pytest.raises(NotFound):
                    find(quarter, actor, edition)


def test_the_reviewer_sees_what_an_edition_leaves_out(issued: Issued) -> None:
    assert issued.left["government"] == []
    said = {each["title"]: each["instead"] for each in issued.left["trade"] or []}
    assert said["CENTERSECRET"] == said["BETWEENSECRET"] == ""
    assert said["INSIDEWORD"].startswith("Publication ")
    whole = figures_of(packets.read_contents(issued.rows["government"]))
    assert len(said) == whole["papers"] + whole["inputs"]
    assert "CENTERSECRET" in {each["title"] for each in issued.left["FDA"] or []}


def test_the_widening_is_in_event_and_audit(issued: Issued) -> None:
    kept = issued.quarter.graph.read(lambda tx: tx.all(AUDIT, key=f"{KEY}/trade"))
    found = {each["act"]: json.loads(each["detail"]) for each in kept}
    assert set(found) == {"PacketFrozen", "PacketCleared", "PacketIssued"}
    assert found["PacketIssued"]["from"] == f"OT|{GROUP}/government"
    assert found["PacketIssued"]["to"] == f"CEE002|OT|{GROUP}/government|{GROUP}/trade"


def test_an_issued_edition_never_changes(issued: Issued) -> None:
    quarter, row = issued.quarter, issued.rows["government"]
    before = fingerprint(quarter.graph)
    version, chair = row["version"], quarter.chair
    moves: tuple[Callable[[], object], ...] = (
        lambda: freeze(quarter, "government", version=version),
        lambda: issue(quarter, row),
        lambda: clear(quarter, row),
        lambda: quarter.graph.write(
            lambda tx: packets.reopen_packet(tx, chair, row["key"], reason="No.", version=version, now=NOW)
        ),
    )
    for again in moves:
        with pytest.raises(WrongState):
            again()
    assert fingerprint(quarter.graph) == before


def test_an_edition_that_the_meeting_does_not_have_is_not_there(issued: Issued) -> None:
    for edition in ("EPB", "trade ", "", "CEE001"):
        with pytest.raises(NotFound):
            freeze(issued.quarter, edition)
