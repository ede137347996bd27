"""Packets: freeze an edition, clear it as a second person, issue it; reopen or return it with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from graph.cypher import Tx, Value
from graph.meetings import packets as sentences
from graph.meetings.meetings import MeetingRow
from graph.meetings.packets import ListedPacketRow, PacketRow
from graph.outbox import Event
from liaisons import words
from liaisons.actors import Actor
from liaisons.audiences import audience_key, ensure_audience
from liaisons.directory import Directory
from liaisons.errors import NotAllowed, NotFound, Stale, WrongState
from liaisons.permissions import Permission, may, require
from meetings import editions
from meetings.contents import Contents
from meetings.editions import GOVERNMENT
from meetings.enclosures import hashes_of
from meetings.events import PacketCleared, PacketFrozen, PacketIssued, PacketReopened, PacketReturned, tell
from meetings.gathering import find_last_issued, read_edition
from meetings.groups import require_runs
from meetings.manifest import as_bytes, make_manifest
from meetings.meetings import find_meeting
from meetings.packet_states import PacketMove, PacketState, state_after
from meetings.states import Stage

MOST = 200


class AgendaStillOpen(WrongState):
    """All editions are made from one frozen agenda."""


class OwnFreeze(NotAllowed):
    """Who froze an edition can't clear it too."""


class NothingToCompare(WrongState):
    """What an edition leaves out is seen beside the government edition alone."""


def freeze_packet(
    tx: Tx,
    actor: Actor,
    directory: Directory,
    meeting: str,
    edition: str,
    *,
    version: int,
    made_up: bool = False,
    now: datetime,
) -> PacketRow:
    """Fix what an edition holds, as its readers read it now. `version` is 0 for one never frozen before.

    Read by chair and secretary and the Office of Trade, whose reviewer clears it. Refuses before the agenda
    is frozen.
    """
    require(actor, Permission.PREPARE_PACKET)
    of = find_meeting(tx, actor, meeting)
    require_runs(actor, of["centerKey"])
    editions.take_edition(directory, of, edition)
    refuse_unless_agenda_stands(of)
    key = editions.key_of(meeting, edition)
    before = find_last_issued(tx, actor, of, edition)
    audience = ensure_audience(tx, editions.preparing_readers(of["groupKey"]))
    actor = actor.reading(audience)
    tx.do(sentences.BEGIN, key=key, packet=_begun(of, edition, audience, made_up=made_up))
    row = lock_packet(tx, actor, key, version=version, now=now)
    state = state_after(row["state"], PacketMove.FREEZE)
    contents = read_edition(tx, actor, directory, of, edition, before=before, now=now)
    digest = make_manifest(contents)["hash"]
    changes: dict[str, Value] = {
        "state": str(state),
        "day": of["day"],
        "contents": as_bytes(contents).decode(),
        "manifestHash": digest,
        "fileHashes": hashes_of(contents),
        "frozenAt": now.isoformat(),
        "frozenBy": actor.person,
        "frozenByName": actor.name,
        **_uncleared(),
    }
    said: dict[str, str | int | None] = {"manifest": digest, "audience": audience}
    return _save(tx, actor, row, changes, PacketFrozen, said, now=now)


