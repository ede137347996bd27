"""Questions about people: who they are, which roles they hold, and which tokens are one's own."""

from __future__ import annotations

from typing import Any, cast

import strawberry

from graph.cypher import Tx
from hub.api.context import Context, context_of
from hub.api.ids import read_cursor
from hub.api.liaisons.types import Person, PersonConnection, Token
from hub.api.nodes import connect
from liaisons import assignments, people, tokens
from liaisons.errors import NotFound


def read_person(context: Context, tx: Tx, key: str) -> dict[str, Any]:
    """A person with all the roles they hold, held and will hold: two sentences."""
    return {
        "__typename": "Person",
        **people.find_person(tx, context.actor, key),
        "assignments": assignments.list_assignments(tx, context.actor, key),
    }


@strawberry.type
class PeopleQuery:
    """Whom to call."""

    @strawberry.field
    def person(self, info: strawberry.Info, key: str) -> Person | None:
        """One person by key, with roles past and to come; null when there is none, or they aren't shared."""
        context = context_of(info)
        try:
            return cast(Person, context.read(lambda tx: read_person(context, tx, key)))
        except NotFound:
            return None

    @strawberry.field
    def people(
        self,
        info: strawberry.Info,
        search: str = "",
        party: str | None = None,
        role: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> PersonConnection:
        """People by name with the roles of today; `first` is 1 to 100."""
        context, start = context_of(info), read_cursor(after)
        rows = context.read(
            lambda tx: people.list_people(
                tx,
                context.actor,
                search=search,
                party=party,
                role=role,
                after=start,
                limit=first,
                peek=True,
                now=context.now,
            )
        )
        page = connect(rows, first, start, by="sort", node=lambda row: {**row, "assignments": row["seats"]})
        return cast(PersonConnection, page)

    @strawberry.field
    def tokens(self, info: strawberry.Info) -> list[Token]:
        """One's own tokens that work, newest first; never a secret."""
        context = context_of(info)
        rows = context.read(lambda tx: tokens.list_tokens(tx, context.actor, now=context.now))
        return cast(list[Token], rows)
