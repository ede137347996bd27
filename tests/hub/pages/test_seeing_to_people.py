"""Adding people, giving roles and passwords, and leaving, by pages; who may not is refused each of them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.people import list_people
from tests.builders import fingerprint
from tests.engines.pool import Engine
from tests.hub.staff import be, bring, open_hub
from tests.liaisons.doubles import LIAISON, NOW

ANNA = {
    "once": "1",
    "party": "CEE002",
    "name": "Anna Novak",
    "email": "anna@cbp.example",
    "phone": "305-555-0101",
}
OWN = {"present": "", "password": "a new long password", "again": "a new long password"}


@pytest.fixture
def graph(any_engine: Engine) -> Graph:
    """The one engine of this run."""
    return any_engine.graph


@pytest.fixture
def app(graph: Graph, tmp_path: Path) -> Flask:
    """The hub with its staff."""
    return open_hub(graph, tmp_path)


def _options(page: str, field: str) -> list[str]:
    select = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.DOTALL)
    assert select
    return re.findall(r'<option[^>]*value="([^"]*)"', select[0])


def _add(client: FlaskClient, **words: str) -> str:
    """The key of someone added by the form."""
    answer = client.post("/people/add", data=ANNA | words)
    assert answer.status_code == 303
    return str(re.findall(r"person=([^&]+)", answer.headers["Location"])[0])


def _begin(client: FlaskClient, person: str, role: str, target: str, **words: str) -> Any:
    form = {"person": person, "party": "CEE002", "once": role, "role": role, "target": target}
    return client.post("/people/begin", data=form | words, follow_redirects=True)


def test_a_wrong_address_is_told_beside_its_field_with_all_else_kept(app: Flask, graph: Graph) -> None:
    iris = be(app, "iris")
    before = fingerprint(graph)
    answer = iris.post("/people/add", data=ANNA | {"email": "nonsense"})
    assert answer.status_code == 422
    assert 'id="email-error">“nonsense” is no e-mail address.' in answer.text
    assert 'value="Anna Novak"' in answer.text
    assert 'value="305-555-0101"' in answer.text
    assert fingerprint(graph) == before


def test_who_is_added_is_next_given_a_role_and_till_then_stands_without_one(app: Flask) -> None:
    iris = be(app, "iris")
    answer = iris.post("/people/add", data=ANNA, follow_redirects=True)
    assert "Anna Novak is in the directory. Begin a role" in answer.text
    assert answer.request.path == "/people/begin"
    assert "Without a role today" in iris.get("/directory?people=all").text
    assert "Anna Novak" not in be(app, "dana").get("/directory?people=all").text
    again = iris.post("/people/add", data=ANNA | {"once": "2"})
    assert (again.status_code, "Someone in the directory has this" in again.text) == (422, True)


def test_a_director_adds_to_the_own_center_an_administrator_to_every_party(app: Flask) -> None:
    assert _options(be(app, "iris").get("/people/add").text, "party") == ["CEE002"]
    offered = _options(be(app, "max").get("/people/add").text, "party")
    assert {"CEE002", "CEE003", "FDA", "OT", "A-1"} <= set(offered)
    refused = be(app, "iris").post("/people/add", data=ANNA | {"party": "FDA"})
    assert (refused.status_code, "You see to the people of CEE002." in refused.text) == (403, True)


def test_a_role_is_offered_on_what_it_is_held_on(app: Flask) -> None:
    iris = be(app, "iris")
    person = _add(iris)
    page = iris.get(f"/people/begin?person={person}").text
    roles = _options(page, "role")
    assert "chair" in roles
    # An administrator gives this one, so it isn't offered.
    assert "director" not in roles
    assert "group:group:CEE002" in _options(page, "target")
    wrong = _begin(iris, person, "chair", "party:CEE002")
    assert (wrong.status_code, "held on a working group" in wrong.text) == (422, True)
    unread = _begin(iris, person, "chair", "group:group:CEE002", since="soon")
    assert (unread.status_code, "“soon”, is not a day" in unread.text) == (422, True)
    assert "is chair from Dec 1, 2026." in _begin(iris, person, "chair", "group:group:CEE002").text
    twice = _begin(iris, person, "chair", "group:group:CEE002", once="2")
    assert (twice.status_code, "holds this role already" in twice.text) == (409, True)


def test_an_administrator_gives_an_accounts_role(app: Flask) -> None:
    max_ = be(app, "max")
    person = _add(max_, party="A-1", name="Farah Kazemi", email="farah@acme.example")
    page = max_.get(f"/people/begin?person={person}&party=A-1").text
    assert _options(page, "role") == ["account-user", "trade-member"]
    form = {
        "person": person,
        "party": "A-1",
        "once": "2",
        "role": "trade-member",
        "target": "group:group:CEE002",
    }
    assert "is trade member from" in max_.post("/people/begin", data=form, follow_redirects=True).text


def test_when_someone_leaves_the_page_says_what_ends_and_all_of_it_does(app: Flask, graph: Graph) -> None:
    iris = be(app, "iris")
    person = _add(iris)
    _begin(iris, person, "import-specialist", "party:CEE002")
    _begin(iris, person, "chair", "group:group:CEE002")
    page = iris.get(f"/people/leave?person={person}").text
    assert "2 roles end today" in page
    before = fingerprint(graph)
    empty = iris.post("/people/leave", data={"person": person, "reason": ""})
    assert (empty.status_code, "The reason is empty. Write it." in empty.text) == (422, True)
    assert fingerprint(graph) == before
    left = iris.post("/people/leave", data={"person": person, "reason": "Retired."}, follow_redirects=True)
    assert "All roles of Anna Novak have ended." in left.text
    assert "Holds no role today" in left.text
    again = iris.post("/people/leave", data={"person": person, "reason": "Retired."})
    assert (again.status_code, "holds no role any more." in again.text) == (409, True)


def test_the_last_administrator_stays_by_page_too(app: Flask, graph: Graph) -> None:
    max_ = be(app, "max")
    before = fingerprint(graph)
    for path, form in (
        ("/people/end", {"person": "max", "assignment": "max-seat", "reason": "Me."}),
        ("/people/leave", {"person": "max", "reason": "Me."}),
    ):
        answer = max_.post(path, data=form)
        assert (answer.status_code, "No administrator would be left." in answer.text) == (409, True)
    assert fingerprint(graph) == before


@pytest.mark.parametrize("who", ["dana", "joel", "thea", "ada", ""])
def test_who_sees_to_nobody_is_refused_every_page_and_nothing_is_written(
    app: Flask, graph: Graph, who: str
) -> None:
    client = be(app, who) if who else app.test_client()
    forms = {
        "/people/add": ANNA,
        "/people/begin": {"person": "dana", "party": "CEE002", "once": "1", "role": "chair"},
        "/people/end": {"person": "iris", "assignment": "iris-seat", "reason": "No."},
        "/people/leave": {"person": "iris", "reason": "No."},
        "/people/password": {"person": "iris"},
    }
    if who == "thea":
        # Each request of an auditor leaves an entry; what it does not leave is a change of people.
        def print_of() -> object:
            return graph.read(lambda tx: list_people(tx, LIAISON, now=NOW))
    else:

        def print_of() -> object:
            return fingerprint(graph)

    before = print_of()
    for path, form in forms.items():
        assert client.get(path, query_string=form).status_code == 403
        assert client.post(path, data=form).status_code == 403
    assert print_of() == before


def test_a_director_makes_nobody_a_password(app: Flask, graph: Graph) -> None:
    before = fingerprint(graph)
    assert be(app, "iris").post("/people/password", data={"person": "joel"}).status_code == 403
    assert fingerprint(graph) == before


def test_a_new_password_is_shown_once_opens_the_hub_and_is_changed_by_its_owner(
    graph: Graph, tmp_path: Path
) -> None:
    clock = [NOW]
    app = open_hub(graph, tmp_path, clock=lambda: clock[0])
    max_ = be(app, "max")
    shown = max_.post("/people/password", data={"person": "dana"}).text
    secret = re.findall(r'class="hub-secret">([^<]+)<', shown)[0]
    assert re.fullmatch(r"([2-9A-Z]{4}-){5}[2-9A-Z]{4}", secret)
    assert secret not in max_.get("/people/password?person=dana").text
    clock[0] += timedelta(minutes=2)
    here, there = app.test_client(), app.test_client()
    for client in (here, there):
        answer = client.post("/sign-in", data={"email": "dana@x.example", "password": secret})
        assert answer.headers["Location"] == "/home"
    before = fingerprint(graph)
    for form, words in (
        (OWN | {"present": "something else"}, "The present password isn&#39;t right."),
        (OWN | {"present": secret, "again": "another long password"}, "The two new passwords differ."),
        (OWN | {"present": secret, "password": "short", "again": "short"}, "Choose one of 12 to 200."),
    ):
        answer = here.post("/password", data=form)
        assert (answer.status_code, words in answer.text) == (422, True)
        assert secret not in answer.text
    assert fingerprint(graph) == before
    changed = here.post("/password", data=OWN | {"present": secret}, follow_redirects=True)
    assert "Your password is changed." in changed.text
    assert here.get("/home").status_code == 200
    # The other session knew the password from before.
    assert there.get("/home").status_code == 302


def test_the_eleventh_guess_at_ones_password_within_a_minute_waits(app: Flask) -> None:
    dana = be(app, "dana")
    codes = [dana.post("/password", data=OWN | {"present": "a guess"}).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


def test_the_public_is_asked_to_sign_in_for_a_password(app: Flask) -> None:
    answer = app.test_client().get("/password")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/password")


@pytest.mark.parametrize("days", ["soon", "0", "-1", "366", "999999999"])
def test_days_that_no_token_lives_are_told_in_words(app: Flask, graph: Graph, days: str) -> None:
    dana = be(app, "dana")
    before = fingerprint(graph)
    answer = dana.post("/tokens", data={"name": "Weekly", "days": days})
    assert (answer.status_code, "A token lives from 1 to 365 days." in answer.text) == (422, True)
    assert fingerprint(graph) == before


def test_an_administrator_sees_no_control_that_is_not_theirs(app: Flask) -> None:
    page = be(app, "max").get("/directory/people/max").text
    assert "<b>administrator</b>" in page
    assert "Begin a role" not in page
    page = be(app, "iris").get("/directory/people/dana").text
    assert "Begin a role" in page
    for words in ("End all roles", "New password", ">End<"):
        assert words not in page


def test_a_party_with_more_people_than_a_page_holds_is_paged(app: Flask, graph: Graph) -> None:
    def bring_many(tx: Tx) -> None:
        for number in range(120):
            bring(tx, f"p{number:03}", "import-specialist", "CEE002")

    graph.write(bring_many)
    client, address, found = be(app, "dana"), "/directory/centers/CEE002", list[str]()
    for page in range(3):
        said = client.get(address).text
        assert ("First page" in said) == (page > 0)
        rows = said.partition('id="people"')[2]
        found += re.findall(r'<th scope="row"><a href="/directory/people/([^"]+)"', rows)
        way_on = re.search(r'href="([^"#]+)#people" rel="next"', said)
        assert bool(way_on) == (page < 2)
        address = unescape(way_on[1]) if way_on else ""
    assert sorted(found) == sorted(["iris", "joel", *(f"p{n:03}" for n in range(120))])
