"""Papers are set the same twice, pass PDF/UA-1, prove themselves, and take any words as words."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from hub.files import files_in
from hub.papers import setting, verify
from hub.papers.shelf import Shelf, fold
from meetings.contents import Contents
from meetings.manifest import make_manifest
from tests.meetings.samples import TITLE, make_contents


@pytest.fixture
def folded(tmp_path: Path) -> Path:
    """A packet's zip on disk, with verify.py beside it and no hub on the path."""
    place = tmp_path / "packet.zip"
    place.write_bytes(Shelf(tmp_path / "data").zip(make_contents()))
    with zipfile.ZipFile(place) as opened:
        (tmp_path / "verify.py").write_bytes(opened.read("verify.py"))
    return place


def set_(contents: Contents) -> bytes:
    return setting.set_paper(contents, manifest_hash=make_manifest(contents)["hash"])


def text_of(pdf: bytes) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)


def run(*arguments: str | Path) -> tuple[int, str]:
    # -I: nothing of the hub and of this environment is there for it.
    asked = [sys.executable, "-I", "-S", *map(str, arguments)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("edition", ["government", "trade", "FDA"])
def test_an_edition_passes_every_rule_of_pdf_ua(edition: str) -> None:
    report = page.validate_pdf_bytes(set_(make_contents(edition)), profile=page.ValidationProfile.PDF_UA_1)
    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert report.rules.passed > 100


def test_an_edition_with_nothing_in_it_says_so_and_passes_too() -> None:
    contents = make_contents(papers=0)
    empty: Contents = {
        **contents, "agenda": [], "changes": [], "matrix": [], "inputs": [], "contacts": [],
    }  # fmt: skip
    pdf = set_(empty)
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).failures == []
    for line in (
        "Nothing stands on the agenda for the readers of this edition.",
        "No line of this agenda has a paper.",
        "No input belongs to a line of this agenda.",
    ):
        assert line in text_of(pdf)


def test_the_same_edition_is_the_same_bytes() -> None:
    assert set_(make_contents()) == set_(make_contents())


def test_a_paper_has_its_cover_marks_pages_and_bookmarks() -> None:
    contents = make_contents()
    reader = PdfReader(BytesIO(set_(contents)))
    pages = [one.extract_text() for one in reader.pages]
    digest = make_manifest(contents)["hash"]
    for number, words in enumerate(pages, start=1):
        assert "CONTROLLED: ONLY THE PARTIES NAMED" in words
        assert "APP working group, FY2027 Q1, Government edition" in words
        assert digest[:12] in words
        assert f"Page {number} of {len(pages)}" in words
    assert "frozen Dec 1, 2026, 9:00 a.m. ET" in pages[0]
    assert digest in pages[0]
    titles = [str(each.title) for each in reader.outline if not isinstance(each, list)]
    assert titles == [
        "Agenda", "What changed", "Matrix extract", "Issue papers", "Inputs to the BIEC", "Contacts",
        "Sources",
    ]  # fmt: skip
    assert [tuple(map(float, one.mediabox[2:])) for one in reader.pages] == [(612.0, 792.0)] * len(pages)
    assert str(reader.root_object["/Lang"]) == "en-US"


def test_a_paper_says_state_effect_scope_workaround_positions_and_what_is_asked() -> None:
    words = " ".join(text_of(set_(make_contents())).split())
    said = (
        "In work. Held by FDA for 28 days. Next: Say which filers are affected, due Dec 4 (3 business days).",
        "about 40",
        "flags FD3, FD4; HTS chapters 03, 16; from Mexico",
        "Split the entry.",
        "The refusal should name the line.",
        "Resolve it: a party says that it needs resolution.",
    )
    places = [words.index(line) for line in said]
    assert places == sorted(places)


