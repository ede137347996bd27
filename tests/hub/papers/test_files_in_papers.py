"""Files of inputs stand in the PDF of an edition and lie in its zip, where anyone can verify them."""

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
from hub.papers.shelf import FileGone, Shelf
from hub.papers.words import word_files
from meetings.contents import Contents
from meetings.manifest import MANIFEST, make_manifest
from tests.meetings.samples import make_file, with_files

LETTER, LIST = b"%PDF-1.7 a letter", b"entry,port\n1,2704\n"
LONG = "W" * 116 + ".pdf"
FOLDER = "files/3MPX-77QA"
NAMES = (f"{FOLDER}/letter.pdf", f"{FOLDER}/letter-2.pdf", f"{FOLDER}/{'W' * 80}.pdf")


def make_edition() -> Contents:
    """Two files of one name, one with the longest name there is."""
    return with_files(
        make_file("letter.pdf", LETTER, key="K1"),
        make_file("letter.pdf", LIST, key="K2"),
        make_file(LONG, LETTER, key="K3"),
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a hub's data with these files in it."""
    for content in (LETTER, LIST):
        files_in(tmp_path).keep(content)
    return tmp_path


@pytest.fixture
def unpacked(data: Path) -> Path:
    """The zip, unpacked elsewhere."""
    place = data / "unpacked"
    with zipfile.ZipFile(BytesIO(Shelf(data).zip(make_edition()))) as opened:
        opened.extractall(place)
    return place


def place_of(data: Path, contents: Contents, number: int) -> Path:
    """Where the hub keeps a file."""
    sha256 = contents["inputs"][0]["files"][number]["sha256"]
    return data / "files" / sha256[:2] / sha256


def run(folder: Path) -> tuple[int, list[str]]:
    asked = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).splitlines()


def test_an_input_names_its_files_in_a_pdf_that_passes_every_rule() -> None:
    contents = make_edition()
    pdf = setting.set_paper(contents, manifest_hash=make_manifest(contents)["hash"])
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert report.failures == []
    words = " ".join(" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(pdf)).pages)
    assert f"In the zip of this edition, folder {FOLDER}:" in words
    digests = [file["sha256"][:12] for file in contents["inputs"][0]["files"]]
    assert f"letter.pdf PDF 17 Bytes {digests[0]}" in words
    assert f"letter.pdf in the zip: letter-2.pdf PDF 18 Bytes {digests[1]}" in words
    # Broken where a line ends, and with nothing in between that a reader would hear.
    assert "W" * 16 in words and LONG[:60] in words.replace(" ", "").replace("\u200b", "")


@pytest.mark.parametrize("name", ["鮮魚.pdf", "Šťastný #strong[x] $a$.pdf", "a\u202eb\nc.pdf", "💥" * 40])
def test_any_name_is_set_as_words_in_a_pdf_that_passes(name: str) -> None:
    contents = with_files(make_file(name))
    pdf = setting.set_paper(contents, manifest_hash=make_manifest(contents)["hash"])
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).failures == []


def test_a_file_is_put_into_words_for_page_and_paper() -> None:
    (file,) = word_files(
        with_files({**make_file("Añejo.xlsx", key="K"), "media": "text/plain", "size": 12_345})
    )
    assert (file["name"], file["kind"], file["size"]) == ("Añejo.xlsx", "Text", "12.3 kB")
    assert (file["folder"], file["called"], file["of"]) == (FOLDER, "Anejo.xlsx", "3MPX-77QA")


def test_the_zip_holds_each_file_under_a_name_of_its_own(data: Path) -> None:
    contents = make_edition()
    first = Shelf(data).zip(contents)
    assert Shelf(data).zip(contents) == first
    with zipfile.ZipFile(BytesIO(first)) as opened:
        assert [opened.read(name) for name in NAMES] == [LETTER, LIST, LETTER]
        assert {each.date_time for each in opened.infolist()} == {(2026, 12, 1, 9, 0, 0)}
        sums = opened.read(verify.SUMS).decode()
    assert all(f"  {name}\n" in sums for name in NAMES)


def test_files_are_verified_without_the_hub_and_a_changed_one_is_named(unpacked: Path) -> None:
    assert run(unpacked) == (0, ["All 15 files are as they were."])
    for name, record in zip(NAMES, ("K1", "K2", "K3"), strict=True):
        kept = (unpacked / name).read_bytes()
        wrong = f"not as in {MANIFEST}: {name} (Attachment {record})"
        (unpacked / name).write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        assert run(unpacked) == (1, [f"changed: {name}", wrong, "2 wrong."])
        (unpacked / name).unlink()
        assert run(unpacked) == (1, [f"missing: {name}", wrong, "2 wrong."])
        (unpacked / name).write_bytes(kept)
    (unpacked / FOLDER / "slipped-in.pdf").write_bytes(LETTER)
    assert run(unpacked) == (1, [f"not of this packet: {FOLDER}/slipped-in.pdf", "1 wrong."])


def test_a_file_changed_with_its_sum_still_fails_the_manifest(unpacked: Path) -> None:
    name, sums = NAMES[1], (unpacked / verify.SUMS).read_text()
    (unpacked / name).write_bytes(LETTER)
    forged = sums.replace(verify.hash_of(LIST), verify.hash_of(LETTER))
    (unpacked / verify.SUMS).write_text(forged)
    assert run(unpacked) == (1, [f"not as in {MANIFEST}: {name} (Attachment K2)", "1 wrong."])


@pytest.mark.parametrize("spoilt", [None, b"another letter"])
def test_without_one_of_its_files_no_zip_is_made_and_the_pdf_still_is(
    data: Path, spoilt: bytes | None
) -> None:
    contents, shelf = make_edition(), Shelf(data)
    place = place_of(data, contents, 1)
    place.unlink()
    if spoilt is not None:
        place.write_bytes(spoilt)
    with pytest.raises(FileGone) as refused:
        shelf.zip(contents)
    assert "“letter.pdf” of the input “Ask FDA to name the line”" in refused.value.sentence
    assert "Tell the hub's support to bring it back from a backup" in refused.value.sentence
    assert place.name in refused.value.sentence
    assert shelf.pdf(contents).startswith(b"%PDF-")
    files_in(data).keep(LIST)
    if spoilt is not None:
        place.write_bytes(LIST)
    assert shelf.zip(contents)


def test_a_zip_larger_than_memory_lets_in_is_the_same_bytes(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Shelf(data).zip(make_edition())
    monkeypatch.setattr("hub.papers.shelf.MOST_IN_MEMORY", 10)
    assert Shelf(data).zip(make_edition()) == small
