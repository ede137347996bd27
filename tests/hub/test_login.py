"""Who is in front of the hub: sessions, tokens, the acting party, an auditor's trace, and equal refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from graph.cypher import Cypher
from graph.errors import EngineDown
from graph.liaisons import assignments as seat_sentences
from graph.liaisons import people as sentences
from graph.unit import Graph
from hub import login
from hub.app import create_app
from hub.config import Settings
from hub.passwords import SignInRefused, hash_password
from liaisons import passwords, tokens
from liaisons.actors import Role
from tests.liaisons.doubles import NOW, actor, seed

READS: Cypher[str] = Cypher("test.reads", "MATCH (e:AuditEntry {act: 'Read'}) RETURN e.subjectKey AS row")
PASSWORD = "a long enough password"


def stand_still() -> datetime:
    """Always the same instant."""
    return NOW


class Clock:
    """A clock that a test moves."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def _person(graph: Graph, key: str, role: str, *parties: str, until: str | None = None) -> None:
    def work(tx: Any) -> None:
        words = {"name": key, "sort": key, "email": f"{key}@x.example", "kind": "federal", "madeUp": True,
                 "audienceKey": "interagency"}  # fmt: skip
        tx.the(sentences.ADD, key=key, person=words)
        for party in parties:
            seat = {"personKey": key, "role": role, "partyKey": party, "targetKey": party,
                    "targetKind": "party", "since": "2026-01-01", "until": until, "madeUp": True}  # fmt: skip
            tx.the(seat_sentences.BEGIN, key=f"{key}-{party}", person=key, party=party, seat=seat)

    graph.write(work)


def _app(
    graph: Graph, folder: Path, clock: Callable[[], datetime] = stand_still, *, demo: bool = True
) -> Flask:
    app = create_app(
        Settings(data=folder, secret_key="secret", demo=demo), graph, clock=clock, new_token=lambda: "hub_x"
    )
    app.config["WTF_CSRF_ENABLED"] = False

    @app.get("/test/who")
    def who() -> dict[str, Any]:
        seen = login.visit()
        login.visit()
        return {"person": seen.actor.person, "party": seen.actor.party, "reads": list(seen.actor.audiences)}

    @app.post("/test/be/<person>")
    def be(person: str) -> str:
        return login.sign_in_as(person)

    @app.post("/test/password/<email>/<password>")
    def by_password(email: str, password: str) -> str:
        return login.sign_in_with_password(graph, email, password, clock())

    return app


