"""Asks one question two ways: signed in through `/graphql`, and by the bare driver with orjson."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from flask import Flask
from flask.testing import FlaskClient

from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.demo import draws, people
from liaisons.actors import Role
from tests.bench.listening import Heard, Listener
from tests.bench.worlds import NOW

MATRIX = """
query Matrix {
  matrix {
    rows { key kind code name }
    columns { key kind code name }
    cells { row column number severity severityWord oldest empty assessedOn missing }
    total unplaced unplacedSeverity withoutOwner notAssessed
  }
}
"""
LIST = """
query Issues($first: Int!) {
  issues(first: $first) {
    edges {
      cursor
      node {
        id key title kind state isOpen strength severity since cells holderKey holderPersonName heldSince
        nextAction dueOn heldMadeUp endDate closeProposed verified version reach
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the agency API, and the name of the sentence that its answer is made from."""

    name: str
    query: str
    variables: dict[str, Any]
    sentence: str


QUESTIONS = (
    Question("matrix", MATRIX, {}, "issues.counted"),
    Question("list of 1,000", LIST, {"first": 1_000}, "issues.list"),
)


def find_readers() -> dict[str, str]:
    """A narrow and a broad reader of the demonstration: their keys."""
    liaison, officer = (
        people.list_serving(draws.SEED, Role.LIAISON),
        people.list_serving(draws.SEED, Role.HQ_OFFICER),
    )
    return {
        "liaison of FDA": next(row["personKey"] for row in liaison if row["partyKey"] == "FDA"),
        "headquarters": next(row["personKey"] for row in officer if row["partyKey"] == "OFO-HQ"),
    }


def make_app(graph: Graph, folder: Path) -> Flask:
    """The hub's own application over a graph, at a fixed time."""
    return create_app(
        Settings(data=folder, demo=True, secret_key="of-the-benchmark"), graph, clock=lambda: NOW
    )


def sign_in(app: Flask, person: str) -> FlaskClient:
    """Sign in as a browser does: by the form, with its token and the cookie it gives."""
    client = app.test_client()
    token = TOKEN.search(client.get("/sign-in").text)
    if token is None:
        raise LookupError("the sign-in page has no token")
    answer = client.post("/sign-in", data={"person": person, "csrf_token": token[1]})
    if answer.status_code != 303:
        raise LookupError(f"{person} can't sign in: {answer.status_code}")
    return client


def by_api(client: FlaskClient, question: Question) -> Callable[[], bytes]:
    """Ask through `/graphql`; what is given asks once and returns the answer's bytes."""
    body = orjson.dumps({"query": question.query, "variables": question.variables})

    def ask() -> bytes:
        answer = client.post("/graphql", data=body, content_type="application/json")
        said: bytes = answer.data
        return said

    # A refusal is quick; it shall not be measured.
    if list(orjson.loads(said := ask())) != ["data"]:
        raise LookupError(f"/graphql said {said[:500]!r}")
    return ask


def listen(graph: Listener, ask: Callable[[], bytes]) -> list[Heard]:
    """Ask once, and note what the engine was asked for it."""
    heard: list[Heard] = []
    graph.heard = heard
    try:
        ask()
    finally:
        graph.heard = None
    return heard


def by_driver(graph: Graph, heard: Iterable[Heard]) -> Callable[[], bytes]:
    """Send the same sentences with the same values by the bare driver, and write the rows as JSON."""
    said = [(one.sentence.text, dict(one.values)) for one in heard]

    def ask() -> bytes:
        with graph.driver.session(database=graph.database) as session:
            return b"".join(orjson.dumps([record[0] for record in session.run(*each)]) for each in said)

    return ask


def count_rows(graph: Graph, heard: Iterable[Heard]) -> int:
    """How many rows the sentences give."""
    return sum(len(graph.read(lambda tx, one=one: tx.all(one.sentence, **one.values))) for one in heard)  # type: ignore[misc]  # bound now
