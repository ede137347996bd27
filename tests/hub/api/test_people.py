"""People, roles and tokens over the agency API: the rooms' commands, and a no that writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.unit import Graph
from tests.builders import fingerprint
from tests.hub.staff import be, open_hub
from tests.liaisons.doubles import NOW

ADD = """mutation ($draft: PersonDraft!, $once: String!) {
  did: addPerson(draft: $draft, idempotencyKey: $once) {
    person { id key name email kind version assignments { role } } problems { code field kind message } } }"""
BEGIN = """mutation ($draft: AssignmentDraft!, $once: String!) {
  did: beginAssignment(draft: $draft, idempotencyKey: $once) {
    assignment { key personName role partyKey targetKey targetKind since until madeUp }
    problems { code field kind message } } }"""
END = """mutation ($key: String!, $reason: String!, $until: String! = "") {
  did: endAssignment(key: $key, reason: $reason, until: $until) {
    assignment { since until } problems { code field kind message } } }"""
LEAVE = """mutation ($key: String!, $reason: String!) {
  did: endPerson(key: $key, reason: $reason) {
    person { assignments { role until } } problems { code field kind message } } }"""
MAKE = """mutation ($name: String!, $days: Int! = 90) {
  did: makeToken(name: $name, days: $days) {
    secret token { key name party } problems { code field kind message } } }"""
REVOKE = """mutation ($key: String!) {
  did: revokeToken(key: $key) { secret token { name revokedAt } problems { code field kind message } } }"""
FIND = """{ people(search: "novak", role: "expert", first: 5) {
  edges { cursor node { id name assignments { key } } } pageInfo { hasNextPage endCursor } } }"""
ANNA = {"name": "Anna Novak", "email": "anna@cbp.example", "party": "CEE002", "timeZone": "America/New_York"}


@pytest.fixture
def app(graph: Graph, tmp_path: Path) -> Flask:
    """A hub with a director, an administrator, a liaison and an account's user."""
    return open_hub(graph, tmp_path)


def _ask(client: FlaskClient, query: str, headers: dict[str, str] | None = None, **variables: Any) -> Any:
    body = {"query": query, "variables": variables}
    answer = client.post("/graphql", json=body, headers=headers or {}).get_json()
    assert "errors" not in answer, answer
    return answer["data"]


def _do(client: FlaskClient, query: str, **variables: Any) -> Any:
    did = _ask(client, query, **variables)["did"]
    assert did["problems"] == []
    return did


def test_someone_is_added_given_a_role_found_and_ended(app: Flask) -> None:
    iris = be(app, "iris")
    made = _do(iris, ADD, draft=ANNA, once="1")["person"]
    assert (made["name"], made["kind"], made["version"], made["assignments"]) == (
        "Anna Novak",
        "federal",
        1,
        [],
    )
    assert _do(iris, ADD, draft=ANNA, once="1")["person"]["key"] == made["key"]
    role = {"person": made["key"], "role": "expert", "party": "CEE002", "target": "CEE002/aquaculture",
            "targetKind": "column", "since": "2026-12-01"}  # fmt: skip
    begun = _do(iris, BEGIN, draft=role, once="2")["assignment"]
    key = begun.pop("key")
    assert begun == {
        "personName": "Anna Novak", "role": "expert", "partyKey": "CEE002", "targetKey": "CEE002/aquaculture",
        "targetKind": "column", "since": "2026-12-01", "until": None, "madeUp": False,
    }  # fmt: skip
    found = _ask(be(app, "dana"), FIND)["people"]
    assert [edge["node"] for edge in found["edges"]] == [
        {"id": made["id"], "name": "Anna Novak", "assignments": [{"key": key}]}
    ]
    assert found["pageInfo"] == {"hasNextPage": False, "endCursor": found["edges"][0]["cursor"]}
    ended = _do(iris, END, key=key, reason="Moved on.", until="2026-12-24")["assignment"]
    assert ended == {"since": "2026-12-01", "until": "2026-12-24"}
    left = _do(iris, LEAVE, key=made["key"], reason="Left.")["person"]
    assert left == {"assignments": [{"role": "expert", "until": "2026-12-01"}]}
    node = _ask(iris, "query ($id: ID!) { node(id: $id) { id ... on Person { name email } } }", id=made["id"])
    assert node == {"node": {"id": made["id"], "name": "Anna Novak", "email": "anna@cbp.example"}}


