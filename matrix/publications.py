"""What the trade may read of an issue: drafted by one officer, published by a second, withdrawn."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from graph import outbox
from graph.cypher import Tx, Value
from graph.matrix import publications as sentences
from graph.matrix.issues import IssueRow
from graph.matrix.publications import PublicationRow
from graph.outbox import Event
from liaisons import clocks, words
from liaisons.actors import PUBLIC_READER, Actor
from liaisons.audiences import ensure_audience
from liaisons.errors import NotAllowed, NotFound, Stale, WrongState
from liaisons.once import make_once
from liaisons.permissions import Permission, require
from matrix.events import (
    PublicationDrafted,
    PublicationEdited,
    PublicationPublished,
    PublicationWithdrawn,
)
from matrix.issues import EndBeforeStart, refuse_unless_a_page
from matrix.locking import lock_issue, require_involved


class Stage(StrEnum):
    """Where a publication stands. Publishing adds the audience `public`; withdrawing takes it away again."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class OwnDraft(NotAllowed):
    """Who wrote or last changed a draft can't publish it too."""


class NotADraft(WrongState):
    """Only a draft is changed or published."""


class NotPublished(WrongState):
    """Only what is public or a draft is withdrawn."""


@dataclass(frozen=True, slots=True)
class Words:
    """All that the trade will read. `over` says that it needs nobody's attention any more."""

    title: str
    what: str
    scope: str
    workaround: str = ""
    end_date: str = ""
    over: bool = False


def draft_publication(
    tx: Tx, actor: Actor, issue_key: str, draft: Words, *, idempotency_key: str, now: datetime
) -> PublicationRow:
    """Write what the trade might read. Until a second person publishes it, the issue's readers see it."""
    require(actor, Permission.DRAFT_PUBLICATION)
    issue = lock_issue(tx, actor, issue_key, version=None, now=now)
    require_involved(actor, issue)
    taken = _take_words(draft, since=issue["since"])

    def make() -> str:
        key = tx.new_code()
        publication = {
            **taken,
            "issueKey": issue_key,
            "state": str(Stage.DRAFT),
            "kind": issue["kind"],
            "since": issue["since"],
            "cells": issue["cells"],
            "rank": f"{issue['since']:<10}{key}",
            "sourceTitle": issue["sourceTitle"],
            "sourceAddress": issue["sourceAddress"],
            "draftedBy": actor.person,
            "draftedByName": actor.name,
            "draftedByParty": actor.party,
            "draftedOn": clocks.today_of(now),
            "changedBy": actor.person,
            "changedByName": actor.name,
            "changedAt": now.isoformat(),
            "audienceKey": issue["audienceKey"],
        }
        row = tx.the(sentences.CREATE, issue=issue_key, key=key, publication=publication)
        _tell(tx, actor, row, PublicationDrafted, audience=row["audienceKey"], now=now)
        return key

    content = {**asdict(draft), "issue": issue_key, "party": actor.party}
    key, _ = make_once(tx, actor, "draft_publication", idempotency_key, content, make=make, now=now)
    return find_publication(tx, actor, key)


def edit_publication(
    tx: Tx, actor: Actor, key: str, draft: Words, *, version: int, now: datetime
) -> PublicationRow:
    """Change a draft. Who changes it can't be the one who publishes it."""
    require(actor, Permission.DRAFT_PUBLICATION)
    row = _lock(tx, actor, key, version=version, now=now)
    refuse_unless_draft(row)
    return _save(tx, actor, row, _take_words(draft, since=row["since"]), PublicationEdited, now=now)


