"""How an issue ends: one side proposes, another agrees; what is done is watched, and may come back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from graph.cypher import Tx, Value
from graph.matrix.issues import IssueRow
from liaisons import clocks, holdings, words
from liaisons.actors import Actor
from liaisons.errors import BadInput, NotAllowed, WrongState
from liaisons.permissions import Permission, require
from matrix.events import CloseDeclined, CloseProposed, IssueClosed, IssueImplemented, IssueReopened
from matrix.locking import Changed, lock_issue, require_involved, save_issue
from matrix.states import Move, NotInThisState, State, can, end_of

IMPLEMENTED, NOT_IMPLEMENTED = "implemented", "not implemented"
MOVES = {IMPLEMENTED: Move.IMPLEMENT, NOT_IMPLEMENTED: Move.GIVE_UP}
# A quarter of quiet before what was done counts as closed: ours, as the watch period of feature 9.
WATCH_DAYS = clocks.A_QUARTER
FIRST_LOOK = "Look whether it has come back"
AGAIN = "Say what is done about its return"
AGAIN_DAYS = 10

NO_PROPOSAL: dict[str, Value] = {
    "closeProposed": None,
    "closeReason": None,
    "closeBy": None,
    "closeByName": None,
    "closeByParty": None,
    "closeOn": None,
}


class OutcomeUnknown(BadInput):
    """Neither implemented nor not implemented."""


class ProposedAlready(WrongState):
    """A proposal to close is waiting for the other side."""


class NothingProposed(WrongState):
    """Nobody has proposed to close it."""


class OwnProposal(NotAllowed):
    """Who proposes to close cannot agree to it too."""


class WatchNotOver(WrongState):
    """The watch period has days to go."""


def propose_close(
    tx: Tx, actor: Actor, key: str, *, outcome: str, reason: str, version: int, now: datetime
) -> Changed:
    """Say that an issue is implemented, or that it won't be, with the evidence or reason; the state stays."""
    require(actor, Permission.CLOSE_ISSUE)
    if outcome not in MOVES:
        raise OutcomeUnknown("Choose implemented or not implemented.", field="outcome")
    why = words.take_text(reason, field="reason", name="The evidence or reason", limit=words.PAGE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    refuse_proposing(actor, issue)
    changes: dict[str, Value] = {
        "closeProposed": outcome,
        "closeReason": why,
        "closeBy": actor.person,
        "closeByName": actor.name,
        "closeByParty": actor.party,
        "closeOn": clocks.today_of(now),
    }
    return save_issue(
        tx, actor, issue, changes, CloseProposed, said={"outcome": outcome, "reason": why[:500]}, now=now
    )


def agree_close(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> Changed:
    """Agree, for another party than proposed it. Implemented: watched for a quarter. Not: closed."""
    require(actor, Permission.CLOSE_ISSUE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    outcome, end = outcome_to_agree(actor, issue)
    changes: dict[str, Value] = {**NO_PROPOSAL, "state": str(end), "isOpen": end == State.IN_WATCH}
    said = {
        "outcome": outcome,
        "reason": (issue["closeReason"] or "")[:500],
        "proposedBy": issue["closeByParty"],
    }
    if end == State.IN_WATCH:
        until = (clocks.day_of(now) + timedelta(days=WATCH_DAYS)).isoformat()
        changes |= {"watchUntil": until, "outcome": outcome}
        holder = issue["holderKey"] or actor.party
        watch = holdings.Holding(holder, issue["holderPerson"], FIRST_LOOK, until)
        holdings.hold(tx, actor, key, watch, audience=issue["audienceKey"], now=now)
        return save_issue(tx, actor, issue, changes, IssueImplemented, said=said, now=now)
    holdings.let_go(tx, key, now=now)
    return save_issue(tx, actor, issue, {**changes, "outcome": outcome}, IssueClosed, said=said, now=now)


def decline_close(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> Changed:
    """Decline a proposal to close, or take one's own back, with a reason."""
    require(actor, Permission.CLOSE_ISSUE)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    said = {"outcome": outcome_to_decline(actor, issue), "reason": why, "proposedBy": issue["closeByParty"]}
    return save_issue(tx, actor, issue, NO_PROPOSAL, CloseDeclined, said=said, now=now)


def end_watch(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> Changed:
    """Close what was implemented and stayed quiet until the watch period's last day."""
    require(actor, Permission.CLOSE_ISSUE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    end = end_of_watch(actor, issue, today=clocks.day_of(now))
    holdings.let_go(tx, key, now=now)
    changes: dict[str, Value] = {"state": str(end), "isOpen": False, "watchUntil": None}
    return save_issue(tx, actor, issue, changes, IssueClosed, said={"outcome": issue["outcome"]}, now=now)


def reopen_issue(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> Changed:
    """Reopen what recurred while watched, or what was judged not systemic. Closed issues stay closed."""
    require(actor, Permission.CLOSE_ISSUE)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    move, end = move_to_reopen(actor, issue)
    changes: dict[str, Value] = {
        "state": str(end),
        "isOpen": True,
        "outcome": None,
        "watchUntil": None,
        "centerVerdict": issue["centerVerdict"] if move == Move.RECUR else None,
        "agencyVerdict": issue["agencyVerdict"] if move == Move.RECUR else None,
    }
    due = clocks.add_business_days(clocks.day_of(now), AGAIN_DAYS).isoformat()
    again = holdings.Holding(issue["holderKey"] or actor.party, issue["holderPerson"], AGAIN, due)
    holdings.hold(tx, actor, key, again, audience=issue["audienceKey"], now=now)
    return save_issue(tx, actor, issue, changes, IssueReopened, said={"reason": why}, now=now)


def refuse_proposing(actor: Actor, issue: IssueRow) -> None:
    """Refuse who has no part in it, a state that nothing closes, and a second proposal."""
    require_involved(actor, issue)
    # Done or given up: both end what is confirmed or in work.
    end_of(issue["state"], Move.IMPLEMENT)
    if issue["closeProposed"]:
        raise ProposedAlready(f"{issue['closeByParty']} has proposed to close it already. Agree or decline.")


def outcome_to_agree(actor: Actor, issue: IssueRow) -> tuple[str, State]:
    """What was proposed, and the state it leads to. Refuses whoever proposed it."""
    require_involved(actor, issue)
    outcome = _proposed(issue)
    if actor.party == issue["closeByParty"] or actor.person == issue["closeBy"]:
        raise OwnProposal(
            f"{issue['closeByParty']} proposed this; someone of another party has to agree to it."
        )
    return outcome, end_of(issue["state"], MOVES[outcome])


def outcome_to_decline(actor: Actor, issue: IssueRow) -> str:
    """What was proposed. Refuses who has no part in the issue, and where nothing is proposed."""
    require_involved(actor, issue)
    return _proposed(issue)


def end_of_watch(actor: Actor, issue: IssueRow, *, today: date) -> State:
    """The state after the watch. Refuses what isn't watched, and a watch with days to go."""
    require_involved(actor, issue)
    end = end_of(issue["state"], Move.WATCH_ENDS)
    until = issue["watchUntil"]
    if until and today < date.fromisoformat(until):
        raise WatchNotOver(
            f"It is watched until {until}. Close it then, or say that it recurred.", until=until
        )
    return end


def move_to_reopen(actor: Actor, issue: IssueRow) -> tuple[Move, State]:
    """The move that opens it again, and the state after. Refuses what stays closed."""
    require_involved(actor, issue)
    if issue["state"] == State.CLOSED:
        raise NotInThisState(
            "Closed issues stay closed. Report a new one that follows this up.", state=issue["state"]
        )
    move = Move.RECUR if can(issue["state"], Move.RECUR) else Move.REOPEN
    return move, end_of(issue["state"], move)


def _proposed(issue: IssueRow) -> str:
    if not issue["closeProposed"]:
        raise NothingProposed("Nobody has proposed to close this issue. Propose it first.")
    return issue["closeProposed"]
