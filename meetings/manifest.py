"""What a packet consists of, each part and file with its hash, and one hash over all of them. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypedDict

from meetings.contents import Contents
from meetings.enclosures import ATTACHMENT, list_enclosures

MANIFEST = "manifest.json"
# So many characters of the whole hash stand at the foot of every page.
SHORT = 12
PARTS = ("cover", "agenda", "changes", "matrix", "contacts", "sources")


class Entry(TypedDict):
    """One part: the record that it is of, in which version, the file that holds it, and that file's hash."""

    record: str
    version: int
    file: str
    sha256: str


class Manifest(TypedDict):
    """All parts in their order; `hash` covers everything else that is in it."""

    packet: str
    edition: str
    frozenAt: str
    parts: list[Entry]
    hash: str


def list_files(contents: Contents) -> dict[str, bytes]:
    """The parts of an edition as files, in the order of the packet; the files of inputs lie elsewhere."""
    return {_file(name): as_bytes(part) for name, _, _, part in _parts(contents)}


def make_manifest(contents: Contents) -> Manifest:
    """The manifest of an edition: the same contents give the same one, byte for byte."""
    parts: list[Entry] = [
        {
            "record": record,
            "version": version,
            "file": f"parts/{name}.json",
            "sha256": hash_of(as_bytes(part)),
        }
        for name, record, version, part in _parts(contents)
    ]
    enclosed: list[Entry] = [
        # What is in a file never changes: another would be another file.
        {"record": f"{ATTACHMENT} {file['key']}", "version": 1, "file": place, "sha256": file["sha256"]}
        for _, file, place in list_enclosures(contents)
    ]
    manifest: Manifest = {
        "packet": contents["key"],
        "edition": contents["cover"]["edition"],
        "frozenAt": contents["cover"]["frozenAt"],
        "parts": parts + enclosed,
        "hash": "",
    }
    return {**manifest, "hash": whole_hash(manifest)}


def whole_hash(manifest: Mapping[str, Any]) -> str:
    """The hash over everything in a manifest but itself."""
    return hash_of(as_bytes({name: value for name, value in manifest.items() if name != "hash"}))


def verify(manifest: Manifest, files: Mapping[str, bytes]) -> list[str]:
    """The names of the files that are missing, changed, or in no manifest; none when all is as it was."""
    wrong = [] if manifest["hash"] == whole_hash(manifest) else [MANIFEST]
    named = {entry["file"]: entry["sha256"] for entry in manifest["parts"]}
    changed = [name for name, digest in named.items() if hash_of(files.get(name, b"")) != digest]
    return wrong + changed + sorted(set(files) - set(named))


def as_bytes(part: Any) -> bytes:
    """A part as the file that is hashed: keys in order, so that the same words are the same bytes."""
    return (json.dumps(part, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def hash_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _file(name: str) -> str:
    return f"parts/{name}.json"


def _parts(contents: Contents) -> list[tuple[str, str, int, Any]]:
    """Name, record, version and content of each part."""
    own = [(name, f"Packet {contents['key']}", contents["number"], contents[name]) for name in PARTS]  # type: ignore[literal-required]  # PARTS are keys
    papers = [
        (paper["record"].replace(" ", "-").lower(), paper["record"], paper["version"], paper)
        for paper in (*contents["papers"], *contents["inputs"])
    ]
    return [*own[:4], *papers, *own[4:]]
