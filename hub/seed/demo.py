"""Brings in the demonstration: made-up accounts, brokers, people and roles, placed around one kept day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from graph.cypher import Tx
from graph.liaisons import reference as sentences
from graph.unit import Graph
from hub.demo import accounts, people
from hub.seed import inputs, matrix, meetings, packets
from hub.seed.batches import PATIENCE, Batch, bring_in, printed
from hub.seed.cast import Cast
from liaisons import clocks
from liaisons.actors import INTERAGENCY_READER
from liaisons.audiences import audience_key, ensure_audience
from liaisons.events import DemoSeeded
from liaisons.parties import TRADE_OFFICE
from liaisons.people import sort_of


class DayKept(Exception):
    """The demonstration stands at another day already; its records can't be moved."""


def seed_demo(
    graph: Graph, *, day: date | None, tell: Callable[[str], None] = lambda _words: None, now: datetime
) -> date:
    """Bring in what is missing of the demonstration, around `day`, and return the day.

    The first run's day is kept in the graph and holds for every later one; without a day the first takes
    today. Refuses another day with `DayKept`.
    """
    today = day or clocks.day_of(now)
    kept = date.fromisoformat(graph.write(lambda tx: tx.the(sentences.KEEP_DAY, day=today.isoformat())))
    if day is not None and kept != day:
        raise DayKept(
            f"This hub's demonstration stands at {kept}. Leave out the day, or begin in a new data folder."
        )
    _seed_parties_and_people(graph, kept, tell, now)
    cast = Cast()
    matrix.seed_matrix(graph, cast=cast, day=kept, tell=tell)
    inputs.seed_inputs(graph, cast=cast, day=kept, tell=tell)
    meetings.seed_meetings(graph, cast=cast, day=kept, tell=tell)
    packets.seed_packets(graph, cast=cast, day=kept, tell=tell)
    return kept


def _seed_parties_and_people(graph: Graph, day: date, tell: Callable[[str], None], now: datetime) -> None:
    readers = _readers()
    graph.write(partial(_ensure_audiences, wanted=list(readers.values())), seconds=PATIENCE)
    for batch in _batches(day, {key: audience_key(keys) for key, keys in readers.items()}):
        row = bring_in(
            graph, batch, DemoSeeded, audience=INTERAGENCY_READER, changes_directory=False, now=now
        )
        tell(f"  {batch.label:<10} {len(batch.rows):>5}, of them new or changed: {row['changed']}")


def _ensure_audiences(tx: Tx, *, wanted: list[frozenset[str]]) -> None:
    for readers in wanted:
        ensure_audience(tx, readers)


def _readers() -> dict[str, frozenset[str]]:
    """Who reads what is known of each account and filer: itself, its Center, and the Office of Trade."""
    found = {
        row["key"]: frozenset({row["key"], row["centerKey"], TRADE_OFFICE})
        for row in accounts.make_accounts()
    }
    return found | {row["key"]: frozenset({row["key"], TRADE_OFFICE}) for row in accounts.make_filers()}


def _batches(day: date, audiences: Mapping[str, str]) -> list[Batch]:
    filers = accounts.make_filers()
    authorizations = [
        {
            "filerKey": filer["key"],
            "accountKey": row["accountKey"],
            "since": day_at(day, row["startsOn"]),
            "until": None if row["endsOn"] is None else day_at(day, row["endsOn"]),
        }
        for filer in filers
        for row in filer["accounts"]
    ]
    everyone = people.make_people()
    roles = people.make_assignments()
    party_of = {row["personKey"]: row["partyKey"] for row in roles}
    audience_of = {
        row["key"]: audiences[party_of[row["key"]]] if row["kind"] == "trade" else INTERAGENCY_READER
        for row in everyone
    }
    names = {row["key"]: row["name"] for row in everyone}
    return [
        Batch("Account", sentences.ACCOUNTS, _guarded(accounts.make_accounts(), audiences)),
        Batch(
            "Filer",
            sentences.FILERS,
            _guarded(({"key": f["key"], "name": f["name"], "madeUp": True} for f in filers), audiences),
        ),
        Batch("ACTS_FOR", sentences.AUTHORIZATIONS, authorizations),
        Batch(
            "Person",
            sentences.PEOPLE,
            [
                dict(row)
                | {
                    "sort": sort_of(row["name"], row["key"]),
                    "audienceKey": audience_of[row["key"]],
                    "version": 1,
                }
                for row in everyone
            ],
        ),
        Batch(
            "Assignment",
            sentences.ASSIGNMENTS,
            [
                {
                    "key": row["key"],
                    "personKey": row["personKey"],
                    "personName": names[row["personKey"]],
                    "role": row["role"],
                    "partyKey": row["partyKey"],
                    "targetKey": row["targetKey"],
                    "targetKind": row["targetKind"],
                    "since": day_at(day, row["startsOn"]),
                    "until": None if row["endsOn"] is None else day_at(day, row["endsOn"]),
                    "audienceKey": audience_of[row["personKey"]],
                    "madeUp": True,
                    "version": 1,
                }
                for row in roles
            ],
        ),
    ]


def _guarded(rows: Any, audiences: Mapping[str, str]) -> list[dict[str, Any]]:
    return printed(dict(row) | {"audienceKey": audiences[row["key"]]} for row in rows)


def day_at(day: date, offset: int) -> str:
    """The ISO day so many days after the demonstration's."""
    return (day + timedelta(days=offset)).isoformat()
