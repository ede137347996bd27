"""A real HTTP server on loopback for an application, and what one says to it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

import orjson
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


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
    """One API of a running server; `headers` go with every request that doesn't give its own."""

    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self.port}{self.path}"

    def send(self, method: str, body: Any = None, query: str = "", **headers: str) -> Reply:
        """Send one request as it is given."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, self.path + query, body, named)
            response = connection.getresponse()
            return Reply(response.status, dict(response.headers), response.read())
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


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """Serve the application as long as the block lasts; gives its port."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
