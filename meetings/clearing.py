"""What a reviewer looks at before an edition goes out: what it holds, what it leaves out, who will get it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from graph.cypher import Tx
from graph.meetings import packets as sentences
from graph.meetings.meetings import MeetingRow
from graph.meetings.packets import PacketRow
from liaisons import clocks
from liaisons.actors import Actor, Role
from liaisons.directory import Directory
from liaisons.permissions import Permission, require
from meetings import editions
from meetings.contents import Contents
from meetings.drawing import PUBLICATION
from meetings.editions import GOVERNMENT, TRADE
from meetings.enclosures import ATTACHMENT
from meetings.gathering import find_last_issued, read_edition
from meetings.groups import require_runs
from meetings.meetings import find_meeting
from meetings.packet_states import PacketState
from meetings.packets import find_government, group_of, read_contents


class LeftOut(TypedDict):
    """A record or file of the government edition that another doesn't hold, or holds in other words."""

    record: str
    title: str
    instead: str


def list_left_out(tx: Tx, actor: Actor, row: PacketRow) -> list[LeftOut] | None:
    """What an edition leaves out of the government's, each record with its files; None where that one isn't.

    For those who read both, before the edition goes out.
    """
    if row["edition"] == GOVERNMENT:
        return []
    government = find_government(tx, actor, row)
    if government is None or government["state"] == PacketState.COLLECTING:
        return None
    whole, part = read_contents(government), read_contents(row)
    held = {record for record, _, _ in _records(part)}
    published = _published_for(tx, part)
    return [
        {"record": record, "title": title, "instead": published.get(key, "")}
        for record, title, key in _records(whole)
        if record not in held
    ]


def read_preview(
    tx: Tx, actor: Actor, directory: Directory, meeting: str, edition: str, *, now: datetime
) -> tuple[MeetingRow, Contents]:
    """What an edition would hold if it were frozen now, for those who may freeze it."""
    require(actor, Permission.PREPARE_PACKET)
    of = find_meeting(tx, actor, meeting)
    require_runs(actor, of["centerKey"])
    editions.take_edition(directory, of, edition)
    before = find_last_issued(tx, actor, of, edition)
    return of, read_edition(tx, actor, directory, of, edition, before=before, now=now)


def count_receivers(tx: Tx, actor: Actor, row: PacketRow, *, now: datetime) -> int:
    """How many people will read it once it is issued, of those whom the actor may see."""
    readers = editions.issued_readers(row["centerKey"], group_of(row), row["edition"])
    roles = [Role.CHAIR, Role.GROUP_SECRETARY, *([Role.TRADE_MEMBER] if row["edition"] == TRADE else [])]
    return tx.the(
        sentences.RECEIVERS,
        parties=[reader for reader in readers if ":" not in reader],
        group=group_of(row),
        roles=[str(role) for role in roles],
        today=clocks.today_of(now),
        audiences=actor.audiences,
    )


def _records(contents: Contents) -> Iterator[tuple[str, str, str]]:
    """Record, title and key of each paper, and behind each input its files."""
    for issue in contents["papers"]:
        yield issue["record"], issue["title"], issue["key"]
    for paper in contents["inputs"]:
        yield paper["record"], paper["title"], paper["key"]
        for file in paper.get("files", ()):
            yield f"{ATTACHMENT} {file['key']}", file["name"], file["key"]


def _published_for(tx: Tx, part: Contents) -> dict[str, str]:
    """The record that stands for an issue in the edition's published words, by the issue's key."""
    keys = [paper["key"] for paper in part["papers"] if paper["record"].startswith(PUBLICATION)]
    rows = tx.all(sentences.PUBLISHED, publications=keys) if keys else []
    return {row["issueKey"]: f"{PUBLICATION} {row['key']}" for row in rows}
