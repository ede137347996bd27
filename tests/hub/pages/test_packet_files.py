"""Files of inputs are opened from a packet by whoever reads it, and others learn nothing of them."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from liaisons.actors import PUBLIC, Actor
from meetings.packets import find_packet, read_contents
from tests.builders import build_directory, fingerprint, refresh
from tests.engines.pool import Engine
from tests.hub.stand import Stand, build_stand
from tests.meetings.enclosing import FILES, content_of, plant_files, take_away
from tests.meetings.papering import EDITIONS, clear, freeze, freeze_agenda, issue, plant
from tests.meetings.quarter import KEY, Quarter

QUESTION = """query ($key: String!) {
  packet(key: $key) { inputs { key files { key name media size sha256 } } manifest { record file sha256 } }
}"""


class Site:
    """A frozen government edition, an FDA and a trade edition that were issued, and browsers on them."""

    def __init__(self, engine: Engine, data: Path) -> None:
        graph = engine.empty()
        self.data = data
        self.quarter = quarter = Quarter(graph, build_directory(graph))
        plant(quarter)
        plant_files(quarter, data)
        quarter.plan()
        freeze_agenda(quarter)
        self.stand: Stand = build_stand(graph, quarter.directory, data)
        # Of the government edition, while it was collected.
        self.coming = (
            self.client("chair").get(f"/packets/{KEY}/government"),
            self.open("chair", "government", "SHAREDFILE.pdf"),
        )
        rows = {edition: freeze(quarter, edition) for edition in EDITIONS}
        for edition in ("FDA", "trade"):
            issue(quarter, clear(quarter, rows[edition]))

    def who(self, name: str) -> Actor:
        q = self.quarter
        people = {
            "chair": q.chair, "secretary": q.secretary, "reviewer": q.people.reviewer, "liaison": q.liaison,
            "director": q.people.director, "member": q.member, "stranger": q.people.stranger,
            "account": q.people.account, "public": PUBLIC,
        }  # fmt: skip
        return people[name]

    def client(self, name: str) -> FlaskClient:
        return self.stand.client(self.who(name))

    def open(self, name: str, edition: str, file: str) -> TestResponse:
        return self.client(name).get(f"/packets/{KEY}/{edition}/files/{quote(f'key-{file}')}")

    def place_of(self, file: str) -> Path:
        actor = refresh(self.quarter.graph, self.quarter.chair)
        row = self.quarter.graph.read(lambda tx: find_packet(tx, actor, f"{KEY}/government"))
        files = [each for paper in read_contents(row)["inputs"] for each in paper["files"]]
        (sha256,) = [each["sha256"] for each in files if each["name"] == file]
        return self.data / "files" / sha256[:2] / sha256


@pytest.fixture(scope="module")
def site(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(one_engine, Path(tmp_path_factory.mktemp("hub")))


def words(answer: TestResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())


def test_a_file_is_opened_from_the_page_of_its_packet(site: Site) -> None:
    page = site.client("liaison").get(f"/packets/{KEY}/FDA")
    assert "SHAREDFILE.pdf PDF, 30 Bytes, SHA-256 begins with" in words(page)
    assert "In the zip of this edition: folder files/SHARED" in words(page)
    assert "1 input, 1 file. " in words(page)
    (address,) = re.findall(rf'href="(/packets/{KEY}/FDA/files/[^"]+)"', page.text)
    answer = site.client("liaison").get(address)
    assert (answer.status_code, answer.data) == (200, content_of("SHAREDFILE.pdf"))
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=SHAREDFILE.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_each_file_is_opened_from_the_editions_that_hold_it_by_who_reads_them(site: Site) -> None:
    """The government's is frozen: for its preparers and their reviewer; the others were issued."""
    readers = {
        "government": {"chair", "secretary", "reviewer"},
        "FDA": {"chair", "secretary", "reviewer", "director", "liaison"},
        "trade": {"chair", "secretary", "reviewer", "director", "member"},
    }
    everyone = {"chair", "secretary", "reviewer", "director", "liaison", "member", "stranger", "account"}
    nothing = words(site.open("chair", "government", "none"))
    for edition, may_read in readers.items():
        for name, (_, _, _, holders) in FILES.items():
            for who in everyone | {"public"}:
                answer = site.open(who, edition, name)
                if who in may_read and edition in holders:
                    assert (answer.status_code, answer.data) == (200, content_of(name)), (edition, name, who)
                else:
                    assert answer.status_code == 404, (edition, name, who)
                    assert "There is nothing here, or it is not shared with you." in words(answer)
    assert "There is nothing here, or it is not shared with you." in nothing


def test_whoever_reads_no_edition_gets_one_answer_whether_the_file_is_there_or_not(site: Site) -> None:
    for who in ("stranger", "account", "liaison", "member"):
        told = {words(site.open(who, "government", each)) for each in ("CENTERFILE.pdf", "none")}
        assert len(told) == 1


@pytest.mark.parametrize("edition", ["government", "FDA", "trade"])
def test_pages_and_zips_name_no_file_of_another_edition(site: Site, edition: str) -> None:
    for where in ("", "/packet.zip"):
        answer = site.client("chair").get(f"/packets/{KEY}/{edition}{where}")
        assert answer.status_code == 200
        for name, (_, _, _, holders) in FILES.items():
            assert (name.encode() in answer.data) == (edition in holders), (where, name)


