"""Every command of the groups and their meetings, as chair and secretary would do it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory, read_directory
from meetings import deciding, freezing, groups, materials, meetings
from meetings.deciding import Added
from meetings.schedule import When, propose_day
from meetings.states import Stage
from tests.builders import NOW
from tests.meetings.quarter import APP, GROUP, Quarter
from tests.racing import Race, Thing

ADDED = Added("Sent twice", "by a form that was sent twice")
STANDS: Cypher[Any] = Cypher(
    "test.stands_of_meeting",
    """
    OPTIONAL MATCH (n) WHERE (n:Meeting OR n:AgendaItem OR n:Group) AND n.key = $key
    RETURN {version: n.version, state: n.state} AS row
    """,
)


class World(Quarter):
    """Two issues that stand on every agenda, and a meeting of a quarter of its own for each race."""

    def __init__(self, graph: Graph, directory: Directory) -> None:
        super().__init__(graph, directory)
        for number in (1, 2):
            key = self.issue(f"Needs an answer, {number}")
            self.strengthen(key)
            self.keys[str(number)] = key
        self._quarter = FiscalQuarter(2027, 1)
        # Of the two, that which stands first: they differ in their keys alone.
        self._first = min(self.keys.values())
        # Audiences that the first of many would make are there.
        once = self.planned()
        graph.write(lambda tx: plan_alone(tx, self.chair, Thing(self._quarter.label)))
        graph.write(lambda tx: ask(tx, self.chair, once))
        graph.write(lambda tx: add(tx, self.chair, once))
        graph.write(lambda tx: charter(tx, self.chair, Thing(GROUP, 0)))

    def person(self, name: str) -> Actor:
        found: Actor = getattr(self, name)
        return found

    def stands(self, key: str) -> dict[str, Any]:
        """Version and state of a meeting, a line or a group."""
        found: dict[str, Any] = self.graph.read(lambda tx: tx.the(STANDS, key=key))
        return found

    def do(self, command: Callable[[Tx, Actor], Any]) -> Any:
        actor = self.chair
        return self.graph.write(lambda tx: command(tx, actor))

    def unplanned(self) -> Thing:
        """A quarter that has no meeting yet."""
        self._quarter = self._quarter.next
        return Thing(self._quarter.label)

    def planned(self) -> Thing:
        at = self.unplanned()
        row = self.do(lambda tx, a: plan(tx, a, at))
        return Thing(row["key"], row["version"])

    def frozen(self) -> Thing:
        at = self.planned()
        row = self.do(lambda tx, a: freezing.freeze_agenda(tx, a, at.key, version=at.version, now=NOW))
        return Thing(row["key"], row["version"])

    def line(self) -> Thing:
        return Thing(f"{self.planned().key}/{self._first}")

    def accepted(self) -> Thing:
        at = self.line()
        row = self.do(lambda tx, a: deciding.accept_line(tx, a, at.key, version=0, now=NOW))
        return Thing(row["key"], row["version"])

    def chartered(self) -> Thing:
        return Thing(GROUP, self.stands(GROUP)["version"] or 0)


def plan(tx: Tx, actor: Actor, at: Thing, agency: str | None = None) -> Any:
    directory = read_directory(tx)
    quarter = FiscalQuarter.parse(at.key)
    when, once = When(propose_day(quarter, turn=2).isoformat()), f"{at.key} {agency} twice"
    return meetings.plan_meeting(
        tx, actor, directory, APP, when, quarter=quarter, agency=agency, idempotency_key=once, now=NOW
    )


def plan_alone(tx: Tx, actor: Actor, at: Thing) -> Any:
    return plan(tx, actor, at, "FDA")


def add(tx: Tx, actor: Actor, at: Thing) -> str:
    return deciding.add_line(
        tx, actor, read_directory(tx), at.key, ADDED, idempotency_key=f"{at.key} twice", now=NOW
    )


def ask(tx: Tx, actor: Actor, at: Thing) -> str:
    asked = materials.ask_all(
        tx, actor, at.key, by_day="2026-12-01", idempotency_key=f"{at.key} twice", now=NOW
    )
    return " ".join(asked)


def charter(tx: Tx, actor: Actor, at: Thing) -> Any:
    return groups.write_charter(
        tx, actor, APP, charter="What we are for.", milestones=("One",), version=at.version, now=NOW
    )


def move(tx: Tx, actor: Actor, at: Thing) -> Any:
    row = meetings.find_meeting(tx, actor, at.key)
    day = FiscalQuarter.parse(row["quarter"])
    when = When(propose_day(day, turn=9).isoformat())
    return meetings.move_meeting(
        tx, actor, read_directory(tx), at.key, when, reason="A storm.", version=at.version, now=NOW
    )


def hold(tx: Tx, actor: Actor, at: Thing) -> Any:
    row = meetings.find_meeting(tx, actor, at.key)
    met = datetime.combine(datetime.fromisoformat(row["day"]), time(20), UTC)
    return freezing.hold_meeting(tx, actor, at.key, finished=(), version=at.version, now=met)


def undo(tx: Tx, actor: Actor, at: Thing) -> Any:
    return deciding.undo_line(tx, actor, at.key, version=at.version, now=NOW)


BOTH = ("chair", "secretary")

RACES: tuple[Race[World], ...] = (
    Race("plan", "meetings.plan_meeting", World.unplanned, BOTH, plan, "PLANNED_ALREADY"),
    Race("plan alone", "meetings.plan_meeting", World.unplanned, BOTH, plan_alone, "PLANNED_ALREADY"),
    Race("move the meeting", "meetings.move_meeting", World.planned, BOTH, move),
    Race("write the charter", "groups.write_charter", World.chartered, BOTH, charter),
    Race(
        "freeze",
        "freezing.freeze_agenda",
        World.planned,
        BOTH,
        lambda tx, a, at: freezing.freeze_agenda(tx, a, at.key, version=at.version, now=NOW),
        moves=(Stage.PLANNED, Stage.FROZEN),
    ),
    Race(
        "reopen",
        "freezing.reopen_agenda",
        World.frozen,
        BOTH,
        lambda tx, a, at: freezing.reopen_agenda(
            tx, a, at.key, reason="One more.", version=at.version, now=NOW
        ),
        moves=(Stage.FROZEN, Stage.PLANNED),
    ),
    Race("hold", "freezing.hold_meeting", World.frozen, BOTH, hold, moves=(Stage.FROZEN, Stage.HELD)),
    Race(
        "accept a line",
        "deciding.accept_line",
        World.line,
        BOTH,
        lambda tx, a, at: deciding.accept_line(tx, a, at.key, version=at.version, now=NOW),
    ),
    Race(
        "take a line off",
        "deciding.remove_line",
        World.line,
        BOTH,
        lambda tx, a, at: deciding.remove_line(
            tx, a, at.key, reason="Next time.", version=at.version, now=NOW
        ),
    ),
    Race(
        "time a line",
        "deciding.set_minutes",
        World.line,
        BOTH,
        lambda tx, a, at: deciding.set_minutes(tx, a, at.key, minutes=25, version=at.version, now=NOW),
    ),
    Race(
        "move a line",
        "deciding.move_line",
        World.line,
        BOTH,
        lambda tx, a, at: deciding.move_line(tx, a, at.key, direction="down", version=at.version, now=NOW),
    ),
    Race("undo a choice", "deciding.undo_line", World.accepted, BOTH, undo, "LINE_ALREADY"),
)

ONCE: tuple[tuple[str, Callable[[World], Thing], Callable[[Tx, Actor, Thing], str]], ...] = (
    ("meetings.plan_meeting", World.unplanned, lambda tx, a, at: str(plan(tx, a, at)["key"])),
    ("deciding.add_line", World.planned, add),
    ("materials.ask_all", World.planned, ask),
)
