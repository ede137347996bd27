"""The manifest names every part with its hash, and what was changed afterwards."""

from __future__ import annotations

from copy import deepcopy

import pytest

from meetings.contents import changes_since, figures_of
from meetings.manifest import MANIFEST, hash_of, list_files, make_manifest, verify
from tests.meetings.samples import make_contents, make_file, make_paper, with_files

BEFORE_FILES = "e7da32beb9696b6c0325f0dccf7e0dd53b19730df4f4117f2721da2f9abcf2f5"


def test_the_same_contents_give_the_same_manifest() -> None:
    assert make_manifest(make_contents()) == make_manifest(deepcopy(make_contents()))
    assert make_manifest(make_contents())["hash"] != make_manifest(make_contents("trade"))["hash"]


def test_every_part_stands_in_it_with_record_version_and_hash() -> None:
    contents = make_contents()
    files, manifest = list_files(contents), make_manifest(contents)
    assert [entry["file"] for entry in manifest["parts"]] == list(files)
    assert {(entry["record"], entry["version"]) for entry in manifest["parts"]} == {
        ("Packet CEE002/FY27-Q1/government", 1),
        ("Issue 7KQ4-F2M1", 3),
        ("Issue 7KQ4-F2M2", 3),
        ("Input 3MPX-77QA", 2),
    }
    assert all(hash_of(files[entry["file"]]) == entry["sha256"] for entry in manifest["parts"])
    assert verify(manifest, files) == []


@pytest.mark.parametrize("file", sorted(list_files(make_contents())))
def test_one_changed_byte_is_named_by_its_file(file: str) -> None:
    contents = make_contents()
    files = list_files(contents)
    files[file] = files[file][:-2] + b"~\n"
    assert verify(make_manifest(contents), files) == [file]


def test_what_is_missing_added_or_changed_in_the_manifest_is_named() -> None:
    contents = make_contents()
    manifest, files = make_manifest(contents), list_files(contents)
    del files["parts/agenda.json"]
    files["parts/other.json"] = b"{}"
    assert verify(manifest, files) == ["parts/agenda.json", "parts/other.json"]
    assert verify({**manifest, "edition": "trade"}, list_files(contents)) == [MANIFEST]


def test_each_file_of_an_input_stands_in_it_by_what_is_in_the_file() -> None:
    letter, other = make_file("letter.pdf", b"one", key="K1"), make_file("letter.pdf", b"two", key="K2")
    contents = with_files(letter, other)
    manifest, parts = make_manifest(contents), list_files(contents)
    assert manifest["parts"][-2:] == [
        {
            "record": f"Attachment {key}",
            "version": 1,
            "file": f"files/3MPX-77QA/{name}",
            "sha256": hash_of(data),
        }
        for key, name, data in (("K1", "letter.pdf", b"one"), ("K2", "letter-2.pdf", b"two"))
    ]
    enclosed = {"files/3MPX-77QA/letter.pdf": b"one", "files/3MPX-77QA/letter-2.pdf": b"two"}
    assert verify(manifest, parts | enclosed) == []
    enclosed["files/3MPX-77QA/letter-2.pdf"] = b"twO"
    assert verify(manifest, parts | enclosed) == ["files/3MPX-77QA/letter-2.pdf"]
    assert verify(manifest, parts) == list(enclosed)
    assert figures_of(contents)["files"] == 2


def test_a_packet_of_before_files_came_has_the_manifest_that_it_had() -> None:
    before, now = make_contents(), with_files()
    # What was issued then, and stands at the foot of papers that are printed.
    assert make_manifest(before)["hash"] == BEFORE_FILES
    assert list_files(before).keys() == list_files(now).keys()
    assert make_manifest(now)["hash"] != BEFORE_FILES


def test_what_changed_since_the_last_packet_is_said_by_paper() -> None:
    before = make_contents(papers=3)
    papers = [make_paper(1), make_paper(2, version=4), make_paper(9)]
    assert [(c["kind"], c["paper"]) for c in changes_since(before, papers)] == [
        ("changed", "Issue 7KQ4-F2M2"),
        ("new", "Issue 7KQ4-F2M9"),
        ("gone", ""),
    ]
    assert changes_since(None, papers) == []


def test_an_edition_is_told_in_figures() -> None:
    assert figures_of(make_contents()) == {
        "lines": 3, "minutes": 30, "papers": 2, "inputs": 1, "files": 0, "contacts": 1
    }  # fmt: skip
