"""In whose hands an issue is: taken up by its holder, handed over, its next action and due day changed."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx
from graph.matrix.issues import IssueRow
from liaisons import holdings, words
from liaisons.actors import Actor, Role
from liaisons.audiences import party_reads
from liaisons.errors import BadInput, NotAllowed
from liaisons.permissions import Permission, require
from matrix.events import IssueHandedOver, IssueTakenUp
from matrix.issues import refuse_final
from matrix.locking import Changed, lock_issue, require_involved, save_issue
from matrix.states import Move, State, end_of


class HolderCannotRead(BadInput):
    """The party to hold it does not read it."""


class NotYoursToHandOver(NotAllowed):
    """Another party holds it."""


def take_up_issue(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> Changed:
    """Begin to work on a confirmed issue that the actor's party holds."""
    require(actor, Permission.HOLD_ISSUE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    changes = {"state": str(end_of_taking_up(actor, issue))}
    return save_issue(tx, actor, issue, changes, IssueTakenUp, now=now)


def hand_over_issue(
    tx: Tx,
    actor: Actor,
    key: str,
    *,
    holder: str,
    person: str | None = None,
    next_action: str,
    due_on: str,
    note: str = "",
    version: int,
    now: datetime,
) -> Changed:
    """Hand an issue to a party (its own stays possible: then only next action and due day change).

    By whoever holds it, and by headquarters; an issue that nobody holds may be taken by those involved.
    """
    require(actor, Permission.HOLD_ISSUE)
    holding = holdings.take_holding(
        tx, actor, holder=holder, person=person, next_action=next_action, due_on=due_on, now=now
    )
    why = words.take_text(note, field="note", name="The note", limit=words.SENTENCE, required=False)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    refuse_unless_handable(actor, issue)
    if not party_reads(tx, holding.holder, issue["audienceKey"]):
        raise HolderCannotRead(
            f"This issue is not shared with {holding.holder}, who could not see it. Choose a reader.",
            field="holder",
        )
    held = holdings.hold(tx, actor, key, holding, audience=issue["audienceKey"], now=now)
    said = {
        "from": issue["holderKey"],
        "to": holding.holder,
        "toPerson": held["holderPersonName"],
        "nextAction": holding.next_action,
        "dueOn": holding.due_on,
        "note": why,
    }
    return save_issue(tx, actor, issue, {}, IssueHandedOver, said=said, now=now)


def end_of_taking_up(actor: Actor, issue: IssueRow) -> State:
    """The state after taking it up. Refuses who doesn't hold it, and the wrong state."""
    _require_holder(actor, issue)
    return end_of(issue["state"], Move.TAKE_UP)


def refuse_unless_handable(actor: Actor, issue: IssueRow) -> None:
    """Refuse what is over, and whoever neither holds it nor, where nobody does, has a part in it."""
    refuse_final(issue)
    if issue["holderKey"] is None:
        require_involved(actor, issue)
    else:
        _require_holder(actor, issue)


def _require_holder(actor: Actor, issue: IssueRow) -> None:
    if issue["holderKey"] != actor.party and Role.HQ_OFFICER not in actor.roles:
        raise NotYoursToHandOver(
            f"{issue['holderKey'] or 'Nobody'} holds this issue. Its holder or headquarters can do that."
        )
