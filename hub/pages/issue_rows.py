"""One issue as its page shows it: its state in a sentence, and which actions a reader has in this state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.matrix.issues import IssueRow
from hub import dates
from hub.pages import happenings
from liaisons.actors import Actor
from liaisons.directory import Directory
from matrix.doable import MOVING, Deed, list_doable
from matrix.states import WORDS, State


@dataclass(frozen=True, slots=True)
class Action:
    """One action on an issue: its word in the address, the button's words, and what will happen."""

    name: Deed
    words: str
    effect: str

    @property
    def moves(self) -> bool:
        """Whether it moves the issue on."""
        return self.name in MOVING


ACTIONS = {
    action.name: action
    for action in (
        Action(Deed.PLACE, "Place in the matrix", "Sets the cells that it stands in. New ones begin today."),
        Action(Deed.CONFIRM, "Confirm as systemic", "Your side says that it is systemic."),
        Action(Deed.DECLINE, "Decline as not systemic", "Your side says that it is not systemic, and why."),
        Action(Deed.TAKE_UP, "Take it up", "Says that your party works on it now."),
        Action(Deed.HAND_OVER, "Hand over", "Changes who holds it, the next action and its due day."),
        Action(
            Deed.ASSESS, "Assess severity", "Says how badly it hurts; it stands with your name and the day."
        ),
        Action(
            Deed.STRENGTH, "Change strength", "Says that it needs resolution, or that tracking is enough."
        ),
        Action(Deed.PROPOSE_CLOSE, "Propose to close", "Another party has to agree before anything changes."),
        Action(Deed.AGREE_CLOSE, "Agree to close", "What is done is watched for a quarter; else it closes."),
        Action(Deed.DECLINE_CLOSE, "Decline to close", "Takes the proposal away; the issue stays as it is."),
        Action(Deed.END_WATCH, "Close after the watch", "It stayed quiet; this closes it."),
        Action(Deed.REOPEN, "Reopen", "It came back, or was judged wrongly; it is open again."),
        Action(Deed.EDIT, "Edit", "Changes its words; who saved what stays in the timeline."),
        Action(Deed.CLAIM, "State a position or figure", "It stands with your name, party and the day."),
        Action(Deed.COMMENT, "Comment", "Adds a comment for those whom you choose."),
    )
}


def actions_for(actor: Actor, issue: IssueRow, today: date) -> list[Action]:
    """The actions that this reader may do in this state, what moves it on first."""
    return [ACTIONS[deed] for deed in list_doable(actor, issue, today=today)]


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
    words = happenings.DONE[event]
    holder = f" {directory.name_of(issue['holderKey'])} holds it." if issue["holderKey"] else ""
    return f"Saved: you {words}. It is “{WORDS[State(issue['state'])].lower()}” now.{holder}"
