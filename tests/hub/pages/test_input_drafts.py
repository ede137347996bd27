"""Drafts of inputs: who saves second sees the difference; what is typed is saved as one types."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from graph.unit import Graph
from tests.builders import fingerprint
from tests.engines.pool import Engine
from tests.hub.pages.reading_inputs import WORDS, browser, look
from tests.hub.stand import Stand, build_stand
from tests.liaisons.input_world import World


@pytest.fixture
def graph(any_engine: Engine) -> Graph:
    """The one engine of the run, empty."""
    return any_engine.graph


@pytest.fixture
def world(graph: Graph) -> World:
    """Everyone who has a part in an input."""
    return World(graph)


@pytest.fixture
def stand(world: World, tmp_path: Path) -> Stand:
    """The application over that world."""
    return build_stand(world.graph, world.directory, tmp_path)


# ---- two who write one draft ----


def test_who_saves_second_sees_the_difference_and_both_texts(stand: Stand, world: World) -> None:
    row = world.new_draft()
    address = f"/inputs/{row['key']}/edit"
    first = WORDS | {"wanted": "A list by May", "version": "1"}
    assert browser(stand, world, "corinne").post(address, data=first).status_code == 303
    before = fingerprint(stand.graph)
    second = WORDS | {"wanted": "A list by June", "version": "1"}
    answer = browser(stand, world, "priya").post(address, data=second)
    said = html.unescape(answer.text)
    assert answer.status_code == 409
    assert "Corinne (made up) saved this at 10:00 a.m. ET." in said
    assert "changed its words: Centers that sign with it, kind, what is wanted" in said
    assert (
        '<td data-label="Stands now">A list by May</td><td data-label="You typed">A list by June</td>' in said
    )
    assert "A list by June</textarea>" in said
    assert "data-save" not in said
    assert fingerprint(stand.graph) == before
    version = re.findall(r'name="version"[^>]*value="(\d+)"', said)[0]
    answer = browser(stand, world, "priya").post(address, data=second | {"version": version})
    assert answer.status_code == 303


def test_what_was_typed_is_still_there_where_it_was_signed_meanwhile(stand: Stand, world: World) -> None:
    row = world.at("with-hq")
    data = WORDS | {"wanted": "A list by June", "version": "1"}
    for version in ("1", str(row["version"])):
        answer = browser(stand, world, "priya").post(
            f"/inputs/{row['key']}/edit", data=data | {"version": version}
        )
        assert answer.status_code == 409
        assert "A list by June</textarea>" in answer.text


# ---- saved as one types ----


def test_what_is_typed_is_saved_again_and_again(stand: Stand, world: World) -> None:
    client = browser(stand, world, "priya")
    answer = client.post("/inputs/new/save", data={"title": "Late", "token": "t1"})
    said = answer.get_json()
    assert (answer.status_code, said["version"], said["words"]) == (200, 1, "Saved at 10:00 a.m. ET.")
    client = browser(stand, world, "priya")
    answer = client.post(said["save"], data=WORDS | {"version": "1"})
    assert (answer.status_code, answer.get_json()["version"]) == (200, 2)
    page = look(stand, world, "priya", said["edit"])
    assert "One list of the codes that FDA takes</textarea>" in page


def test_a_conflict_while_typing_is_told_and_nothing_is_lost(stand: Stand, world: World) -> None:
    row = world.new_draft()
    address = f"/inputs/{row['key']}/save"
    assert browser(stand, world, "corinne").post(address, data=WORDS | {"version": "1"}).status_code == 200
    before = fingerprint(stand.graph)
    answer = browser(stand, world, "priya").post(address, data=WORDS | {"version": "1"})
    said = answer.get_json()
    assert (answer.status_code, said["press"]) == (409, "See the difference")
    assert "Corinne (made up) saved this" in said["words"]
    assert fingerprint(stand.graph) == before


def test_what_cannot_be_saved_yet_is_told_in_words(stand: Stand, world: World) -> None:
    before = fingerprint(stand.graph)
    answer = browser(stand, world, "priya").post("/inputs/new/save", data={"title": " ", "token": "t1"})
    assert (answer.status_code, answer.get_json()["words"]) == (
        422,
        "Not saved. The title is empty. Write it.",
    )
    assert fingerprint(stand.graph) == before


def test_a_new_draft_whose_answer_was_lost_is_told_where_it_stands(stand: Stand, world: World) -> None:
    client = browser(stand, world, "priya")
    client.post("/inputs/new/save", data={"title": "Late", "token": "t1"})
    answer = client.post("/inputs/new", data={"title": "Late notices", "token": "t1"})
    said = html.unescape(answer.text)
    assert answer.status_code == 422
    assert "A draft with earlier words was saved from this page already" in said
    assert 'value="t1"' not in said
