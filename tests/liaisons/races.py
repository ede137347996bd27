"""The commands on people, roles and tokens, as two people would do them at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons import assignments, leaving, passwords, people, tokens
from liaisons.actors import Actor, Role
from liaisons.assignments import NewSeat
from liaisons.people import NewPerson
from tests.liaisons.doubles import ADMINISTRATOR, DIRECTOR, NOW, actor, seed
from tests.racing import Race, Thing

VERSION: Cypher[Any] = Cypher(
    "test.version_of_people",
    """
    OPTIONAL MATCH (n:Assignment {key: $key})
    RETURN {version: n.version, state: NULL} AS row
    """,
)


class World:
    """A director, an administrator, and a liaison with tokens."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        seed(graph)
        self._keys = count()
        owner = actor(Role.LIAISON, "FDA", person=self.added().key)
        self._people = {"director": DIRECTOR, "administrator": ADMINISTRATOR, "owner": owner}

    def person(self, name: str) -> Actor:
        return self._people[name]

    def stands(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self.graph.read(lambda tx: tx.the(VERSION, key=key))
        return found

    def new_address(self) -> Thing:
        """An e-mail address that nobody has."""
        return Thing(f"someone-{next(self._keys)}@cbp.example")

    def added(self) -> Thing:
        """Someone of CEE002 without a role."""
        at = self.new_address()
        return Thing(self.graph.write(lambda tx: _add(tx, ADMINISTRATOR, at)))

    def seated(self) -> Thing:
        """A role of someone."""
        at = self.added()
        return Thing(self.graph.write(lambda tx: _begin(tx, ADMINISTRATOR, at)), 1)

    def person_with_a_role(self) -> Thing:
        """Someone who holds a role."""
        at = self.added()
        self.graph.write(lambda tx: _begin(tx, ADMINISTRATOR, at))
        return at

    def token(self) -> Thing:
        """A token, after which the owner has room for one more."""
        owner = self.person("owner")

        def work(tx: Tx) -> str:
            held = tokens.list_tokens(tx, owner, now=NOW)
            for row in held[tokens.MOST - 1 :]:
                tokens.revoke_token(tx, owner, row["key"], now=NOW)
            keys = [_make(tx, owner, Thing("")).row["key"] for _ in range(tokens.MOST - 1 - len(held))]
            return (keys or [held[0]["key"]])[-1]

        return Thing(self.graph.write(work))


def _add(tx: Tx, who: Actor, at: Thing) -> str:
    person = NewPerson("Anna Novak", at.key, "CEE002")
    return people.add_person(tx, who, person, idempotency_key=at.key, now=NOW)["key"]


def _begin(tx: Tx, who: Actor, at: Thing) -> str:
    seat = NewSeat(at.key, "import-specialist", "CEE002")
    return assignments.begin_assignment(tx, who, seat, idempotency_key=at.key, now=NOW)["key"]


def _make(tx: Tx, who: Actor, _at: Thing) -> tokens.MadeToken:
    return tokens.make_token(tx, who, "Nightly", secret="hub_s", secret_hash=tx.new_id(), now=NOW)


def set_password(tx: Tx, who: Actor, at: Thing) -> str:
    """No version and no state: whoever is last is right, and both are kept in the history."""
    return passwords.set_password(tx, who, at.key, password_hash=f"by {who.person}", now=NOW)["key"]


BOTH = ("director", "administrator")

RACES: tuple[Race[World], ...] = (
    Race("add someone", "people.add_person", World.new_address, BOTH, _add, "EMAIL_TAKEN"),
    Race("begin a role", "assignments.begin_assignment", World.added, BOTH, _begin, "SEAT_TAKEN"),
    Race(
        "end a role",
        "assignments.end_assignment",
        World.seated,
        BOTH,
        lambda tx, who, at: assignments.end_assignment(tx, who, at.key, reason="Moved.", now=NOW),
        "SEAT_ENDED",
    ),
    Race(
        "end someone",
        "leaving.end_person",
        World.person_with_a_role,
        BOTH,
        lambda tx, who, at: leaving.end_person(tx, who, at.key, reason="Left.", now=NOW),
        "PERSON_OVER",
    ),
    Race(
        "make the last token", "tokens.make_token", World.token, ("owner", "owner"), _make, "TOO_MANY_TOKENS"
    ),
    Race(
        "revoke a token",
        "tokens.revoke_token",
        World.token,
        ("owner", "owner"),
        lambda tx, who, at: tokens.revoke_token(tx, who, at.key, now=NOW),
        "TOKEN_OVER",
    ),
)

ONCE: tuple[tuple[str, Callable[[World], Thing], Callable[[Tx, Actor, Thing], str]], ...] = (
    ("people.add_person", World.new_address, _add),
    ("assignments.begin_assignment", World.added, _begin),
)
