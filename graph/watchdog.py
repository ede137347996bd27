"""Ends sentences that run too long, for the engine that ignores the time limit its client sets."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypedDict, cast

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher import Cypher

LOG = logging.getLogger(__name__)


class RunningRow(TypedDict):
    """One sentence that an engine is working on."""

    key: str
    seconds: float
    text: str


RUNNING: Cypher[RunningRow] = Cypher(
    "watchdog.running",
    """
    SHOW TRANSACTIONS
    YIELD transactionId, elapsedTime, currentQuery, database
    WHERE database = $database
    RETURN {key: transactionId, seconds: elapsedTime.milliseconds / 1000.0, text: currentQuery} AS row
    """,
)
END: Cypher[None] = Cypher("watchdog.end", "TERMINATE TRANSACTIONS $keys YIELD message RETURN message")


class Watchdog:
    """Looks once a second and ends what has run longer than `limit` seconds, while it is entered or started.

    Whoever asked for the ended sentence gets ClientError `Neo.ClientError.Transaction.Terminated` at once.

    Only ArcadeDB needs it: it ignores the time limit of a transaction. On Neo4j, which keeps the limit, it
    does nothing, since others may have long sentences of their own there. ArcadeDB lists running sentences,
    not transactions: an idle one is never ended, and one of many short sentences has a clock for each.
    """

    def __init__(
        self,
        *,
        uri: str,
        user: str,
        password: str,
        database: str,
        limit: float,
        every: float = 1.0,
        say: Callable[[str], None] = LOG.warning,
    ) -> None:
        # A driver of its own: the hub's connections may all be held by what is to be ended.
        self._driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password) if password else None,
            connection_timeout=3.0,
            max_connection_pool_size=1,
            notifications_min_severity="OFF",
            user_agent="inter-agency-hub-watchdog",
        )
        self._database = database
        self._limit = limit
        self._every = every
        self._say = say
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(self._every + 5)
        self._driver.close()

    def look(self) -> list[RunningRow]:
        """Look once; gives what was ended. Raises the driver's errors when the engine does not answer."""
        with self._driver.session(database=self._database) as session:
            if "ArcadeDB" not in self._driver.get_server_info().agent:
                return []
            running = session.run(RUNNING.text, database=self._database)
            rows = cast(list[RunningRow], [record["row"] for record in running])
            late = [row for row in rows if row["seconds"] > self._limit]
            if late:
                session.run(END.text, keys=[row["key"] for row in late]).consume()
        for row in late:
            self._say(f"Ended a sentence after {row['seconds']:.1f} s: {' '.join(row['text'].split())[:200]}")
        return late

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                self.look()
            except (DriverError, Neo4jError) as error:
                # The engine may be starting again; the next look will tell.
                LOG.info("The watchdog can't look: %s", error)
