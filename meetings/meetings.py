"""Meetings of a group, or of its Center with one agency: plan, move with a reason, find, list one's own."""

from __future__ import annotations

from datetime import date, datetime

from graph.cypher import Tx, Value
from graph.meetings import groups as of_groups
from graph.meetings import meetings as sentences
from graph.meetings.meetings import MeetingRow
from graph.outbox import Event
from liaisons import clocks, words
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory
from liaisons.errors import BadInput, NotFound, Stale, WrongState
from liaisons.once import make_once
from liaisons.permissions import Permission, require
from meetings.events import MeetingMoved, MeetingPlanned, tell
from meetings.groups import agencies_of, government_readers, group_key, require_runs
from meetings.schedule import When, cut_off_of, key_of, take_when
from meetings.states import Stage, refuse_unless_planned

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
MOST = 200
# The series of a group's own meetings; another is called by the key of the one agency that the Center meets.
WHOLE_GROUP = ""


class PlannedAlready(WrongState):
    """The group, or the pair, has a meeting in that quarter."""


class AgencyNotAligned(BadInput):
    """A meeting with an agency that no alignment joins to the Center on that day."""


def plan_meeting(
    tx: Tx,
    actor: Actor,
    directory: Directory,
    center: str,
    when: When,
    *,
    quarter: FiscalQuarter,
    agency: str | None = None,
    idempotency_key: str,
    made_up: bool = False,
    now: datetime,
) -> MeetingRow:
    """Give the group's meeting of a quarter its day. Refuses a second one, and days with closed offices.

    Read by the Center, its aligned agencies, headquarters, the BIEC and the group's own members. With an
    `agency`, the Center meets that one alone: no other agency reads of it, and no member of the trade.
    """
    require(actor, Permission.RUN_MEETING)
    if tx.one(of_groups.LOCK, key=group_key(center), at=now.isoformat()) is None:
        raise NotFound
    require_runs(actor, center)
    taken = take_when(when, quarter, today=clocks.day_of(now))
    if agency:
        refuse_unless_aligned(directory, center, agency, day=taken.day)
    key = key_of(center, quarter, agency)
    readers = government_readers(directory, center, agency=agency, today=clocks.today_of(now))
    audience = ensure_audience(tx, readers if agency else [*readers, f"{group_key(center)}/trade"])

    def make() -> str:
        if tx.one(sentences.FIND, key=key, audiences=[*actor.audiences, audience]):
            which = f"meeting with {directory.name_of(agency)}" if agency else "meeting"
            raise PlannedAlready(f"The group has its {which} of {quarter.label}. Move that one.", key=key)
        row = tx.the(
            sentences.CREATE,
            key=key,
            group=group_key(center),
            meeting={
                "groupKey": group_key(center),
                "centerKey": center,
                "agencyKey": agency or None,
                "quarter": quarter.label,
                **_clock(taken),
                "state": str(Stage.PLANNED),
                "madeUp": made_up,
                "audienceKey": audience,
                "createdAt": now.isoformat(),
                "changedAt": now.isoformat(),
                "changedByName": actor.name,
            },
        )
        _tell(tx, actor, row, MeetingPlanned, {"day": row["day"]}, now=now)
        return key

    content = {
        "center": center,
        "agency": agency or None,
        "quarter": quarter.label,
        "when": [taken.day, taken.starts_at, taken.minutes],
    }
    made, _ = make_once(tx, actor, "plan_meeting", idempotency_key, content, make=make, now=now)
    return find_meeting(tx, actor.reading(audience), made)


def move_meeting(
    tx: Tx,
    actor: Actor,
    directory: Directory,
    key: str,
    when: When,
    *,
    reason: str,
    version: int,
    now: datetime,
) -> MeetingRow:
    """Give a meeting another day or time, with a reason. What was chosen about its agenda stays."""
    require(actor, Permission.RUN_MEETING)
    row = lock_meeting(tx, actor, key, version=version, now=now)
    refuse_unless_planned(row["state"])
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    taken = take_when(when, FiscalQuarter.parse(row["quarter"]), today=clocks.day_of(now))
    if row["agencyKey"]:
        refuse_unless_aligned(directory, row["centerKey"], row["agencyKey"], day=taken.day, field="day")
    said: dict[str, str | int | None] = {"from": row["day"], "to": taken.day, "reason": why}
    return save_meeting(tx, actor, row, _clock(taken), MeetingMoved, said=said, now=now)


