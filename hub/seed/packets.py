"""Fills the demonstration's packets: those of the meeting that was held, issued before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from graph.cypher import Tx
from graph.unit import Graph
from hub.demo import draws, meetings, people
from hub.seed.batches import PATIENCE
from hub.seed.cast import Cast
from liaisons.actors import Actor
from liaisons.audiences import resolve_audiences
from liaisons.directory import Directory, read_directory
from liaisons.errors import NotFound
from liaisons.parties import TRADE_OFFICE
from meetings import editions, packets, schedule

# Of the many agencies of that group, the two that have the most on its agenda.
EDITIONS = (editions.GOVERNMENT, "FDA", "APH", editions.TRADE)


def seed_packets(graph: Graph, *, cast: Cast, day: date, tell: Callable[[str], None]) -> None:
    """Bring in what is missing of them; those of the coming meeting are still collected."""
    directory = graph.read(read_directory)
    turn = schedule.turn_of(meetings.MET)
    quarter = schedule.next_quarter(day, turn=turn).before
    met = datetime.fromisoformat(f"{schedule.propose_day(quarter, turn=turn)}T17:00:00+00:00")
    bring = partial(
        _bring, meeting=schedule.key_of(meetings.MET, quarter), cast=cast, directory=directory, met=met
    )
    new = sum(graph.write(partial(bring, edition=edition), seconds=PATIENCE) for edition in EDITIONS)
    tell(f"  {'Packet':<10} {len(EDITIONS):>5}, of them new: {new}")


def _bring(tx: Tx, *, meeting: str, edition: str, cast: Cast, directory: Directory, met: datetime) -> bool:
    """One edition with its steps, in one unit; what is there already stays."""
    chair, reviewer = _chair(tx, cast), _reviewer(tx, cast)
    key = editions.key_of(meeting, edition)
    try:
        packets.find_packet(tx, chair, key)
    except NotFound:
        frozen = packets.freeze_packet(
            tx, chair, directory, meeting, edition, version=0, made_up=True, now=_before(met, 6)
        )
        reviewer = reviewer.reading(frozen["audienceKey"])
        packets.clear_packet(tx, reviewer, key, version=1, now=_before(met, 5))
        chair = chair.reading(frozen["audienceKey"])
        packets.issue_packet(tx, chair, key, version=2, now=_before(met, 4))
        return True
    return False


def _chair(tx: Tx, cast: Cast) -> Actor:
    [row] = [row for row in meetings.make_charters() if row["centerKey"] == meetings.MET]
    return _reading(tx, cast.actor(row["chairKey"], meetings.MET))


def _reviewer(tx: Tx, cast: Cast) -> Actor:
    serving = people.list_serving(draws.SEED, "disclosure-reviewer")
    key = next(row["personKey"] for row in serving if row["partyKey"] == TRADE_OFFICE)
    return _reading(tx, cast.actor(key, TRADE_OFFICE))


def _reading(tx: Tx, actor: Actor) -> Actor:
    """The same person with every audience that there is for them by now."""
    return replace(actor, audiences=resolve_audiences(tx, actor))


def _before(met: datetime, days: int) -> datetime:
    return met - timedelta(days=days)
