"""Has attached files scanned, and removes from the disk what nobody may open or no record names."""

from __future__ import annotations

from datetime import datetime

import structlog

from graph.cypher import Tx
from graph.liaisons.attachments import WaitingFileRow
from hub.files import files_of
from hub.house import House
from hub.scanning import ScannerDown, scan
from liaisons import attachments
from liaisons.audiences import clock_actor
from meetings import packets

BATCH = 20
# What the record says of a file that is not on the disk any more, or was changed there.
GONE = "a file that is not what was sent"

log = structlog.get_logger()


def scan_waiting(house: House, *, until: datetime) -> int:
    """Have the scanner look at each file that waits, until none does or time is up; returns how many.

    While no scanner answers, or none is named, files wait, and nobody opens them.
    """
    done = 0
    while house.settings.clamd and house.clock() < until:
        waiting = house.graph.read(
            lambda tx: attachments.list_waiting_files(tx, clock_actor(tx), limit=BATCH)
        )
        try:
            done += sum(_scan_one(house, row) for row in waiting)
        except ScannerDown as down:
            log.warning("scanner down", reason=str(down))
            return done
        if len(waiting) < BATCH:
            return done
    return done


def sweep(house: House) -> list[str]:
    """Remove from the disk what no record and no packet names; returns the names."""

    def read(tx: Tx) -> list[str]:
        clock = clock_actor(tx)
        # A packet keeps what it brings, also when the input has lost it since.
        return [*attachments.list_named(tx, clock), *packets.list_kept_files(tx, clock)]

    named = house.graph.read(read)
    return files_of(house.settings).sweep(named, now=house.clock())


def _scan_one(house: House, row: WaitingFileRow) -> bool:
    content = files_of(house.settings).read(row["sha256"])
    found = GONE if content is None else scan(house.settings.clamd, content).found
    judged = house.graph.write(
        lambda tx: attachments.judge_file(tx, clock_actor(tx), row["key"], found=found, now=house.clock())
    )
    return judged is not None
