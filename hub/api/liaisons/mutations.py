"""What can be done with people, roles and tokens: each mutation unwraps, calls one command, wraps."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import strawberry

from graph.cypher import Tx
from graph.liaisons.assignments import SeatRow
from graph.liaisons.people import PersonRow
from hub import login
from hub.api.context import context_of
from hub.api.liaisons.inputs import AssignmentDraft, PersonDraft
from hub.api.liaisons.people import read_person
from hub.api.liaisons.types import Assignment, Person, Token
from hub.api.problems import Payload, Problem, answer
from liaisons import assignments, leaving, people, tokens


@strawberry.type
class PersonPayload:
    """The person as they are after the command, or why nothing was changed."""

    person: Person | None
    problems: list[Problem]


@strawberry.type
class AssignmentPayload:
    """The role as it is after the command, or why nothing was changed."""

    assignment: Assignment | None
    problems: list[Problem]


@strawberry.type
class TokenPayload:
    """The token after the command, or why nothing was changed; `secret` is told once, when it is made."""

    token: Token | None
    secret: str | None
    problems: list[Problem]


def _change_person(info: strawberry.Info, command: Callable[[Tx], PersonRow]) -> PersonPayload:
    context = context_of(info)

    def work() -> Payload:
        row = context.write(command)
        return {"person": context.read(lambda tx: read_person(context, tx, row["key"]))}

    return cast(PersonPayload, {"person": None, **answer(work)})


def _change_assignment(info: strawberry.Info, command: Callable[[Tx], SeatRow]) -> AssignmentPayload:
    context = context_of(info)
    payload = answer(lambda: {"assignment": context.write(command)})
    return cast(AssignmentPayload, {"assignment": None, **payload})


def _change_token(work: Callable[[], Payload]) -> TokenPayload:
    return cast(TokenPayload, {"token": None, "secret": None, **answer(work)})


@strawberry.type
class PeopleMutation:
    """Commands on people, roles and tokens. Passwords are set on pages alone, where no token reaches."""

    @strawberry.mutation
    def add_person(self, info: strawberry.Info, draft: PersonDraft, idempotency_key: str) -> PersonPayload:
        """Write someone into the directory, at the party they come to; `beginAssignment` gives a role."""
        c = context_of(info)
        return _change_person(
            info,
            lambda tx: people.add_person(
                tx, c.actor, draft.taken(), idempotency_key=idempotency_key, now=c.now
            ),
        )

    @strawberry.mutation
    def end_person(self, info: strawberry.Info, key: str, reason: str) -> PersonPayload:
        """End all roles of someone who leaves; their password and tokens open nothing more."""
        c = context_of(info)
        return _change_person(info, lambda tx: leaving.end_person(tx, c.actor, key, reason=reason, now=c.now))

    @strawberry.mutation
    def begin_assignment(
        self, info: strawberry.Info, draft: AssignmentDraft, idempotency_key: str
    ) -> AssignmentPayload:
        """Give someone a role from a day on, today if none is given."""
        c = context_of(info)
        return _change_assignment(
            info,
            lambda tx: assignments.begin_assignment(
                tx, c.actor, draft.taken(), idempotency_key=idempotency_key, now=c.now
            ),
        )

    @strawberry.mutation
    def end_assignment(
        self, info: strawberry.Info, key: str, reason: str, until: str = ""
    ) -> AssignmentPayload:
        """End a role today, or on a later day, from which it allows nothing."""
        c = context_of(info)
        return _change_assignment(
            info,
            lambda tx: assignments.end_assignment(tx, c.actor, key, reason=reason, until=until, now=c.now),
        )

    @strawberry.mutation
    def make_token(self, info: strawberry.Info, name: str, days: int = tokens.DAYS) -> TokenPayload:
        """Make a token for the party acted for. Refused to whoever came with a token: none makes another."""
        c = context_of(info)

        def work() -> Payload:
            secret, hashed = login.new_token()
            made = c.write(
                lambda tx: tokens.make_token(
                    tx, c.actor, name, secret=secret, secret_hash=hashed, days=days, now=c.now
                )
            )
            return {"token": made.row, "secret": made.secret}

        return _change_token(work)

    @strawberry.mutation
    def revoke_token(self, info: strawberry.Info, key: str) -> TokenPayload:
        """Take back one of one's own tokens."""
        c = context_of(info)
        return _change_token(
            lambda: {"token": c.write(lambda tx: tokens.revoke_token(tx, c.actor, key, now=c.now))}
        )
