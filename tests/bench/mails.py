"""How long many mails take through the relay, to a mail server on this machine that takes each at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from graph.cypher import Cypher
from graph.driver import open_graph
from graph.migrate import migrate
from hub.messages import deliveries
from hub.messages.mail import open_carrier
from tests.engines.arcade import arcadedb
from tests.hub.jobs.post_office import PostOffice
from tests.hub.mailing import build_mailing

MAILS, QUICK_MAILS = 10_000, 200

MANY: Cypher[None] = Cypher(
    "bench.many_events",
    """
    MATCH (e:Event {name: 'IssueHandedOver'})
    UNWIND range(1, $number) AS n
    CREATE (x:Event) SET x = properties(e), x.key = e.key + '-' + n, x.state = 'new'
    """,
    writes=True,
)


@dataclass(frozen=True, slots=True)
class Mails:
    """So many mails: the seconds that events took to be passed on, and mails to be handed over."""

    number: int
    relayed: float
    handed: float
    arrived: int
    apart: int


def measure_mails(number: int, *, say: Callable[[str], None]) -> Mails:
    """One worker passes on so many events and hands over a mail for each."""
    office = PostOffice()
    office.open()
    try:
        with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder, arcadedb(heap="1g") as at:
            graph = open_graph(uri=at.bolt_uri, user=at.user, password=at.password, database=at.database)
            migrate(graph)
            world: Any = build_mailing(graph, Path(folder), smtp=office.address)
            world.hand_over()
            graph.write(lambda tx: tx.do(MANY, number=number - 1), seconds=300)
            say(f"mails: {number:,} events")
            until = world.clock() + timedelta(hours=12)
            began = perf_counter()
            world.relay()
            between = perf_counter()
            say(f"mails: passed on after {between - began:.0f} s")
            deliveries.hand_over_due(world.house, open_carrier(world.house.settings), until=until)
            ended = perf_counter()
            graph.close()
            found = office.ids
            return Mails(number, between - began, ended - between, len(found), len(set(found)))
    finally:
        office.close()


def tell_mails(mails: Mails) -> Iterator[str]:
    """What was measured; each mail once."""
    yield ""
    yield "| mails | passed on, s | handed over, s | ms a mail | arrived | Message-IDs |"
    yield "|--:|--:|--:|--:|--:|--:|"
    each = (mails.relayed + mails.handed) / mails.number * 1000
    yield (
        f"| {mails.number:,} | {mails.relayed:.1f} | {mails.handed:.1f} | {each:.1f} | {mails.arrived:,} "
        f"| {mails.apart:,} |"
    )
    met = "met" if mails.arrived == mails.apart == mails.number else "MISSED"
    yield f"- {met}: each of {mails.number:,} mails arrives once."
