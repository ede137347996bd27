"""One issue as its page shows it: what happened in words, and which actions a reader has in this state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from graph.matrix.issues import IssueRow
from graph.outbox import EventRow
from hub.pages import dates
from liaisons.actors import Actor, Role
from liaisons.directory import Directory
from liaisons.errors import NotAllowed
from liaisons.permissions import Permission, may
from matrix.locking import require_involved
from matrix.states import FINAL, WORDS, Move, State, can
from matrix.verdicts import CENTER, CONFIRM, DECLINE, side_of


@dataclass(frozen=True, slots=True)
class Action:
    """One action on an issue: its word in the address, the button's words, and what will happen."""

    name: str
    words: str
    effect: str


ACTIONS = {
    action.name: action
    for action in (
        Action("place", "Place in the matrix", "Sets the cells that it stands in. New ones begin today."),
        Action("confirm", "Confirm as systemic", "Your side says that it is systemic."),
        Action("decline", "Decline as not systemic", "Your side says that it is not systemic, and why."),
        Action("take-up", "Take it up", "Says that your party works on it now."),
        Action("hand-over", "Hand over", "Changes who holds it, the next action and its due day."),
        Action("assess", "Assess severity", "Says how badly it hurts; it stands with your name and the day."),
        Action("strength", "Change strength", "Says that it needs resolution, or that tracking is enough."),
        Action("propose-close", "Propose to close", "Another party has to agree before anything changes."),
        Action("agree-close", "Agree to close", "What is done is watched for a quarter; else it closes."),
        Action("decline-close", "Decline to close", "Takes the proposal away; the issue stays as it is."),
        Action("end-watch", "Close after the watch", "It stayed quiet; this closes it."),
        Action("reopen", "Reopen", "It came back, or was judged wrongly; it is open again."),
        Action("edit", "Edit", "Changes its words; who saved what stays in the timeline."),
        Action("claim", "State a position or figure", "It stands with your name, party and the day."),
        Action("comment", "Comment", "Adds a comment for those whom you choose."),
    )
}

