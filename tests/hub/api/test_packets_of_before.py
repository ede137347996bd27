"""A packet that was issued before files came is answered as one whose inputs have none."""

from __future__ import annotations

from typing import Any, cast

from graph.meetings.packets import PacketRow
from hub.api.meetings.packet_queries import show_packet
from meetings.manifest import as_bytes, make_manifest
from tests.meetings.samples import make_contents, make_file, with_files


def row_of(contents: Any) -> PacketRow:
    row: dict[str, Any] = {"key": contents["key"], "state": "issued", "contents": as_bytes(contents).decode()}
    return cast(PacketRow, row)


def test_what_was_issued_before_files_came_has_an_empty_list_of_them() -> None:
    before = make_contents()
    assert "files" not in before["inputs"][0]
    shown = show_packet(row_of(before))
    assert [paper["files"] for paper in shown["inputs"]] == [[]]
    assert shown["manifest"] == make_manifest(before)["parts"]


def test_what_was_issued_since_has_them() -> None:
    file = make_file("letter.pdf")
    shown = show_packet(row_of(with_files(file)))
    assert [paper["files"] for paper in shown["inputs"]] == [[file]]
    assert shown["manifest"][-1]["file"] == "files/3MPX-77QA/letter.pdf"
