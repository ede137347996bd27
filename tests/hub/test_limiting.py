"""Limits by address: what is counted in a real Valkey, and what one too many hears at no cost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.children import free_port
from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from tests.engines.pool import Engine
from tests.liaisons.doubles import seed

MOST = 4
QUESTION = "{ centers { key } }"
JSON, GRAPHQL = "application/json", "application/graphql-response+json"
_places = count(1)


@pytest.fixture(scope="module")
def graph(one_engine: Engine) -> Iterator[Graph]:
    graph = one_engine.empty()
    seed(graph)
    yield graph


@pytest.fixture
def address() -> str:
    """An address that nobody has asked from: the store keeps what was counted for others."""
    return f"198.51.100.{next(_places)}"


def _app(graph: Graph, folder: Path, url: str, *, proxies: int = 0) -> Flask:
    settings = Settings(data=folder, redis_url=url, questions=MOST, proxies=proxies)
    return create_app(settings, graph)


def _ask(app: Flask, address: str, query: str = QUESTION, **headers: str) -> TestResponse:
    client: FlaskClient = app.test_client()
    return client.post(
        "/public/graphql",
        json={"query": query},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        environ_base={"REMOTE_ADDR": address},
    )


def _codes(answer: TestResponse) -> list[str]:
    said: dict[str, Any] = answer.get_json()
    assert "data" not in said
    return [error["extensions"]["code"] for error in said["errors"]]


@pytest.mark.parametrize("media", [JSON, GRAPHQL])
def test_one_question_too_many_is_refused_in_the_wires_form(
    graph: Graph, redis_url: str, tmp_path: Path, address: str, media: str
) -> None:
    app = _app(graph, tmp_path, redis_url)
    for _ in range(MOST):
        assert _ask(app, address, Accept=media).status_code == 200
    sent: list[str] = []
    graph.seen = lambda name, _rows: sent.append(name)
    try:
        no = _ask(app, address, Accept=media)
    finally:
        graph.seen = None
    assert sent == []
    assert no.status_code == 429
    assert no.mimetype == media
    assert _codes(no) == ["TOO_MANY_QUESTIONS"]
    seconds = int(no.headers["Retry-After"])
    assert 1 <= seconds <= 60
    assert no.get_json()["errors"][0]["message"] == (
        f"Your address has asked {MOST} questions within a minute, and no more are answered. "
        f"Ask again in {seconds} s, and ask for more at once."
    )
    assert no.headers["Cache-Control"] == "no-store"


def test_another_address_is_answered(graph: Graph, redis_url: str, tmp_path: Path, address: str) -> None:
    app = _app(graph, tmp_path, redis_url)
    assert [_ask(app, address).status_code for _ in range(MOST + 1)] == [200] * MOST + [429]
    assert _ask(app, "203.0.113.1").status_code == 200


def test_every_process_of_the_hub_counts_together(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    apps = [_app(graph, tmp_path, redis_url) for _ in range(2)]
    codes = [_ask(apps[turn % 2], address).status_code for turn in range(MOST + 2)]
    assert codes == [200] * MOST + [429, 429]


def test_a_minute_later_it_is_answered_again(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    app = _app(graph, tmp_path, redis_url)
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False) as clock:
        for _ in range(MOST):
            _ask(app, address)
        clock.shift(20)
        no = _ask(app, address)
        # Forty seconds, rounded up so that nobody comes a moment too soon.
        assert (no.status_code, no.headers["Retry-After"]) == (429, "41")
        clock.shift(41)
        assert _ask(app, address).status_code == 200


def test_what_is_refused_for_itself_counts_too(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    app = _app(graph, tmp_path, redis_url)
    for _ in range(MOST):
        assert _codes(_ask(app, address, "{ nothing }")) == ["GRAPHQL_VALIDATION_FAILED"]
    client = app.test_client()
    asked = client.get(
        "/public/graphql", query_string={"query": QUESTION}, environ_base={"REMOTE_ADDR": address}
    )
    assert asked.status_code == 429


def test_the_agency_api_and_the_pages_go_on(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    app = _app(graph, tmp_path, redis_url)
    codes = [_ask(app, address).status_code for _ in range(MOST + 1)]
    assert codes[-1] == 429
    client = app.test_client()
    place = {"REMOTE_ADDR": address}
    assert client.get("/published", environ_base=place).status_code == 200
    agency = client.post("/graphql", json={"query": "{ viewer { name } }"}, environ_base=place)
    assert agency.status_code != 429


def test_without_its_store_a_process_counts_by_itself(graph: Graph, tmp_path: Path, address: str) -> None:
    app = _app(graph, tmp_path, f"redis://127.0.0.1:{free_port()}/0")
    assert [_ask(app, address).status_code for _ in range(MOST + 1)] == [200] * MOST + [429]


def test_nobody_chooses_the_address_that_is_counted(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    app = _app(graph, tmp_path, redis_url)
    codes = [_ask(app, address, X_Forwarded_For=f"192.0.2.{turn}").status_code for turn in range(MOST + 1)]
    assert codes == [200] * MOST + [429]


def test_behind_a_proxy_the_address_is_the_one_that_it_saw(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    app = _app(graph, tmp_path, redis_url, proxies=1)

    def ask(seen: str) -> int:
        # What stands before the last was written by whoever asks.
        forwarded = f"192.0.2.{next(_places)}, {seen}"
        return _ask(app, "10.0.0.1", X_Forwarded_For=forwarded, X_Forwarded_Proto="https").status_code

    assert [ask(address) for _ in range(MOST + 1)] == [200] * MOST + [429]
    assert ask("203.0.113.2") == 200


def test_one_try_too_many_to_sign_in_is_refused_by_every_process_and_says_when(
    graph: Graph, redis_url: str, tmp_path: Path, address: str
) -> None:
    answers: list[TestResponse] = []
    apps = [_app(graph, tmp_path, redis_url) for _ in range(2)]
    for app in apps:
        app.config["WTF_CSRF_ENABLED"] = False
    for turn in range(11):
        form = {"email": f"{address}.{turn}@x.example", "password": "not the right one"}
        client = apps[turn % 2].test_client()
        answers.append(client.post("/sign-in", data=form, environ_base={"REMOTE_ADDR": address}))
    assert 429 not in [answer.status_code for answer in answers[:-1]]
    no = answers[-1]
    assert no.status_code == 429
    assert 1 <= int(no.headers["Retry-After"]) <= 60
    assert "There were too many tries from your address. Wait a minute, then try again." in no.text
