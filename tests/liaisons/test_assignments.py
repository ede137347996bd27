"""Who gets a role, where and until when; and that a no leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons import assignments, people, roles
from liaisons.actors import Role
from liaisons.assignments import NewSeat
from liaisons.errors import Refused
from tests.liaisons.doubles import (
    ADMINISTRATOR,
    DIRECTOR,
    LIAISON,
    NOW,
    PRINCIPAL,
    add,
    begin,
    refuse,
    seed,
)  # fmt: skip


def test_a_role_begins_today_and_stands_in_the_list(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    seat = NewSeat(person, "expert", "CEE002", "CEE002/aquaculture", "column")
    key = begin(graph, DIRECTOR, seat)
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
        (NewSeat("", "expert", "CEE002", "CEE003/automotive", "column"), assignments.TargetUnknown),
        (NewSeat("", "expert", "CEE002"), roles.RoleElsewhere),
        (NewSeat("", "center-lead", "CEE002", "CEE002~FDA", "party"), roles.RoleElsewhere),
        (NewSeat("", "import-specialist", "CEE002", since="2026-12-02", until="2026-12-02"),
         assignments.EndBeforeStart),
    ],
    ids=lambda value: getattr(value, "__name__", None) or f"{value.role} {value.target}",
)  # fmt: skip
def test_a_role_that_does_not_fit_is_refused(graph: Graph, seat: NewSeat, kind: type[Refused]) -> None:
    seed(graph)
    person = add(graph)
    asked = replace(seat, person=person)
    refuse(
        graph,
        kind,
        lambda tx: assignments.begin_assignment(tx, DIRECTOR, asked, idempotency_key="k", now=NOW),
    )


def test_nobody_gives_a_role_to_themselves(graph: Graph) -> None:
    seed(graph)
    seat = NewSeat(ADMINISTRATOR.person, "auditor", "OT")
    refuse(
        graph,
        roles.OwnRole,
        lambda tx: assignments.begin_assignment(tx, ADMINISTRATOR, seat, idempotency_key="k", now=NOW),
    )


def test_the_same_role_is_held_once(graph: Graph) -> None:
    seed(graph)
    seat = NewSeat(add(graph), "import-specialist", "CEE002")
    first = begin(graph, DIRECTOR, seat)
    assert begin(graph, DIRECTOR, seat) == first
    refuse(
        graph,
        assignments.SeatTaken,
        lambda tx: assignments.begin_assignment(tx, DIRECTOR, seat, idempotency_key="other", now=NOW),
    )


def test_a_role_that_ends_is_over_at_once_and_stays_in_the_history(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    key = begin(graph, DIRECTOR, NewSeat(person, "import-specialist", "CEE002"))
    tomorrow = NOW + timedelta(days=1)
    graph.write(lambda tx: assignments.end_assignment(tx, DIRECTOR, key, reason="Moved on.", now=tomorrow))
    rows = graph.read(lambda tx: people.list_people(tx, LIAISON, now=tomorrow))
    assert [row["seats"] for row in rows] == [[]]
    history = graph.read(lambda tx: assignments.list_assignments(tx, LIAISON, person))
    assert [(row["since"], row["until"]) for row in history] == [("2026-12-01", "2026-12-02")]
    refuse(
        graph,
        assignments.SeatEnded,
        lambda tx: assignments.end_assignment(tx, DIRECTOR, key, reason="Again.", now=tomorrow),
    )


def test_another_centers_director_ends_no_role_here(graph: Graph) -> None:
    seed(graph)
    key = begin(graph, DIRECTOR, NewSeat(add(graph), "import-specialist", "CEE002"))
    refuse(
        graph,
        roles.NotYourPeople,
        lambda tx: assignments.end_assignment(tx, PRINCIPAL, key, reason="No.", now=NOW),
    )


def test_a_role_ended_by_two_at_once_is_ended_once(graph: Graph) -> None:
    seed(graph)
    key = begin(graph, DIRECTOR, NewSeat(add(graph), "import-specialist", "CEE002"))

    def end(reason: str) -> str:
        try:
            graph.write(lambda tx: assignments.end_assignment(tx, DIRECTOR, key, reason=reason, now=NOW))
        except assignments.SeatEnded:
            return "refused"
        return "ended"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(end, ("One.", "Other."))) == ["ended", "refused"]


def test_every_role_belongs_to_some_kind_of_party() -> None:
    assert set().union(*roles.ROLES_AT.values()) == set(Role)


def test_a_role_that_has_not_begun_is_called_off_on_its_first_day(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    seat = NewSeat(person, "import-specialist", "CEE002", since="2027-01-04")
    key = begin(graph, DIRECTOR, seat)

    def end(until: str = "") -> Callable[[Tx], object]:
        return lambda tx: assignments.end_assignment(
            tx, DIRECTOR, key, reason="Not needed.", until=until, now=NOW
        )

    no = refuse(graph, assignments.EndBeforeStart, end("2027-01-03"))
    assert no.sentence == "The role begins on 2027-01-04. Give that day to call it off."
    graph.write(end())
    rows = graph.read(lambda tx: assignments.list_assignments(tx, LIAISON, person))
    assert [(row["since"], row["until"]) for row in rows] == [("2027-01-04", "2027-01-04")]
    refuse(graph, assignments.SeatEnded, end())
    # What was called off keeps nobody from the same role.
    begin(graph, DIRECTOR, seat, "again")


def test_a_role_may_stand_before_one_that_is_to_come_but_not_reach_into_it(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    seat = NewSeat(person, "import-specialist", "CEE002", since="2027-01-04")
    begin(graph, DIRECTOR, seat, "1")
    for until in ("", "2027-01-05"):
        asked = replace(seat, since="2026-12-01", until=until)
        refuse(
            graph,
            assignments.SeatTaken,
            lambda tx, asked=asked: assignments.begin_assignment(  # type: ignore[misc]  # bound now
                tx, DIRECTOR, asked, idempotency_key="2", now=NOW
            ),
        )
    begin(graph, DIRECTOR, replace(seat, since="2026-12-01", until="2027-01-04"), "3")


def test_a_role_with_a_last_day_only_gets_shorter(graph: Graph) -> None:
    seed(graph)
    key = begin(graph, DIRECTOR, NewSeat(add(graph), "import-specialist", "CEE002", until="2027-01-04"))

    def end(until: str) -> Callable[[Tx], object]:
        return lambda tx: assignments.end_assignment(tx, DIRECTOR, key, reason="R.", until=until, now=NOW)

    for later in ("2027-01-04", "2027-02-01"):
        refuse(graph, assignments.EndPutOff, end(later))
    graph.write(end("2027-01-03"))
