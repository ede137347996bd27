"""The first administrator of a hub, and whom one can be in a demonstration."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx
from graph.hub.sign_in import LIST_MADE_UP
from graph.unit import Graph
from hub.passwords import hash_password
from liaisons import assignments, clocks, passwords, people
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor, Role, Standing
from liaisons.assignments import NewSeat
from liaisons.people import NewPerson

EXAMPLES = (
    Role.LIAISON, Role.CENTER_LEAD, Role.DIRECTOR, Role.EXPERT, Role.BIEC_SECRETARY, Role.DISCLOSURE_REVIEWER,
    Role.PORT_OFFICER, Role.ACCOUNT_USER, Role.AUDITOR, Role.ADMINISTRATOR,
)  # fmt: skip


def add(graph: Graph, *, name: str, email: str, office: str, password: str, now: datetime) -> None:
    """Add an administrator at an office, with a password, by the word of whoever runs the machine."""
    password_hash = hash_password(password, email=email)
    operator = Actor(
        person="operator",
        name="Whoever runs the hub",
        party=office,
        standings=(Standing(Role.ADMINISTRATOR, office, office, "party"),),
        audiences=(INTERAGENCY_READER, PUBLIC_READER),
    )

    once = f"administrator {email}"[:100]

    def work(tx: Tx) -> None:
        made = people.add_person(
            tx,
            operator,
            NewPerson(name=name, email=email, party=office),
            idempotency_key=once,
            now=now,
        )
        seat = NewSeat(person=made["key"], role=Role.ADMINISTRATOR, party=office)
        assignments.begin_assignment(tx, operator, seat, idempotency_key=once, now=now)
        passwords.set_password(tx, operator, made["key"], password_hash=password_hash, now=now)

    graph.write(work)


def list_examples(graph: Graph, *, now: datetime) -> list[str]:
    """One made-up person for each of ten roles, in words."""
    rows = graph.read(lambda tx: tx.all(LIST_MADE_UP, today=clocks.today_of(now)))
    found: dict[str, str] = {}
    for row in rows:
        for standing in row["standings"]:
            role = standing["role"]
            found.setdefault(role, f"{row['name']}, {role.replace('-', ' ')} for {standing['party']}")
    return [found[role] for role in EXAMPLES if role in found]
