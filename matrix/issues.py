"""Issues: report one, mend its words, find it, list those that match."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.cypher import Tx, Value
from graph.matrix import issues as sentences
from graph.matrix.issues import IssueRow, ListedIssueRow
from liaisons import clocks, holdings, words
from liaisons.actors import INTERAGENCY_READER, Actor
from liaisons.audiences import ensure_audience, take_parties
from liaisons.errors import BadInput, NotFound
from liaisons.once import make_once
from liaisons.permissions import Permission, require
from matrix.events import IssueEdited, IssueReported
from matrix.locking import Changed, lock_issue, require_involved, save_issue, tell
from matrix.scope import Scope, take_scope
from matrix.severity import Severity, rank_of
from matrix.states import FINAL, NotInThisState, State

KINDS: dict[str, str] = {
    "data": "Data issue",
    "policy": "Policy or rule",
    "process": "Process",
    "outage": "System outage",
    "new-product": "New product or technology",
    "outreach": "Outreach or support need",
    "pending-release": "Pending or conditional release",
    "ftz": "Foreign-trade zone",
    "uniformity": "Uniformity: unlike answers to like cases",
}
FIRST_ACTION = "Place it in the matrix"
# Five business days to place what was reported: ours, until a rule says otherwise.
FIRST_ACTION_DAYS = 5
# A page of this many costs little more than its sentence does (docs/benchmarks.md).
MOST_A_PAGE = 1_000


class Order(StrEnum):
    """What a list of issues is ordered by; worst first, then oldest, unless something else is asked."""

    WORST = "worst"
    TITLE = "title"
    SINCE = "since"
    HOLDER = "holder"
    DUE = "due"


class KindUnknown(BadInput):
    """Not a kind of issue."""


class SinceUnreadable(BadInput):
    """Since when is neither a year nor a day, or lies in the future."""


class EndBeforeStart(BadInput):
    """The end date lies before the start."""


class FollowsUpNarrower(BadInput):
    """The new issue would tell its readers of one that is not theirs."""


class PageTooLarge(BadInput):
    """More rows asked for than one answer carries."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue's words. `since` is a day or, where only that is known, a year."""

    title: str
    text: str
    kind: str
    since: str
    scope: Scope = field(default_factory=Scope)
    workaround: str = ""
    end_date: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which issues: all of it must match; None means any. `is_open` None takes open and closed.

    `until` is the last day, or year, since when they are: older ones match too.
    """

    cells: tuple[str, ...] | None = None
    is_open: bool | None = True
    unplaced: bool | None = None
    severities: tuple[int, ...] | None = None
    states: tuple[str, ...] | None = None
    until: str | None = None
    kinds: tuple[str, ...] | None = None
    strengths: tuple[str, ...] | None = None
    holders: tuple[str, ...] | None = None


def report_issue(
    tx: Tx,
    actor: Actor,
    draft: Draft,
    *,
    idempotency_key: str,
    readers: tuple[str, ...] = (),
    follows_up: str | None = None,
    now: datetime,
) -> Changed:
    """Write down an issue; its reporter's party holds it until it is placed.

    Read by every federal employee, or, when `readers` names parties, by those and the reporter's own alone.
    `follows_up` names a closed issue that this one takes up again. The same key gives the same issue again.
    """
    require(actor, Permission.REPORT_ISSUE)
    taken = _take_draft(tx, draft, now=now)
    named = take_parties(tx, readers, field="readers")
    readers = tuple(sorted({actor.party, *named})) if named else (INTERAGENCY_READER,)

    def make() -> str:
        key = tx.new_code()
        audience = ensure_audience(tx, readers)
        issue: dict[str, Value] = {
            **taken,
            "state": str(State.REPORTED),
            "isOpen": True,
            "strength": "tracked",
            "severity": int(Severity.NOT_ASSESSED),
            "cells": [],
            "rank": rank_of(Severity.NOT_ASSESSED, str(taken["since"]), key),
            "verified": False,
            "mappingVerified": False,
            "recommendations": [],
            "reportedBy": actor.person,
            "reportedByName": actor.name,
            "reportedByParty": actor.party,
            "followsUp": follows_up,
            "audienceKey": audience,
            "createdAt": now.isoformat(),
            "changedAt": now.isoformat(),
            "changedByName": actor.name,
        }
        tx.do(sentences.CREATE, key=key, issue=issue)
        due = clocks.add_business_days(clocks.day_of(now), FIRST_ACTION_DAYS).isoformat()
        first = holdings.Holding(actor.party, actor.person, FIRST_ACTION, due)
        holdings.hold(tx, actor, key, first, audience=audience, now=now)
        if follows_up:
            _follow_up(tx, actor, key, follows_up, audience=audience)
        tell(tx, actor, find_issue(tx, actor.reading(audience), key), IssueReported, now=now)
        return key

    content = {**asdict(draft), "readers": readers, "followsUp": follows_up, "party": actor.party}
    key, _ = make_once(tx, actor, "report_issue", idempotency_key, content, make=make, now=now)
    return Changed(IssueReported.__name__, find_issue(tx, actor.reading(ensure_audience(tx, readers)), key))


def edit_issue(tx: Tx, actor: Actor, key: str, draft: Draft, *, version: int, now: datetime) -> Changed:
    """Change an issue's words. Refuses a version that someone else has passed, and what is closed."""
    require(actor, Permission.EDIT_ISSUE)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    refuse_unless_changeable(actor, issue)
    changes = _take_draft(tx, draft, now=now)
    said = ", ".join(sorted(name for name in changes if changes[name] != issue.get(name)))
    return save_issue(tx, actor, issue, changes, IssueEdited, said={"changed": said}, now=now)