HAPPENED = {
    "IssueReported": "reported it",
    "IssueImported": "brought it in from a source",
    "IssueEdited": "changed its words",
    "IssuePlaced": "placed it in the matrix",
    "VerdictGiven": "gave one side's verdict",
    "IssueConfirmed": "confirmed it as systemic, for the second side",
    "IssueDeclined": "said that it is not systemic, for the second side",
    "SeverityAssessed": "assessed its severity",
    "StrengthChanged": "changed its strength",
    "IssueHandedOver": "handed it over",
    "IssueTakenUp": "took it up",
    "CloseProposed": "proposed to close it",
    "CloseDeclined": "declined to close it",
    "IssueImplemented": "agreed that it is implemented; it is watched now",
    "IssueClosed": "closed it",
    "IssueReopened": "reopened it",
    "ClaimStated": "stated",
    "CommentMade": "commented",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline."""

    who: str
    party: str
    words: str
    detail: str
    at: str
    audience: str


def actions_for(actor: Actor, issue: IssueRow, today: str) -> list[Action]:
    """The actions that this reader may do in this state, in the order that work goes."""
    names = {*_remarks(actor), *(_changes(actor, issue, today) if _is_involved(actor, issue) else ())}
    names |= _verdicts(actor, issue)
    return [action for name, action in ACTIONS.items() if name in names]


def happenings_of(rows: list[EventRow], directory: Directory) -> list[Happening]:
    """The timeline in words, as it came: newest first."""
    return [
        Happening(
            row["personName"],
            directory.name_of(row["partyKey"]),
            HAPPENED.get(row["name"], row["name"]),
            _detail(row["name"], orjson.loads(row["said"] or "{}"), directory),
            row["at"],
            row["audienceKey"],
        )
        for row in rows
    ]


def say_state(issue: IssueRow, directory: Directory, today: str) -> str:
    """Who holds it, since when, what is next, by when, as one sentence."""
    if not issue["holderKey"]:
        return "Nobody holds it." if issue["isOpen"] else "It waits for nobody."
    held = f"Held by {directory.name_of(issue['holderKey'])}"
    if issue["holderPersonName"]:
        held += f", {issue['holderPersonName']},"
    if issue["heldSince"]:
        held += f" for {dates.say_age(issue['heldSince'][:10], today)}"
    if not issue["nextAction"]:
        return f"{held}."
    due = f", {dates.say_due(issue['dueOn'], today)}" if issue["dueOn"] else ""
    return f"{held}. Next: {issue['nextAction']}{due}."


def say_done(event: str, issue: IssueRow, directory: Directory) -> str:
    """The one line after an action: what happened, and how it stands now."""
    words = HAPPENED.get(event, "changed it")
    holder = f" {directory.name_of(issue['holderKey'])} holds it." if issue["holderKey"] else ""
    return f"Saved: you {words}. It is “{WORDS[State(issue['state'])].lower()}” now.{holder}"


def _detail(name: str, said: dict[str, Any], directory: Directory) -> str:
    if name == "SeverityAssessed":
        return f"from {said.get('from')} to {said.get('to')}: {said.get('reason')}"
    if name == "IssueHandedOver":
        to = directory.name_of(str(said.get("to")))
        note = f" {said['note']}" if said.get("note") else ""
        return f"to {to}: {said.get('nextAction')}, by {dates.say_day(str(said.get('dueOn')))}.{note}"
    if name == "IssueEdited":
        return f"{said.get('changed') or 'nothing'}"
    parts = [f"{key}: {value}" for key, value in said.items() if value not in (None, "")]
    return "; ".join(parts)


def _is_involved(actor: Actor, issue: IssueRow) -> bool:
    try:
        require_involved(actor, issue)
    except NotAllowed:
        return False
    return True


def _remarks(actor: Actor) -> set[str]:
    names = {"comment"} if may(actor, Permission.COMMENT) else set()
    return names | ({"claim"} if may(actor, Permission.STATE_CLAIM) else set())


def _changes(actor: Actor, issue: IssueRow, today: str) -> set[str]:
    state, names = issue["state"], set[str]()
    if State(state) not in FINAL:
        for name, permission in (
            ("place", Permission.PLACE_ISSUE),
            ("edit", Permission.EDIT_ISSUE),
            ("assess", Permission.ASSESS_ISSUE),
        ):
            names |= {name} if may(actor, permission) else set()
        if may(actor, Permission.SET_STRENGTH) and issue["strengthBy"] in (None, actor.party):
            names.add("strength")
        if may(actor, Permission.HOLD_ISSUE) and _holds(actor, issue):
            names.add("hand-over")
            names |= {"take-up"} if can(state, Move.TAKE_UP) and issue["holderKey"] else set()
    return names | (_closing(actor, issue, today) if may(actor, Permission.CLOSE_ISSUE) else set())


def _holds(actor: Actor, issue: IssueRow) -> bool:
    return issue["holderKey"] in (None, actor.party) or Role.HQ_OFFICER in actor.roles


def _closing(actor: Actor, issue: IssueRow, today: str) -> set[str]:
    state, names = issue["state"], set[str]()
    if issue["closeProposed"]:
        names.add("decline-close")
        if actor.party != issue["closeByParty"] and actor.person != issue["closeBy"]:
            names.add("agree-close")
    elif can(state, Move.IMPLEMENT):
        names.add("propose-close")
    if can(state, Move.WATCH_ENDS) and (issue["watchUntil"] or "") <= today:
        names.add("end-watch")
    if can(state, Move.RECUR) or can(state, Move.REOPEN):
        names.add("reopen")
    return names


def _verdicts(actor: Actor, issue: IssueRow) -> set[str]:
    if not (may(actor, Permission.CONFIRM_ISSUE) and can(issue["state"], Move.CONFIRM)):
        return set()
    try:
        side = side_of(actor, issue)
    except NotAllowed:
        return set()
    own = issue["centerVerdict"] if side == CENTER else issue["agencyVerdict"]
    return {name for name in (CONFIRM, DECLINE) if name != own}
