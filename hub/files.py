"""Where attached files lie: in a folder of the hub's data, each under the hash of what is in it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hub.config import Settings

# What no record names is an upload that was refused, or one under way; after a day it is surely the former.
LEFT_ALONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one hub. A file never changes: other words have another hash."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Write the file so that it is there whole or not at all; returns its SHA-256 in hex."""
        name = hashlib.sha256(content).hexdigest()
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if place.exists():
            # It is young again: a sweep under way leaves it alone.
            os.utime(place)
            return name
        handle, other = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(other).replace(place)
        except BaseException:
            Path(other).unlink(missing_ok=True)
            raise
        return name

    def read(self, name: str) -> bytes | None:
        """The file, or None where it isn't there, or is no longer what it was."""
        try:
            content = self._place(name).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == name else None

    def drop(self, name: str) -> None:
        """Remove the file, if it is there."""
        self._place(name).unlink(missing_ok=True)

    def sweep(self, named: Iterable[str], *, now: datetime) -> list[str]:
        """Remove what no record names and nobody has just brought; returns the names."""
        wanted, gone = set(named), []
        for place in self._all():
            age = now.timestamp() - place.stat().st_mtime
            if place.name not in wanted and age > LEFT_ALONE.total_seconds():
                place.unlink(missing_ok=True)
                gone.append(place.name)
        return sorted(gone)

    def _place(self, name: str) -> Path:
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise ValueError("no name of a file")
        return self.folder / name[:2] / name

    def _all(self) -> Iterator[Path]:
        yield from (place for place in self.folder.glob("??/*") if place.is_file())


def files_of(settings: Settings) -> Files:
    """Where the hub keeps what was attached."""
    return files_in(settings.data)


def files_in(data: Path) -> Files:
    """The same, by the folder of the hub's data."""
    return Files(data / "files")
