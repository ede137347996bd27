"""A live hub on loopback with the demonstration in it, and a browser to walk it with."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.seed.demo import seed_demo
from hub.seed.reference import seed_reference
from tests.engines.pool import Engine

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CHROMIUM = "/usr/bin/chromium"
# It may ask nothing but the pages: no updates, no lists of bad sites, no reports.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-default-apps",
    "--no-first-run",
]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the hub listens, and what is behind it."""

    base: str
    app: Flask
    graph: Graph


class Server(ThreadingMixIn, WSGIServer):
    """A thread for each request; it closes each answer, also one that the browser no longer waits for."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a free port of loopback, as long as the block lasts."""
    server = make_server("127.0.0.1", 0, app, server_class=Server, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def site(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, live; one for the tests of a module, which change nothing that another looks at."""
    graph = one_engine.empty()
    seed_reference(graph, now=NOW)
    seed_demo(graph, day=NOW.date(), now=NOW)
    settings = Settings(data=Path(tmp_path_factory.mktemp("hub")), demo=True)
    app = create_app(settings, graph, clock=lambda: NOW)
    with served(app) as base:
        yield Site(base, app, graph)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()