def reopen_packet(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> PacketRow:
    """Collect an edition again that was frozen or cleared, with a reason. Refuses what was issued."""
    require(actor, Permission.PREPARE_PACKET)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    row = lock_packet(tx, actor, key, version=version, now=now)
    require_runs(actor, row["centerKey"])
    state = state_after(row["state"], PacketMove.REOPEN)
    return _save(tx, actor, row, _opened(actor, state, why), PacketReopened, {"reason": why}, now=now)


def return_packet(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> PacketRow:
    """Send a frozen edition back to be collected again, as its reviewer, with what is wrong with it."""
    require(actor, Permission.CLEAR_PACKET)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    row = lock_packet(tx, actor, key, version=version, now=now)
    state = state_after(row["state"], PacketMove.RETURN)
    return _save(tx, actor, row, _opened(actor, state, why), PacketReturned, {"reason": why}, now=now)


def clear_packet(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> PacketRow:
    """Say, as a disclosure reviewer, that this edition may go to its readers as it is.

    Refuses who froze it, and an edition that can't be compared with the government's.
    """
    require(actor, Permission.CLEAR_PACKET)
    row = lock_packet(tx, actor, key, version=version, now=now)
    state = state_after(row["state"], PacketMove.CLEAR)
    refuse_own_freeze(actor, row)
    if row["edition"] != GOVERNMENT:
        require_comparable(find_government(tx, actor, row))
    changes: dict[str, Value] = {
        "state": str(state),
        "clearedAt": now.isoformat(),
        "clearedBy": actor.person,
        "clearedByName": actor.name,
    }
    return _save(tx, actor, row, changes, PacketCleared, {"manifest": row["manifestHash"]}, now=now)


def issue_packet(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> PacketRow:
    """Give a cleared edition to its readers. From then on it never changes."""
    require(actor, Permission.PREPARE_PACKET)
    row = lock_packet(tx, actor, key, version=version, now=now)
    require_runs(actor, row["centerKey"])
    state = state_after(row["state"], PacketMove.ISSUE)
    group = group_of(row)
    audience = ensure_audience(tx, editions.issued_readers(row["centerKey"], group, row["edition"]))
    changes: dict[str, Value] = {
        "state": str(state),
        "audienceKey": audience,
        "issuedAt": now.isoformat(),
        "issuedByName": actor.name,
    }
    said: dict[str, str | int | None] = {
        "from": row["audienceKey"],
        "to": audience,
        "manifest": row["manifestHash"],
    }
    return _save(tx, actor, row, changes, PacketIssued, said, now=now)


def find_packet(tx: Tx, actor: Actor, key: str) -> PacketRow:
    """An edition that the actor reads, or `NotFound`. The trade sees no names of its steps."""
    row = tx.one(sentences.FIND, key=key, audiences=actor.audiences)
    if row is None:
        raise NotFound
    return cast(PacketRow, _shown(actor, row))


def list_packets(
    tx: Tx, actor: Actor, *, meeting: str | None = None, limit: int = 100
) -> list[ListedPacketRow]:
    """Editions that the actor reads, those of the latest meeting first; at most 200."""
    rows = tx.all(sentences.LIST, meeting=meeting, audiences=actor.audiences, limit=max(1, min(limit, MOST)))
    return [cast(ListedPacketRow, _shown(actor, row)) for row in rows]


def read_contents(row: PacketRow) -> Contents:
    """What the edition holds."""
    return cast(Contents, json.loads(row["contents"]))


def list_kept_files(tx: Tx, actor: Actor) -> list[str]:
    """The hashes of all files that a frozen, cleared or issued edition holds; for the hub's clock."""
    return tx.all(sentences.KEPT_FILES, audiences=actor.audiences)


def group_of(row: ListedPacketRow) -> str:
    """The key of the group whose packet it is."""
    return f"group:{row['centerKey']}"


def lock_packet(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> PacketRow:
    """The edition, locked until the unit ends. Refuses what the actor can't read, and a passed version."""
    row = tx.one(sentences.LOCK, key=key, at=now.isoformat(), audiences=_reading_issued(actor, key).audiences)
    if row is None:
        raise NotFound
    if row["version"] != version:
        raise Stale(by=row["changedByName"], at=row["changedAt"], version=row["version"])
    return row


def _reading_issued(actor: Actor, key: str) -> Actor:
    """Whoever prepares an edition reads it when it is issued too, also when that was a moment ago."""
    meeting, _, edition = key.rpartition("/")
    center = meeting.partition("/")[0]
    group = f"group:{center}"
    if audience_key(editions.preparing_readers(group)) not in actor.audiences:
        return actor
    return actor.reading(audience_key(editions.issued_readers(center, group, edition)))


def refuse_unless_agenda_stands(meeting: MeetingRow) -> None:
    """Refuse to freeze an edition while its agenda still draws itself up."""
    if meeting["state"] == Stage.PLANNED:
        raise AgendaStillOpen(
            "The agenda of this meeting is still open. Freeze it first: all editions are made from it.",
            state=meeting["state"],
        )


def refuse_own_freeze(actor: Actor, row: ListedPacketRow) -> None:
    """Refuse to clear what one has frozen."""
    if actor.person == row["frozenBy"]:
        raise OwnFreeze("You froze this edition. Another person has to clear it.")


def require_comparable(government: PacketRow | None) -> PacketRow:
    """The government edition beside which another is cleared, or a refusal."""
    if government is None or government["state"] == PacketState.COLLECTING:
        raise NothingToCompare(
            "The government edition of this meeting is not frozen, so nobody can see what this one leaves "
            "out. Have it frozen first."
        )
    return government


def find_government(tx: Tx, actor: Actor, row: ListedPacketRow) -> PacketRow | None:
    """The government edition of the same meeting, if the actor reads one."""
    key = editions.key_of(row["meetingKey"], GOVERNMENT)
    return tx.one(sentences.FIND, key=key, audiences=actor.audiences)


def _begun(of: MeetingRow, edition: str, audience: str, *, made_up: bool) -> dict[str, Value]:
    return {
        "meetingKey": of["key"],
        "centerKey": of["centerKey"],
        "agencyKey": of["agencyKey"],
        "edition": edition,
        "quarter": of["quarter"],
        "day": of["day"],
        "state": str(PacketState.COLLECTING),
        "contents": "{}",
        "manifestHash": "",
        "madeUp": made_up,
        "audienceKey": audience,
        "changedAt": "",
        "changedByName": "",
    }


def _uncleared() -> dict[str, Value]:
    return {"clearedAt": None, "clearedBy": None, "clearedByName": None}


def _opened(actor: Actor, state: PacketState, why: str) -> dict[str, Value]:
    opened: dict[str, Value] = {"state": str(state), "openedReason": why, "openedByName": actor.name}
    # What is collected anew holds no file yet.
    return {**opened, "fileHashes": None, **_uncleared()}


def _shown(actor: Actor, row: Mapping[str, object]) -> Mapping[str, object]:
    if may(actor, Permission.SEE_PEOPLE):
        return row
    hidden = ("frozenBy", "frozenByName", "clearedByName", "issuedByName", "openedReason", "openedByName")
    return {**row, **dict.fromkeys(hidden), "changedByName": ""}


def _save(
    tx: Tx,
    actor: Actor,
    row: PacketRow,
    changes: dict[str, Value],
    happened: type[Event],
    said: dict[str, str | int | None],
    *,
    now: datetime,
) -> PacketRow:
    who: dict[str, Value] = {"changedAt": now.isoformat(), "changedByName": actor.name}
    saved = tx.the(sentences.SAVE, key=row["key"], changes={**changes, **who})
    # What an edition holds stays in the edition; a history needs its hash alone.
    image = {name: value for name, value in saved.items() if name != "contents"}
    tell(
        tx,
        actor,
        happened,
        subject=saved["key"],
        label="Packet",
        audience=saved["audienceKey"],
        said=said,
        images={saved["key"]: image},
        now=now,
    )
    return saved
