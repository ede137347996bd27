"""A Center's working group: what it is for, who sits in it, and which accounts it could ask to join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.cypher import Tx, Value
from graph.meetings import groups as sentences
from graph.meetings.groups import GroupRow, MemberRow
from liaisons import words
from liaisons.actors import PUBLIC_READER, Actor, Role
from liaisons.audiences import ensure_audience
from liaisons.directory import Directory
from liaisons.errors import BadInput, NotAllowed, NotFound, Stale
from liaisons.permissions import Permission, may, require
from meetings.events import CharterWritten, tell

MOST_MILESTONES = 20
RUNNERS = (Role.CHAIR, Role.GROUP_SECRETARY)
HEADQUARTERS, COUNCIL = "OFO-HQ", "BIEC"


class NotYourGroup(NotAllowed):
    """Chair and secretary run the meetings of their own group only."""


class MilestonesTooMany(BadInput):
    """More milestones than a group can watch."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that the group could ask to join, and why: agencies by the flags that its goods carry."""

    key: str
    name: str
    industry: str
    made_up: bool
    flags_of: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """All of a group that its reader sees."""

    row: GroupRow
    agencies: tuple[str, ...]
    members: tuple[MemberRow, ...]
    candidates: tuple[Candidate, ...]

    def of_role(self, role: Role) -> list[MemberRow]:
        """Who holds a role in it today."""
        return [each for each in self.members if each["role"] == role]


def group_key(center: str) -> str:
    """The key of a Center's group: `group:CEE002`."""
    return f"group:{center}"


def runs(actor: Actor, center: str) -> bool:
    """Whether the actor is chair or secretary of this Center's group, and acts for the Center."""
    return may(actor, Permission.RUN_MEETING) and any(
        s.party == actor.party
        and s.target == group_key(center)
        and s.role in (Role.CHAIR, Role.GROUP_SECRETARY)
        for s in actor.standings
    )


def require_runs(actor: Actor, center: str) -> None:
    """Refuse unless the actor runs this Center's group."""
    if not runs(actor, center):
        raise NotYourGroup("Chair and secretary of a group run its meetings. Ask them.")


def agencies_of(directory: Directory, center: str, *, today: str) -> tuple[str, ...]:
    """The agencies that a live alignment joins to the Center, by key."""
    live = {
        row["agencyKey"]
        for row in directory.alignments
        if row["centerKey"] == center
        and (row["since"] or "") <= today
        and (row["until"] is None or row["until"] > today)
    }
    return tuple(sorted(live))


def government_readers(
    directory: Directory, center: str, *, agency: str | None = None, today: str
) -> list[str]:
    """Who of government reads a group's meetings, or those of the Center with one agency alone."""
    agencies = (agency,) if agency else agencies_of(directory, center, today=today)
    return [center, *agencies, HEADQUARTERS, COUNCIL, f"{group_key(center)}/government"]


def name_series(directory: Directory, center: str, agency: str | None) -> str:
    """Who meets, in words: `APP working group`, or `APP with FDA`."""
    name = directory.name_of(center)
    return f"{name} with {directory.name_of(agency)}" if agency else f"{name} working group"


def find_group(tx: Tx, actor: Actor, directory: Directory, center: str, *, today: str) -> Group:
    """A Center's group, or `NotFound`. Members and proposed accounts as far as the actor reads them."""
    row = tx.one(sentences.FIND, key=group_key(center))
    if row is None or actor.is_public:
        raise NotFound
    agencies = agencies_of(directory, center, today=today)
    members = tx.all(sentences.MEMBERS, group=row["key"], today=today, audiences=actor.audiences)
    return Group(
        row, agencies, tuple(members), _propose_accounts(tx, actor, directory, center, agencies, members)
    )


def _propose_accounts(
    tx: Tx,
    actor: Actor,
    directory: Directory,
    center: str,
    agencies: tuple[str, ...],
    members: list[MemberRow],
) -> tuple[Candidate, ...]:
    agency_of = {key: f["agencyKey"] for key, f in directory.flags.items() if f["agencyKey"] in agencies}
    seated = {each["partyKey"] for each in members}
    found = []
    rows = tx.all(sentences.CANDIDATES, center=center, flags=sorted(agency_of), audiences=actor.audiences)
    for row in rows:
        flags_of: dict[str, list[str]] = {}
        for flag in row["flags"]:
            flags_of.setdefault(agency_of[flag], []).append(flag)
        reasons = {agency: tuple(sorted(flags)) for agency, flags in sorted(flags_of.items())}
        if row["key"] not in seated:
            found.append(Candidate(row["key"], row["name"], row["industryKey"], row["madeUp"], reasons))
    return tuple(found)


def write_charter(
    tx: Tx,
    actor: Actor,
    center: str,
    *,
    charter: str,
    milestones: tuple[str, ...],
    version: int,
    now: datetime,
) -> GroupRow:
    """Say what the group is for and what it wants to reach; `version` is 0 where nobody has yet."""
    require(actor, Permission.RUN_MEETING)
    row = tx.one(sentences.LOCK, key=group_key(center), at=now.isoformat())
    if row is None:
        raise NotFound
    require_runs(actor, center)
    if row["version"] != version:
        by, at = row["changedByName"] or "Someone", row["changedAt"] or now.isoformat()
        raise Stale(by=by, at=at, version=row["version"])
    taken = words.take_text(charter, field="charter", name="The charter", limit=words.PAGE)
    kept = [line for line in milestones if line.strip()]
    if len(kept) > MOST_MILESTONES:
        raise MilestonesTooMany(
            f"A group has at most {MOST_MILESTONES} milestones, not {len(kept)}.", field="milestones"
        )
    steps = [words.take_text(s, field="milestones", name="A milestone", limit=words.TITLE) for s in kept]
    changes: dict[str, Value] = {
        "charter": taken,
        "milestones": steps,
        "changedAt": now.isoformat(),
        "changedByName": actor.name,
    }
    saved = tx.the(sentences.SAVE, key=row["key"], changes=changes)
    # A charter is part of the directory: whoever is signed in may know what a group is for.
    audience = ensure_audience(tx, [PUBLIC_READER])
    tell(tx, actor, CharterWritten, subject=row["key"], label="Group", audience=audience,
         images={row["key"]: saved}, now=now)  # fmt: skip
    return saved
