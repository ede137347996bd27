"""Who sets whose password."""

from __future__ import annotations

from graph.unit import Graph
from liaisons import passwords
from tests.liaisons.doubles import ADMINISTRATOR, DIRECTOR, NOW, add, refuse, seed


def test_only_the_person_and_an_administrator_set_a_password(graph: Graph) -> None:
    seed(graph)
    person = add(graph)
    refuse(
        graph,
        passwords.NotYourPassword,
        lambda tx: passwords.set_password(tx, DIRECTOR, person, password_hash="h", now=NOW),
    )
    row = graph.write(
        lambda tx: passwords.set_password(tx, ADMINISTRATOR, person, password_hash="h", now=NOW)
    )
    assert row["key"] == person
    assert "h" not in row.values()
