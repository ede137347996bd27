"""A file is told by what is in it; its name has to agree."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaisons import file_types
from liaisons.file_types import Brought, FileMissing, FileTooLarge, FileUnsuitable, take_file


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
GOOD = {
    "letter.pdf": (b"%PDF-1.7 x", "application/pdf"),
    "label.png": (b"\x89PNG\r\n\x1a\nx", "image/png"),
    "carton.JPG": (b"\xff\xd8\xffx", "image/jpeg"),
    "entries.csv": (b"entry,port\n1,2704\n", "text/csv"),
    "note.txt": ("As told by the port: …".encode(), "text/plain"),
    "memo.docx": (DOCX, file_types.TYPES["docx"][0]),
    "lines.xlsx": (XLSX, file_types.TYPES["xlsx"][0]),
}


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_that_may_come_comes(name: str) -> None:
    content, media = GOOD[name]
    stem, _, ending = name.partition(".")
    assert take_file(name, content) == Brought(f"{stem}.{ending.lower()}", media, len(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", b"MZ a program"),
        ("letter.exe", b"MZ a program"),
        ("letter", b"%PDF-1.7"),
        ("lines.xlsx", DOCX),
        ("memo.docx", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("memo.docx", b"PK\x03\x04 torn"),
        ("note.txt", b"\xff\xfe not text"),
        ("entries.csv", b"a,b\0c"),
        ("page.html", b"<script>"),
    ],
)
def test_what_is_not_what_it_says_is_refused_by_its_name(name: str, content: bytes) -> None:
    with pytest.raises(FileUnsuitable, match=name) as refused:
        take_file(name, content)
    assert refused.value.field == "file"


def test_nothing_and_too_much_are_refused_with_what_to_do() -> None:
    with pytest.raises(FileMissing, match="isn't empty"):
        take_file("note.txt", b"")
    with pytest.raises(FileTooLarge, match="10 million is the most"):
        take_file("note.txt", b"x" * (file_types.MOST_BYTES + 1))
    assert take_file("note.txt", b"x" * file_types.MOST_BYTES).size == file_types.MOST_BYTES


@given(st.text(max_size=300))
def test_a_name_is_short_and_leads_nowhere(name: str) -> None:
    taken = take_file(f"{name}.txt", b"x").name
    assert taken.endswith(".txt")
    assert 5 <= len(taken) <= file_types.LONGEST_NAME
    assert not set(taken) & set('/\\:*?"<>|\0\n\r')
