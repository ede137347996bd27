"""Says whether a packet is as it was issued: `python3 verify.py packet.zip`, or in the unpacked folder.

Needs Python alone, no hub and no network. Names every file of which a byte was changed, and ends with 1.
With a second word, the first characters of the manifest's hash as they stand at the foot of each page, it
also says whether this is the packet that was printed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SUMS, MANIFEST = "SHA256SUMS", "manifest.json"
Read = Callable[[str], bytes | None]


def main(arguments: Sequence[str]) -> int:
    """Verify what is named, or the folder of this file; returns 0 when all is as it was."""
    place = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    printed = arguments[1] if len(arguments) > 1 else ""
    try:
        names, read = open_zip(place) if place.is_file() else open_folder(place)
    except (OSError, zipfile.BadZipFile) as error:
        say(f"{place} can't be read: {error}")
        return 1
    wrong = find_changed(names, read) + find_other(read, printed)
    for line in wrong:
        say(line)
    say(f"{len(wrong)} wrong." if wrong else f"All {len(names) - 1} files are as they were.")
    return 1 if wrong else 0


def open_zip(place: Path) -> tuple[list[str], Read]:
    """The files of a zip and how to read one; None is a damaged one."""
    folded = zipfile.ZipFile(place)

    def read(name: str) -> bytes | None:
        try:
            return folded.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError):
            return None

    return folded.namelist(), read


def open_folder(place: Path) -> tuple[list[str], Read]:
    """The same for a folder."""
    names = [path.relative_to(place).as_posix() for path in sorted(place.rglob("*")) if path.is_file()]

    def read(name: str) -> bytes | None:
        path = place / name
        return path.read_bytes() if path.is_file() else None

    return names, read


def find_changed(names: Sequence[str], read: Read) -> list[str]:
    """A line for each file that is changed, missing, or not of this packet."""
    sums = read(SUMS)
    if sums is None:
        return [f"missing or damaged: {SUMS}"]
    try:
        lines = [line.split("  ", 1) for line in sums.decode().splitlines()]
        expected = {name: digest for digest, name in lines}
    except (UnicodeDecodeError, ValueError):
        return [f"changed: {SUMS}"]
    wrong = []
    for name, digest in expected.items():
        data = read(name)
        if data is None:
            wrong.append(f"{'damaged' if name in names else 'missing'}: {name}")
        elif hash_of(data) != digest:
            wrong.append(f"changed: {name}")
    return wrong + [f"not of this packet: {name}" for name in sorted(set(names) - set(expected) - {SUMS})]


def find_other(read: Read, printed: str) -> list[str]:
    """A line for each way in which the manifest doesn't hold: whoever changes a part must change it too."""
    try:
        manifest: Any = json.loads(read(MANIFEST) or b"")
        rest = {name: value for name, value in manifest.items() if name != "hash"}
        words = json.dumps(rest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        wrong = [] if hash_of(words.encode()) == manifest["hash"] else [f"changed: {MANIFEST} (its own hash)"]
        for part in manifest["parts"]:
            data = read(part["file"])
            if data is None or hash_of(data) != part["sha256"]:
                wrong.append(f"not as in {MANIFEST}: {part['file']} ({part['record']})")
        if not str(manifest["hash"]).startswith(printed):
            wrong.append(f"another packet: the paper says {printed}, this is {manifest['hash']}")
    except (ValueError, KeyError, TypeError, AttributeError):
        return [f"changed: {MANIFEST}"]
    return wrong


def hash_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def say(line: str) -> None:
    """A line for whoever runs this."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
