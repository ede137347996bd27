"""How every command on an issue begins and ends: lock it, look, save it with what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph import outbox
from graph.cypher import Tx, Value
from graph.matrix import issues as sentences
from graph.matrix.issues import IssueRow
from graph.outbox import Event
from liaisons.actors import Actor, Role
from liaisons.errors import NotAllowed, NotFound, Stale
from matrix.cells import parties_of
from matrix.severity import rank_of


class NotInvolved(NotAllowed):
    """The party acted for has no part in the issue."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a command did: the issue as it is now, and the name of what happened."""

    event: str
    issue: IssueRow

    @property
    def key(self) -> str:
        return self.issue["key"]

    @property
    def version(self) -> int:
        return self.issue["version"]


def lock_issue(tx: Tx, actor: Actor, key: str, *, version: int | None, now: datetime) -> IssueRow:
    """The issue, locked until the unit ends. Refuses what the actor can't read, and a passed version.

    `version` is None only where two people may rightly act on what they both saw (a verdict, a comment).
    """
    issue = tx.one(sentences.LOCK, key=key, at=now.isoformat(), audiences=actor.audiences)
    if issue is None:
        raise NotFound
    if version is not None and issue["version"] != version:
        raise Stale(by=issue["changedByName"], at=issue["changedAt"], version=issue["version"])
    return issue


def require_involved(actor: Actor, issue: IssueRow) -> None:
    """Refuse unless the actor's party holds it, reported it, or is an agency or Center of its cells.

    Headquarters and the BIEC's secretariat are involved in all that they can read; in an issue that stands
    in no cell yet, so is everyone who may act on it at all.
    """
    if actor.roles & {Role.HQ_OFFICER, Role.BIEC_SECRETARY} or not issue["cells"]:
        return
    involved = parties_of(issue["cells"]) | {issue["holderKey"], issue["reportedByParty"]}
    if actor.party not in involved:
        raise NotInvolved(
            f"This issue is with {', '.join(sorted(p for p in involved if p))}. "
            f"Acting for {actor.party}, you can comment on it, not change it."
        )


def is_involved(actor: Actor, issue: IssueRow) -> bool:
    """Whether the actor's party has a part in the issue."""
    try:
        require_involved(actor, issue)
    except NotInvolved:
        return False
    return True


def save_issue(
    tx: Tx,
    actor: Actor,
    issue: IssueRow,
    changes: Mapping[str, Value],
    happened: type[Event],
    *,
    said: Mapping[str, str | int | None] | None = None,
    now: datetime,
) -> Changed:
    """Save the changes with one more version, and what happened with the issue as it is after."""
    severity = changes.get("severity", issue["severity"])
    since = changes.get("since", issue["since"])
    saved = tx.the(
        sentences.SAVE,
        key=issue["key"],
        changes={
            **changes,
            "rank": rank_of(int(str(severity)), str(since), issue["key"]),
            "changedAt": now.isoformat(),
            "changedByName": actor.name,
        },
    )
    tell(tx, actor, saved, happened, said=said, now=now)
    return Changed(happened.__name__, saved)


def tell(
    tx: Tx,
    actor: Actor,
    issue: IssueRow,
    happened: type[Event],
    *,
    said: Mapping[str, str | int | None] | None = None,
    audience: str | None = None,
    images: Mapping[str, Mapping[str, Any]] | None = None,
    now: datetime,
) -> None:
    """Keep an event about the issue; a remark's event carries the remark's own audience and image."""
    outbox.append(
        tx,
        happened(
            subject=issue["key"],
            label="Issue",
            audience=audience or issue["audienceKey"],
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said=said or {},
            images=images if images is not None else {issue["key"]: issue},
        ),
    )
