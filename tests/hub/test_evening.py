"""At half past eleven in the evening in Washington, rooms and pages are on one day; UTC is on the next."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.passwords import hash_password
from liaisons import assignments, holdings, passwords
from liaisons.assignments import NewSeat
from tests.liaisons.doubles import ADMINISTRATOR, DIRECTOR, add, seed

EVENING = datetime(2026, 12, 2, 4, 30, tzinfo=UTC)
TODAY, TOMORROW = "2026-12-01", "2026-12-02"
PASSWORD = "a long enough password"


def _begin(graph: Graph, person: str, role: str, **days: str) -> Any:
    seat = NewSeat(person, role, "CEE002", **days)
    return graph.write(
        lambda tx: assignments.begin_assignment(tx, DIRECTOR, seat, idempotency_key=role, now=EVENING)
    )


def _client(graph: Graph, folder: Path) -> FlaskClient:
    app = create_app(Settings(data=folder, secret_key="secret"), graph, clock=lambda: EVENING)
    app.config.update(WTF_CSRF_ENABLED=False, SESSION_COOKIE_SECURE=False)
    return app.test_client()


def test_a_role_of_today_holds_this_evening_and_one_of_tomorrow_does_not(
    graph: Graph, tmp_path: Path
) -> None:
    seed(graph)
    person = add(graph)
    now = _begin(graph, person, "import-specialist")
    _begin(graph, person, "account-manager", since=TOMORROW)
    assert now["since"] == TODAY
    hashed = hash_password(PASSWORD, email="")
    graph.write(
        lambda tx: passwords.set_password(tx, ADMINISTRATOR, person, password_hash=hashed, now=EVENING)
    )
    client = _client(graph, tmp_path)
    client.post("/sign-in", data={"email": "anna.novak@cbp.example", "password": PASSWORD})
    page = client.get(f"/directory/people/{person}").text
    assert "<b>import specialist</b> for APP" in page
    assert "<b>account manager</b>" not in page
    ended = graph.write(
        lambda tx: assignments.end_assignment(tx, DIRECTOR, now["key"], reason="Moved on.", now=EVENING)
    )
    assert ended["until"] == TODAY
    assert client.get(f"/directory/people/{person}").status_code == 403


def test_what_is_due_today_can_be_handed_over_this_evening(graph: Graph) -> None:
    seed(graph)
    taken = graph.read(
        lambda tx: holdings.take_holding(
            tx, DIRECTOR, holder="FDA", person=None, next_action="Answer", due_on=TODAY, now=EVENING
        )
    )
    assert taken.due_on == TODAY
