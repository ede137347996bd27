"""Keeps the papers of editions on disk by the hash of what they hold: made once, served from then on."""

from __future__ import annotations

import os
import tempfile
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from hub.papers import setting, verify
from liaisons.clocks import WASHINGTON
from meetings.contents import Contents
from meetings.manifest import MANIFEST, Manifest, as_bytes, hash_of, list_files, make_manifest

PAPER = "packet.pdf"
# A new way of setting papers must not be answered with papers set in the old one.
FORM = hash_of(b"".join(path.read_bytes() for path in sorted(setting.FOLDER.glob("*.*"))))[:12]


class Shelf:
    """The folder of one hub's papers; `made` counts what had to be set anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "packets"
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
        """The PDF, every part with the manifest, and the script that verifies them, as one zip."""
        return fold(contents, make_manifest(contents), self.pdf(contents))

    def is_ready(self, manifest_hash: str) -> bool:
        """Whether the PDF of what this hash is of is there already, so that it comes at once."""
        return self._place(manifest_hash).exists()

    def _place(self, manifest_hash: str) -> Path:
        return self._folder / f"{manifest_hash}-{FORM}.pdf"


def fold(contents: Contents, manifest: Manifest, pdf: bytes) -> bytes:
    """The zip of an edition; every file stands in its SHA256SUMS, and none bears the day of its making."""
    files = {
        PAPER: pdf,
        MANIFEST: as_bytes(manifest),
        **list_files(contents),
        "verify.py": Path(verify.__file__).read_bytes(),
    }
    sums = "".join(f"{hash_of(data)}  {name}\n" for name, data in files.items())
    frozen = datetime.fromisoformat(manifest["frozenAt"]).astimezone(WASHINGTON)
    folded = BytesIO()
    # Stored, not packed: what packs may pack otherwise on another machine.
    with zipfile.ZipFile(folded, "w", zipfile.ZIP_STORED) as target:
        for name, data in {verify.SUMS: sums.encode(), **files}.items():
            target.writestr(zipfile.ZipInfo(name, frozen.timetuple()[:6]), data)
    return folded.getvalue()


def _put(place: Path, data: bytes) -> None:
    """All of it or nothing, also when two processes make the same paper at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(name).replace(place)
