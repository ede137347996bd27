"""Open the graph that the settings name: one driver a process, with limits that a page can bear."""

from __future__ import annotations

import neo4j

from graph.ids import Ids
from graph.unit import Graph


def open_graph(
    *,
    uri: str,
    user: str = "neo4j",
    password: str = "",
    database: str = "neo4j",
    ids: Ids | None = None,
    seconds: float = 15.0,
) -> Graph:
    """A graph ready for units of work. `seconds` bounds each unit; nothing is connected until the first."""
    driver = neo4j.GraphDatabase.driver(
        uri,
        auth=(user, password) if password else None,
        # A reader who waits wants an answer in seconds, be it a refusal.
        connection_timeout=3.0,
        connection_acquisition_timeout=5.0,
        max_transaction_retry_time=6.0,
        # ArcadeDB refuses one of two colliding writers at commit; the driver's 1 s is long.
        initial_retry_delay=0.03,
        max_connection_pool_size=64,
        notifications_min_severity="OFF",
        user_agent="inter-agency-hub",
    )
    return Graph(driver, database, ids or Ids(), seconds=seconds)
