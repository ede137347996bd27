"""Files of an input on their pages: brought, scanned, opened, taken away; and each no in words."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from graph.unit import Graph
from liaisons import attachments
from liaisons.file_types import MOST_BYTES
from tests.builders import NOW, fingerprint
from tests.engines.pool import Engine
from tests.hub.pages.reading_inputs import browser, look
from tests.hub.stand import Stand, build_stand
from tests.liaisons.input_world import World

LETTER = b"%PDF-1.7 a letter"


@pytest.fixture
def graph(any_engine: Engine) -> Graph:
    """The one engine of the run, empty."""
    return any_engine.graph


@pytest.fixture
def world(graph: Graph) -> World:
    return World(graph)


@pytest.fixture
def stand(world: World, tmp_path: Path) -> Stand:
    return build_stand(world.graph, world.directory, tmp_path)


def send(stand: Stand, world: World, key: str, name: str, content: bytes, *, who: str = "priya") -> Any:
    client = browser(stand, world, who)
    form = client.get(f"/inputs/{key}/files")
    token = re.search(r'name="token"[^>]*value="([^"]+)"', form.text)
    return post(client, key, token[1] if token else "x", name, content)


def post(client: Any, key: str, token: str, name: str, content: bytes) -> Any:
    """As a browser sends it; put together in memory, since the client would leave its own file open."""
    file = FileStorage(io.BytesIO(content), filename=name)
    boundary, body = encode_multipart({"token": token, "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/inputs/{key}/files", data=body, content_type=kind)


def file_of(world: World, key: str) -> str:
    priya = world.person("priya")
    (row,) = world.graph.read(lambda tx: attachments.list_files(tx, priya, key))
    return row["key"]


def judge(world: World, file: str, found: str | None = None) -> None:
    clock = world.person("clock")
    world.graph.write(lambda tx: attachments.judge_file(tx, clock, file, found=found, now=NOW))


def test_a_file_is_brought_waits_and_is_saved_once_it_is_clean(stand: Stand, world: World) -> None:
    key = world.new_draft()["key"]
    assert "Attach a file" in look(stand, world, "priya", f"/inputs/{key}")
    answer = send(stand, world, key, "letter.pdf", LETTER)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/inputs/{key}")
    page, file = look(stand, world, "priya", f"/inputs/{key}"), file_of(world, key)
    assert "letter.pdf" in page and "waits for the scanner" in page
    assert f'/files/{file}"' not in page
    client = browser(stand, world, "priya")
    answer = client.get(f"/inputs/{key}/files/{file}")
    assert answer.status_code == 409 and "has not been scanned yet" in html.unescape(answer.text)
    judge(world, file)
    assert f'/files/{file}"' in look(stand, world, "priya", f"/inputs/{key}")
    answer = browser(stand, world, "priya").get(f"/inputs/{key}/files/{file}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, LETTER, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=letter.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_the_scanner_refused_says_so_and_can_be_removed(stand: Stand, world: World) -> None:
    key = world.new_draft()["key"]
    send(stand, world, key, "letter.pdf", LETTER)
    file = file_of(world, key)
    judge(world, file, "Eicar-Test-Signature")
    page = look(stand, world, "priya", f"/inputs/{key}")
    assert "refused: the scanner found something in it" in page
    assert browser(stand, world, "priya").get(f"/inputs/{key}/files/{file}").status_code == 409
    client = browser(stand, world, "priya")
    form = client.get(f"/inputs/{key}/files/{file}/remove")
    version = re.search(r'name="version"[^>]*value="(\d+)"', form.text)
    assert version and "“letter.pdf” leaves" in form.text
    assert client.post(f"/inputs/{key}/files/{file}/remove", data={"version": "1"}).status_code == 409
    answer = client.post(f"/inputs/{key}/files/{file}/remove", data={"version": version[1]})
    assert answer.status_code == 303
    assert "letter.pdf" not in look(stand, world, "priya", f"/inputs/{key}/files")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"", "Choose a file"),
        ("letter.exe", b"MZ", "“letter.exe” is not one of the files that can be attached"),
        ("letter.pdf", b"MZ", "“letter.pdf” is not one of the files that can be attached"),
        ("big.txt", b"x" * (MOST_BYTES + 1), "10 million is the most"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_beside_its_field(
    stand: Stand, world: World, name: str, content: bytes, words: str
) -> None:
    key = world.new_draft()["key"]
    before = fingerprint(world.graph)
    answer = send(stand, world, key, name, content)
    assert answer.status_code == 422
    assert words in html.unescape(answer.text)
    assert fingerprint(world.graph) == before


def test_more_than_any_file_may_be_is_too_much_and_other_posts_stay_small(stand: Stand, world: World) -> None:
    key = world.new_draft()["key"]
    assert send(stand, world, key, "big.txt", b"x" * (MOST_BYTES + 100_000)).status_code == 413
    client = browser(stand, world, "priya")
    assert client.post(f"/inputs/{key}/edit", data={"title": "x" * 300_000}).status_code == 413


def test_others_learn_nothing_of_a_file(stand: Stand, world: World) -> None:
    key = world.new_draft()["key"]
    send(stand, world, key, "letter.pdf", LETTER)
    file = file_of(world, key)
    judge(world, file)
    for who in ("quinn", "dana", "ada"):
        client = browser(stand, world, who)
        # The token against forged posts bears the second in which it was made.
        told = {
            re.sub(r'(?<="csrf_token" value=")[^"]+', "", client.get(f"/inputs/{key}/files/{each}").text)
            for each in (file, "none")
        }
        assert len(told) == 1
        assert client.get(f"/inputs/{key}/files/{file}").status_code == 404
        assert client.get(f"/inputs/{key}/files/{file}/remove").status_code == 404
        assert send(stand, world, key, "other.pdf", LETTER, who=who).status_code == 404


def test_a_file_sent_twice_is_one(stand: Stand, world: World) -> None:
    key = world.new_draft()["key"]
    for _ in range(2):
        answer = post(browser(stand, world, "priya"), key, "the same", "letter.pdf", LETTER)
        assert answer.status_code == 303
    assert file_of(world, key)
