"""Keeps the papers of editions on disk by the hash of what they hold: made once, served from then on."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO

from hub.files import Files, files_in
from hub.papers import setting, verify
from liaisons.clocks import WASHINGTON
from liaisons.errors import WrongState
from meetings.contents import Contents
from meetings.enclosures import Enclosure, list_enclosures
from meetings.manifest import MANIFEST, Manifest, as_bytes, hash_of, list_files, make_manifest

PAPER = "packet.pdf"
# A new way of setting papers must not be answered with papers set in the old one.
FORM = hash_of(b"".join(path.read_bytes() for path in sorted(setting.FOLDER.glob("*.*"))))[:12]
# A larger zip is put together on the disk.
MOST_IN_MEMORY = 10_000_000


class FileGone(WrongState):
    """A file that an edition holds isn't where the hub keeps its files, or was changed there."""

    def __init__(self, gone: Enclosure) -> None:
        file, title = gone.file, gone.paper["title"]
        super().__init__(
            f"“{file['name']}” of the input “{title}” is not where the hub keeps files any more, or was "
            "changed there. Tell the hub's support to bring it back from a backup, by its SHA-256, "
            f"{file['sha256']}. Until then there is no zip of this edition; the PDF can be had.",
            sha256=file["sha256"],
        )


class Shelf:
    """The papers of one hub, in the folder of its data; `made` counts what had to be set anew."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "packets"
        self._files = files_in(data)
        self.made = 0

    def pdf(self, contents: Contents) -> bytes:
        """The PDF of an edition."""
        digest = make_manifest(contents)["hash"]
        place = self._place(digest)
        if place.exists():
            return place.read_bytes()
        data = setting.set_paper(contents, manifest_hash=digest)
        self.made += 1
        _put(place, data)
        return data

    def zip(self, contents: Contents) -> bytes:
        """The PDF, every part and file with the manifest, and the script that verifies them, as one zip."""
        with self.open_zip(contents) as folded:
            return folded.read()

    def open_zip(self, contents: Contents) -> IO[bytes]:
        """The same, to be read bit by bit and closed. Refuses with `FileGone`, and the PDF is there still."""
        pdf = self.pdf(contents)
        with ExitStack() as unless_folded:
            folded = unless_folded.enter_context(tempfile.SpooledTemporaryFile(MOST_IN_MEMORY))
            fold(folded, contents, make_manifest(contents), pdf, self._files)
            folded.seek(0)
            unless_folded.pop_all()
        return folded

    def is_ready(self, manifest_hash: str) -> bool:
        """Whether the PDF of what this hash is of is there already, so that it comes at once."""
        return self._place(manifest_hash).exists()

    def _place(self, manifest_hash: str) -> Path:
        return self._folder / f"{manifest_hash}-{FORM}.pdf"


def read_enclosure(files: Files, wanted: Enclosure) -> bytes:
    """What is in a file that an edition holds. Refuses with `FileGone`."""
    content = files.read(wanted.file["sha256"])
    if content is None:
        raise FileGone(wanted)
    return content


def fold(target: IO[bytes], contents: Contents, manifest: Manifest, pdf: bytes, files: Files) -> None:
    """Write the zip of an edition; all stands in its SHA256SUMS, and nothing bears the day of its making."""
    parts = {
        PAPER: pdf,
        MANIFEST: as_bytes(manifest),
        **list_files(contents),
        "verify.py": Path(verify.__file__).read_bytes(),
    }
    enclosed = list_enclosures(contents)
    sums = {name: hash_of(data) for name, data in parts.items()}
    sums |= {each.place: each.file["sha256"] for each in enclosed}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    frozen = datetime.fromisoformat(manifest["frozenAt"]).astimezone(WASHINGTON).timetuple()[:6]
    # Stored, not packed: what packs may pack otherwise on another machine.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as folded:
        for name, data in {verify.SUMS: lines.encode(), **parts}.items():
            folded.writestr(zipfile.ZipInfo(name, frozen), data)
        # One at a time: together they may be more than a machine holds.
        for each in enclosed:
            folded.writestr(zipfile.ZipInfo(each.place, frozen), read_enclosure(files, each))


def _put(place: Path, data: bytes) -> None:
    """All of it or nothing, also when two processes make the same paper at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(name).replace(place)
