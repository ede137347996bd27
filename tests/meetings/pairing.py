"""A Center that meets one agency alone, beside the seeded quarter of its group; and who reads of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from graph.meetings.lines import LineRow
from graph.meetings.packets import PacketRow
from liaisons.actors import Actor
from meetings import freezing, packets
from meetings.agenda import list_lines
from tests.builders import NOW, build_person, refresh
from tests.meetings.quarter import BEFORE, LAST, MET, Quarter

AGENCY = "FDA"
PAIR, LAST_PAIR = "CEE002/FY27-Q1-FDA", "CEE002/FY26-Q4-FDA"
PAIR_DAY, LAST_PAIR_DAY = "2026-12-14", "2026-09-14"

READ_IT = ("chair", "secretary", "director", "specialist", "liaison", "headquarters", "council", "auditor")
DO_NOT = ("aphis", "stranger", "lou", "cora", "member", "account", "reviewer", "filer")


def cast(q: Quarter) -> dict[str, Actor]:
    """One of each kind, by name: those of `READ_IT`, and those of `DO_NOT`."""
    build = build_person
    people = {
        "chair": q.chair, "secretary": q.secretary, "director": q.people.director,
        "specialist": q.people.specialist, "liaison": q.people.liaison, "headquarters": q.people.headquarters,
        "council": build(q.graph, "bill", ("biec-secretary", "BIEC", "BIEC", "party")),
        "auditor": build(q.graph, "theo", ("auditor", "OFO-HQ", "OFO-HQ", "party")),
        "aphis": build(q.graph, "ann", ("liaison", "APH", "CEE002~APH", "alignment")),
        "stranger": q.people.stranger,
        "lou": build(q.graph, "lou", ("liaison", "EPA", "CEE002~EPA", "alignment")),
        "cora": build(q.graph, "cora", ("chair", "CEE003", "group:CEE003", "group")),
        "member": q.member, "account": q.people.account, "reviewer": q.people.reviewer,
        "filer": build(q.graph, "phil", ("filer", "F-1", "F-1", "party")),
    }  # fmt: skip
    return {name: refresh(q.graph, actor) for name, actor in people.items()}


def ask(q: Quarter, key: str, actor: Actor | None = None, *, now: datetime = NOW) -> list[LineRow]:
    who = refresh(q.graph, actor) if actor else q.chair
    return q.graph.read(lambda tx: list_lines(tx, who, key, now=now))


def do(q: Quarter, room: Callable[..., Any], *given: Any, **named: Any) -> Any:
    actor = refresh(q.graph, named.pop("actor", None) or q.chair)
    named.setdefault("now", NOW)
    return q.graph.write(lambda tx: room(tx, actor, *given, **named))


def freeze(q: Quarter, key: str, *, version: int = 1) -> Any:
    return do(q, freezing.freeze_agenda, key, version=version)


def hold_last(q: Quarter, *unfinished: str) -> None:
    """The pair's meeting of the last quarter, held, with the lines of these issues left over."""
    q.plan(LAST_PAIR_DAY, LAST, agency=AGENCY, now=BEFORE)
    met = MET + timedelta(days=4)
    do(q, freezing.freeze_agenda, LAST_PAIR, version=1, now=met - timedelta(hours=6))
    left = {f"{LAST_PAIR}/{key}" for key in unfinished}
    lines = {line["key"] for line in ask(q, LAST_PAIR)}
    assert left <= lines
    do(q, freezing.hold_meeting, LAST_PAIR, finished=tuple(sorted(lines - left)), version=2, now=met)


def issue(q: Quarter, meeting: str, edition: str) -> PacketRow:
    """An edition that is frozen, cleared by a second person, and issued."""
    row: PacketRow = do(q, packets.freeze_packet, q.directory, meeting, edition, version=0)
    do(q, packets.clear_packet, row["key"], actor=q.people.reviewer, version=1)
    issued: PacketRow = do(q, packets.issue_packet, row["key"], version=2)
    return issued
