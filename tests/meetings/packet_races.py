"""The steps of a packet's edition, as two people would take them at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from graph.cypher import Cypher, Tx
from graph.meetings.packets import PacketRow
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory, read_directory
from meetings import editions, freezing, packets, schedule
from meetings.packet_states import PacketState
from tests.builders import NOW, build_person, refresh
from tests.meetings.quarter import COMING, Quarter
from tests.racing import Race, Thing

STANDS: Cypher[Any] = Cypher(
    "test.stands_of_packets",
    "OPTIONAL MATCH (n:Packet {key: $key}) RETURN {version: n.version, state: n.state} AS row",
)


class World:
    """Chair, secretary and two reviewers; and editions in the state that a race wants."""

    def __init__(self, graph: Graph, directory: Directory) -> None:
        self.graph = graph
        self._quarter = Quarter(graph, directory)
        self._directory = directory
        self._second = build_person(graph, "ida", ("disclosure-reviewer", "OT", "OT", "party"))
        self._fresh = self._editions()
        self._kept = ""

    def person(self, name: str) -> Actor:
        q = self._quarter
        people = {"chair": q.chair, "secretary": q.secretary, "reviewer": q.people.reviewer}
        return refresh(self.graph, people.get(name, self._second))

    def stands(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self.graph.read(lambda tx: tx.the(STANDS, key=key))
        return found

    def unfrozen(self) -> Thing:
        """An edition that nobody has frozen."""
        return Thing(next(self._fresh))

    def collecting(self) -> Thing:
        """One that was opened again."""
        at = self.frozen()
        return _thing(self._do("chair", lambda tx, a: _reopen(tx, a, at)))

    def frozen(self) -> Thing:
        """One that waits for its reviewer."""
        stands = self.stands(self._kept)
        if stands["state"] in (None, PacketState.ISSUED):
            self._kept = self.unfrozen().key
            stands = self.stands(self._kept)
        at = Thing(self._kept, stands["version"] or 0)
        if stands["state"] in (PacketState.FROZEN, PacketState.CLEARED):
            at = _thing(self._do("chair", lambda tx, a: _reopen(tx, a, at)))
        return _thing(self._do("chair", lambda tx, a: _freeze(tx, a, at)))

    def cleared(self) -> Thing:
        """One that waits to be issued."""
        at = self.frozen()
        return _thing(self._do("reviewer", lambda tx, a: _clear(tx, a, at)))

    def to_issue(self) -> Thing:
        """The same, another one each time: what is issued never comes back."""
        self._kept = ""
        return self.cleared()

    def _editions(self) -> Iterator[str]:
        """Agencies' editions, quarter after quarter: freezing any of them says the same sentences."""
        quarter: FiscalQuarter = COMING
        while True:
            quarter = quarter.next
            day = schedule.propose_day(quarter, turn=2).isoformat()
            meeting = self._quarter.plan(day, quarter)
            key = str(meeting["key"])
            self._do("chair", partial(_freeze_agenda, key=key))
            self._do("chair", partial(_freeze, at=Thing(editions.key_of(key, editions.GOVERNMENT))))
            for edition in editions.list_editions(self._directory, meeting)[1:-1]:
                yield editions.key_of(key, edition)

    def _do(self, name: str, command: Any) -> Any:
        actor = self.person(name)
        return self.graph.write(lambda tx: command(tx, actor))


def _thing(row: PacketRow) -> Thing:
    return Thing(row["key"], row["version"])


def _freeze_agenda(tx: Tx, actor: Actor, *, key: str) -> None:
    freezing.freeze_agenda(tx, actor, key, version=1, now=NOW)


def _freeze(tx: Tx, actor: Actor, at: Thing) -> PacketRow:
    meeting, _, edition = at.key.rpartition("/")
    return packets.freeze_packet(tx, actor, read_directory(tx), meeting, edition, version=at.version, now=NOW)


def _reopen(tx: Tx, actor: Actor, at: Thing) -> PacketRow:
    return packets.reopen_packet(tx, actor, at.key, reason="A line is missing.", version=at.version, now=NOW)


def _return(tx: Tx, actor: Actor, at: Thing) -> PacketRow:
    return packets.return_packet(tx, actor, at.key, reason="Too much.", version=at.version, now=NOW)


def _clear(tx: Tx, actor: Actor, at: Thing) -> PacketRow:
    return packets.clear_packet(tx, actor, at.key, version=at.version, now=NOW)


def _issue(tx: Tx, actor: Actor, at: Thing) -> PacketRow:
    return packets.issue_packet(tx, actor, at.key, version=at.version, now=NOW)


PREPARERS = ("chair", "secretary")
REVIEWERS = ("reviewer", "second")
_S = PacketState

RACES: tuple[Race[World], ...] = (
    Race("freeze the first time", "packets.freeze_packet", World.unfrozen, PREPARERS, _freeze),
    Race(
        "freeze again",
        "packets.freeze_packet",
        World.collecting,
        PREPARERS,
        _freeze,
        moves=(_S.COLLECTING, _S.FROZEN),
    ),
    Race(
        "reopen what is frozen",
        "packets.reopen_packet",
        World.frozen,
        PREPARERS,
        _reopen,
        moves=(_S.FROZEN, _S.COLLECTING),
    ),
    Race(
        "reopen what is cleared",
        "packets.reopen_packet",
        World.cleared,
        PREPARERS,
        _reopen,
        moves=(_S.CLEARED, _S.COLLECTING),
    ),
    Race(
        "return",
        "packets.return_packet",
        World.frozen,
        REVIEWERS,
        _return,
        moves=(_S.FROZEN, _S.COLLECTING),
    ),
    Race("clear", "packets.clear_packet", World.frozen, REVIEWERS, _clear, moves=(_S.FROZEN, _S.CLEARED)),
    Race("issue", "packets.issue_packet", World.to_issue, PREPARERS, _issue, moves=(_S.CLEARED, _S.ISSUED)),
)

# A step takes no key: a second one of the same finds the edition in another state.
ONCE: tuple[tuple[str, str, Any], ...] = ()
