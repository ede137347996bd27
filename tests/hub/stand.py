"""The whole application over a small world on a real engine, for one made-up reader at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient

from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.login import Visit
from liaisons.actors import PUBLIC, Actor
from liaisons.directory import Directory
from tests.builders import NOW, refresh


@dataclass
class Stand:
    """The application; `reader` is who comes in next."""

    app: Flask
    graph: Graph
    directory: Directory
    reader: Actor = PUBLIC

    def client(self, actor: Actor) -> FlaskClient:
        """A browser of this reader, with the audiences that exist by now."""
        self.reader = actor if actor.is_public else refresh(self.graph, actor)
        return self.app.test_client()

    def ask(self, actor: Actor, query: str, **variables: Any) -> tuple[int, dict[str, Any]]:
        """One question or command to the agency API: its status and its answer."""
        answer = self.client(actor).post("/graphql", json={"query": query, "variables": variables})
        return answer.status_code, answer.get_json()


def build_stand(graph: Graph, directory: Directory, data: Path) -> Stand:
    """The application over a graph with a directory in it. Forms need no token against forged posts here."""
    app = create_app(Settings(data=data, demo=True), graph, clock=lambda: NOW)
    app.config["WTF_CSRF_ENABLED"] = False
    stand = Stand(app, graph, directory)

    @app.before_request
    def come_in() -> None:
        g.visit = Visit(stand.reader, directory, NOW, graph, True)

    return stand
