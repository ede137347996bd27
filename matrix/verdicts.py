"""Whether an issue is systemic: an expert of the Center and one of the agency each say so, or not."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx, Value
from graph.matrix.issues import IssueRow
from liaisons import clocks, holdings, words
from liaisons.actors import Actor, Role
from liaisons.errors import NotAllowed, WrongState
from liaisons.permissions import Permission, require
from matrix.cells import cell_of
from matrix.events import IssueConfirmed, IssueDeclined, VerdictGiven
from matrix.locking import Changed, lock_issue, save_issue
from matrix.states import Move, end_of, is_open

CONFIRM, DECLINE = "confirm", "decline"
CENTER, AGENCY = "center", "agency"
MOVES = {CONFIRM: Move.CONFIRM, DECLINE: Move.DECLINE}


class NotYourCell(NotAllowed):
    """The expert's area and column are not among the issue's cells."""


class SaidAlready(WrongState):
    """The expert's side has said the same already."""


def confirm_issue(tx: Tx, actor: Actor, key: str, *, now: datetime) -> Changed:
    """Say that a placed issue is systemic; when both sides have, it is confirmed."""
    return _give_verdict(tx, actor, key, CONFIRM, reason="", now=now)


def decline_issue(tx: Tx, actor: Actor, key: str, *, reason: str, now: datetime) -> Changed:
    """Say that a placed issue is not systemic, and why; when both sides have, that is its end."""
    return _give_verdict(tx, actor, key, DECLINE, reason=reason, now=now)


def side_of(actor: Actor, issue: IssueRow) -> str:
    """The side the actor speaks for as an expert of one of the issue's cells: "center" or "agency".

    An expert of a Center or an agency speaks for all its columns or rows. Refuses everyone else.
    """
    targets = {s.target for s in actor.standings if s.role == Role.EXPERT and s.party == actor.party}
    for key in issue["cells"]:
        cell = cell_of(key)
        if actor.party == cell.center and targets & {cell.column, cell.center}:
            return CENTER
        if actor.party == cell.agency and targets & {cell.area, cell.agency}:
            return AGENCY
    raise NotYourCell(
        "You are no expert of one of this issue's cells. Ask an expert whom one of its cells names."
    )


def take_side(actor: Actor, issue: IssueRow, verdict: str) -> str:
    """The side for which the actor gives a verdict. Refuses the wrong state, and what it has said before."""
    side = side_of(actor, issue)
    end_of(issue["state"], MOVES[verdict])
    if verdict == (issue["centerVerdict"] if side == CENTER else issue["agencyVerdict"]):
        word = "systemic" if verdict == CONFIRM else "not systemic"
        raise SaidAlready(f"Your side has said already that it is {word}. The other side is to speak.")
    return side


def _give_verdict(tx: Tx, actor: Actor, key: str, verdict: str, *, reason: str, now: datetime) -> Changed:
    require(actor, Permission.CONFIRM_ISSUE)
    if verdict == DECLINE:
        reason = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    # No version: experts of both sides may act at once on what both of them saw.
    issue = lock_issue(tx, actor, key, version=None, now=now)
    side = take_side(actor, issue, verdict)
    end = end_of(issue["state"], MOVES[verdict])
    other = issue["agencyVerdict"] if side == CENTER else issue["centerVerdict"]
    changes: dict[str, Value] = {
        f"{side}Verdict": verdict,
        f"{side}VerdictBy": actor.name,
        f"{side}VerdictOn": clocks.today_of(now),
    }
    said = {"side": side, "verdict": verdict, "reason": reason}
    if other != verdict:
        return save_issue(tx, actor, issue, changes, VerdictGiven, said=said, now=now)
    changes |= {"state": str(end), "isOpen": is_open(end)}
    if not is_open(end):
        holdings.let_go(tx, key, now=now)
    happened = IssueConfirmed if verdict == CONFIRM else IssueDeclined
    return save_issue(tx, actor, issue, changes, happened, said=said, now=now)