def test_a_holder_of_after_the_freeze_has_had_it_for_no_days_below_nothing() -> None:
    contents = make_contents(papers=1)
    contents["papers"][0]["heldSince"] = "2026-12-20"
    words = " ".join(text_of(set_(contents)).split())
    assert "In work. Held by FDA. Next: Say which filers are affected" in words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('#strong[x] $a^2$ = <b> \\ "quoted" #sys.inputs', '#strong[x] $a^2$ = <b> \\ "quoted" #sys.inputs'),
        ("鮮魚 and 🎣", "[U+9BAE][U+9B5A] and [U+1F3A3]"),
        ("Šťastný ◆ Ñandú – “ça”", "Šťastný ◆ Ñandú – “ça”"),
    ],
)
def test_any_words_are_words_and_never_markup(typed: str, read: str) -> None:
    contents = make_contents(papers=1)
    contents["papers"][0]["title"] = contents["papers"][0]["text"] = typed
    assert read in text_of(set_(contents)).replace("\n", " ")


def test_the_second_request_is_served_from_the_shelf(tmp_path: Path) -> None:
    kept = Shelf(tmp_path)
    contents = make_contents()
    digest = make_manifest(contents)["hash"]
    assert not kept.is_ready(digest)
    first = kept.pdf(contents)
    assert (kept.made, kept.is_ready(digest)) == (1, True)
    assert kept.pdf(contents) == first
    kept.zip(contents)
    assert Shelf(tmp_path).pdf(contents) == first
    assert kept.made == 1
    kept.pdf(make_contents("trade"))
    assert kept.made == 2


def test_the_zip_is_the_same_bytes_and_bears_the_moment_of_the_freeze(tmp_path: Path) -> None:
    kept = Shelf(tmp_path)
    first = kept.zip(make_contents())
    assert kept.zip(make_contents()) == first
    with zipfile.ZipFile(BytesIO(first)) as opened:
        assert {each.date_time for each in opened.infolist()} == {(2026, 12, 1, 9, 0, 0)}
        assert opened.read("packet.pdf") == kept.pdf(make_contents())


def test_a_packet_is_verified_without_the_hub(folded: Path) -> None:
    digest = make_manifest(make_contents())["hash"]
    script = folded.parent / "verify.py"
    assert run(script, folded) == (0, "All 12 files are as they were.\n")
    assert run(script, folded, digest[:12])[0] == 0
    code, said = run(script, folded, "0123456789ab")
    assert (code, "another packet: the paper says 0123456789ab" in said) == (1, True)
    unpacked = folded.parent / "unpacked"
    with zipfile.ZipFile(folded) as opened:
        opened.extractall(unpacked)
    assert run(unpacked / "verify.py") == (0, "All 12 files are as they were.\n")


def test_a_changed_byte_of_each_file_is_named_in_the_folder(folded: Path) -> None:
    unpacked = folded.parent / "unpacked"
    with zipfile.ZipFile(folded) as opened:
        opened.extractall(unpacked)
    for path in sorted(each for each in unpacked.rglob("*") if each.is_file()):
        kept = path.read_bytes()
        path.write_bytes(kept[:-3] + bytes([kept[-3] ^ 1]) + kept[-2:])
        code, said = run(folded.parent / "verify.py", unpacked)
        name = path.relative_to(unpacked).as_posix()
        # A sum that was changed speaks against the file that it is of.
        assert code == 1, name
        assert name in said or name == verify.SUMS, said
        path.write_bytes(kept)
    (unpacked / "slipped-in.txt").write_text("x")
    assert run(folded.parent / "verify.py", unpacked)[1].startswith("not of this packet: slipped-in.txt")


def test_a_changed_byte_in_the_zip_is_named(folded: Path) -> None:
    whole = folded.read_bytes()
    with zipfile.ZipFile(folded) as opened:
        places = {each.filename: each.header_offset + 30 + len(each.filename) for each in opened.infolist()}
    for name, place in places.items():
        folded.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        code, said = run(folded.parent / "verify.py", folded)
        assert (code, name in said) == (1, True), said


def test_a_part_changed_with_its_sum_still_fails_the_manifest(tmp_path: Path) -> None:
    contents = make_contents()
    manifest = make_manifest(contents)
    contents["papers"][0]["title"] = "Something else"
    place = tmp_path / "forged.zip"
    with place.open("wb") as target:
        fold(target, contents, manifest, b"%PDF", files_in(tmp_path))
    code, said = run(setting.FOLDER / "verify.py", place)
    assert code == 1
    assert "not as in manifest.json: parts/issue-7kq4-f2m1.json (Issue 7KQ4-F2M1)" in said
    assert TITLE not in said
