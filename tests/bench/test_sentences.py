"""How many sentences an answer takes: the same for few issues as for many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient

from graph.unit import Graph
from tests.bench import asking
from tests.bench.made_up import make_issues
from tests.bench.worlds import NOW, fill
from tests.bench.writing import write_issues

FEW, MANY = 120, 900
ADDRESSES = (
    "/home",
    "/matrix",
    "/matrix?open=CEE002",
    "/matrix?as=list",
    "/matrix/cell?area=FDA/FOO&column=CEE002/aquaculture",
    "/issues",
    "/issues?area=FDA",
    "/issues?sort=-worst&show=all&size=25",
    "/issues.csv",
    "/issues/ISS-037",
    "/directory",
    "/directory?people=all",
    "/directory/centers/CEE002",
    "/directory/agencies/FDA",
    "/public/matrix",
    "/published",
    "/",
)
QUERIES = {
    "matrix": ["issues.counted", "directory.cover", "assessments.present"],
    "list of 1,000": ["issues.list"],
}


@pytest.fixture
def said(graph: Graph) -> Iterator[list[str]]:
    """The name of each sentence that the engine is asked."""
    names: list[str] = []
    graph.seen = lambda name, _rows: names.append(name)
    yield names
    graph.seen = None


def test_no_answer_takes_more_sentences_for_more_issues(
    graph: Graph, said: list[str], tmp_path: Path
) -> None:
    fill(graph, FEW, most_open=FEW, say=lambda _words: None)
    app = asking.make_app(graph, tmp_path)
    clients = {reader: asking.sign_in(app, person) for reader, person in asking.find_readers().items()}
    few = {reader: ask_all(client, said) for reader, client in clients.items()}
    write_issues(graph, make_issues(MANY, still_open=MANY, day=NOW.date(), seed=5))
    for reader, client in clients.items():
        many = ask_all(client, said)
        assert {name: one.sentences for name, one in many.items()} == {
            name: one.sentences for name, one in few[reader].items()
        }
        # There was more to answer; and who asks is found first, then no more than what is asked for.
        for name, sentences in QUERIES.items():
            assert many[name].size > few[reader][name].size
            assert many[name].sentences == ["sign_in.find_signed_in", *sentences]


class Answered(NamedTuple):
    """The names of an answer's sentences, and how long the answer is."""

    sentences: list[str]
    size: int


def ask_all(client: FlaskClient, said: list[str]) -> dict[str, Answered]:
    """Ask every question and page, each once before, so that what a process keeps in memory is there."""
    asks: dict[str, Callable[[], bytes]] = {
        question.name: asking.by_api(client, question) for question in asking.QUESTIONS
    } | {address: partial(read_page, client, address) for address in ADDRESSES}
    found = {}
    for name, ask in asks.items():
        ask()
        said.clear()
        size = len(ask())
        found[name] = Answered([*said], size)
    return found


def read_page(client: FlaskClient, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return bytes(answer.data)
