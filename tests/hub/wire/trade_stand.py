"""A small Graphene schema, built the way the public API is, for the tests of the wire."""

from typing import Any

import graphene
from graphene.types.resolver import dict_or_attr_resolver

from hub import wire
from tests.hub.wire import failures


class State(graphene.Enum):  # type: ignore[misc]  # graphene has no types
    """Where an issue stands."""

    OPEN = "open"
    CLOSED = "closed"


class Finding(graphene.ObjectType):  # type: ignore[misc]  # graphene has no types
    """A published finding."""

    class Meta:
        """Reads its rows strictly."""

        default_resolver = wire.read_column

    title = graphene.String(required=True)
    state = graphene.Field(State)
    open_days = graphene.Int(required=True)
    related = graphene.List(graphene.NonNull(lambda: Finding))
    label = graphene.String()

    @wire.of_row
    def resolve_label(row: dict[str, Any], _info: Any) -> str:  # noqa: N805  # Graphene's resolvers are no methods
        """Give a label made of two columns."""
        return f"{row['title']} ({row['state']})"


class Notice(graphene.ObjectType):  # type: ignore[misc]  # graphene has no types
    """A notice, whose rows may leave columns out."""

    class Meta:
        """Reads its rows as Graphene does by default."""

        default_resolver = dict_or_attr_resolver

    title = graphene.String()
    note = graphene.String(default_value="none")


def make_finding(title: str) -> dict[str, Any]:
    """Make a row of a finding as a sentence would."""
    return {"title": title, "state": "open", "open_days": 2, "related": []}


class Query(graphene.ObjectType):  # type: ignore[misc]  # graphene has no types
    """What can be asked."""

    findings = graphene.List(graphene.NonNull(Finding), first=graphene.Int(default_value=20))
    notices = graphene.List(Notice)
    fail = graphene.String(how=graphene.String(required=True))

    def resolve_findings(self, _info: Any, first: int) -> list[dict[str, Any]]:
        """Give rows."""
        return [make_finding(f"Finding {place}") for place in range(first)]

    def resolve_notices(self, _info: Any) -> list[dict[str, Any] | None]:
        """Give rows with a gap, and no row."""
        return [{"title": "Closure"}, None, {"note": "Read"}]

    def resolve_fail(self, _info: Any, how: str) -> None:
        """Fail as asked."""
        raise failures.FAILURES[how]


schema = graphene.Schema(Query)
core_schema = schema.graphql_schema
