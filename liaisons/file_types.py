"""Which files may be attached, told by what is in them and not by their name. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from liaisons.errors import BadInput

MOST_BYTES = 10_000_000
MOST_A_RECORD = 10
LONGEST_NAME = 120

# The media type of each kind that may come, by the endings that its name may have.
TYPES: dict[str, tuple[str, str]] = {
    "pdf": ("application/pdf", "PDF"),
    "png": ("image/png", "PNG"),
    "jpg": ("image/jpeg", "JPEG"),
    "jpeg": ("image/jpeg", "JPEG"),
    "csv": ("text/csv", "CSV"),
    "txt": ("text/plain", "text"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (DOCX)"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"),
}
WORDS = "PDF, PNG, JPEG, CSV, text, Word (DOCX) and Excel (XLSX)"
_FIRST = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
_HELD = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_BAD_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class FileMissing(BadInput):
    """No file was chosen, or an empty one."""


class FileTooLarge(BadInput):
    """More bytes than a file may have."""


class FileUnsuitable(BadInput):
    """Of a kind that isn't taken, or not what its name says."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that may be attached: its name without folders, its media type, its size in bytes."""

    name: str
    media: str
    size: int


def take_file(name: str, content: bytes) -> Brought:
    """Check a file by its name and by what is in it. Refuses an empty, too large or unsuitable one."""
    if not content:
        raise FileMissing("Choose a file that isn't empty.", field="file")
    if len(content) > MOST_BYTES:
        raise FileTooLarge(
            f"The file has {len(content) / 1e6:.1f} million bytes; {MOST_BYTES // 1_000_000} million is the "
            "most. Make it smaller, or give a link to it as evidence.",
            field="file",
        )
    plain = _BAD_IN_NAMES.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    ending = plain.rpartition(".")[2].lower()
    if ending not in TYPES or not _is_what_it_says(ending, content):
        raise FileUnsuitable(
            f"“{plain[:60] or 'It'}” is not one of the files that can be attached: {WORDS}, "
            "each with the ending of its kind and without macros.",
            field="file",
        )
    stem = plain[: -len(ending) - 1][: LONGEST_NAME - len(ending) - 1].rstrip() or "file"
    return Brought(f"{stem}.{ending}", TYPES[ending][0], len(content))


def _is_what_it_says(ending: str, content: bytes) -> bool:
    if ending in _FIRST:
        return content.startswith(_FIRST[ending])
    if ending in _HELD:
        return _is_office_file(content, _HELD[ending])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def _is_office_file(content: bytes, holds: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = set(opened.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", holds} <= names and not any("vbaproject" in n.lower() for n in names)
