"""The files of inputs that go with an edition, each with a name in its zip that suits any machine. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from liaisons.errors import NotFound
from meetings.contents import Contents, InputPaper, PaperFile

ATTACHMENT = "Attachment"
FOLDER = "files"
LONGEST = 80
LONGEST_ENDING = 10
NO_NAME = "file"
# Anything but these may be a folder, an option, a device or a sign that another machine writes otherwise.
_BAD = re.compile(r"[^A-Za-z0-9 ._()-]+")
# Names that some machines keep for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


class Enclosure(NamedTuple):
    """A file, the input that it belongs to, and where it lies in the zip."""

    paper: InputPaper
    file: PaperFile
    place: str


def list_enclosures(contents: Contents) -> list[Enclosure]:
    """The files of an edition in the order of its papers; no two of them lie in the same place."""
    return [each for paper in contents["inputs"] for each in _of_paper(paper)]


def find_enclosure(contents: Contents, key: str) -> Enclosure:
    """One file that the edition holds, or `NotFound`."""
    for each in list_enclosures(contents):
        if each.file["key"] == key:
            return each
    raise NotFound


def hashes_of(contents: Contents) -> list[str]:
    """What the edition's files are kept under, each once."""
    return sorted({each.file["sha256"] for each in list_enclosures(contents)})


def folder_of(paper: InputPaper) -> str:
    """The folder of an input's files in the zip."""
    return f"{FOLDER}/{paper['key']}"


def _of_paper(paper: InputPaper) -> Iterator[Enclosure]:
    # Some machines take "A" and "a" for one name.
    taken: set[str] = set()
    for file in paper.get("files", ()):
        stem, ending = _make_safe(file["name"])
        name, number = stem + ending, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}{ending}"
        taken.add(name.lower())
        yield Enclosure(paper, file, f"{folder_of(paper)}/{name}")


def _make_safe(name: str) -> tuple[str, str]:
    """A name in plain letters without folders, as its stem and its ending."""
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    stem, dot, ending = _BAD.sub("_", plain).rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > LONGEST_ENDING:
        stem, ending = stem + dot + ending, ""
    stem = stem[:LONGEST].strip(" ._-")
    if not re.search("[A-Za-z0-9]", stem):
        stem = NO_NAME
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return stem, f".{ending}" if ending else ""
