"""Every mutation of the agency API, tried by those who may not: each is told no, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from graphql import (
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLScalarType,
    build_schema,
    parse,
    validate,
)

from graph.cypher import Tx
from graph.liaisons import assignments, people, reference, tokens
from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.login import hash_token
from tests.builders import NOW, People, build_directory, build_issue, fingerprint, place
from tests.engines.pool import Engine
from tests.house.making_up import CannotMakeUp, document_of, make_up, values_of
from tests.house.premises import ROOT
from tests.matrix.races import World

SCHEMA = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
MUTATIONS: dict[str, GraphQLField] = SCHEMA.mutation_type.fields if SCHEMA.mutation_type else {}
YESTERDAY = "2026-11-23"
# What everyone signed in may do: it is about themselves alone.
EVERYONES = {"makeToken": "a token speaks for its owner alone, and allows nothing that the owner may not"}


@dataclass(frozen=True, slots=True)
class Door:
    """The running application, and records that a stranger could try to change."""

    app: Flask
    graph: Graph
    keys: dict[str, Any]

    def send(self, name: str, token: str) -> tuple[int, Any]:
        """Status and body of one mutation, sent with somebody's token, or nobody's."""
        body = {
            "query": document_of(name, MUTATIONS[name]),
            "variables": values_of(name, MUTATIONS[name], self.keys),
        }
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.app.test_client().post("/graphql", json=body, headers=headers)
        return answer.status_code, answer.get_json()


@pytest.fixture(scope="module")
def door(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Door:
    """A placed issue, a draft, and people with tokens."""
    graph = one_engine.empty()
    directory = build_directory(graph)
    crowd = People(graph)
    placed = place(graph, crowd, build_issue(graph, crowd))
    draft = World(graph, crowd, directory).drafted(placed.key)
    graph.write(_add_account)
    for key, role, party, target, kind, until in (
        ("liaison", "liaison", "FDA", "CEE002~FDA", "alignment", None),
        ("trade", "trade-member", "A-1", "group:CEE002", "group", None),
        ("over", "director", "CEE002", "CEE002", "party", YESTERDAY),
    ):
        seat = {"personKey": key, "role": role, "partyKey": party, "targetKey": target, "targetKind": kind,
                "since": "2026-01-01", "until": until, "madeUp": True}  # fmt: skip
        graph.write(lambda tx, k=key, s=seat: _add_person(tx, k, s))  # type: ignore[misc]  # bound now
    past = (NOW - timedelta(days=1)).isoformat()
    graph.write(lambda tx: _add_token(tx, "late", "liaison", "FDA", past))
    app = create_app(
        Settings(data=Path(tmp_path_factory.mktemp("hub")), secret_key="secret"), graph, clock=lambda: NOW
    )
    keys: dict[str, Any] = {
        "IssuePayload.key": placed.key,
        "RemarkPayload.key": placed.key,
        "PublicationPayload.key": draft.key,
        "issue": placed.key,
        "IssuePayload.version": placed.version,
        "person": "liaison",
    }
    return Door(app, graph, keys)


def _add_account(tx: Tx) -> None:
    row: dict[str, Any] = {"key": "A-1", "name": "Made-up Imports", "centerKey": "CEE002", "madeUp": True,
           "industryKey": "CEE002/aquaculture", "audienceKey": "A-1|CEE002|OT", "print": "x"}  # fmt: skip
    tx.the(reference.ACCOUNTS, rows=[row])


def _add_person(tx: Tx, key: str, seat: dict[str, Any]) -> None:
    words: dict[str, Any] = {
        "name": key,
        "sort": key,
        "email": f"{key}@x.example",
        "kind": "federal",
        "madeUp": True,
        "audienceKey": "interagency",
    }
    tx.the(people.ADD, key=key, person=words)
    tx.the(assignments.BEGIN, key=f"{key} seat", person=key, party=seat["partyKey"], seat=seat)
    _add_token(tx, key, key, seat["partyKey"], (NOW + timedelta(days=9)).isoformat())


def _add_token(tx: Tx, secret: str, person: str, party: str, until: str) -> None:
    tx.the(
        tokens.MAKE,
        key=f"{secret} token",
        hash=hash_token(secret),
        name="test",
        person=person,
        party=party,
        at=NOW.isoformat(),
        expiresAt=until,
    )


@pytest.mark.parametrize("who", ["", "late", "over", "unknown"])
@pytest.mark.parametrize("name", MUTATIONS)
def test_who_is_not_signed_in_is_told_so_and_nothing_is_written(door: Door, name: str, who: str) -> None:
    before = fingerprint(door.graph)
    status, body = door.send(name, who)
    assert status == 401
    assert not body.get("data")
    assert body["errors"][0]["extensions"]["code"] == ("TOKEN_UNKNOWN" if who else "SIGN_IN_FIRST")
    assert body["errors"][0]["message"].endswith(".")
    assert fingerprint(door.graph) == before


@pytest.mark.parametrize("name", sorted(set(MUTATIONS) - set(EVERYONES)))
def test_a_member_of_the_trade_is_told_no_and_nothing_is_written(door: Door, name: str) -> None:
    before = fingerprint(door.graph)
    status, body = door.send(name, "trade")
    assert status == 200
    assert "errors" not in body, body
    (problem,) = body["data"][name]["problems"]
    assert problem["kind"] in ("not allowed", "not found"), problem
    assert problem["message"].endswith(".")
    assert fingerprint(door.graph) == before


def test_a_session_whose_role_ended_yesterday_is_nobodys(door: Door) -> None:
    client = door.app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["stamp"] = "over", ""
    before = fingerprint(door.graph)
    for name, field in MUTATIONS.items():
        body = {"query": document_of(name, field), "variables": values_of(name, field, door.keys)}
        answer = client.post("/graphql", json=body)
        assert answer.status_code == 401, name
    assert fingerprint(door.graph) == before


def test_the_same_words_from_one_who_may_are_taken(door: Door) -> None:
    # So that the strangers above are refused for who they are.
    before = fingerprint(door.graph)
    for name in ("stateClaim", "setStrength"):
        status, body = door.send(name, "liaison")
        assert (status, body["data"][name]["problems"]) == (200, []), body
        after = fingerprint(door.graph)
        assert after != before
        before = after


def test_every_made_up_document_is_one_of_the_schemas() -> None:
    for name, field in MUTATIONS.items():
        assert validate(SCHEMA, parse(document_of(name, field))) == []


def test_an_argument_that_cannot_be_made_up_is_named() -> None:
    strange = GraphQLInputObjectType("Strange", {"moon": GraphQLInputField(GraphQLScalarType("Phase"))})
    with pytest.raises(CannotMakeUp, match=r"^landOn\(strange\).moon: no value is known for Phase"):
        make_up("landOn(strange)", "strange", strange)
