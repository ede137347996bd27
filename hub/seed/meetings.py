"""Fills the demonstration's groups: charters, coming meetings, one of them with an agency alone, one held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from graph.cypher import Tx
from graph.meetings.meetings import FIND, MeetingRow
from graph.unit import Graph
from hub.demo import meetings as demo
from hub.demo.meetings import CharterRow
from hub.seed.batches import PATIENCE
from hub.seed.cast import Cast, noon
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.audiences import audience_key, resolve_audiences
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory, read_directory
from matrix.cells import cell_of
from matrix.issues import Order, Wanted, list_issues
from meetings import deciding, freezing, groups, materials, meetings, schedule
from meetings.agenda import list_lines
from meetings.deciding import Added
from meetings.schedule import When


def seed_meetings(graph: Graph, *, cast: Cast, day: date, tell: Callable[[str], None]) -> None:
    """Bring in what is missing of them."""
    directory = graph.read(read_directory)
    charters = demo.make_charters()
    new = 0
    for row in charters:
        new += graph.write(
            partial(_bring, row=row, cast=cast, directory=directory, day=day), seconds=PATIENCE
        )
    tell(f"  {'Meeting':<10} {len(charters) + 2:>5}, of them new: {new}")


def _bring(tx: Tx, *, row: CharterRow, cast: Cast, directory: Directory, day: date) -> int:
    """A group's charter and meetings, in one unit; what is there already stays. Returns how many meetings."""
    center, chair = row["centerKey"], cast.actor(row["chairKey"], row["centerKey"])
    turn = schedule.turn_of(center)
    coming = schedule.next_quarter(day, turn=turn)
    if _is_there(tx, directory, center, coming, day):
        return 0
    groups.write_charter(
        tx, chair, center, charter=row["charter"], milestones=row["milestones"], version=0,
        now=noon(day, demo.CHARTERED_ON),
    )  # fmt: skip
    held = center == demo.MET
    if held:
        _hold(tx, chair, directory, coming.before)
    minutes = demo.MINUTES_OF.get(center, schedule.MINUTES)
    made = _plan(tx, chair, directory, coming, center, minutes=minutes, now=noon(day, demo.PLANNED_ON))
    if held:
        # By the cut-off, or, where that has passed, by the demonstration's day.
        by_day = max(made["cutOff"], day.isoformat())
        materials.ask_all(
            tx, _reading(tx, chair), made["key"], by_day=by_day, idempotency_key="demo-ask",
            now=noon(day, demo.ASKED_ON),
        )  # fmt: skip
        _plan_alone(tx, chair, directory, coming, now=noon(day, demo.PLANNED_ON))
    return 1 + 2 * held


def _is_there(tx: Tx, directory: Directory, center: str, quarter: FiscalQuarter, day: date) -> bool:
    planned = clocks.today_of(noon(day, demo.PLANNED_ON))
    readers = groups.government_readers(directory, center, today=planned)
    audience = audience_key([*readers, f"{groups.group_key(center)}/trade"])
    return tx.one(FIND, key=schedule.key_of(center, quarter), audiences=[audience]) is not None


def _plan(
    tx: Tx,
    chair: Actor,
    directory: Directory,
    quarter: FiscalQuarter,
    center: str,
    *,
    minutes: int = schedule.MINUTES,
    now: datetime,
) -> MeetingRow:
    day = schedule.propose_day(quarter, turn=schedule.turn_of(center))
    return meetings.plan_meeting(
        tx, chair, directory, center, When(day.isoformat(), minutes=minutes), quarter=quarter,
        idempotency_key=f"demo-{center}-{quarter.label}", made_up=True, now=now,
    )  # fmt: skip


def _plan_alone(tx: Tx, chair: Actor, directory: Directory, quarter: FiscalQuarter, *, now: datetime) -> None:
    """The coming meeting of a Center with one of its agencies, some days after the group's."""
    group_meets = schedule.propose_day(quarter, turn=schedule.turn_of(demo.MET))
    day = clocks.add_business_days(group_meets, demo.ALONE_AFTER)
    meetings.plan_meeting(
        tx, chair, directory, demo.MET, When(day.isoformat(), minutes=60), quarter=quarter,
        agency=demo.ALONE, idempotency_key=f"demo-{demo.ALONE}-{quarter.label}", made_up=True, now=now,
    )  # fmt: skip


def _hold(tx: Tx, chair: Actor, directory: Directory, quarter: FiscalQuarter) -> None:
    """The last quarter's meeting: planned, written, frozen and held, with some lines left over."""
    day = schedule.propose_day(quarter, turn=schedule.turn_of(demo.MET))
    frozen_at = noon(day, -demo.FROZEN_BEFORE)
    planned_at = frozen_at - timedelta(days=20)
    made = _plan(tx, chair, directory, quarter, demo.MET, now=planned_at)
    chair = _reading(tx, chair)
    for number, line in enumerate(demo.WRITTEN):
        added = Added(line.title, line.why, minutes=line.minutes, readers=line.readers)
        _add(tx, chair, directory, made["key"], added, f"demo-line-{number}", now=planned_at)
    for issue, title, block in _oldest_issues(tx, chair):
        added = Added(title, "made up: asked for by the Center", block=block, issue=issue)
        _add(tx, chair, directory, made["key"], added, f"demo-line-{issue}", now=planned_at)
    chair = _reading(tx, chair)
    frozen = freezing.freeze_agenda(tx, chair, made["key"], version=made["version"], now=frozen_at)
    lines = list_lines(tx, chair, made["key"], now=frozen_at)
    about = [line["key"] for line in lines if line["aboutKey"]]
    free = [line["key"] for line in lines if not line["aboutKey"]]
    finished = tuple(sorted([*about[: demo.DEALT_WITH], *free]))
    freezing.hold_meeting(
        tx, chair, made["key"], finished=finished, version=frozen["version"], now=noon(day, 0)
    )


def _oldest_issues(tx: Tx, chair: Actor) -> list[tuple[str, str, str]]:
    """Open issues of the Center that have stood longest, with their titles and the agency of their block."""
    found = []
    for row in list_issues(tx, chair, Wanted(), order=Order.SINCE, limit=200):
        here = [cell_of(cell).agency for cell in row["cells"] if cell_of(cell).center == demo.MET]
        agencies = sorted(set(here) - {"CBP"})
        if agencies:
            found.append((row["key"], row["title"], agencies[0]))
    return found[: demo.ISSUES_MET]


def _add(
    tx: Tx, chair: Actor, directory: Directory, meeting: str, added: Added, once: str, *, now: datetime
) -> None:
    deciding.add_line(tx, chair, directory, meeting, added, idempotency_key=once, now=now)


def _reading(tx: Tx, actor: Actor) -> Actor:
    """The same person with every audience that there is for them by now."""
    return replace(actor, audiences=resolve_audiences(tx, actor))
