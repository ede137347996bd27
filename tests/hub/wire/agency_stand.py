"""A small Strawberry schema, built the way the agency API is, for the tests of the wire."""

import base64
import enum
from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from flask import Request
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig

from hub import wire
from tests.hub.wire import failures


@strawberry.enum
class State(enum.Enum):
    """Where an issue stands."""

    OPEN = "open"
    CLOSED = "closed"


def make_global_id(kind: str) -> Callable[[dict[str, Any]], strawberry.ID]:
    """Make the resolver of a type's global ids: a plain function of the row, so that plans can take it."""

    @wire.of_row
    def make_id(root: dict[str, Any]) -> strawberry.ID:
        return strawberry.ID(base64.b64encode(f"{kind}:{root['key']}".encode()).decode())

    return make_id


@strawberry.interface
class Node:
    """What has a global id."""

    id: strawberry.ID


@strawberry.type
class Agency(Node):
    """An agency."""

    id: strawberry.ID = strawberry.field(resolver=make_global_id("Agency"))
    name: str


@strawberry.type
class Issue(Node):
    """An issue."""

    id: strawberry.ID = strawberry.field(resolver=make_global_id("Issue"))
    title: str
    open_days: int
    state: State
    workaround: str | None
    agency: Agency
    tags: list[str]
    related: list["Issue"]

    @strawberry.field
    def messages(self, first: int = 20) -> list[str]:
        """Messages tied to the issue."""
        return [f"{number}" for number in range(first)]

    @strawberry.field
    def broken(self) -> str | None:
        """Always fails."""
        raise failures.FAILURES["secretly"]


@strawberry.type
class IssueEdge:
    """An issue in a connection."""

    node: Issue
    cursor: str


@strawberry.type
class IssueConnection:
    """A page of issues."""

    edges: list[IssueEdge]


@strawberry.input
class IssueFilter:
    """Which issues."""

    state: State | None = None


Found = Annotated[Issue | Agency, strawberry.union("Found")]


def make_issue(key: str) -> dict[str, Any]:
    """Make a row of an issue as a sentence would."""
    return {
        "__typename": "Issue",
        "key": key,
        "title": f"Issue {key}",
        "open_days": 3,
        "state": "open",
        "workaround": None,
        "agency": {"key": "FDA", "name": "Food and Drug Administration"},
        "tags": ["release"],
        "related": [],
    }


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    def me(self, info: strawberry.Info) -> str:
        """Who asks."""
        return str(info.context)

    @strawberry.field
    def issue(self, key: str) -> Issue | None:
        """One issue."""
        return None if key == "none" else make_issue(key)  # type: ignore[return-value]  # a row

    @strawberry.field
    def issues(self, first: int = 20, only: IssueFilter | None = None) -> IssueConnection:
        """A page of issues."""
        if only and only.state is State.CLOSED:
            first = 0
        edges = [{"node": make_issue(f"{place}"), "cursor": f"{place}"} for place in range(first)]
        return {"edges": edges}  # type: ignore[return-value]  # rows

    @strawberry.field
    def node(self, id: strawberry.ID) -> Node | None:
        """Whatever has this global id."""
        kind, key = base64.b64decode(id).decode().split(":")
        if kind == "Agency":
            return {"__typename": kind, "key": key, "name": key}  # type: ignore[return-value]  # a row
        return make_issue(key)  # type: ignore[return-value]  # a row

    @strawberry.field
    def search(self) -> list[Found]:
        """Rows of more than one type."""
        agency = {"__typename": "Agency", "key": "FDA", "name": "FDA"}
        return [make_issue("1"), agency]  # type: ignore[list-item]  # rows

    @strawberry.field
    def incomplete(self) -> list[Issue]:
        """A row whose sentence forgot the title."""
        row = make_issue("1")
        del row["title"]
        return [row]  # type: ignore[list-item]  # a row

    @strawberry.field
    def fail(self, how: str) -> str | None:
        """Fail as asked."""
        raise failures.FAILURES[how]

    @strawberry.field
    def surrogate(self) -> str:
        """Half a character, which is no text."""
        return "\ud800"

    @strawberry.field
    def coded(self) -> str | None:
        """Refuse with a code of its own."""
        raise GraphQLError("This cursor is from another list.", extensions={"code": "BAD_USER_INPUT"})


schema = strawberry.Schema(
    Query, types=[Agency, Issue], config=StrawberryConfig(default_resolver=wire.read_key)
)
core_schema = schema._schema
wire.accept_rows(core_schema)


def make_context(request: Request) -> object:
    """Say who asks."""
    if request.headers.get("Authorization") == "none":
        raise failures.FAILURES["signed out"]
    return "an officer"