def test_a_zip_taken_along_holds_the_files(site: Site) -> None:
    folded = site.client("liaison").get(f"/packets/{KEY}/FDA/packet.zip")
    assert folded.mimetype == "application/zip"
    with zipfile.ZipFile(BytesIO(folded.data)) as opened:
        assert opened.testzip() is None
        assert opened.read("files/SHARED/SHAREDFILE.pdf") == content_of("SHAREDFILE.pdf")
    head = site.client("liaison").head(f"/packets/{KEY}/FDA/packet.zip")
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(folded.data))
    assert "PDF with manifest and files as zip" in words(site.client("liaison").get(f"/packets/{KEY}/FDA"))
    assert "PDF with manifest as zip" in words(site.client("member").get(f"/packets/{KEY}/trade"))


def test_the_reviewer_reads_what_files_an_edition_holds_and_opens_them(site: Site) -> None:
    page = site.client("reviewer").get(f"/packets/{KEY}/government/clear")
    said = words(page)
    assert "2 inputs, 3 files and" in said
    for name in ("CENTERFILE.pdf", "SHAREDFILE.pdf", "NARROWFILE.pdf"):
        assert f"{name} PDF, {len(content_of(name))} Bytes" in said
    assert "of input OWN" in said and "of input SHARED" in said
    addresses = re.findall(rf'href="(/packets/{KEY}/government/files/[^"]+)"', page.text)
    assert [site.client("reviewer").get(each).status_code for each in addresses] == [200, 200, 200]


def test_the_reviewer_reads_what_files_an_edition_leaves_out(site: Site) -> None:
    freeze(site.quarter, "APH")
    said = words(site.client("reviewer").get(f"/packets/{KEY}/APH/clear"))
    for name in ("CENTERFILE.pdf", "SHAREDFILE.pdf", "NARROWFILE.pdf"):
        assert f"Attachment key-{name} {name} left out" in said
    assert "Files that it holds" not in said and "0 inputs, 0 files and" in said


def test_an_edition_that_is_collected_names_its_files_and_gives_none(site: Site) -> None:
    page, file = site.coming
    assert "SHAREDFILE.pdf PDF, 30 Bytes" in words(page)
    assert "2 inputs, 3 files." in words(page)
    assert "/files/" not in page.text
    assert file.status_code == 404


@pytest.mark.parametrize(
    "file",
    [
        "none", "key-WAITINGFILE.pdf", "../packet.zip", "..%2f..%2fpacket.pdf", "%00", "%0d%0aX: y", "%ff",
        "ab" * 32, "x" * 3000, "鮮", "*", "' OR 1=1",
    ],
)  # fmt: skip
def test_what_names_no_file_of_the_edition_is_not_there_and_changes_nothing(site: Site, file: str) -> None:
    before = fingerprint(site.quarter.graph)
    answer = site.client("chair").get(f"/packets/{KEY}/government/files/{file}")
    assert answer.status_code == 404
    for edition in ("EPB", "MOON", "%2e%2e"):
        answer = site.client("chair").get(f"/packets/{KEY}/{edition}/files/key-CENTERFILE.pdf")
        assert answer.status_code == 404
    assert site.client("chair").post(f"/packets/{KEY}/government/files/{quote(file)}").status_code in (
        404,
        405,
    )
    assert fingerprint(site.quarter.graph) == before


def test_a_file_that_is_not_on_the_disk_is_told_and_the_pdf_still_comes(site: Site) -> None:
    place = site.place_of("NARROWFILE.pdf")
    kept = place.read_bytes()
    try:
        for spoilt in (None, b"another letter"):
            place.unlink()
            if spoilt is not None:
                place.write_bytes(spoilt)
            for what in ("packet.zip", "files/key-NARROWFILE.pdf"):
                answer = site.client("chair").get(f"/packets/{KEY}/government/{what}")
                assert answer.status_code == 503
                assert (
                    "“NARROWFILE.pdf” of the input “Input SHARED” is not where the hub keeps files"
                    in words(answer)
                )
                assert f'href="/packets/{KEY}/government/packet.pdf"' in answer.text
            pdf = site.client("chair").get(f"/packets/{KEY}/government/packet.pdf")
            assert (pdf.status_code, pdf.data[:5]) == (200, b"%PDF-")
            assert site.client("liaison").get(f"/packets/{KEY}/FDA/packet.zip").status_code == 200
            place.write_bytes(kept)
    finally:
        place.write_bytes(kept)
    assert site.client("chair").get(f"/packets/{KEY}/government/packet.zip").status_code == 200


def test_what_an_input_has_lost_is_still_opened_from_the_packet(site: Site) -> None:
    take_away(site.quarter, "SHAREDFILE.pdf")
    assert site.open("liaison", "FDA", "SHAREDFILE.pdf").data == content_of("SHAREDFILE.pdf")


def test_the_api_tells_the_files_of_an_editions_inputs(site: Site) -> None:
    status, answer = site.stand.ask(site.who("liaison"), QUESTION, key=f"{KEY}/FDA")
    assert status == 200, answer
    (paper,), packet = answer["data"]["packet"]["inputs"], answer["data"]["packet"]
    (file,) = paper["files"]
    assert (paper["key"], file["name"], file["media"]) == ("SHARED", "SHAREDFILE.pdf", "application/pdf")
    entry = {
        "record": f"Attachment {file['key']}",
        "file": "files/SHARED/SHAREDFILE.pdf",
        "sha256": file["sha256"],
    }
    assert packet["manifest"][-1] == entry
    _, answer = site.stand.ask(site.who("stranger"), QUESTION, key=f"{KEY}/FDA")
    assert answer == {"data": {"packet": None}}
