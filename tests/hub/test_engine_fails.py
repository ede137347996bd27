"""The engine stops, or hangs: pages and APIs say so with 503 and when to try again, and nothing is lost."""

from __future__ import annotations

import html
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.driver import open_graph
from graph.embedded import Engines
from graph.errors import EngineDown
from graph.migrate import migrate
from graph.unit import PATIENCE
from tests.builders import People, build_directory, build_issue, fingerprint
from tests.graph.processes import command, working_in
from tests.hub.stand import Stand, build_stand

# What a unit of work may take here. The driver tries again for six seconds more.
LIMIT, RETRIES = 2.0, 6.0
# Connections that are tried meanwhile time out too, and the machine has other things to do.
SLACK = 30.0
ADDRESSES = ("/issues", "/matrix", "/home", "/published", "/public/matrix")
COMMENT = {"text": "Seen again at two ports", "readers": "issue", "token": "c1"}
MUTATION = """
mutation Comment($key: String!) {
  commentOnIssue(key: $key, text: "Seen again", idempotencyKey: "k1") { key problems { code } }
}
"""


Ask = Callable[[FlaskClient], TestResponse]


@dataclass
class Machine:
    """An engine of this module's own, the stand on it, and one issue."""

    engines: Engines
    stand: Stand
    cast: People
    issue: str

    @property
    def process(self) -> int:
        """The engine itself, which its keeper would start again."""
        found = [each for each in working_in(self.engines.folder) if "arcadedb" in command(each)]
        return next(each for each in found if "java" in command(each).split()[0])

    def browser(self) -> FlaskClient:
        return self.stand.client(self.cast.specialist)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The engine answers nothing and refuses nothing, as long as the block lasts."""
        self.browser()
        process = self.process
        os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process, signal.SIGCONT)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = Path(tmp_path_factory.mktemp("own"))
    with Engines(folder / "data", heap="384m") as engines:
        at = engines.start()
        graph = open_graph(uri=at.bolt_uri, user=at.user, password=at.password, database=at.database)
        migrate(graph)
        stand = build_stand(graph, build_directory(graph), folder)
        cast = People(graph)
        key = build_issue(graph, cast).key
        graph.seconds = LIMIT
        yield Machine(engines, stand, cast, key)
        graph.close()


def at_once(machine: Machine, asked: dict[str, Ask]) -> dict[str, TestResponse]:
    """The answers to all of it, asked at the same time by browsers of one reader."""
    with ThreadPoolExecutor(len(asked)) as threads:
        given = {name: threads.submit(ask, machine.stand.app.test_client()) for name, ask in asked.items()}
        return {name: answer.result() for name, answer in given.items()}


def test_a_frozen_engine_is_told_in_time_and_nothing_is_saved_by_halves(machine: Machine) -> None:
    before = fingerprint(machine.stand.graph)
    issue = f"/issues/{machine.issue}"
    mutation = {"query": MUTATION, "variables": {"key": machine.issue}}
    trade = {"query": "{ publicMatrix { total } }"}
    asked: dict[str, Ask] = {
        "list": lambda client: client.get("/issues"),
        "issue": lambda client: client.get(issue),
        "public": lambda client: client.get("/published"),
        "comment": lambda client: client.post(f"{issue}/comment", data=COMMENT),
        "mutation": lambda client: client.post("/graphql", json=mutation),
        "trade": lambda client: client.post("/public/graphql", json=trade),
    }
    with machine.frozen():
        began = time.monotonic()
        answers = at_once(machine, asked)
        took = time.monotonic() - began
    assert {name: (a.status_code, a.headers["Retry-After"]) for name, a in answers.items()} == dict.fromkeys(
        asked, (503, "60")
    )
    assert took < LIMIT + PATIENCE + RETRIES + SLACK
    for name, answer in answers.items():
        if name in ("mutation", "trade"):
            told = answer.get_json()
            assert told.get("data") is None
            assert {error["extensions"]["code"] for error in told["errors"]} == {"ENGINE_DOWN"}
            assert told["errors"][0]["message"] == EngineDown.sentence
        else:
            assert EngineDown.sentence in html.unescape(answer.text)
            assert "reference <code>" in answer.text
    # It goes on where it stood; what was given up left no trace, and can be sent once more.
    assert fingerprint(machine.stand.graph) == before
    assert machine.browser().post(f"{issue}/comment", data=COMMENT).status_code == 303
    assert fingerprint(machine.stand.graph) != before


def test_an_engine_that_is_gone_is_told_and_comes_back(machine: Machine) -> None:
    before = fingerprint(machine.stand.graph)
    client = machine.browser()
    os.kill(machine.process, signal.SIGKILL)
    comment = COMMENT | {"token": "c2"}
    asked: dict[str, Ask] = {path: lambda client, p=path: client.get(p) for path in ADDRESSES}  # type: ignore[misc]  # bound now
    asked["comment"] = lambda client: client.post(f"/issues/{machine.issue}/comment", data=comment)
    for name, answer in at_once(machine, asked).items():
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60"), name
        assert EngineDown.sentence in html.unescape(answer.text)

    until = time.monotonic() + 90
    while client.get("/published").status_code != 200:
        assert time.monotonic() < until
        machine.engines.watch()
        time.sleep(0.2)
    assert fingerprint(machine.stand.graph) == before
    assert client.get("/issues").status_code == 200
