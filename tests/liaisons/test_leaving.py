"""When someone leaves: all their roles end; and there is always an administrator left."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons import assignments, leaving, passwords, people, roles, tokens
from liaisons.actors import PUBLIC, Actor, Role
from liaisons.assignments import LastAdministrator, NewSeat
from liaisons.errors import NotFound, Refused
from liaisons.people import NewPerson
from liaisons.permissions import RoleMissing
from liaisons.words import TextMissing
from tests.liaisons.doubles import (
    ADMINISTRATOR,
    DIRECTOR,
    FILER,
    LIAISON,
    NOW,
    PRINCIPAL,
    actor,
    add,
    begin,
    refuse,
    seed,
)  # fmt: skip

HASHES: Cypher[str | None] = Cypher("test.hashes", "MATCH (p:Person) RETURN p.passwordHash AS row")
SAID: Cypher[str] = Cypher("test.said", "MATCH (e:Event) RETURN e.name AS row")


def _end(who: Actor, key: str, reason: str = "Retired.") -> Callable[[Tx], Any]:
    return lambda tx: leaving.end_person(tx, who, key, reason=reason, now=NOW)


def _end_role(key: str, **words: str) -> Callable[[Tx], Any]:
    return lambda tx: assignments.end_assignment(tx, ADMINISTRATOR, key, reason="Done.", now=NOW, **words)


def _administrator(graph: Graph, name: str, *, until: str = "", since: str = "") -> tuple[str, str]:
    """Someone who is administrator at the Office of Trade: their key, and that of the role."""
    person = add(graph, ADMINISTRATOR, NewPerson(name, f"{name}@ot.example", "OT"), name)
    seat = NewSeat(person, "administrator", "OT", since=since, until=until)
    return person, begin(graph, ADMINISTRATOR, seat, name)


def test_all_roles_end_and_what_opened_the_hub_opens_nothing(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    begin(graph, DIRECTOR, NewSeat(person, "import-specialist", "CEE002"), "1")
    begin(graph, DIRECTOR, NewSeat(person, "account-manager", "CEE002", since="2027-02-01"), "2")
    over = begin(graph, DIRECTOR, NewSeat(person, "expert", "CEE002", "CEE002/aquaculture", "column"), "3")
    graph.write(lambda tx: assignments.end_assignment(tx, DIRECTOR, over, reason="Moved.", now=NOW))
    herself = actor(Role.IMPORT_SPECIALIST, "CEE002", person=person)
    graph.write(lambda tx: tokens.make_token(tx, herself, "Weekly", secret="s", secret_hash="h", now=NOW))
    graph.write(lambda tx: passwords.set_password(tx, ADMINISTRATOR, person, password_hash="x", now=NOW))
    graph.write(_end(DIRECTOR, person))
    rows = graph.read(lambda tx: assignments.list_assignments(tx, LIAISON, person))
    assert {(row["role"], row["since"], row["until"]) for row in rows} == {
        ("import-specialist", "2026-12-01", "2026-12-01"),
        ("account-manager", "2027-02-01", "2027-02-01"),
        ("expert", "2026-12-01", "2026-12-01"),
    }
    assert graph.read(lambda tx: tokens.list_tokens(tx, herself, now=NOW)) == []
    assert graph.read(lambda tx: tx.all(HASHES)) == [None]
    said = graph.read(lambda tx: tx.all(SAID))
    assert [said.count(n) for n in ("PersonEnded", "AssignmentEnded", "TokenRevoked")] == [1, 3, 1]
    refuse(graph, leaving.PersonOver, _end(DIRECTOR, person))


def test_whoever_left_comes_back_with_a_role(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    seat = NewSeat(person, "import-specialist", "CEE002")
    begin(graph, DIRECTOR, seat, "1")
    graph.write(_end(DIRECTOR, person))
    begin(graph, DIRECTOR, seat, "2")
    listed = graph.read(lambda tx: people.list_people(tx, LIAISON, now=NOW))
    assert [seat["role"] for seat in listed[0]["seats"]] == ["import-specialist"]


@pytest.mark.parametrize("who", [LIAISON, FILER, PUBLIC], ids=lambda a: a.person)
def test_who_sees_to_nobody_ends_nobody(graph: Graph, who: Actor) -> None:
    seed(graph)
    person = add(graph)
    begin(graph, DIRECTOR, NewSeat(person, "import-specialist", "CEE002"))
    refuse(graph, RoleMissing, _end(who, person))


def test_a_director_ends_nobody_who_also_stands_elsewhere(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    begin(graph, DIRECTOR, NewSeat(person, "import-specialist", "CEE002"), "1")
    begin(graph, ADMINISTRATOR, NewSeat(person, "hq-officer", "OT"), "2")
    refuse(graph, roles.NotYourPeople, _end(DIRECTOR, person))
    refuse(graph, roles.NotYourPeople, _end(PRINCIPAL, person))
    refuse(graph, TextMissing, _end(ADMINISTRATOR, person, " "))
    graph.write(_end(ADMINISTRATOR, person))


def test_whom_one_cannot_see_is_not_found(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    begin(graph, DIRECTOR, NewSeat(person, "import-specialist", "CEE002"))
    refuse(graph, NotFound, _end(replace(DIRECTOR, audiences=("public",)), person))
    refuse(graph, NotFound, _end(DIRECTOR, "nobody"))


def test_the_last_administrators_role_does_not_end_nor_does_the_person(graph: Graph) -> None:
    seed(graph)
    person, seat = _administrator(graph, "ada")
    _administrator(graph, "for-a-month", until="2027-01-01")
    _administrator(graph, "from-next-year", since="2027-01-01")
    no = refuse(graph, LastAdministrator, _end_role(seat))
    assert no.sentence == (
        "No administrator would be left. Begin another administrator's role, without a last day, first."
    )
    refuse(graph, LastAdministrator, _end_role(seat, until="2026-12-31"))
    refuse(graph, LastAdministrator, _end(ADMINISTRATOR, person))
    # From the day on which the next one begins, this one is not the last.
    assert graph.write(_end_role(seat, until="2027-01-01"))["until"] == "2027-01-01"


def test_of_two_administrators_one_may_go(graph: Graph) -> None:
    seed(graph)
    ada, _ = _administrator(graph, "ada")
    _, seat = _administrator(graph, "ben")
    graph.write(_end(ADMINISTRATOR, ada))
    refuse(graph, LastAdministrator, _end_role(seat))


@pytest.mark.parametrize("how", ["both roles", "both people", "a role and a person"])
def test_two_who_end_the_last_two_administrators_at_once_leave_one(graph: Graph, how: str) -> None:
    seed(graph)
    (ada, ada_seat), (ben, ben_seat) = _administrator(graph, "ada"), _administrator(graph, "ben")
    first = _end(ADMINISTRATOR, ada) if how == "both people" else _end_role(ada_seat)
    second = _end_role(ben_seat) if how == "both roles" else _end(ADMINISTRATOR, ben)
    together = Barrier(2, timeout=60)

    def run(work: Callable[[Tx], Any]) -> str:
        ran: list[bool] = []

        def at_once(tx: Tx) -> Any:
            if not ran:
                ran.append(True)
                # Both have begun their units of work before either has read anything.
                together.wait()
            return work(tx)

        try:
            graph.write(at_once)
        except Refused as no:
            return no.code
        return "ended"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(run, (first, second))) == ["LAST_ADMINISTRATOR", "ended"]
    left = [
        row["until"]
        for person in (ada, ben)
        for row in graph.read(lambda tx, p=person: assignments.list_assignments(tx, ADMINISTRATOR, p))  # type: ignore[misc]  # bound now
    ]
    assert sorted(left, key=str) == ["2026-12-01", None]
