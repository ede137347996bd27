"""Worlds to measure: a real engine each, with the demonstration and so many made-up issues around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.cypher import Cypher
from graph.driver import open_graph
from graph.migrate import migrate
from graph.unit import Graph
from hub.seed import seed_demo, seed_reference
from tests.bench.listening import Listener
from tests.bench.made_up import make_issues
from tests.bench.writing import write_issues
from tests.engines.arcade import arcadedb
from tests.engines.neo4j import Neo4j

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
# What `hub up` gives its own engine; Neo4j gets the same.
HEAP = "1g"
# Seeding on a machine that is busy with other things.
SECONDS = 300.0
# The documented issues, which every world has.
DOCUMENTED = 67

COUNT: Cypher[dict[str, int]] = Cypher(
    "bench.count",
    "MATCH (i:Issue) RETURN {issues: count(i), open: count(CASE WHEN i.isOpen THEN 1 END)} AS row",
)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class World:
    """A running engine of its own with that many issues, and how many of them are open."""

    engine: str
    version: str
    graph: Listener
    issues: int
    still_open: int


@contextmanager
def build_world(engine: str, size: int, *, most_open: int, say: Say) -> Iterator[World]:
    """Start the engine, fill it, and stop it at the end."""
    say(f"{engine}, {size:,} issues: starting")
    with _running(engine) as (version, graph):
        migrate(graph)
        fill(graph, size, most_open=most_open, say=say)
        counted = graph.read(lambda tx: tx.the(COUNT))
        say(f"{engine} {version}, {size:,} issues: ready, {counted['open']:,} of {counted['issues']:,} open")
        yield World(engine, version, graph, counted["issues"], counted["open"])


def fill(graph: Graph, size: int, *, most_open: int, say: Say) -> None:
    """The demonstration with its documented issues, then made-up ones up to the size."""
    seed_reference(graph, now=NOW)
    seed_demo(graph, day=NOW.date(), now=NOW)
    more = max(0, size - DOCUMENTED)
    if not more:
        return
    # Alike in every world of at least `most_open`, so that two of them differ in what is closed alone.
    made = make_issues(more, still_open=min(more, most_open - DOCUMENTED), day=NOW.date())
    told = 0.0

    def tell(written: int, seconds: float) -> None:
        nonlocal told
        if seconds - told >= 5 or written == more:
            told = seconds
            say(f"  {written:>7,} of {more:,} written after {seconds:.0f} s")

    write_issues(graph, made, tell=tell)


@contextmanager
def _running(engine: str) -> Iterator[tuple[str, Listener]]:
    if engine == "neo4j":
        with Neo4j(heap=HEAP) as server, _opened(server.uri, "neo4j", "", "neo4j") as opened:
            yield opened
    else:
        with (
            arcadedb(heap=HEAP) as at,
            _opened(at.bolt_uri, at.user, at.password, at.database) as opened,
        ):
            yield opened


@contextmanager
def _opened(uri: str, user: str, password: str, database: str) -> Iterator[tuple[str, Listener]]:
    plain = open_graph(uri=uri, user=user, password=password, database=database)
    graph = Listener(plain.driver, database, plain.ids, seconds=SECONDS)
    try:
        # "Neo4j/5.26.30", or "Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)".
        agent = graph.driver.get_server_info().agent
        yield agent.rpartition(" ")[2].strip(")").removeprefix("Neo4j/"), graph
    finally:
        graph.close()