def refuse_unless_aligned(
    directory: Directory, center: str, agency: str, *, day: str, field: str = "agency"
) -> None:
    """Refuse a meeting with an agency that is not aligned with the Center on its day."""
    if agency not in agencies_of(directory, center, today=day):
        pair = f"{directory.name_of(agency[:40])} is not aligned with {directory.name_of(center)} on {day}"
        raise AgencyNotAligned(f"{pair}. Choose an agency that is, or another day.", field=field)


def find_meeting(tx: Tx, actor: Actor, key: str) -> MeetingRow:
    """A meeting that the actor reads, or `NotFound`."""
    row = tx.one(sentences.FIND, key=key, audiences=actor.audiences)
    if row is None:
        raise NotFound
    return row


def list_meetings(
    tx: Tx,
    actor: Actor,
    *,
    centers: tuple[str, ...] | None = None,
    series: str | None = None,
    first: str = FIRST_DAY,
    last: str = LAST_DAY,
    newest: bool = False,
    state: str | None = None,
    limit: int = MOST,
) -> list[MeetingRow]:
    """Meetings from a day to a day (ISO, both included), the earliest first or the newest; at most 200.

    Without `series` those of groups and of pairs; with one, of that series alone.
    """
    return tx.all(
        sentences.LIST,
        audiences=actor.audiences,
        centers=centers,
        series=series,
        first=first,
        last=last,
        reverse=newest,
        state=state,
        limit=max(1, min(limit, MOST)),
    )


def find_next(tx: Tx, actor: Actor, *, today: str) -> MeetingRow | None:
    """The next meeting of the actor's own Center, with group or agency, or else the next they attend."""
    own = (actor.party,)
    for centers in (own, None):
        for row in list_meetings(tx, actor, centers=centers, first=today, limit=1):
            return row
    return None


def find_before(tx: Tx, actor: Actor, row: MeetingRow) -> MeetingRow | None:
    """The last meeting of the same series before this one that was held."""
    held = list_meetings(
        tx,
        actor,
        centers=(row["centerKey"],),
        series=series_of(row["agencyKey"]),
        last=row["day"],
        newest=True,
        state=Stage.HELD,
        limit=2,
    )
    return next((each for each in held if each["key"] != row["key"]), None)


def series_of(agency: str | None) -> str:
    """What sentences call a series: the agency's key, or nothing for the whole group's."""
    return agency or WHOLE_GROUP


def lock_meeting(tx: Tx, actor: Actor, key: str, *, version: int | None, now: datetime) -> MeetingRow:
    """The meeting, locked until the unit ends. Refuses what the actor can't read or run, and another version.

    `version` is None where a line is chosen: a line has a version of its own.
    """
    row = tx.one(sentences.LOCK, key=key, at=now.isoformat(), audiences=actor.audiences)
    if row is None:
        raise NotFound
    require_runs(actor, row["centerKey"])
    if version is not None and row["version"] != version:
        raise Stale(by=row["changedByName"], at=row["changedAt"], version=row["version"])
    return row


def save_meeting(
    tx: Tx,
    actor: Actor,
    row: MeetingRow,
    changes: dict[str, Value],
    happened: type[Event],
    *,
    said: dict[str, str | int | None] | None = None,
    now: datetime,
) -> MeetingRow:
    """Save the changes with one more version, and what happened."""
    who: dict[str, Value] = {"changedAt": now.isoformat(), "changedByName": actor.name}
    saved = tx.the(sentences.SAVE, key=row["key"], changes={**changes, **who})
    _tell(tx, actor, saved, happened, said or {}, now=now)
    return saved


def _clock(when: When) -> dict[str, Value]:
    cut_off = cut_off_of(date.fromisoformat(when.day)).isoformat()
    return {"day": when.day, "startsAt": when.starts_at, "minutes": when.minutes, "cutOff": cut_off}


def _tell(
    tx: Tx,
    actor: Actor,
    row: MeetingRow,
    happened: type[Event],
    said: dict[str, str | int | None],
    *,
    now: datetime,
) -> None:
    tell(
        tx,
        actor,
        happened,
        subject=row["key"],
        label="Meeting",
        audience=row["audienceKey"],
        said={**said, "agency": row["agencyKey"]} if row["agencyKey"] else said,
        images={row["key"]: dict(row)},
        now=now,
    )
