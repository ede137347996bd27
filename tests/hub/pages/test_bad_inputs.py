"""What the pages of inputs can't take: told in a sentence, with its status; nothing changed, nothing lost."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.builders import fingerprint
from tests.engines.pool import Engine
from tests.hub.stand import Stand, build_stand
from tests.liaisons.input_world import World

GOOD = {"title": "Late", "wanted": "A list", "kinds": ["data"], "by_day": "2027-03-01", "token": "t"}
STATES = ("draft", "with-hq", "returned", "filed", "acknowledged", "assigned", "answered")
NOTHING = "There is nothing here, or it is not shared with you."


class Case(NamedTuple):
    """Who posts what where, and what they hear; `{filed}` and their like are keys by state."""

    who: str
    path: str
    data: dict[str, Any]
    status: int
    sentence: str


def edited(**words: Any) -> dict[str, Any]:
    return GOOD | {"version": "1"} | words


CASES = [
    # Unknown codes.
    Case("priya", "/inputs/new", GOOD | {"kinds": ["gossip"]}, 422, "“gossip” is no kind of input."),
    Case("priya", "/inputs/new", GOOD | {"of_party": "XYZ"}, 422, "“XYZ” is no agency, nor the BIEC."),
    Case("priya", "/inputs/new", GOOD | {"areas": ["FDA/XX"]}, 422, "“FDA/XX” is no agency or program."),
    Case("priya", "/inputs/new", GOOD | {"cells": ["|"]}, 422, "is no cell of the matrix."),
    Case("priya", "/inputs/new", GOOD | {"cosigners": ["FDA"]}, 422, "“FDA” is no Center."),
    Case("priya", "/inputs/new", GOOD | {"other_issues": "NO-SUCH"}, 422, "There is no issue NO-SUCH"),
    Case("bea", "/inputs/{acknowledged}/assign", {"agency": "NOBODY"}, 422, "“NOBODY” is no agency."),
    Case("dana", "/inputs/{assigned}/answer", {"outcome": "maybe", "text": "T"}, 422, "Choose one of"),
    Case("iris", "/inputs/{filed}/supersede", {"by": "NO-SUCH", "reason": "R"}, 404, NOTHING),
    Case("iris", "/inputs/{filed}/supersede", {"by": "{filed}", "reason": "R"}, 422, "Name another input"),
    # Words left out, too long, or not to be shown.
    Case("priya", "/inputs/new", GOOD | {"title": " "}, 422, "The title is empty. Write it."),
    Case("priya", "/inputs/new", {}, 422, "The title is empty. Write it."),
    Case("priya", "/inputs/new", GOOD | {"token": ""}, 422, "Give an idempotency key"),
    Case("priya", "/inputs/new", GOOD | {"title": "t" * 201}, 422, "201 characters; 200 are allowed"),
    Case("priya", "/inputs/new", GOOD | {"wanted": "w" * 5001}, 422, "5,001 characters; 5,000 are"),
    Case("priya", "/inputs/new", GOOD | {"tried": "Late\x07"}, 422, "be shown (U+0007). Remove it."),
    Case("priya", "/inputs/{draft}/edit", edited(title=""), 422, "The title is empty. Write it."),
    Case("quinn", "/inputs/{with-hq}/return", {}, 422, "What is missing is empty. Write it."),
    Case("iris", "/inputs/{with-hq}/bypass", {}, 422, "The reason is empty. Write it."),
    Case("iris", "/inputs/{filed}/withdraw", {}, 422, "The reason is empty. Write it."),
    Case("iris", "/inputs/{answered}/ask-again", {}, 422, "The reason is empty. Write it."),
    Case("bea", "/inputs/{acknowledged}/assign", {}, 422, "is no agency. Choose from the list."),
    Case("dana", "/inputs/{assigned}/answer", {"outcome": "accepted"}, 422, "The answer is empty."),
    # Days that are none, or have passed.
    Case("priya", "/inputs/new", GOOD | {"by_day": "soon"}, 422, "“soon”, is not a day."),
    Case("priya", "/inputs/new", GOOD | {"by_day": "2026-11-24"}, 422, "which is today or has passed."),
    Case("bea", "/inputs/{acknowledged}/assign", {"agency": "FDA", "due_on": "2026-11-03"}, 422,
         "The day, 2026-11-03, has passed."),
    # States that don't allow it, and people whom nothing allows it.
    Case("iris", "/inputs/{filed}/sign", {}, 409, "This input is filed with the BIEC"),
    Case("priya", "/inputs/{filed}/edit", GOOD, 409, "Its words were signed and stay as they are."),
    Case("quinn", "/inputs/{filed}/pass", {}, 409, "for that it would have to be"),
    Case("bea", "/inputs/{filed}/assign", {"agency": "FDA"}, 409, "for that it would have to be"),
    Case("otto", "/inputs/{filed}/co-sign", {}, 409, "nobody signs with it any more"),
    Case("priya", "/inputs/{draft}/sign", {}, 403, "doesn't allow you to sign"),
    Case("otto", "/inputs/{draft}/sign", {}, 403, "This input is CEE002's."),
    Case("iris", "/inputs/{draft}/co-sign", {}, 403, "CEE002 is not named to sign"),
    Case("iris", "/inputs/{with-hq}/pass", {}, 403, "doesn't allow you to pass"),
    Case("quinn", "/inputs/{filed}/acknowledge", {}, 403, "doesn't allow you to acknowledge"),
    Case("quinn", "/inputs/new", GOOD, 403, "doesn't allow you to draft"),
    Case("ada", "/inputs/new", GOOD, 403, "doesn't allow you to draft"),
    # Keys of what is not there, or is not shared: one answer.
    *(
        Case("pavel", path.replace("KEY", key), data, 404, NOTHING)
        for key in ("{draft}", "{filed}", "NO-SUCH")
        for path, data in (
            ("/inputs/KEY/edit", edited()), ("/inputs/KEY/sign", {}),
            ("/inputs/KEY/withdraw", {"reason": "R"}),
            ("/inputs/KEY/nothing", {}),
        )
    ),
    # A version that someone has passed, or none.
    Case("priya", "/inputs/{returned}/edit", edited(), 409, "Quinn (made up) saved this at 10:00 a.m. ET."),
    Case("priya", "/inputs/{draft}/edit", edited(version=""), 409, "saved this at 10:00 a.m. ET."),
    Case("quinn", "/inputs/{with-hq}/pass", {"version": "1"}, 409, "Iris (made up) saved this at 10:00"),
    Case("iris", "/inputs/{draft}/sign", {"version": "x"}, 409, "saved this at 10:00 a.m. ET."),
]  # fmt: skip


class Kept(NamedTuple):
    """One world for all: what is refused changes nothing in it."""

    stand: Stand
    world: World
    rows: dict[str, Any]
    untouched: str


@pytest.fixture(scope="module")
def kept(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    world = World(one_engine.empty())
    rows = {state: world.at(state) for state in STATES}
    stand = build_stand(world.graph, world.directory, Path(tmp_path_factory.mktemp("hub")))
    return Kept(stand, world, rows, fingerprint(world.graph))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.who} {case.path} {case.status} {case.sentence[:30]}"
)
def test_what_can_t_be_taken_is_told_and_changes_nothing(kept: Kept, case: Case) -> None:
    path, data = case.path, dict(case.data)
    for state, row in kept.rows.items():
        if f"{{{state}}}" in path:
            data.setdefault("version", str(row["version"]))
        path = path.replace(f"{{{state}}}", row["key"])
        data = {name: row["key"] if value == f"{{{state}}}" else value for name, value in data.items()}
    answer = kept.stand.client(kept.world.person(case.who)).post(path, data=data)
    said = html.unescape(answer.text)
    assert answer.status_code == case.status, re.findall(r'hub-state">([^<]*)<', said)
    assert case.sentence in said
    assert fingerprint(kept.world.graph) == kept.untouched
    if answer.status_code in (409, 422) and '<form class="hub-form' in answer.text:
        for name in ("title", "wanted", "tried", "reason", "missing", "text"):
            assert str(data.get(name, "")).strip() in said, name


@pytest.mark.parametrize(
    "data", [GOOD | {"title": ""}, GOOD | {"by_day": "soon"}, GOOD | {"kinds": ["gossip"]}]
)
def test_a_save_while_typing_tells_the_same(kept: Kept, data: dict[str, Any]) -> None:
    row = kept.rows["draft"]
    for path, more in (
        ("/inputs/new/save", {}),
        (f"/inputs/{row['key']}/save", {"version": str(row["version"])}),
    ):
        answer = kept.stand.client(kept.world.person("priya")).post(path, data=data | more)
        assert answer.status_code == 422
        assert answer.get_json()["words"].startswith("Not saved. ")
        assert fingerprint(kept.world.graph) == kept.untouched
