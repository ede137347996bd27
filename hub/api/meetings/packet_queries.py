"""Questions about packets."""

from __future__ import annotations

from typing import Any, cast

import strawberry

from graph.cypher import Tx
from graph.meetings.packets import PacketRow
from hub.api.context import Context, context_of
from hub.api.meetings.packet_types import LeftOut, Packet, PacketHead
from liaisons.errors import NotFound
from liaisons.permissions import Permission, require
from meetings import clearing, packets
from meetings.manifest import make_manifest
from meetings.packet_states import PacketState

NOTHING: dict[str, list[Any]] = {"agenda": [], "changes": [], "papers": [], "inputs": [], "manifest": []}


def show_packet(row: PacketRow) -> dict[str, Any]:
    """An edition with what it holds; nothing while it is collected."""
    shown: dict[str, Any] = {**row, "__typename": "Packet"}
    del shown["contents"]
    if row["state"] == PacketState.COLLECTING:
        return shown | NOTHING
    contents = packets.read_contents(row)
    held: dict[str, Any] = {name: value for name, value in contents.items() if name in NOTHING}
    # Packets of before files came have no list of them.
    held["inputs"] = [{**paper, "files": paper.get("files", [])} for paper in contents["inputs"]]
    return shown | held | {"manifest": make_manifest(contents)["parts"]}


def read_packet(context: Context, tx: Tx, key: str) -> dict[str, Any]:
    """An edition that the viewer reads, or `NotFound`."""
    return show_packet(packets.find_packet(tx, context.actor, key))


@strawberry.type
class PacketQuery:
    """Papers for the meetings of working groups."""

    @strawberry.field
    def packets(self, info: strawberry.Info, first: int = 100) -> list[PacketHead]:
        """Editions that the viewer reads, those of the latest meeting first; `first` is 1 to 200."""
        context = context_of(info)
        rows = context.read(lambda tx: packets.list_packets(tx, context.actor, limit=first))
        return cast(list[PacketHead], rows)

    @strawberry.field
    def packet(self, info: strawberry.Info, key: str) -> Packet | None:
        """One edition by its key (`CEE002/FY27-Q1/trade`); null when it is not there for the viewer."""
        context = context_of(info)
        try:
            return cast(Packet, context.read(lambda tx: read_packet(context, tx, key)))
        except NotFound:
            return None

    @strawberry.field
    def packet_leaves_out(self, info: strawberry.Info, key: str) -> list[LeftOut] | None:
        """What an edition leaves out of the government's, for its reviewer; null where that isn't frozen."""
        context = context_of(info)
        require(context.actor, Permission.CLEAR_PACKET)

        def read(tx: Tx) -> list[clearing.LeftOut] | None:
            return clearing.list_left_out(tx, context.actor, packets.find_packet(tx, context.actor, key))

        return cast(list[LeftOut] | None, context.read(read))
