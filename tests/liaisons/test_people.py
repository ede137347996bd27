"""Who is added to the directory and found in it; and that a no leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from graph.liaisons.reference import ACCOUNTS
from graph.unit import Graph
from liaisons import people, roles
from liaisons.actors import PUBLIC, Actor
from liaisons.errors import NotFound
from liaisons.people import NewPerson
from liaisons.permissions import RoleMissing
from tests.liaisons.doubles import (
    ADMINISTRATOR,
    ANNA,
    DIRECTOR,
    FILER,
    LIAISON,
    NOW,
    PRINCIPAL,
    add,
    refuse,
    seed,
)  # fmt: skip


def test_a_director_adds_someone_whom_every_federal_employee_finds(graph: Graph) -> None:
    seed(graph)
    key = add(graph)
    found = graph.read(lambda tx: people.find_person(tx, LIAISON, key))
    assert found == {
        "key": key, "name": "Anna Novak", "email": "anna.novak@cbp.example", "phone": "305-555-0101",
        "hours": None, "timeZone": None, "kind": "federal", "madeUp": False, "audienceKey": "interagency",
        "version": 1,
    }  # fmt: skip


def test_the_same_key_adds_one_person(graph: Graph) -> None:
    seed(graph)
    first = add(graph)
    assert add(graph) == first
    listed = graph.read(lambda tx: people.list_people(tx, LIAISON, now=NOW))
    assert [row["key"] for row in listed] == [first]


def test_an_address_belongs_to_one_person(graph: Graph) -> None:
    seed(graph)
    add(graph)
    no = refuse(
        graph,
        people.EmailTaken,
        lambda tx: people.add_person(tx, DIRECTOR, ANNA, idempotency_key="other", now=NOW),
    )
    assert no.field == "email"


@pytest.mark.parametrize("actor", [LIAISON, FILER, PUBLIC, PRINCIPAL], ids=lambda a: a.person)
def test_who_sees_to_nobody_here_adds_nobody(graph: Graph, actor: Actor) -> None:
    seed(graph)
    kind = roles.NotYourPeople if actor is PRINCIPAL else RoleMissing
    refuse(graph, kind, lambda tx: people.add_person(tx, actor, ANNA, idempotency_key="k", now=NOW))


def test_a_trade_person_is_seen_by_the_account_its_center_and_the_office_of_trade(graph: Graph) -> None:
    seed(graph)
    account = {"key": "A-1", "name": "Acme", "centerKey": "CEE002", "industryKey": "CEE002/aquaculture",
               "audienceKey": "interagency"}  # fmt: skip
    graph.write(lambda tx: tx.the(ACCOUNTS, rows=[account]))
    trader = NewPerson("Farah Kazemi", "farah@acme.example", "A-1")
    key = add(graph, ADMINISTRATOR, trader)
    with pytest.raises(NotFound):
        graph.read(lambda tx: people.find_person(tx, LIAISON, key))
    assert graph.read(lambda tx: people.list_people(tx, LIAISON, now=NOW)) == []
    near = replace(DIRECTOR, audiences=("A-1|CEE002|OT", "public"))
    assert graph.read(lambda tx: people.find_person(tx, near, key))["kind"] == "trade"


def test_a_list_goes_on_where_it_ended(graph: Graph) -> None:
    seed(graph)
    for number, name in enumerate(("Bo", "Ada", "Cy")):
        add(graph, person=NewPerson(name, f"{name}@cbp.example", "CEE002"), key=str(number))
    first = graph.read(lambda tx: people.list_people(tx, LIAISON, limit=2, now=NOW))
    rest = graph.read(lambda tx: people.list_people(tx, LIAISON, after=first[-1]["sort"], limit=2, now=NOW))
    assert [row["name"] for row in first + rest] == ["Ada", "Bo", "Cy"]


@pytest.mark.parametrize("limit", [-1, 0, 101])
def test_a_page_of_no_possible_size_is_refused(graph: Graph, limit: int) -> None:
    with pytest.raises(people.PageTooLarge) as no:
        graph.read(lambda tx: people.list_people(tx, LIAISON, limit=limit, now=NOW))
    assert no.value.sentence == f"Ask for 1 to 100 at a time, not {limit}."


def test_who_may_not_see_people_sees_none(graph: Graph) -> None:
    for actor in (PUBLIC, FILER):
        with pytest.raises(RoleMissing):
            graph.read(partial(people.list_people, actor=actor, now=NOW))
