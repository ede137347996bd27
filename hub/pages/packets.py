"""Packets: the list of editions, and an edition on the page as on paper."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.meetings.meetings import MeetingRow
from graph.meetings.packets import ListedPacketRow
from hub.login import Visit, the_house, visit
from hub.pages.packet_rows import find_frozen, say_state, steps_for, take_key
from hub.papers.shelf import Shelf
from hub.papers.words import word
from liaisons import clocks
from liaisons.audiences import marking_of
from liaisons.errors import NotFound
from liaisons.permissions import Permission, may
from meetings import clearing, editions
from meetings.contents import Contents, figures_of
from meetings.groups import runs
from meetings.manifest import make_manifest
from meetings.meetings import find_meeting, list_meetings
from meetings.packet_states import PacketState
from meetings.packets import list_packets, read_contents

pages = Blueprint("packets", __name__)

# A group's meetings of a year, and as many of its Center with single agencies.
NEAREST = 8


@dataclass(frozen=True, slots=True)
class Coming:
    """An edition that is still collected, of a meeting whose group the reader runs."""

    meeting: MeetingRow
    edition: str
    key: str


@pages.get("/packets")
def show() -> ResponseReturnValue:
    """The editions that the reader reads, and those that they still have to freeze."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in")

    def read(tx: Tx) -> tuple[list[ListedPacketRow], list[Coming]]:
        rows = list_packets(tx, seen.actor)
        return rows, _coming(tx, seen, rows)

    rows, coming = seen.graph.read(read)
    return render_template(
        "packets.html",
        title="Packets",
        section="packets",
        rows=[row for row in rows if row["state"] != PacketState.COLLECTING],
        coming=coming,
        name_edition=lambda edition: editions.name_edition(seen.directory, edition),
        name_of=seen.directory.name_of,
        say_state=say_state,
        state_is_final=lambda row: row["state"] == PacketState.ISSUED,
    )


@pages.get("/packets/<center>/<quarter>/<edition>")
def show_one(center: str, quarter: str, edition: str) -> str:
    """An edition as it is frozen; one that is still collected as it would be now, for who may freeze it."""
    seen = visit()
    key = take_key(center, quarter, edition)
    try:
        row = find_frozen(seen, key)
    except NotFound:
        return _show_coming(seen, key)
    contents = read_contents(row)
    shelf = Shelf(the_house().settings.data)
    return render_template(
        "packet.html",
        title=title_of(contents),
        section="packets",
        marking=marking_of(row["audienceKey"]),
        row=row,
        key=key,
        is_ready=shelf.is_ready(row["manifestHash"]),
        figures=figures_of(contents),
        worded=word(contents, manifest_hash=row["manifestHash"]),
        manifest=make_manifest(contents),
        steps=steps_for(seen.actor, row),
        state_sentence=say_state(row),
        name_of=seen.directory.name_of,
    )


def title_of(contents: Contents) -> str:
    """What a page of the edition is called."""
    return f"{contents['cover']['group']}: {contents['cover']['editionName']}"


def _show_coming(seen: Visit, key: str) -> str:
    meeting, _, edition = key.rpartition("/")
    if not may(seen.actor, Permission.PREPARE_PACKET):
        raise NotFound

    def read(tx: Tx) -> tuple[MeetingRow, Contents, list[ListedPacketRow]]:
        if not runs(seen.actor, find_meeting(tx, seen.actor, meeting)["centerKey"]):
            raise NotFound
        of, contents = clearing.read_preview(tx, seen.actor, seen.directory, meeting, edition, now=seen.now)
        return of, contents, list_packets(tx, seen.actor, meeting=meeting)

    of, contents, rows = seen.graph.read(read)
    return render_template(
        "packet_coming.html",
        title=title_of(contents),
        section="packets",
        of=of,
        key=key,
        before=next((row for row in rows if row["key"] == key), None),
        figures=figures_of(contents),
        worded=word(contents, manifest_hash=""),
    )


def _coming(tx: Tx, seen: Visit, rows: list[ListedPacketRow]) -> list[Coming]:
    """The editions of coming and frozen meetings of the group, or with one agency, that nobody has frozen."""
    actor = seen.actor
    if not may(actor, Permission.PREPARE_PACKET):
        return []
    done = {row["key"] for row in rows if row["state"] != PacketState.COLLECTING}
    today = clocks.today_of(seen.now)
    found = []
    for meeting in list_meetings(tx, actor, centers=(actor.party,), first=today, limit=NEAREST):
        if runs(actor, meeting["centerKey"]):
            for edition in editions.list_editions(seen.directory, meeting):
                key = editions.key_of(meeting["key"], edition)
                if key not in done:
                    found.append(Coming(meeting, edition, key))
    return found
