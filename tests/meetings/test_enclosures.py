"""Files of inputs get names in the zip that are safe on any machine, and no two get the same."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liaisons.errors import NotFound
from meetings.contents import Contents
from meetings.enclosures import find_enclosure, hashes_of, list_enclosures
from tests.meetings.samples import make_contents, make_file, with_files

FOLDER = "files/3MPX-77QA"
# Pieces of which the worst names are made, beside any letters there are.
TRICKS = st.sampled_from(
    ["..", "/", "\\", ":", "\x00", "\n", "\u202e", "\ud800", "~", "-", " ", ".", "CON", "aux", "C:", "a", "A",
     "é", "e\u0301", "鮮", "-2", ".pdf", ".PDF"]
)  # fmt: skip
NAMES = st.lists(
    st.one_of(st.text(max_size=200), st.lists(TRICKS, max_size=6).map("".join)), min_size=1, max_size=12
)


def of(*names: str) -> Contents:
    return with_files(*(make_file(name, key=str(place)) for place, name in enumerate(names)))


def called(*names: str) -> list[str]:
    return [each.place.removeprefix(f"{FOLDER}/") for each in list_enclosures(of(*names))]


@pytest.mark.parametrize(
    ("names", "safe"),
    [
        (("letter.pdf",), ["letter.pdf"]),
        (("letter.pdf", "Letter.pdf", "letter-2.pdf"), ["letter.pdf", "Letter-2.pdf", "letter-2-2.pdf"]),
        (("../../etc/passwd",), ["etc_passwd"]),
        (("..\\..\\boot.ini", "C:\\x.pdf"), ["boot.ini", "C_x.pdf"]),
        (("Šťastný Ñandú.pdf", "鮮魚.pdf", "🎣.pdf"), ["Stastny Nandu.pdf", "file.pdf", "file-2.pdf"]),
        (("CON.pdf", "com1", "aux.tar.pdf"), ["_CON.pdf", "_com1", "_aux.tar.pdf"]),
        (("a\x00b\nc\u202ed.pdf",), ["a_b_c_d.pdf"]),
        ((".pdf", "..", "", " . ", "-rf.txt"), ["file.pdf", "file", "file-2", "file-3", "rf.txt"]),
        (("x" * 300 + ".pdf", "x" * 299 + ".pdf"), ["x" * 80 + ".pdf", "x" * 80 + "-2.pdf"]),
        (("a.b c" + "d" * 20,), ["a.b c" + "d" * 20]),
    ],
)
def test_a_name_is_made_safe_and_stays_as_it_can(names: tuple[str, ...], safe: list[str]) -> None:
    assert called(*names) == safe


@given(NAMES)
@example(["a.pdf", "a.pdf", "a-2.pdf", "A-2.PDF"])
@example([")0"])
def test_any_names_become_safe_ones_and_no_two_the_same(names: list[str]) -> None:
    places = [each.place for each in list_enclosures(of(*names))]
    assert len(places) == len({place.lower() for place in places}) == len(names)
    for place in places:
        name = place.removeprefix(f"{FOLDER}/")
        assert re.fullmatch(r"[A-Za-z0-9_()][A-Za-z0-9 ._()-]{0,99}", name)
        assert not name.endswith((".", " "))
        assert PurePosixPath(place).parts == PureWindowsPath(place).parts == ("files", "3MPX-77QA", name)
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name, re.IGNORECASE)
    folded = BytesIO()
    with zipfile.ZipFile(folded, "w") as target:
        for place in places:
            target.writestr(place, b"")
    assert zipfile.ZipFile(folded).namelist() == places


@given(NAMES)
def test_the_same_names_become_the_same(names: list[str]) -> None:
    assert called(*names) == called(*names)


def test_a_file_is_found_by_its_key_and_kept_by_its_hash() -> None:
    one, two, again = make_file("one.pdf", b"1"), make_file("two.pdf", b"2"), make_file("again.pdf", b"1")
    contents = with_files(one, two, again)
    assert find_enclosure(contents, two["key"]).file == two
    assert hashes_of(contents) == sorted({one["sha256"], two["sha256"]})
    for key in ("", "two.pdf", "../two", two["sha256"]):
        with pytest.raises(NotFound):
            find_enclosure(contents, key)


def test_a_packet_of_before_files_came_and_one_of_the_trade_have_none() -> None:
    for contents in (make_contents(), make_contents("trade"), with_files()):
        assert (list_enclosures(contents), hashes_of(contents)) == ([], [])
