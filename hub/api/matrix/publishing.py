"""What officers do with publications over the agency API."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import strawberry

from graph.cypher import Tx
from graph.matrix.publications import PublicationRow
from hub.api.context import context_of
from hub.api.matrix.inputs import PublicationDraft
from hub.api.matrix.types import Publication
from hub.api.problems import Problem, answer
from matrix import publications


@strawberry.type
class PublicationPayload:
    """The publication as it is after the command, or why nothing was changed."""

    publication: Publication | None
    problems: list[Problem]


def _change(info: strawberry.Info, command: Callable[[Tx], PublicationRow]) -> PublicationPayload:
    context = context_of(info)
    payload = answer(lambda: {"publication": context.write(command)})
    return cast(PublicationPayload, {"publication": None, **payload})


@strawberry.type
class PublishingMutation:
    """Commands on publications: one officer drafts, a second publishes."""

    @strawberry.mutation
    def draft_publication(
        self, info: strawberry.Info, issue: str, draft: PublicationDraft, idempotency_key: str
    ) -> PublicationPayload:
        """Write what the trade might read of an issue."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: publications.draft_publication(
                tx, c.actor, issue, draft.taken(), idempotency_key=idempotency_key, now=c.now
            ),
        )

    @strawberry.mutation
    def edit_publication(
        self, info: strawberry.Info, key: str, draft: PublicationDraft, version: int
    ) -> PublicationPayload:
        """Change a draft."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: publications.edit_publication(
                tx, c.actor, key, draft.taken(), version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def publish(self, info: strawberry.Info, key: str, version: int) -> PublicationPayload:
        """Make a draft of someone else public."""
        c = context_of(info)
        return _change(info, lambda tx: publications.publish(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def withdraw_publication(
        self, info: strawberry.Info, key: str, reason: str, version: int
    ) -> PublicationPayload:
        """Take back a publication or a draft."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: publications.withdraw_publication(
                tx, c.actor, key, reason=reason, version=version, now=c.now
            ),
        )
