"""Who is added, begins and ends a role; and that a no leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from graph.cypher import Tx
from graph.liaisons.reference import ACCOUNTS
from graph.unit import Graph
from liaisons import people, roles
from liaisons.actors import PUBLIC, Actor, Role
from liaisons.errors import NotFound, Refused
from liaisons.people import NewPerson, NewSeat
from liaisons.permissions import RoleMissing
from tests.liaisons.doubles import (
    ADMINISTRATOR,
    DIRECTOR,
    FILER,
    LIAISON,
    NOW,
    PRINCIPAL,
    count_written,
    seed,
)

ANNA = NewPerson(name="Anna Novak", email="Anna.Novak@cbp.example", party="CEE002", phone="305-555-0101")


def _add(graph: Graph, actor: Actor = DIRECTOR, person: NewPerson = ANNA, key: str = "k1") -> str:
    return graph.write(lambda tx: people.add_person(tx, actor, person, idempotency_key=key, now=NOW))["key"]


def _begin(graph: Graph, actor: Actor, seat: NewSeat, key: str = "k1") -> str:
    return graph.write(lambda tx: people.begin_assignment(tx, actor, seat, idempotency_key=key, now=NOW))[
        "key"
    ]


def _refused(graph: Graph, kind: type[Refused], work: Callable[[Tx], object]) -> Refused:
    before = count_written(graph)
    with pytest.raises(kind) as no:
        graph.write(work)
    assert count_written(graph) == before
    return no.value


def test_a_director_adds_someone_whom_every_federal_employee_finds(graph: Graph) -> None:
    seed(graph)
    key = _add(graph)
    found = graph.read(lambda tx: people.find_person(tx, LIAISON, key))
    assert found == {
        "key": key, "name": "Anna Novak", "email": "anna.novak@cbp.example", "phone": "305-555-0101",
        "hours": None, "timeZone": None, "kind": "federal", "madeUp": False, "audienceKey": "interagency",
        "version": 1,
    }  # fmt: skip


def test_the_same_key_adds_one_person(graph: Graph) -> None:
    seed(graph)
    first = _add(graph)
    before = count_written(graph)
    assert _add(graph) == first
    assert count_written(graph) == before


def test_an_address_belongs_to_one_person(graph: Graph) -> None:
    seed(graph)
    _add(graph)
    no = _refused(
        graph,
        people.EmailTaken,
        lambda tx: people.add_person(tx, DIRECTOR, ANNA, idempotency_key="other", now=NOW),
    )
    assert no.field == "email"


@pytest.mark.parametrize("actor", [LIAISON, FILER, PUBLIC, PRINCIPAL], ids=lambda a: a.person)
def test_who_sees_to_nobody_here_adds_nobody(graph: Graph, actor: Actor) -> None:
    seed(graph)
    kind = roles.NotYourPeople if actor is PRINCIPAL else RoleMissing
    _refused(graph, kind, lambda tx: people.add_person(tx, actor, ANNA, idempotency_key="k", now=NOW))


def test_a_role_begins_today_and_stands_in_the_list(graph: Graph) -> None:
    seed(graph)
    person = _add(graph)
    seat = NewSeat(person, "expert", "CEE002", "CEE002/aquaculture", "column")
    key = _begin(graph, DIRECTOR, seat)
    listed = graph.read(lambda tx: people.list_people(tx, LIAISON, search="NOVAK", now=NOW))
    assert [(row["name"], [s["key"] for s in row["seats"]]) for row in listed] == [("Anna Novak", [key])]
    assert listed[0]["seats"][0]["since"] == "2026-12-01"
    assert listed[0]["seats"][0]["until"] is None


@pytest.mark.parametrize(
    ("seat", "kind"),
    [
        (NewSeat("", "emperor", "CEE002"), roles.RoleUnknown),
        (NewSeat("", "auditor", "CEE002"), roles.RoleElsewhere),
        (NewSeat("", "administrator", "CEE002"), roles.RoleElsewhere),
        (NewSeat("", "director", "CEE002"), roles.NotYourPeople),
        (NewSeat("", "import-specialist", "CEE003"), roles.NotYourPeople),
        (NewSeat("", "expert", "CEE002", "CEE003/automotive", "column"), people.TargetUnknown),
        (NewSeat("", "expert", "CEE002"), roles.RoleElsewhere),
        (NewSeat("", "center-lead", "CEE002", "CEE002~FDA", "party"), roles.RoleElsewhere),
        (NewSeat("", "import-specialist", "CEE002", since="2026-12-02", until="2026-12-02"),
         people.EndBeforeStart),
    ],
    ids=lambda value: getattr(value, "__name__", None) or f"{value.role} {value.target}",
)  # fmt: skip
def test_a_role_that_does_not_fit_is_refused(graph: Graph, seat: NewSeat, kind: type[Refused]) -> None:
    seed(graph)
    person = _add(graph)
    asked = replace(seat, person=person)
    _refused(
        graph, kind, lambda tx: people.begin_assignment(tx, DIRECTOR, asked, idempotency_key="k", now=NOW)
    )


def test_nobody_gives_a_role_to_themselves(graph: Graph) -> None:
    seed(graph)
    seat = NewSeat(ADMINISTRATOR.person, "auditor", "OT")
    _refused(
        graph,
        roles.OwnRole,
        lambda tx: people.begin_assignment(tx, ADMINISTRATOR, seat, idempotency_key="k", now=NOW),
    )


def test_the_same_role_is_held_once(graph: Graph) -> None:
    seed(graph)
    seat = NewSeat(_add(graph), "import-specialist", "CEE002")
    first = _begin(graph, DIRECTOR, seat)
    assert _begin(graph, DIRECTOR, seat) == first
    _refused(
        graph,
        people.SeatTaken,
        lambda tx: people.begin_assignment(tx, DIRECTOR, seat, idempotency_key="other", now=NOW),
    )


def test_a_role_that_ends_is_over_at_once_and_stays_in_the_history(graph: Graph) -> None:
    seed(graph)
    person = _add(graph)
    key = _begin(graph, DIRECTOR, NewSeat(person, "import-specialist", "CEE002"))
    tomorrow = NOW + timedelta(days=1)
    graph.write(lambda tx: people.end_assignment(tx, DIRECTOR, key, reason="Moved on.", now=tomorrow))
    rows = graph.read(lambda tx: people.list_people(tx, LIAISON, now=tomorrow))
    assert [row["seats"] for row in rows] == [[]]
    history = graph.read(lambda tx: people.list_assignments(tx, LIAISON, person))
    assert [(row["since"], row["until"]) for row in history] == [("2026-12-01", "2026-12-02")]
    _refused(
        graph,
        people.SeatEnded,
        lambda tx: people.end_assignment(tx, DIRECTOR, key, reason="Again.", now=tomorrow),
    )


def test_another_centers_director_ends_no_role_here(graph: Graph) -> None:
    seed(graph)
    key = _begin(graph, DIRECTOR, NewSeat(_add(graph), "import-specialist", "CEE002"))
    _refused(
        graph,
        roles.NotYourPeople,
        lambda tx: people.end_assignment(tx, PRINCIPAL, key, reason="No.", now=NOW),
    )


def test_a_role_ended_by_two_at_once_is_ended_once(graph: Graph) -> None:
    seed(graph)
    key = _begin(graph, DIRECTOR, NewSeat(_add(graph), "import-specialist", "CEE002"))

    def end(reason: str) -> str:
        try:
            graph.write(lambda tx: people.end_assignment(tx, DIRECTOR, key, reason=reason, now=NOW))
        except people.SeatEnded:
            return "refused"
        return "ended"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(end, ("One.", "Other."))) == ["ended", "refused"]


def test_a_trade_person_is_seen_by_the_account_its_center_and_the_office_of_trade(graph: Graph) -> None:
    seed(graph)
    account = {"key": "A-1", "name": "Acme", "centerKey": "CEE002", "industryKey": "CEE002/aquaculture",
               "audienceKey": "interagency"}  # fmt: skip
    graph.write(lambda tx: tx.the(ACCOUNTS, rows=[account]))
    trader = NewPerson("Farah Kazemi", "farah@acme.example", "A-1")
    key = _add(graph, ADMINISTRATOR, trader)
    with pytest.raises(NotFound):
        graph.read(lambda tx: people.find_person(tx, LIAISON, key))
    assert graph.read(lambda tx: people.list_people(tx, LIAISON, now=NOW)) == []
    near = replace(DIRECTOR, audiences=("A-1|CEE002|OT", "public"))
    assert graph.read(lambda tx: people.find_person(tx, near, key))["kind"] == "trade"


def test_only_the_person_and_an_administrator_set_a_password(graph: Graph) -> None:
    seed(graph)
    person = _add(graph)
    _refused(
        graph,
        people.NotYourPassword,
        lambda tx: people.set_password(tx, DIRECTOR, person, password_hash="h", now=NOW),
    )
    row = graph.write(lambda tx: people.set_password(tx, ADMINISTRATOR, person, password_hash="h", now=NOW))
    assert row["key"] == person
    assert "h" not in row.values()


def test_a_list_goes_on_where_it_ended(graph: Graph) -> None:
    seed(graph)
    for number, name in enumerate(("Bo", "Ada", "Cy")):
        _add(graph, person=NewPerson(name, f"{name}@cbp.example", "CEE002"), key=str(number))
    first = graph.read(lambda tx: people.list_people(tx, LIAISON, limit=2, now=NOW))
    rest = graph.read(lambda tx: people.list_people(tx, LIAISON, after=first[-1]["sort"], limit=2, now=NOW))
    assert [row["name"] for row in first + rest] == ["Ada", "Bo", "Cy"]


def test_who_may_not_see_people_sees_none(graph: Graph) -> None:
    for actor in (PUBLIC, FILER):
        with pytest.raises(RoleMissing):
            graph.read(partial(people.list_people, actor=actor, now=NOW))


def test_every_role_belongs_to_some_kind_of_party() -> None:
    assert set().union(*roles.ROLES_AT.values()) == set(Role)
