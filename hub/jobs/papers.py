"""Sets the PDF of each edition once its contents are fixed, so that it is there before it is asked for."""

from __future__ import annotations

from datetime import datetime

import structlog

from hub.house import House
from hub.papers.shelf import Shelf
from liaisons.audiences import clock_actor
from meetings import packets
from meetings.packet_states import PacketState

log = structlog.get_logger()


def set_frozen(house: House, *, until: datetime) -> int:
    """The PDFs that are not on the shelf yet, those of the latest meetings first; returns how many were set.

    One that can't be set stands in no other's way; whoever asks for it learns of the fault.
    """
    shelf = Shelf(house.settings.data)
    for row in house.graph.read(lambda tx: packets.list_packets(tx, clock_actor(tx), limit=packets.MOST)):
        if house.clock() >= until:
            break
        if row["state"] != PacketState.COLLECTING and not shelf.is_ready(row["manifestHash"]):
            _set_one(house, shelf, row["key"])
    return shelf.made


def _set_one(house: House, shelf: Shelf, key: str) -> None:
    row = house.graph.read(lambda tx: packets.find_packet(tx, clock_actor(tx), key))
    try:
        shelf.pdf(packets.read_contents(row))
    except Exception:
        log.error("packet not set", packet_key=key, exc_info=True)