def refuse_unless_changeable(actor: Actor, issue: IssueRow) -> None:
    """Refuse whoever has no part in the issue, and what is over."""
    require_involved(actor, issue)
    refuse_final(issue)


def refuse_final(issue: IssueRow) -> None:
    """Refuse what nobody changes any more."""
    if State(issue["state"]) in FINAL:
        raise NotInThisState(
            "This issue is over and stays as it was. Report a new one that follows it up.",
            state=issue["state"],
        )


def find_issue(tx: Tx, actor: Actor, key: str) -> IssueRow:
    """The issue, or `NotFound`: also when it is not the actor's to read."""
    issue = tx.one(sentences.FIND, key=key, audiences=actor.audiences)
    if issue is None:
        raise NotFound
    return issue


def refuse_unless_a_page(limit: int) -> None:
    """Refuses a page of no rows, and one of more than are given at once."""
    if not 1 <= limit <= MOST_A_PAGE:
        raise PageTooLarge(f"Ask for 1 to {MOST_A_PAGE:,} at a time, not {limit}.", field="first")


def list_issues(
    tx: Tx,
    actor: Actor,
    wanted: Wanted,
    *,
    order: Order = Order.WORST,
    reverse: bool = False,
    after: str = "",
    limit: int = 50,
    peek: bool = False,
) -> list[ListedIssueRow]:
    """Issues in an order or its reverse, from behind `after`, the rank of the last one seen.

    With `peek` one more than the page, so that its reader can tell whether there is another.
    """
    refuse_unless_a_page(limit)
    return read_list(tx, actor, wanted, order=order, reverse=reverse, after=after, limit=limit + peek)


def read_list(
    tx: Tx, actor: Actor, wanted: Wanted, *, order: Order, reverse: bool, after: str = "", limit: int
) -> list[ListedIssueRow]:
    """The same without a page's bound: for whoever sets one."""
    if order == Order.WORST and not reverse:
        return tx.all(sentences.LIST, **_values(actor, wanted), after=after, limit=limit)
    values = {**_values(actor, wanted), "order": str(order), "reverse": reverse}
    return tx.all(sentences.LIST_ORDERED, **values, after=after, limit=limit)


def count_issues(tx: Tx, actor: Actor, wanted: Wanted) -> int:
    """How many match, of those that the actor reads."""
    return tx.the(sentences.COUNT, **_values(actor, wanted))["total"]


def shelves_of(actor: Actor, *, is_open: bool | None) -> list[str]:
    """Where the issues stand that the actor reads: the open, the closed, or both."""
    shelves = ["open", "closed"] if is_open is None else ["open" if is_open else "closed"]
    return [f"{shelf}|{audience}" for shelf in shelves for audience in actor.audiences]


def _values(actor: Actor, wanted: Wanted) -> dict[str, Value]:
    return {
        "audiences": actor.audiences,
        "shelves": shelves_of(actor, is_open=wanted.is_open),
        "cells": wanted.cells,
        "unplaced": wanted.unplaced,
        "severities": wanted.severities,
        "states": wanted.states,
        "until": wanted.until,
        "kinds": wanted.kinds,
        "strengths": wanted.strengths,
        "holders": wanted.holders,
    }


def _follow_up(tx: Tx, actor: Actor, key: str, old_key: str, *, audience: str) -> None:
    old = find_issue(tx, actor, old_key)
    if old["audienceKey"] not in (audience, INTERAGENCY_READER):
        raise FollowsUpNarrower(
            "The issue to follow up is shared with fewer readers. Choose the same readers for this one.",
            field="readers",
        )
    if State(old["state"]) not in FINAL:
        raise NotInThisState(
            "The issue to follow up is still open. Comment there, or leave this field empty.",
            state=old["state"],
        )
    tx.do(sentences.FOLLOW_UP, key=key, old=old_key)


def _take_draft(tx: Tx, draft: Draft, *, now: datetime) -> dict[str, Value]:
    if draft.kind not in KINDS:
        raise KindUnknown(
            f"“{draft.kind[:40]}” is no kind of issue. Choose one of: {', '.join(KINDS)}.", field="kind"
        )
    since = _take_since(draft.since, today=clocks.today_of(now))
    end = words.take_day_or_none(draft.end_date, field="endDate", name="The end date")
    if end and end < since:
        raise EndBeforeStart(
            f"The end date, {end}, is before the start, {since}. Change one of them.", field="endDate"
        )
    workaround = words.take_text(
        draft.workaround, field="workaround", name="The workaround", limit=words.PAGE, required=False
    )
    return {
        "title": words.take_text(draft.title, field="title", name="The title", limit=words.TITLE),
        "text": words.take_text(draft.text, field="text", name="The description", limit=words.PAGE),
        "kind": draft.kind,
        "since": since,
        "workaround": workaround or None,
        "endDate": end,
        **take_scope(tx, draft.scope),
    }


def _take_since(text: str, *, today: str) -> str:
    taken = text.strip()
    if len(taken) == 4 and taken.isdigit():
        if not "1990" <= taken <= today[:4]:
            raise SinceUnreadable(f"Since {taken} can't be. Give a year from 1990 to now.", field="since")
        return taken
    day = words.take_day(taken, field="since", name="Since when")
    if day > today:
        raise SinceUnreadable(f"Since {day} lies in the future. Give today or an earlier day.", field="since")
    return day