def publish(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> PublicationRow:
    """Make a draft public, as a second person. What was public of the same issue is withdrawn: one stands."""
    require(actor, Permission.APPROVE_PUBLICATION)
    _lock_issue_of(tx, actor, key, now=now)
    row = _lock(tx, actor, key, version=version, now=now)
    refuse_unless_publishable(actor, row)
    public = ensure_audience(tx, [PUBLIC_READER])
    for standing in tx.all(sentences.STANDING, issue=row["issueKey"], audiences=[public]):
        before = _lock(tx, actor, standing, version=None, now=now)
        _withdraw(tx, actor, before, reason=f"Replaced by {key}.", audience=row["audienceKey"], now=now)
    changes: dict[str, Value] = {
        "state": str(Stage.PUBLISHED),
        "audienceKey": public,
        "approvedBy": actor.person,
        "approvedByName": actor.name,
        "approvedByParty": actor.party,
        "publishedOn": clocks.today_of(now),
    }
    return _save(tx, actor, row, changes, PublicationPublished, now=now)


def withdraw_publication(
    tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime
) -> PublicationRow:
    """Take back a publication or a draft, with a reason; from then on the issue's readers alone see it."""
    require(actor, Permission.WITHDRAW_PUBLICATION)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    issue = _lock_issue_of(tx, actor, key, now=now)
    row = _lock(tx, actor, key, version=version, now=now)
    refuse_withdrawn(row)
    return _withdraw(tx, actor, row, reason=why, audience=issue["audienceKey"], now=now)


def find_publication(tx: Tx, actor: Actor, key: str) -> PublicationRow:
    """A publication or draft that the actor reads, or `NotFound`."""
    row = tx.one(sentences.FIND, key=key, audiences=actor.audiences)
    if row is None:
        raise NotFound
    return row


def list_of_issue(tx: Tx, actor: Actor, issue_key: str) -> list[PublicationRow]:
    """All publications and drafts of an issue, the newest first."""
    return tx.all(sentences.OF_ISSUE, issue=issue_key, audiences=actor.audiences)


def list_drafts(tx: Tx, actor: Actor, *, limit: int = 100) -> list[PublicationRow]:
    """Drafts that wait for a second person, the oldest first."""
    refuse_unless_a_page(limit)
    return tx.all(sentences.WAITING, audiences=actor.audiences, limit=limit)


def _lock_issue_of(tx: Tx, actor: Actor, key: str, *, now: datetime) -> IssueRow:
    """The issue of a publication, locked before it: what is public of one issue is decided one at a time."""
    return lock_issue(tx, actor, find_publication(tx, actor, key)["issueKey"], version=None, now=now)


def _lock(tx: Tx, actor: Actor, key: str, *, version: int | None, now: datetime) -> PublicationRow:
    row = tx.one(sentences.LOCK, key=key, at=now.isoformat(), audiences=actor.audiences)
    if row is None:
        raise NotFound
    if version is not None and row["version"] != version:
        raise Stale(by=row["changedByName"], at=row["changedAt"], version=row["version"])
    return row


def refuse_unless_draft(row: PublicationRow) -> None:
    """Refuse to change or publish what is no draft any more."""
    if row["state"] != Stage.DRAFT:
        raise NotADraft(f"This is {row['state']}, not a draft. Draft a new one.", state=row["state"])


def refuse_unless_publishable(actor: Actor, row: PublicationRow) -> None:
    """Refuse what is no draft, and whoever wrote or last changed it."""
    refuse_unless_draft(row)
    if actor.person in (row["draftedBy"], row["changedBy"]):
        raise OwnDraft("You wrote or changed this draft. Someone else has to publish it.")


def refuse_withdrawn(row: PublicationRow) -> None:
    """Refuse to withdraw what was withdrawn."""
    if row["state"] == Stage.WITHDRAWN:
        raise NotPublished("This was withdrawn already.", state=row["state"])


def _withdraw(
    tx: Tx, actor: Actor, row: PublicationRow, *, reason: str, audience: str, now: datetime
) -> PublicationRow:
    changes: dict[str, Value] = {
        "state": str(Stage.WITHDRAWN),
        "audienceKey": audience,
        "withdrawnByName": actor.name,
        "withdrawnOn": clocks.today_of(now),
        "withdrawnReason": reason,
    }
    return _save(tx, actor, row, changes, PublicationWithdrawn, said={"reason": reason}, now=now)


def _save(
    tx: Tx,
    actor: Actor,
    row: PublicationRow,
    changes: dict[str, Value],
    happened: type[Event],
    *,
    said: dict[str, str | int | None] | None = None,
    now: datetime,
) -> PublicationRow:
    who: dict[str, Value] = {
        "changedBy": actor.person,
        "changedByName": actor.name,
        "changedAt": now.isoformat(),
    }
    saved = tx.the(sentences.SAVE, key=row["key"], changes={**changes, **who})
    # The event is for those who work on it, on both sides of the moment it becomes public or ceases to be.
    audience = saved["audienceKey"] if row["audienceKey"] == PUBLIC_READER else row["audienceKey"]
    _tell(tx, actor, saved, happened, audience=audience, said=said, now=now)
    return saved


def _tell(
    tx: Tx,
    actor: Actor,
    row: PublicationRow,
    happened: type[Event],
    *,
    audience: str,
    said: dict[str, str | int | None] | None = None,
    now: datetime,
) -> None:
    outbox.append(
        tx,
        happened(
            subject=row["key"],
            label="Publication",
            audience=audience,
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said=said or {},
            images={row["key"]: row},
        ),
    )


def _take_words(draft: Words, *, since: str) -> dict[str, Value]:
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
        "what": words.take_text(draft.what, field="what", name="What it is", limit=words.PAGE),
        "scope": words.take_text(draft.scope, field="scope", name="The scope", limit=words.SENTENCE),
        "workaround": workaround or None,
        "endDate": end,
        "over": draft.over,
    }
