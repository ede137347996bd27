"""Every engine of one test process: each started when a test first asks for it, and stopped at the end."""

import os
import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.cypher import Cypher, Tx
from graph.driver import open_graph
from graph.ids import Ids
from graph.migrate import migrate
from graph.unit import Graph
from tests.engines.arcade import arcadedb, valkey
from tests.engines.neo4j import Neo4j

NAMES = ("neo4j", "arcadedb")

# In pieces: a big graph in one would pass Neo4j's memory for a transaction.
DELETE_SOME: Cypher[int] = Cypher(
    "test.delete_some",
    "MATCH (n) WHERE NOT n:Migration WITH n LIMIT 2000 DETACH DELETE n RETURN count(*) AS row",
    writes=True,
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine with a database of this process's own, and the open, migrated graph on it."""

    name: str
    version: str
    uri: str
    user: str
    password: str
    database: str
    graph: Graph

    def empty(self) -> Graph:
        """Delete every record; the schema, and that it was made, stays. New keys are of this hour again."""

        def delete_some(tx: Tx) -> int:
            return tx.all(DELETE_SOME)[0]

        while self.graph.write(delete_some, seconds=60.0):
            pass
        # A test before may have had the clock of its keys stand still.
        self.graph.ids = Ids()
        return self.graph


class Pool:
    """Starts what is asked for, once. What can't start fails every test that asks: nothing is skipped."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._started: dict[str, Engine] = {}
        self._refused: dict[str, Exception] = {}
        self._redis_url = ""

    def get(self, name: str) -> Engine:
        """The engine of this name, started if need be, with whatever is in it."""
        if name in self._refused:
            raise RuntimeError(f"{name} can't start; the first test that asked says why.")
        if name not in self._started:
            try:
                self._started[name] = self._start(name)
            except Exception as error:
                self._refused[name] = error
                raise
        return self._started[name]

    def redis_url(self) -> str:
        if not self._redis_url:
            self._redis_url = self._stack.enter_context(valkey())
        return self._redis_url

    def versions(self) -> dict[str, str]:
        return {engine.name: engine.version for engine in self._started.values()}

    def _start(self, name: str) -> Engine:
        if name == "neo4j":
            uri, user, password, database = self._stack.enter_context(Neo4j()).uri, "neo4j", "", "neo4j"
        else:
            at = self._stack.enter_context(arcadedb())
            uri, user, password, database = at.bolt_uri, at.user, at.password, at.database
        graph = open_graph(uri=uri, user=user, password=password, database=database)
        self._stack.callback(graph.close)
        migrate(graph)
        # "Neo4j/5.26.30", or "Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)".
        version = re.findall(r"\d+(?:\.\d+)+", graph.driver.get_server_info().agent)[-1]
        return Engine(name, version, uri, user, password, database, graph)


def engine_of_this_run(among: Sequence[str] = NAMES, *, now: datetime | None = None) -> str:
    """The one engine for suites that run on one: HUB_TEST_ENGINE, else they take turns from day to day."""
    asked = os.environ.get("HUB_TEST_ENGINE", "")
    if asked and asked not in among:
        raise ValueError(f"HUB_TEST_ENGINE is {asked!r}; this run has {' and '.join(among)}.")
    return asked or among[(now or datetime.now(UTC)).toordinal() % len(among)]
