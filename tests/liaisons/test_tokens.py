"""Tokens: told once, kept as a hash, one's own alone, revoked for good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.cypher import Cypher
from graph.unit import Graph
from liaisons import people, tokens
from liaisons.actors import PUBLIC, Actor, Role
from liaisons.errors import NotFound
from liaisons.people import NewPerson
from liaisons.permissions import RoleMissing
from tests.builders import fingerprint
from tests.liaisons.doubles import DIRECTOR, NOW, actor, seed

KEPT: Cypher[str] = Cypher("test.kept", "MATCH (t:Token) RETURN t.hash AS row")


def _owner(graph: Graph) -> Actor:
    seed(graph)
    new = NewPerson("Dana Ruiz", "dana@fda.example", "CEE002")
    row = graph.write(lambda tx: people.add_person(tx, DIRECTOR, new, idempotency_key="k", now=NOW))
    return actor(Role.LIAISON, "FDA", person=row["key"])


def _make(graph: Graph, owner: Actor, days: int = 90) -> tokens.MadeToken:
    return graph.write(
        lambda tx: tokens.make_token(
            tx, owner, "Nightly list", secret="hub_s", secret_hash="hashed", days=days, now=NOW
        )
    )


def test_a_token_is_told_once_and_kept_as_its_hash(graph: Graph) -> None:
    made = _make(graph, _owner(graph))
    assert made.secret == "hub_s"
    assert graph.read(lambda tx: tx.all(KEPT)) == ["hashed"]
    assert "hub_s" not in str(made.row)
    assert made.row["party"] == "FDA"
    assert made.row["expiresAt"] == (NOW + timedelta(days=90)).isoformat()


def test_one_lists_ones_own_tokens_that_work(graph: Graph) -> None:
    owner = _owner(graph)
    made = _make(graph, owner)
    assert graph.read(lambda tx: tokens.list_tokens(tx, owner, now=NOW)) == [made.row]
    assert graph.read(lambda tx: tokens.list_tokens(tx, DIRECTOR, now=NOW)) == []
    later = NOW + timedelta(days=91)
    assert graph.read(lambda tx: tokens.list_tokens(tx, owner, now=later)) == []


def test_a_revoked_token_is_over_for_good(graph: Graph) -> None:
    owner = _owner(graph)
    key = _make(graph, owner).row["key"]
    graph.write(lambda tx: tokens.revoke_token(tx, owner, key, now=NOW))
    assert graph.read(lambda tx: tokens.list_tokens(tx, owner, now=NOW)) == []
    before = fingerprint(graph)
    with pytest.raises(tokens.TokenOver):
        graph.write(lambda tx: tokens.revoke_token(tx, owner, key, now=NOW))
    assert fingerprint(graph) == before


def test_anothers_token_is_not_found(graph: Graph) -> None:
    owner = _owner(graph)
    key = _make(graph, owner).row["key"]
    with pytest.raises(NotFound):
        graph.write(lambda tx: tokens.revoke_token(tx, DIRECTOR, key, now=NOW))
    assert len(graph.read(lambda tx: tokens.list_tokens(tx, owner, now=NOW))) == 1


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_lives_a_year_at_most(graph: Graph, days: int) -> None:
    owner = _owner(graph)
    before = fingerprint(graph)
    with pytest.raises(tokens.TokenTooLong):
        _make(graph, owner, days)
    assert fingerprint(graph) == before


def test_the_public_makes_none(graph: Graph) -> None:
    before = fingerprint(graph)
    with pytest.raises(RoleMissing):
        _make(graph, PUBLIC)
    assert fingerprint(graph) == before
