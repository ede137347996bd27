"""A sentence that runs away is ended, on each engine in the way it has."""

import threading
import time

import neo4j
import pytest
from neo4j.exceptions import ClientError

from graph.cypher import Cypher, Tx
from graph.driver import open_graph
from graph.errors import EngineSlow
from graph.unit import Graph
from graph.watchdog import Watchdog
from tests.engines.pool import Engine

# Ten billion pairs, none of which fits: minutes, if nobody ends it.
RUNAWAY: Cypher[int] = Cypher(
    "test.runaway",
    """
    UNWIND range(1, 100000) AS a
    UNWIND range(1, 100000) AS b
    WITH a, b WHERE a * b = -1
    RETURN count(*) AS row
    """,
)
QUICK: Cypher[int] = Cypher("test.quick", "RETURN 1 AS row")


def dog(engine: Engine, *, limit: float, said: list[str]) -> Watchdog:
    return Watchdog(
        uri=engine.uri,
        user=engine.user,
        password=engine.password,
        database=engine.database,
        limit=limit,
        every=0.2,
        say=said.append,
    )


def run_away(graph: Graph) -> int:
    return graph.read(lambda tx: tx.all(RUNAWAY)[0], seconds=2.0)


def test_a_runaway_reader_is_told_it_took_too_long(engine: Engine) -> None:
    said: list[str] = []
    began = time.monotonic()
    with dog(engine, limit=2.0, said=said), pytest.raises(EngineSlow):
        run_away(engine.graph)
    assert time.monotonic() - began < 20
    # Neo4j keeps the limit that the client gave; ArcadeDB needs the dog.
    if engine.name == "arcadedb":
        assert len(said) == 1
        assert said[0].startswith("Ended a sentence after ")
        assert "UNWIND range(1, 100000) AS a" in said[0]
    else:
        assert said == []


def test_many_runaways_do_not_keep_the_dog_out(engine: Engine) -> None:
    """More of them than the engine has cores, and than it would run at once by its own settings."""
    graph = open_graph(uri=engine.uri, user=engine.user, password=engine.password, database=engine.database)
    ends: list[type[BaseException]] = []

    def run() -> None:
        try:
            run_away(graph)
        except EngineSlow as slow:
            ends.append(type(slow))

    said: list[str] = []
    threads = [threading.Thread(target=run) for _ in range(8)]
    with dog(engine, limit=2.0, said=said):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    graph.close()
    assert ends == [EngineSlow] * 8


def test_what_is_quick_is_left_alone(engine: Engine) -> None:
    said: list[str] = []
    with dog(engine, limit=1.0, said=said):
        until = time.monotonic() + 1.5

        def ask(tx: Tx) -> int:
            return tx.all(QUICK)[0]

        while time.monotonic() < until:
            assert engine.graph.read(ask) == 1
    assert said == []


def test_the_dog_does_nothing_on_neo4j_where_others_may_have_long_work(engine: Engine) -> None:
    if engine.name == "arcadedb":
        return
    said: list[str] = []
    watchdog = dog(engine, limit=0.0, said=said)
    with (
        engine.graph.driver.session(database=engine.database) as session,
        session.begin_transaction() as long,
    ):
        long.run("CREATE (:Probe)").consume()
        time.sleep(0.1)
        assert watchdog.look() == []
        long.rollback()
    watchdog.stop()
    assert said == []


def test_the_dog_outlives_an_engine_that_does_not_answer() -> None:
    watchdog = Watchdog(uri="bolt://127.0.0.1:1", user="a", password="b", database="c", limit=1.0, every=0.05)
    with pytest.raises((neo4j.exceptions.DriverError, ClientError)):
        watchdog.look()
    with watchdog:
        time.sleep(0.3)
        assert watchdog._thread.is_alive()
