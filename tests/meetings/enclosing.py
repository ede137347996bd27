"""Inputs with files in the seeded quarter, each for readers of its own, kept on the disk as the hub does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.cypher import Cypher
from graph.liaisons import attachments as sentences
from hub.files import files_in
from liaisons.audiences import clock_actor, ensure_audience
from meetings import packets
from tests.builders import NOW
from tests.meetings.quarter import APP, Quarter

SHOW: Cypher[None] = Cypher(
    "test.show_input", "MATCH (n:Input {key: $key}) SET n.audienceKey = $audience", writes=True
)
ATTACH: Cypher[None] = Cypher(
    "test.attach", "CREATE (a:Attachment {key: $key, audienceKey: $audience}) SET a += $row", writes=True
)
CENTER, BOTH = (APP,), (APP, "FDA")
# The input, its readers; then each file: whose it is, what the scanner said, which editions hold it.
INPUTS = {"OWN": CENTER, "SHARED": BOTH}
FILES: dict[str, tuple[str, tuple[str, ...], str, set[str]]] = {
    "CENTERFILE.pdf": ("OWN", CENTER, "clean", {"government"}),
    "SHAREDFILE.pdf": ("SHARED", BOTH, "clean", {"government", "FDA"}),
    "NARROWFILE.pdf": ("SHARED", CENTER, "clean", {"government"}),
    "WAITINGFILE.pdf": ("SHARED", BOTH, "waiting", set()),
    "REFUSEDFILE.pdf": ("SHARED", BOTH, "refused", set()),
}


def content_of(name: str) -> bytes:
    """What is in a file: words that no other file has."""
    return f"%PDF-1.7 {name.lower()} inside".encode()


def plant_files(quarter: Quarter, data: Path) -> None:
    """Two inputs on the coming agenda, and their files."""
    for key, readers in INPUTS.items():
        quarter.put_input(key, filedOn="2026-10-20", ofParty="FDA")
        _write(quarter, SHOW, readers, key=key)
    for name, (key, readers, scan, _) in FILES.items():
        content = content_of(name)
        row = {
            "inputKey": key, "name": name, "media": "application/pdf", "size": len(content), "scan": scan,
            "sha256": files_in(data).keep(content), "addedAt": NOW.isoformat(),
        }  # fmt: skip
        _write(quarter, ATTACH, readers, key=f"key-{name}", row=row)


def take_away(quarter: Quarter, name: str) -> None:
    """As when someone removes a file from its input."""
    quarter.graph.write(lambda tx: tx.do(sentences.REMOVE, key=f"key-{name}"))


def list_kept(quarter: Quarter) -> list[str]:
    """The hashes that packets keep, as the sweep reads them."""
    return sorted(quarter.graph.read(lambda tx: packets.list_kept_files(tx, clock_actor(tx))))


def _write(quarter: Quarter, sentence: Cypher[None], readers: tuple[str, ...], **values: Any) -> None:
    quarter.graph.write(lambda tx: tx.do(sentence, **values, audience=ensure_audience(tx, readers)))
