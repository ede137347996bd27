"""Signing in, the home, the directory's people and tokens: the real application on a real engine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.cypher import Cypher
from hub.app import create_app
from hub.config import Settings
from hub.seed.demo import seed_demo
from hub.seed.reference import seed_reference

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
EMPTY: Cypher[int] = Cypher(
    "test.empty_pages",
    "MATCH (n) WHERE NOT n:Migration WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS row",
    writes=True,
)


@pytest.fixture(scope="module")
def app(pool: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demonstration; the tests of this module leave each other's people alone."""
    name = os.environ.get("HUB_TEST_ENGINE") or ("neo4j", "arcadedb")[datetime.now(UTC).toordinal() % 2]
    graph = pool.get(name).graph
    while graph.write(lambda tx: tx.one(EMPTY)):
        pass
    seed_reference(graph, now=NOW)
    seed_demo(graph, day=NOW.date(), now=NOW)
    app = create_app(Settings(data=tmp_path_factory.mktemp("hub"), demo=True), graph, clock=lambda: NOW)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app


def people(client: FlaskClient, words: str) -> list[str]:
    """The keys of the made-up people whom the words find on the sign-in page."""
    return re.findall(r'name="person" value="([^"]+)"', client.get(f"/sign-in?q={words}").text)


def signed_in(app: Flask, words: str) -> FlaskClient:
    """A session as the first made-up person whom the words find."""
    client = app.test_client()
    answer = client.post("/sign-in", data={"person": people(client, words)[0]})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/home")
    return client


