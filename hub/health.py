"""Two answers for whoever watches the hub: `/health`, it runs; `/ready`, its records and store answer."""

from __future__ import annotations

import redis
from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue

from graph.errors import EngineError
from graph.hub.health import ANSWERS
from graph.unit import Graph
from hub.login import the_house

pages = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Give the application both addresses."""
    app.register_blueprint(pages)


@pages.get("/health")
def show_health() -> ResponseReturnValue:
    """Whether the process answers; asks nothing else."""
    return {"status": "up"}


@pages.get("/ready")
def show_ready() -> ResponseReturnValue:
    """Whether requests can be served: 200, or 503 with what is missing."""
    house = the_house()
    found = {"records": graph_answers(house.graph)}
    if house.settings.redis_url:
        found["store"] = store_answers(house.settings.redis_url)
    return {name: "answers" if up else "does not answer" for name, up in found.items()}, (
        200 if all(found.values()) else 503
    )


def graph_answers(graph: Graph) -> bool:
    """Whether the engine answers within two seconds."""
    try:
        return graph.read(lambda tx: tx.the(ANSWERS), seconds=2) == 1
    except EngineError:
        return False


def store_answers(url: str) -> bool:
    """Whether Redis or Valkey answers within two seconds."""
    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as store:
            return bool(store.ping())
    except redis.RedisError:
        return False
