"""Inputs on their pages: drafted, signed, passed, answered; and what each reader sees of them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from graph.unit import Graph
from tests.builders import People, build_issue, fingerprint, place
from tests.engines.pool import Engine
from tests.hub.pages.reading_inputs import WORDS, act, browser, buttons, look, state_line
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


@pytest.fixture
def cast(stand: Stand) -> People:
    """Whom the issues of the matrix need."""
    return People(stand.graph)


# ---- the whole way ----


def test_from_an_issue_to_an_accepted_answer(stand: Stand, world: World, cast: People) -> None:
    issue = place(stand.graph, cast, build_issue(stand.graph, cast)).key
    assert "File input" in look(stand, world, "priya", f"/issues/{issue}")

    form = look(stand, world, "priya", f"/inputs/new?issue={issue}")
    assert 'value="Late notices"' in form
    assert f'value="{issue}" checked' in form
    assert 'value="FDA/FOO|CEE002/aquaculture" checked' in form
    assert '<option selected value="FDA">' in form
    token = re.findall(r'name="token"[^>]*value="([^"]+)"', form)[0]

    answer = browser(stand, world, "priya").post(
        f"/inputs/new?issue={issue}", data=WORDS | {"issues": [issue], "token": token}
    )
    address = answer.headers["Location"]
    key = address.rpartition("/")[2]
    page = look(stand, world, "priya", address)
    assert state_line(page).startswith("Draft by the Center. APP got it today. Next: finish the draft")
    assert buttons(page, key) == ["edit", "withdraw"]
    assert "Late notices" in page

    assert buttons(look(stand, world, "iris", address), key) == ["sign", "edit", "withdraw"]
    before = look(stand, world, "iris", f"{address}/sign")
    assert "vacant" in before
    assert "APP; Office of Field Operations, headquarters; Border Interagency Executive Council" in before
    assert "As the BIEC reads it" in before
    page = act(stand, world, "iris", f"{address}/sign")
    assert "Signed. Your receipt is " in page
    assert state_line(page).startswith("Signed, with headquarters.")

    assert buttons(look(stand, world, "quinn", address), key) == ["pass", "return"]
    act(stand, world, "quinn", f"{address}/return", missing="Which ports?")
    page = look(stand, world, "priya", address)
    assert "What headquarters misses" in page
    assert "Which ports?" in page
    page = look(stand, world, "priya", f"{address}/edit")
    version = re.findall(r'name="version"[^>]*value="(\d+)"', page)[0]
    answer = browser(stand, world, "priya").post(
        f"{address}/edit", data=WORDS | {"issues": [issue], "wanted": "At Laredo", "version": version}
    )
    assert answer.status_code == 303
    act(stand, world, "iris", f"{address}/sign")
    page = act(stand, world, "quinn", f"{address}/pass", note="Seen")
    assert state_line(page).startswith("Filed with the BIEC.")

    assert buttons(look(stand, world, "bea", address), key) == ["acknowledge"]
    act(stand, world, "bea", f"{address}/acknowledge")
    assert buttons(look(stand, world, "bea", address), key) == ["assign", "answer"]
    assert browser(stand, world, "dana").get(address).status_code == 404
    act(stand, world, "bea", f"{address}/assign", agency="FDA")
    assert buttons(look(stand, world, "dana", address), key) == ["answer"]
    page = act(stand, world, "dana", f"{address}/answer", outcome="in part", text="By spring.")
    assert "The answer: Accepted in part" in page

    assert buttons(look(stand, world, "iris", address), key) == ["accept", "ask-again"]
    act(stand, world, "iris", f"{address}/ask-again", reason="Which spring?")
    act(stand, world, "dana", f"{address}/answer", outcome="accepted", text="Spring of 2027.")
    page = act(stand, world, "iris", f"{address}/accept")
    assert state_line(page) == "Closed. It ended on Nov 24, 2026."
    assert buttons(page, key) == []
    steps = re.findall(r'usa-process-list__heading">([^<]*)', page)
    assert [step.strip() for step in steps] == [
        "Drafted",
        "Signed by the director",
        "Returned by headquarters",
        "Signed by the director",
        "Passed by headquarters, filed with the BIEC",
        "Acknowledged by the BIEC",
        "Assigned to an agency",
        "Answered",
        "Asked again",
        "Answered",
        "Answer accepted: closed",
    ]
    assert "Late prior notices" in look(stand, world, "iris", f"/issues/{issue}")


def test_the_steps_ahead_say_what_time_is_given(stand: Stand, world: World) -> None:
    row = world.at("with-hq")
    page = look(stand, world, "iris", f"/inputs/{row['key']}")
    assert 'aria-current="step"' in page
    assert "5 business days are given; usual time: not known yet" in page
    world.let_pass(row)
    page = look(stand, world, "iris", f"/inputs/{world.at('with-hq')['key']}")
    assert "5 business days are given; usual time: 0 business days" in page


def test_the_ways_round(stand: Stand, world: World) -> None:
    first, second, third = (world.at(state)["key"] for state in ("with-hq", "filed", "filed"))
    page = act(stand, world, "iris", f"/inputs/{first}/bypass", reason="It can't wait")
    assert "It can't wait" in page
    assert "Bypassed headquarters" in look(stand, world, "bea", f"/inputs/{first}")
    page = act(stand, world, "iris", f"/inputs/{second}/supersede", by=third, reason="Better said")
    assert f'href="/inputs/{third}"' in page
    page = act(stand, world, "iris", f"/inputs/{third}/withdraw", reason="Solved")
    assert "Solved" in page
    fourth = world.at("draft")["key"]
    assert buttons(look(stand, world, "otto", f"/inputs/{fourth}"), fourth) == ["co-sign"]
    act(stand, world, "otto", f"/inputs/{fourth}/co-sign")
    assert "(not signed yet)" not in look(stand, world, "iris", f"/inputs/{fourth}")


# ---- receipts ----


def test_the_receipts_say_both_times_and_their_hash_is_that_of_the_words_shown(
    stand: Stand, world: World
) -> None:
    row = world.at("filed")
    page = look(stand, world, "iris", f"/inputs/{row['key']}/receipt")
    assert page.count("2026-11-24 15:00:00 UTC") == 2
    assert page.count("2026-11-24 10:00:00 (Nov 24, 2026, 10:00 a.m. ET)") == 2
    assert f"<code>{row['receipt']}</code>" in page
    assert f"<code>{row['filingReceipt']}</code>" in page
    shown = re.findall(r'<pre[^>]*id="signed-words"[^>]*>(.*?)</pre>', page, re.S)[0]
    assert hashlib.sha256(shown.encode()).hexdigest() == row["contentHash"]
    assert page.count(str(row["contentHash"])) == 2


def test_what_is_not_signed_has_no_receipt(stand: Stand, world: World) -> None:
    row = world.at("draft")
    assert "there is no receipt" in look(stand, world, "iris", f"/inputs/{row['key']}/receipt")


# ---- lists and desks ----


def test_the_list_says_where_each_stands(stand: Stand, world: World) -> None:
    draft, filed = world.at("draft"), world.at("filed")
    page = look(stand, world, "priya", "/inputs")
    assert state_line(page).startswith("2 inputs match.")
    assert f'href="/inputs/{draft["key"]}"' in page
    page = look(stand, world, "priya", "/inputs?state=filed")
    assert "Filed with the BIEC · all Centers" in page
    assert f'href="/inputs/{draft["key"]}"' not in page
    assert f'href="/inputs/{filed["key"]}"' in page
    assert "Nothing matches." in look(stand, world, "priya", "/inputs?agency=EPA")
    assert "draft one from the page of an issue" in look(stand, world, "pavel", "/inputs")
    assert browser(stand, world, "priya").get("/inputs?state=gone").status_code == 422


def test_pages_of_the_list_follow_one_another(stand: Stand, world: World) -> None:
    keys = {world.new_draft()["key"] for _ in range(27)}
    page = look(stand, world, "priya", "/inputs?size=25")
    first = set(re.findall(r'<a href="/inputs/([^"/?]+)">', page))
    following = re.findall(r'href="([^"]+)" rel="next"', page)[0]
    second = set(re.findall(r'<a href="/inputs/([^"/?]+)">', look(stand, world, "priya", following)))
    assert (len(first), len(second), first | second) == (25, 2, keys)


def test_headquarters_desk_shows_what_waits_and_what_it_let_go(stand: Stand, world: World) -> None:
    waits, gone = world.at("with-hq"), world.at("assigned")
    page = look(stand, world, "quinn", "/desk")
    assert state_line(page).startswith("Headquarters. 1 input waits here. None is overdue. The deputy")
    above, below = page.split("What is filed, and where it stands")
    assert f'href="/inputs/{waits["key"]}/pass"' in above
    assert f'href="/inputs/{waits["key"]}/return"' in above
    assert f'href="/inputs/{gone["key"]}"' in below


def test_the_secretarys_desk_shows_what_waits_and_what_is_assigned(stand: Stand, world: World) -> None:
    filed, acknowledged = world.at("filed"), world.at("acknowledged")
    gone, hidden = world.at("assigned"), world.at("with-hq")
    page = look(stand, world, "bea", "/desk")
    above, below = page.split("What is assigned or answered")
    assert f'href="/inputs/{filed["key"]}/acknowledge"' in above
    assert f'href="/inputs/{acknowledged["key"]}/assign"' in above
    assert f'href="/inputs/{gone["key"]}"' in below
    assert hidden["key"] not in page


def test_an_empty_desk_says_what_comes_there(stand: Stand, world: World) -> None:
    assert "Nothing waits here." in look(stand, world, "quinn", "/desk")
    assert "when headquarters passes it" in look(stand, world, "bea", "/desk")


@pytest.mark.parametrize(("name", "inputs", "desk"), [
    ("priya", True, False), ("iris", True, False), ("quinn", True, True), ("bea", True, True),
    ("dana", True, False), ("ralph", True, False), ("ada", False, False),
])  # fmt: skip
def test_the_menu_holds_what_one_may_use(
    stand: Stand, world: World, name: str, inputs: bool, desk: bool
) -> None:
    page = look(stand, world, name, "/home")
    assert ('<a href="/inputs">Inputs</a>' in page, '<a href="/desk">Desk</a>' in page) == (inputs, desk)
    assert browser(stand, world, name).get("/desk").status_code == (200 if desk else 403)


# ---- where else it is seen ----


def test_an_issue_and_a_cell_list_their_inputs_to_those_who_read_them(
    stand: Stand, world: World, cast: People
) -> None:
    issue = place(stand.graph, cast, build_issue(stand.graph, cast)).key
    browser(stand, world, "priya").post("/inputs/new", data=WORDS | {"issues": [issue], "token": "t"})
    cell = "/matrix/cell?area=FDA/FOO&column=CEE002/aquaculture"
    for address in (f"/issues/{issue}", cell):
        assert "Late prior notices" in look(stand, world, "priya", address)
        assert "Late prior notices" not in look(stand, world, "dana", address)
    assert "/inputs/new?area=FDA/FOO&column=CEE002/aquaculture" in look(stand, world, "priya", cell)
    assert "File input" not in look(stand, world, "dana", cell)


def test_a_cell_fills_the_form(stand: Stand, world: World) -> None:
    form = look(stand, world, "priya", "/inputs/new?area=FDA/FOO&column=CEE002/")
    assert 'value="FDA/FOO|CEE002" checked' in form
    assert '<option selected value="FDA/FOO">' in form
    client = browser(stand, world, "priya")
    assert client.get("/inputs/new?area=FDA/XXX&column=CEE002").status_code == 404
    assert client.get("/inputs/new?issue=NO-SUCH").status_code == 404


def test_home_leads_to_what_is_held(stand: Stand, world: World, cast: People) -> None:
    row, issue = world.at("draft"), build_issue(stand.graph, cast).key
    page = look(stand, world, "priya", "/home")
    assert f'<a href="/inputs/{row["key"]}">Late prior notices</a>' in page
    assert f'<a href="/issues/{issue}">Late notices</a>' in page
    assert ">draft by the Center</span>" in page


# ---- who may not, and not now ----


def test_whoever_does_not_read_it_finds_nothing(stand: Stand, world: World) -> None:
    row, before = world.at("with-hq"), fingerprint(stand.graph)
    for name in ("bea", "dana", "pavel", "ada"):
        client = browser(stand, world, name)
        for path in ("", "/receipt", "/sign", "/edit", "/pass", "/nothing"):
            assert client.get(f"/inputs/{row['key']}{path}").status_code == 404, (name, path)
        for path in ("/sign", "/edit", "/pass", "/save"):
            answer = client.post(f"/inputs/{row['key']}{path}", data=WORDS | {"version": "2"})
            assert answer.status_code in (403, 404), (name, path)
    # What failed widened nothing but counts its look; nothing else moved.
    assert fingerprint(stand.graph) == before


def test_an_agency_files_none(stand: Stand, cast: People) -> None:
    issue = place(stand.graph, cast, build_issue(stand.graph, cast)).key
    client = stand.client(cast.agency_expert)
    for address in (f"/issues/{issue}", "/matrix/cell?area=FDA/FOO&column=CEE002/aquaculture", "/inputs"):
        assert "File input" not in client.get(address).text
    for answer in (client.get("/inputs/new"), client.post("/inputs/new"), client.post("/inputs/new/save")):
        assert answer.status_code == 403
        assert "An input comes from a Center." in answer.text


@pytest.mark.parametrize(("name", "state", "path"), [
    ("iris", "filed", "sign"), ("iris", "draft", "bypass"), ("iris", "filed", "edit"),
    ("quinn", "filed", "pass"), ("bea", "acknowledged", "acknowledge"), ("iris", "draft", "accept"),
])  # fmt: skip
def test_what_the_state_does_not_allow_is_said_before_anything_is_typed(
    stand: Stand, world: World, name: str, state: str, path: str
) -> None:
    row = world.at(state)
    answer = browser(stand, world, name).get(f"/inputs/{row['key']}/{path}")
    assert answer.status_code == 409
    assert "Back to the input" in answer.text


def test_a_draft_that_lacks_something_says_so_before_it_is_signed(stand: Stand, world: World) -> None:
    browser(stand, world, "priya").post("/inputs/new", data={"title": "Only a title", "token": "t"})
    page = look(stand, world, "iris", "/inputs")
    key = re.findall(r'<a href="/inputs/([^"/?]+)">Only a title', page)[0]
    page = look(stand, world, "iris", f"/inputs/{key}/sign")
    assert "Say what kind of input it is." in page
    answer = browser(stand, world, "iris").post(f"/inputs/{key}/sign", data={"version": "1"})
    assert answer.status_code == 422
