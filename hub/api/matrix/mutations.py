"""What can be done in the matrix: each mutation unwraps, calls one command, wraps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import strawberry

from graph.cypher import Tx
from hub.api.context import context_of
from hub.api.matrix.inputs import CellInput, IssueDraft
from hub.api.matrix.queries import read_issue
from hub.api.matrix.types import Issue
from hub.api.problems import Payload, Problem, answer
from matrix import assessments, closing, hands, issues, placements, remarks, verdicts, weighing
from matrix.locking import Changed


@strawberry.type
class IssuePayload:
    """The issue as it is after the command, or why nothing was changed."""

    issue: Issue | None
    problems: list[Problem]


@strawberry.type
class RemarkPayload:
    """The key of the comment or claim, or why there is none."""

    key: str | None
    problems: list[Problem]


@strawberry.type
class AssessmentPayload:
    """What the side says of the cell now, or why nothing was changed."""

    verdict: str | None
    problems: list[Problem]


def _change(info: strawberry.Info, command: Callable[[Tx], Changed]) -> IssuePayload:
    context = context_of(info)

    def work() -> Payload:
        changed = context.write(command)
        # Its audience may be as new as the issue itself.
        reader = replace(context, actor=context.actor.reading(changed.issue["audienceKey"]))
        return {"issue": reader.read(lambda tx: read_issue(reader, tx, changed.key))}

    return cast(IssuePayload, {"issue": None, **answer(work)})


def _remark(info: strawberry.Info, command: Callable[[Tx], str]) -> RemarkPayload:
    context = context_of(info)
    return cast(RemarkPayload, {"key": None, **answer(lambda: {"key": context.write(command)})})


@strawberry.type
class MatrixMutation:
    """Commands on issues and cells. `version` is the one the client has seen; a later one is refused."""

    @strawberry.mutation
    def report_issue(
        self,
        info: strawberry.Info,
        draft: IssueDraft,
        idempotency_key: str,
        readers: list[str] | None = None,
        follows_up: str | None = None,
    ) -> IssuePayload:
        """Write down an issue, for every federal employee, or for the parties in `readers` and one's own."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: issues.report_issue(
                tx,
                c.actor,
                draft.taken(),
                idempotency_key=idempotency_key,
                readers=tuple(readers or ()),
                follows_up=follows_up,
                now=c.now,
            ),
        )

    @strawberry.mutation
    def edit_issue(self, info: strawberry.Info, key: str, draft: IssueDraft, version: int) -> IssuePayload:
        """Change an issue's words."""
        c = context_of(info)
        return _change(
            info, lambda tx: issues.edit_issue(tx, c.actor, key, draft.taken(), version=version, now=c.now)
        )

    @strawberry.mutation
    def place_issue(
        self, info: strawberry.Info, key: str, cells: list[CellInput], version: int
    ) -> IssuePayload:
        """Set the cells in which an issue stands."""
        c = context_of(info)
        wanted = [cell.taken() for cell in cells]
        return _change(
            info, lambda tx: placements.place_issue(tx, c.actor, key, wanted, version=version, now=c.now)
        )

    @strawberry.mutation
    def confirm_issue(self, info: strawberry.Info, key: str) -> IssuePayload:
        """Say, as an expert, that it is systemic."""
        c = context_of(info)
        return _change(info, lambda tx: verdicts.confirm_issue(tx, c.actor, key, now=c.now))

    @strawberry.mutation
    def decline_issue(self, info: strawberry.Info, key: str, reason: str) -> IssuePayload:
        """Say, as an expert, that it is not systemic, and why."""
        c = context_of(info)
        return _change(info, lambda tx: verdicts.decline_issue(tx, c.actor, key, reason=reason, now=c.now))

    @strawberry.mutation
    def assess_issue(
        self, info: strawberry.Info, key: str, severity: int, reason: str, version: int
    ) -> IssuePayload:
        """Say how badly it hurts: 1 low to 4 critical."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: weighing.assess_issue(
                tx, c.actor, key, severity=severity, reason=reason, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def set_strength(
        self, info: strawberry.Info, key: str, strength: str, reason: str, version: int
    ) -> IssuePayload:
        """Say that it needs resolution, or lift what one's own party said."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: weighing.set_strength(
                tx, c.actor, key, strength=strength, reason=reason, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def take_up_issue(self, info: strawberry.Info, key: str, version: int) -> IssuePayload:
        """Begin to work on what one's party holds."""
        c = context_of(info)
        return _change(info, lambda tx: hands.take_up_issue(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def hand_over_issue(
        self,
        info: strawberry.Info,
        key: str,
        holder: str,
        next_action: str,
        due_on: str,
        version: int,
        person: str | None = None,
        note: str = "",
    ) -> IssuePayload:
        """Hand it to a party with a next action and a due day."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: hands.hand_over_issue(
                tx,
                c.actor,
                key,
                holder=holder,
                person=person,
                next_action=next_action,
                due_on=due_on,
                note=note,
                version=version,
                now=c.now,
            ),
        )

    @strawberry.mutation
    def propose_close(
        self, info: strawberry.Info, key: str, outcome: str, reason: str, version: int
    ) -> IssuePayload:
        """Propose to close it as `implemented` or `not implemented`."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: closing.propose_close(
                tx, c.actor, key, outcome=outcome, reason=reason, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def agree_close(self, info: strawberry.Info, key: str, version: int) -> IssuePayload:
        """Agree, for another party, to what was proposed."""
        c = context_of(info)
        return _change(info, lambda tx: closing.agree_close(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def decline_close(self, info: strawberry.Info, key: str, reason: str, version: int) -> IssuePayload:
        """Decline what was proposed, or take it back."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: closing.decline_close(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def end_watch(self, info: strawberry.Info, key: str, version: int) -> IssuePayload:
        """Close what stayed quiet through its watch period."""
        c = context_of(info)
        return _change(info, lambda tx: closing.end_watch(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def reopen_issue(self, info: strawberry.Info, key: str, reason: str, version: int) -> IssuePayload:
        """Reopen what recurred while watched, or was judged not systemic."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: closing.reopen_issue(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def comment_on_issue(
        self, info: strawberry.Info, key: str, text: str, idempotency_key: str, readers: str = "issue"
    ) -> RemarkPayload:
        """Comment for the issue's readers (`issue`), one's own party (`party`), or oneself (`me`)."""
        c = context_of(info)
        return _remark(
            info,
            lambda tx: remarks.comment_on_issue(
                tx, c.actor, key, text=text, readers=readers, idempotency_key=idempotency_key, now=c.now
            ),
        )

    @strawberry.mutation
    def state_claim(
        self,
        info: strawberry.Info,
        key: str,
        about: str,
        text: str,
        idempotency_key: str,
        quality: str = "",
    ) -> RemarkPayload:
        """State a position or a figure for one's party."""
        c = context_of(info)
        return _remark(
            info,
            lambda tx: remarks.state_claim(
                tx,
                c.actor,
                key,
                about=about,
                text=text,
                quality=quality,
                idempotency_key=idempotency_key,
                now=c.now,
            ),
        )

    @strawberry.mutation
    def assess_cell(self, info: strawberry.Info, cell: CellInput, verdict: str) -> AssessmentPayload:
        """Say, as an expert of one side, that nothing is known of a cell or that it doesn't apply."""
        c = context_of(info)

        def work() -> Payload:
            row = c.write(
                lambda tx: assessments.assess_cell(tx, c.actor, cell.taken(), verdict=verdict, now=c.now)
            )
            return {"verdict": row["verdict"]}

        return cast(AssessmentPayload, {"verdict": None, **answer(work)})
