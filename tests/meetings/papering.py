"""Steps of a packet in the seeded quarter, and words that may stand in some editions alone."""

from __future__ import annotations

from graph.meetings.packets import PacketRow
from liaisons.actors import Actor
from matrix import issues, placements, remarks
from matrix.cells import Cell
from matrix.issues import Draft
from meetings import clearing, freezing, meetings, packets
from meetings.clearing import LeftOut
from tests.builders import NOW, build_person, refresh
from tests.meetings.quarter import AFTER, APP, KEY, Quarter

EDITIONS = ("government", "FDA", "trade")
# One word for each secret; a reader's edition holds those of its own row and no other.
SECRETS = {
    "CENTERSECRET": {"government"},
    "BETWEENSECRET": {"government", "FDA"},
    "AGENCYSECRET": set(),
    "EPASECRET": set(),
    "TRADESECRET": set(),
    "PUBLICWORD": {"trade"},
    "INSIDEWORD": {"government", "FDA"},
}


def plant(quarter: Quarter) -> None:
    """A secret of each kind on the agenda, and one issue of which the trade reads published words."""
    food = Cell("FDA/FOO", "CEE002/aquaculture")
    quarter.issue("CENTERSECRET", food, at=AFTER, readers=(APP,), holder=APP)
    quarter.issue("BETWEENSECRET", food, at=AFTER, readers=(APP, "FDA"))
    key = quarter.issue("INSIDEWORD", food, at=AFTER)
    quarter.publish(key, "PUBLICWORD")
    quarter.graph.write(
        lambda tx: remarks.state_claim(
            tx, quarter.liaison, key, about="position", text="It is INSIDEWORD.",
            idempotency_key="claim", now=AFTER,
        )
    )  # fmt: skip
    agency = build_person(quarter.graph, "fred", ("liaison", "FDA", "CEE002~FDA", "alignment"))
    for title, actor in (("AGENCYSECRET", agency), ("EPASECRET", quarter.people.stranger)):
        _only_for_own(quarter, actor, title, food)


def _only_for_own(quarter: Quarter, actor: Actor, title: str, cell: Cell) -> None:
    """An issue that one agency alone reads, placed in the group's cells."""
    graph = quarter.graph
    draft = Draft(title, title, "data", "2016")
    made = graph.write(
        lambda tx: issues.report_issue(
            tx, actor, draft, idempotency_key=title, readers=(actor.party,), now=AFTER
        )
    )
    who = refresh(graph, actor)
    graph.write(lambda tx: placements.place_issue(tx, who, made.key, [cell], version=made.version, now=AFTER))


def freeze_agenda(quarter: Quarter) -> None:
    row = quarter.graph.read(lambda tx: meetings.find_meeting(tx, quarter.chair, KEY))
    quarter.graph.write(
        lambda tx: freezing.freeze_agenda(tx, quarter.chair, KEY, version=row["version"], now=NOW)
    )


def freeze(quarter: Quarter, edition: str, *, version: int = 0, actor: Actor | None = None) -> PacketRow:
    who = actor or quarter.chair
    return quarter.graph.write(
        lambda tx: packets.freeze_packet(tx, who, quarter.directory, KEY, edition, version=version, now=NOW)
    )


def clear(quarter: Quarter, row: PacketRow, actor: Actor | None = None) -> PacketRow:
    who = refresh(quarter.graph, actor or quarter.people.reviewer)
    return quarter.graph.write(
        lambda tx: packets.clear_packet(tx, who, row["key"], version=row["version"], now=NOW)
    )


def issue(quarter: Quarter, row: PacketRow) -> PacketRow:
    return quarter.graph.write(
        lambda tx: packets.issue_packet(tx, quarter.chair, row["key"], version=row["version"], now=NOW)
    )


def left_out(quarter: Quarter, row: PacketRow) -> list[LeftOut] | None:
    who = refresh(quarter.graph, quarter.people.reviewer)
    return quarter.graph.read(lambda tx: clearing.list_left_out(tx, who, row))


def find(quarter: Quarter, actor: Actor, edition: str) -> PacketRow:
    who = refresh(quarter.graph, actor)
    return quarter.graph.read(lambda tx: packets.find_packet(tx, who, f"{KEY}/{edition}"))