def test_refusals_are_the_rooms_own_and_change_nothing(app: Flask, graph: Graph) -> None:
    iris, max_ = be(app, "iris"), be(app, "max")
    cases: list[tuple[FlaskClient, str, dict[str, Any], str, str | None]] = [
        (iris, ADD, {"draft": ANNA | {"email": "nonsense"}, "once": "1"}, "EMAIL_UNREADABLE", "email"),
        (iris, ADD, {"draft": ANNA | {"party": "FDA"}, "once": "1"}, "NOT_YOUR_PEOPLE", "party"),
        (iris, ADD, {"draft": ANNA | {"timeZone": "Mars"}, "once": "1"}, "TIME_ZONE_UNKNOWN", "timeZone"),
        (iris, ADD, {"draft": ANNA, "once": ""}, "ONCE_KEY_MISSING", "idempotencyKey"),
        (iris, BEGIN, {"draft": {"person": "dana", "role": "emperor", "party": "CEE002"}, "once": "1"},
         "ROLE_UNKNOWN", "role"),
        (iris, BEGIN, {"draft": {"person": "iris", "role": "chair", "party": "CEE002"}, "once": "1"},
         "OWN_ROLE", "person"),
        (iris, END, {"key": "dana-seat", "reason": "No."}, "NOT_YOUR_PEOPLE", "party"),
        (iris, LEAVE, {"key": "nobody", "reason": "No."}, "NOT_FOUND", None),
        (max_, END, {"key": "max-seat", "reason": "Me."}, "LAST_ADMINISTRATOR", None),
        (max_, LEAVE, {"key": "max", "reason": "Me."}, "LAST_ADMINISTRATOR", None),
        (max_, LEAVE, {"key": "dana", "reason": ""}, "TEXT_MISSING", "reason"),
        (max_, MAKE, {"name": "Weekly", "days": 400}, "TOKEN_TOO_LONG", "days"),
        (max_, REVOKE, {"key": "nothing"}, "NOT_FOUND", None),
    ]  # fmt: skip
    before = fingerprint(graph)
    for client, query, variables, code, field in cases:
        did = _ask(client, query, **variables)["did"]
        assert [(each["code"], each["field"]) for each in did.pop("problems")] == [(code, field)]
        assert set(did.values()) == {None}
    assert fingerprint(graph) == before


@pytest.mark.parametrize("who", ["dana", "ada"])
def test_a_stranger_is_refused_and_nothing_is_written(app: Flask, graph: Graph, who: str) -> None:
    client = be(app, who)
    role = {"person": "iris", "role": "chair", "party": "CEE002"}
    before = fingerprint(graph)
    for query, variables in (
        (ADD, {"draft": ANNA, "once": "1"}),
        (BEGIN, {"draft": role, "once": "1"}),
        (END, {"key": "iris-seat", "reason": "No."}),
        (LEAVE, {"key": "iris", "reason": "No."}),
    ):
        (problem,) = _ask(client, query, **variables)["did"]["problems"]
        assert (problem["code"], problem["kind"]) == ("ROLE_MISSING", "not allowed")
    assert fingerprint(graph) == before


def test_the_public_and_the_trade_find_nobody(app: Flask) -> None:
    answer = app.test_client().post("/graphql", json={"query": '{ person(key: "iris") { name } }'})
    assert (answer.status_code, answer.get_json()["errors"][0]["extensions"]["code"]) == (
        401,
        "SIGN_IN_FIRST",
    )
    answer = be(app, "ada").post("/graphql", json={"query": "{ people { edges { node { name } } } }"})
    assert answer.get_json()["errors"][0]["extensions"]["code"] == "ROLE_MISSING"


def test_a_token_is_made_in_a_session_told_once_and_makes_no_other(app: Flask, graph: Graph) -> None:
    dana = be(app, "dana")
    made = _do(dana, MAKE, name="Weekly")
    assert (made["secret"], made["token"]["party"]) == ("hub_secret", "FDA")
    listed = _ask(dana, "{ tokens { key name revokedAt } }")["tokens"]
    assert listed == [{"key": made["token"]["key"], "name": "Weekly", "revokedAt": None}]
    program, header = app.test_client(), {"Authorization": "Bearer hub_secret"}
    assert _ask(program, "{ viewer { name } }", header) == {"viewer": {"name": "Dana"}}
    before = fingerprint(graph)
    did = _ask(program, MAKE, header, name="Another")["did"]
    assert [each["code"] for each in did["problems"]] == ["TOKEN_MAKES_NONE"]
    assert (did["secret"], did["token"]) == (None, None)
    assert fingerprint(graph) == before
    revoked = _do(dana, REVOKE, key=made["token"]["key"])
    assert (revoked["secret"], revoked["token"]["revokedAt"]) == (None, NOW.isoformat())
    assert program.post("/graphql", json={"query": "{ viewer { name } }"}, headers=header).status_code == 401