def _who(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    person: str = answer.get_json()["person"]
    return person


def test_without_a_session_it_is_the_public(graph: Graph, tmp_path: Path) -> None:
    client = _app(graph, tmp_path).test_client()
    answer = client.get("/test/who")
    assert answer.get_json() == {"person": "public", "party": "public", "reads": []}


def test_a_visit_costs_one_sentence_once_all_is_in_memory(graph: Graph, tmp_path: Path) -> None:
    seed(graph)
    _person(graph, "p1", "director", "CEE002")
    client = _app(graph, tmp_path).test_client()
    client.post("/test/be/p1")
    assert _who(client.get("/test/who")) == "p1"
    said: list[str] = []
    graph.seen = lambda name, _rows: said.append(name)
    try:
        client.get("/test/who")
    finally:
        graph.seen = None
    assert said == ["sign_in.find_signed_in"]


def test_a_role_that_ended_is_over_with_the_next_request(graph: Graph, tmp_path: Path) -> None:
    seed(graph)
    _person(graph, "p1", "director", "CEE002", until="2026-12-02")
    clock = Clock()
    client = _app(graph, tmp_path, clock).test_client()
    client.post("/test/be/p1")
    assert _who(client.get("/test/who")) == "p1"
    clock.now = NOW + timedelta(days=1)
    assert _who(client.get("/test/who")) == "public"


def test_one_acts_for_the_first_party_until_one_chooses_another(graph: Graph, tmp_path: Path) -> None:
    seed(graph)
    _person(graph, "p1", "import-specialist", "CEE003", "CEE002")
    client = _app(graph, tmp_path).test_client()
    client.post("/test/be/p1")
    assert client.get("/test/who").get_json()["party"] == "CEE002"
    client.post("/act-for", data={"party": "CEE003"})
    assert client.get("/test/who").get_json()["party"] == "CEE003"
    assert client.post("/act-for", data={"party": "FDA"}).status_code == 403
    assert client.get("/test/who").get_json()["party"] == "CEE003"


def test_nobody_is_signed_in_without_a_password_outside_the_demonstration(
    graph: Graph, tmp_path: Path
) -> None:
    seed(graph)
    _person(graph, "p1", "director", "CEE002")
    client = _app(graph, tmp_path, demo=False).test_client()
    assert client.post("/test/be/p1").status_code == 403


def test_a_password_opens_and_a_new_one_ends_the_session(graph: Graph, tmp_path: Path) -> None:
    seed(graph)
    _person(graph, "p1", "director", "CEE002")
    me = actor(Role.DIRECTOR, "CEE002", person="p1")

    def set_to(password: str, now: datetime) -> None:
        graph.write(
            lambda tx: passwords.set_password(
                tx, me, "p1", password_hash=hash_password(password, email=""), now=now
            )
        )

    set_to(PASSWORD, NOW)
    client = _app(graph, tmp_path).test_client()
    unknown = client.post(f"/test/password/nobody@x.example/{PASSWORD}")
    wrong = client.post("/test/password/p1@x.example/some other password")
    assert (unknown.status_code, unknown.text) == (wrong.status_code, wrong.text)
    assert SignInRefused().sentence.partition("isn")[0] in wrong.text
    assert _who(client.get("/test/who")) == "public"
    assert client.post(f"/test/password/P1@x.example/{PASSWORD}").text == "p1"
    assert _who(client.get("/test/who")) == "p1"
    set_to("another long password", NOW + timedelta(seconds=1))
    assert _who(client.get("/test/who")) == "public"


def test_a_token_works_until_it_is_revoked_and_then_is_refused(graph: Graph, tmp_path: Path) -> None:
    seed(graph)
    _person(graph, "p1", "director", "CEE002")
    me = actor(Role.DIRECTOR, "CEE002", person="p1")
    made = graph.write(
        lambda tx: tokens.make_token(
            tx, me, "List", secret="hub_x", secret_hash=login.hash_token("hub_x"), now=NOW
        )
    )
    client = _app(graph, tmp_path).test_client()
    header = {"Authorization": "Bearer hub_x"}
    assert _who(client.get("/test/who", headers=header)) == "p1"
    assert client.get("/test/who", headers={"Authorization": "Bearer hub_y"}).status_code == 401
    graph.write(lambda tx: tokens.revoke_token(tx, me, made.row["key"], now=NOW))
    answer = client.get("/test/who", headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    api = client.post("/graphql", json={"query": "{ __typename }"}, headers=header)
    assert api.status_code == 401
    assert api.get_json()["errors"][0]["extensions"]["code"] == "TOKEN_UNKNOWN"


def test_each_request_of_an_auditor_leaves_one_entry(graph: Graph, tmp_path: Path) -> None:
    seed(graph)
    _person(graph, "p1", "auditor", "OT")
    client = _app(graph, tmp_path).test_client()
    client.post("/test/be/p1")
    answer = client.get("/test/who").get_json()
    assert "interagency" in answer["reads"]
    assert graph.read(lambda tx: tx.all(READS)) == ["/test/who"]


def test_what_an_auditor_reads_is_refused_where_the_entry_cannot_be_kept(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(graph)
    _person(graph, "p1", "auditor", "OT")
    client = _app(graph, tmp_path).test_client()
    client.post("/test/be/p1")

    def fail(*_given: object) -> None:
        raise EngineDown

    monkeypatch.setattr(login, "_watch", fail)
    assert client.get("/test/who").status_code == 503


def test_the_eleventh_try_to_sign_in_within_a_minute_is_refused(graph: Graph, tmp_path: Path) -> None:
    client = _app(graph, tmp_path, demo=False).test_client()
    form = {"email": "a@x.example", "password": "wrong"}
    codes = [client.post("/sign-in", data=form, base_url="https://localhost").status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