def test_the_public_sees_no_person(app: Flask) -> None:
    client = app.test_client()
    person = people(client, "liaison fda")[0]
    assert client.get(f"/directory/people/{person}").status_code == 403
    for path in ("/", "/directory", "/directory/agencies/FDA", "/directory/centers/CEE002"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "/directory/people/" not in answer.text
        assert ">PUBLIC<" in answer.text


def test_home_asks_the_public_to_sign_in(app: Flask) -> None:
    answer = app.test_client().get("/home")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/home")


def test_home_shows_what_waits_for_the_party(app: Flask) -> None:
    said = signed_in(app, "liaison fda").get("/home").text
    assert re.search(r"<b>\d+ things? waits? for FDA\.</b>", said)
    assert "INTERAGENCY" in said


def test_what_is_not_there_is_one_page(app: Flask) -> None:
    client = signed_in(app, "liaison fda")
    for path in ("/directory/centers/CEE099", "/directory/agencies/XXX", "/directory/areas/FDA/XXX", "/x"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "There is nothing here, or it is not shared with you." in answer.text


def test_people_are_found_by_name_role_and_party(app: Flask) -> None:
    client = signed_in(app, "director app")
    said = client.get("/directory?q=liaison fda").text
    assert "/directory/people/" in said
    assert "Nobody matches" in client.get("/directory?q=liaison nobodycalledthis").text


def test_signing_out_ends_the_session(app: Flask) -> None:
    client = signed_in(app, "liaison fda")
    answer = client.post("/sign-out", follow_redirects=True)
    assert "You are signed out." in answer.text
    assert client.get("/home").status_code == 302


def test_an_answer_still_under_way_does_not_sign_in_again_whoever_signs_out(app: Flask) -> None:
    client = signed_in(app, "liaison fda")
    assert "Set-Cookie" in client.get("/home").headers, "its first page keeps the token for the forms"
    assert "Set-Cookie" not in client.get("/home").headers


def test_nobody_acts_for_a_party_that_is_not_theirs(app: Flask) -> None:
    client = signed_in(app, "liaison fda")
    answer = client.post("/act-for", data={"party": "CEE002"})
    assert answer.status_code == 403
    assert "You hold no role there today." in answer.text


def test_a_liaison_begins_no_role(app: Flask) -> None:
    client = signed_in(app, "liaison fda")
    person = people(app.test_client(), "director app")[0]
    assert client.get(f"/people/begin?person={person}").status_code == 403


def test_a_director_begins_and_ends_a_role(app: Flask) -> None:
    client = signed_in(app, "director app")
    person = people(app.test_client(), "import specialist app")[0]
    page = client.get(f"/people/begin?person={person}").text
    once = re.findall(r'name="once"[^>]*value="([^"]+)"', page)[0]
    form = {
        "person": person,
        "party": "CEE002",
        "once": once,
        "role": "account-manager",
        "target": "party:CEE002",
        "since": "2026-11-24",
    }
    wrong = client.post("/people/begin", data=form | {"until": "2026-11-20"})
    assert wrong.status_code == 422
    assert "before it begins" in wrong.text
    assert 'id="until-error"' in wrong.text
    said = client.post("/people/begin", data=form, follow_redirects=True).text
    assert "is account manager from Nov 24, 2026." in said
    seat = re.findall(r"assignment=([^&]+)&amp;person=[^\"]+\">End<span[^>]*> account manager", said)[0]
    bare = client.post("/people/end", data={"person": person, "assignment": seat})
    assert bare.status_code == 422
    assert "The reason is empty. Write it." in bare.text
    ended = client.post(
        "/people/end", data={"person": person, "assignment": seat, "reason": "moved"}, follow_redirects=True
    )
    assert "role as account manager ends on Nov 24, 2026." in ended.text


def test_a_token_shows_its_secret_once_and_can_be_revoked(app: Flask) -> None:
    client = signed_in(app, "liaison fda")
    empty = client.post("/tokens", data={"name": "", "days": "30"})
    assert empty.status_code == 422
    assert "The name is empty. Write it." in empty.text
    made = client.post("/tokens", data={"name": "weekly export", "days": "30"}).text
    secret = re.findall(r"hub_[\w-]{20,}", made)
    assert len(secret) == 1
    later = client.get("/tokens").text
    assert "weekly export" in later
    assert secret[0] not in later
    key = re.findall(r'name="token" value="([^"]+)"', later)[0]
    assert "is revoked" in client.post("/tokens/revoke", data={"token": key}, follow_redirects=True).text
    assert signed_in(app, "director app").post("/tokens/revoke", data={"token": key}).status_code == 404


def test_a_form_without_its_token_is_refused(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = app.test_client().post("/sign-out")
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "Open it again" in answer.text


@pytest.fixture
def strict(app: Flask, tmp_path: Any) -> FlaskClient:
    """The same records, where people sign in with a password."""
    other = create_app(Settings(data=tmp_path), app.extensions["house"].graph, clock=lambda: NOW)
    other.config["WTF_CSRF_ENABLED"] = False
    return other.test_client()


def test_a_wrong_password_and_an_unknown_address_get_one_answer(strict: FlaskClient) -> None:
    wrong = strict.post("/sign-in", data={"email": "nobody@agency.example", "password": "not this one"})
    assert wrong.status_code == 422
    assert wrong.text.count("The e-mail address or the password isn&#39;t right. Check both.") == 2
    assert 'value="nobody@agency.example"' in wrong.text
    assert "not this one" not in wrong.text
    empty = strict.post("/sign-in", data={"email": "", "password": ""})
    assert "The e-mail address is empty. Write it." in empty.text
    assert "The password is empty. Write it." in empty.text


def test_nobody_is_someone_without_a_password_outside_the_demonstration(strict: FlaskClient) -> None:
    page = strict.get("/sign-in").text
    assert "Choose whom to be" not in page
    assert strict.post("/sign-in", data={"person": "anyone"}).status_code == 422


def test_too_many_tries_are_told_to_wait(strict: FlaskClient) -> None:
    form = {"email": "nobody@agency.example", "password": "not this one"}
    answers = [strict.post("/sign-in", data=form) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert "Wait a minute, then try again." in answers[-1].text
