"""What people say of an issue: comments, positions and figures, and what happened to it."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx
from graph.matrix import remarks as sentences
from graph.matrix.remarks import ClaimRow, CommentRow
from graph.outbox import EventRow
from liaisons import clocks, words
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from liaisons.errors import BadInput
from liaisons.once import make_once
from liaisons.permissions import Permission, require
from matrix.events import ClaimStated, CommentMade
from matrix.issues import find_issue
from matrix.locking import tell

# Who reads a comment: all who read the issue, the actor's own party, or the actor alone.
ISSUE_READERS, OWN_PARTY, ONLY_ME = "issue", "party", "me"
CLAIMS = {
    "position": "Position",
    "accounts": "Accounts affected",
    "ports": "Ports affected",
    "delay": "Delay",
    "cost": "Cost",
}
QUALITIES = ("measured", "estimated", "reported by accounts", "from calls")
MOST_LINES = 200


class ReadersUnknown(BadInput):
    """No such audience for a comment."""


class ClaimUnknown(BadInput):
    """A claim is about nothing that the hub keeps, or of no known quality."""


def comment_on_issue(
    tx: Tx, actor: Actor, key: str, *, text: str, readers: str, idempotency_key: str, now: datetime
) -> str:
    """Write a comment for the issue's readers, one's own party, or oneself. The issue's version stays."""
    require(actor, Permission.COMMENT)
    if readers not in (ISSUE_READERS, OWN_PARTY, ONLY_ME):
        raise ReadersUnknown(
            "Choose who reads it: all who read the issue, your party, or you.", field="readers"
        )
    taken = words.take_text(text, field="text", name="The comment", limit=words.PAGE)
    issue = find_issue(tx, actor, key)

    def make() -> str:
        audience = issue["audienceKey"]
        if readers == OWN_PARTY:
            audience = ensure_audience(tx, [actor.party])
        elif readers == ONLY_ME:
            audience = ensure_audience(tx, [f"person:{actor.person}"])
        row = tx.the(
            sentences.ADD_COMMENT,
            issue=key,
            key=tx.new_id(),
            text=taken,
            at=now.isoformat(),
            by=actor.person,
            byName=actor.name,
            byParty=actor.party,
            audience=audience,
        )
        tell(tx, actor, issue, CommentMade, audience=audience, images={row["key"]: row}, now=now)
        return row["key"]

    content = {"issue": key, "text": taken, "readers": readers, "party": actor.party}
    comment, _ = make_once(tx, actor, "comment_on_issue", idempotency_key, content, make=make, now=now)
    return comment


def state_claim(
    tx: Tx,
    actor: Actor,
    key: str,
    *,
    about: str,
    text: str,
    quality: str = "",
    idempotency_key: str,
    now: datetime,
) -> str:
    """State a party's position, or a figure with its quality; it stands with name, party and day."""
    require(actor, Permission.STATE_CLAIM)
    if about not in CLAIMS:
        raise ClaimUnknown(f"Choose one of: {', '.join(CLAIMS)}.", field="about")
    if about != "position" and quality not in QUALITIES:
        raise ClaimUnknown(f"Say how the figure is known: {', '.join(QUALITIES)}.", field="quality")
    taken = words.take_text(text, field="text", name="What is stated", limit=words.SENTENCE)
    issue = find_issue(tx, actor, key)

    def make() -> str:
        claim = tx.new_id()
        row = tx.the(
            sentences.ADD_CLAIM,
            issue=key,
            key=claim,
            about=about,
            text=taken,
            quality=quality or None,
            today=clocks.today_of(now),
            at=now.isoformat(),
            by=actor.person,
            byName=actor.name,
            byParty=actor.party,
            audience=issue["audienceKey"],
        )
        said = {"about": about, "text": taken}
        tell(tx, actor, issue, ClaimStated, said=said, images={claim: row}, now=now)
        return claim

    content = {"issue": key, "about": about, "text": taken, "quality": quality, "party": actor.party}
    claim, _ = make_once(tx, actor, "state_claim", idempotency_key, content, make=make, now=now)
    return claim


def list_comments(tx: Tx, actor: Actor, key: str) -> list[CommentRow]:
    """The newest comments on an issue that the actor reads."""
    find_issue(tx, actor, key)
    return tx.all(sentences.LIST_COMMENTS, issue=key, audiences=actor.audiences, limit=MOST_LINES)


def list_claims(tx: Tx, actor: Actor, key: str) -> list[ClaimRow]:
    """Positions and figures, newest first."""
    find_issue(tx, actor, key)
    return tx.all(sentences.LIST_CLAIMS, issue=key, audiences=actor.audiences)


def list_history(tx: Tx, actor: Actor, key: str) -> list[EventRow]:
    """What happened to an issue, newest first, as far as the actor reads it."""
    find_issue(tx, actor, key)
    return tx.all(sentences.HISTORY, issue=key, audiences=actor.audiences, limit=MOST_LINES)
