"""How an issue is weighed: its severity, and whether a party says that it needs resolution."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx
from graph.matrix.issues import IssueRow
from liaisons import clocks, words
from liaisons.actors import Actor
from liaisons.errors import BadInput, NotAllowed, WrongState
from liaisons.permissions import Permission, require
from matrix.events import SeverityAssessed, StrengthChanged
from matrix.issues import refuse_unless_changeable
from matrix.locking import Changed, lock_issue, save_issue
from matrix.severity import Severity

TRACKED, NEEDS_RESOLUTION = "tracked", "needs resolution"


class SeverityUnknown(BadInput):
    """Not a severity that someone can assess."""


class StrengthUnknown(BadInput):
    """Neither tracked nor needs resolution."""


class StrengthNotYours(NotAllowed):
    """Another party set it, and only that party lifts it."""


class StrengthAlready(WrongState):
    """It has that strength already."""


def assess_issue(
    tx: Tx,
    actor: Actor,
    key: str,
    *,
    severity: int,
    reason: str,
    version: int,
    made_up: bool = False,
    now: datetime,
) -> Changed:
    """Say how badly an issue hurts (1 low to 4 critical) and why; it stands with name, party and day.

    `made_up` marks the demonstration's invention.
    """
    require(actor, Permission.ASSESS_ISSUE)
    if severity not in (1, 2, 3, 4):
        raise SeverityUnknown("Choose low, medium, high or critical.", field="severity")
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    refuse_unless_changeable(actor, issue)
    said = {"from": Severity(issue["severity"]).word, "to": Severity(severity).word, "reason": why}
    return save_issue(
        tx,
        actor,
        issue,
        {
            "severity": severity,
            "severityBy": actor.name,
            "severityByParty": actor.party,
            "severityOn": clocks.today_of(now),
            "severityReason": why,
            "severityMadeUp": made_up,
        },
        SeverityAssessed,
        said=said,
        now=now,
    )


def set_strength(
    tx: Tx, actor: Actor, key: str, *, strength: str, reason: str, version: int, now: datetime
) -> Changed:
    """Say that an issue needs resolution, or that tracking it is enough. Only who set it lifts it."""
    require(actor, Permission.SET_STRENGTH)
    if strength not in (TRACKED, NEEDS_RESOLUTION):
        raise StrengthUnknown("Choose tracked or needs resolution.", field="strength")
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    refuse_unless_changeable(actor, issue)
    if issue["strength"] == strength:
        raise StrengthAlready(f"It is “{strength}” already.", strength=strength)
    refuse_lifting(actor, issue)
    changes = {
        "strength": strength,
        "strengthBy": actor.party if strength == NEEDS_RESOLUTION else None,
        "strengthOn": clocks.today_of(now),
    }
    return save_issue(
        tx, actor, issue, changes, StrengthChanged, said={"to": strength, "reason": why}, now=now
    )


def refuse_lifting(actor: Actor, issue: IssueRow) -> None:
    """Refuse to let one party lift what another said needs resolution."""
    if issue["strength"] == NEEDS_RESOLUTION and issue["strengthBy"] != actor.party:
        raise StrengthNotYours(
            f"{issue['strengthBy']} says that it needs resolution; only {issue['strengthBy']} can lift that."
        )
