"""One issue: what it is, who has the ball, what helps meanwhile, and what one may do about it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from graph.cypher import Tx
from graph.liaisons.inputs import ListedInputRow
from graph.matrix.issues import IssueRow
from graph.matrix.placements import PlacementRow
from graph.matrix.publications import PublicationRow
from graph.matrix.remarks import ClaimRow, CommentRow
from graph.meetings.lines import MetLineRow
from graph.outbox import EventRow
from hub.login import Visit, visit
from hub.pages import happenings, issue_rows
from hub.pages.inputs import SMALL_WORDS
from hub.pages.meetings import who_meets
from liaisons import clocks, inputs
from liaisons.audiences import marking_of
from liaisons.input_doable import may_draft
from liaisons.inputs import Which
from liaisons.permissions import Permission, may
from matrix.issues import KINDS, find_issue
from matrix.locking import is_involved
from matrix.placements import list_placements
from matrix.publications import list_of_issue
from matrix.remarks import CLAIMS, list_claims, list_comments, list_history
from matrix.scope import phrase_of
from matrix.states import WORDS, State
from meetings.agenda import list_for_issue

pages = Blueprint("issue", __name__)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that the page shows, read in one unit of work with a fixed number of sentences."""

    issue: IssueRow
    placements: list[PlacementRow]
    claims: list[ClaimRow]
    comments: list[CommentRow]
    history: list[EventRow]
    publications: list[PublicationRow]
    inputs: list[ListedInputRow]
    lines: list[MetLineRow]


@pages.get("/issues/<key>")
def show(key: str) -> str:
    """The issue, as far as the reader reads it."""
    seen = visit()
    whole = read_whole(seen, key)
    issue, d, today = whole.issue, seen.directory, clocks.today_of(seen.now)
    return render_template(
        "issue.html",
        title=issue["title"],
        section="issues",
        marking=marking_of(issue["audienceKey"]),
        issue=issue,
        whole=whole,
        state_words=WORDS[State(issue["state"])],
        state_sentence=issue_rows.say_state(issue, d, today),
        kind_words=KINDS.get(issue["kind"], issue["kind"]),
        scope=phrase_of(
            flags=issue["scopeFlags"] or [],
            programs=issue["scopePrograms"] or [],
            hts=issue["scopeHts"],
            countries=issue["scopeCountries"],
        ),
        actions=issue_rows.actions_for(seen.actor, issue, clocks.day_of(seen.now)),
        timeline=happenings.happenings_of(whole.history, d),
        claim_words=CLAIMS,
        may_draft=may(seen.actor, Permission.DRAFT_PUBLICATION) and is_involved(seen.actor, issue),
        may_draft_input=may_draft(seen.actor, d),
        states=SMALL_WORDS,
        marking_of=marking_of,
        name_of=d.name_of,
        who_meets=who_meets(seen),
    )


def read_whole(seen: Visit, key: str) -> Whole:
    """The issue with everything said of it, or `NotFound`."""

    def read(tx: Tx) -> Whole:
        issue = find_issue(tx, seen.actor, key)
        return Whole(
            issue,
            list_placements(tx, seen.actor, key),
            list_claims(tx, seen.actor, key),
            list_comments(tx, seen.actor, key),
            list_history(tx, seen.actor, key),
            list_of_issue(tx, seen.actor, key),
            inputs.list_inputs(tx, seen.actor, Which(issue=key), limit=inputs.MOST_A_PAGE),
            list_for_issue(tx, seen.actor, key, issue["cells"], now=seen.now),
        )

    return seen.graph.read(read)
