"""The agency API's schema; `schema.graphql` at the top of the repository is its contract."""

from __future__ import annotations

from typing import Any, cast

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from hub.api.context import context_of
from hub.api.ids import read_id
from hub.api.liaisons.filing import FilingMutation, FilingQuery, read_input
from hub.api.liaisons.input_types import Input
from hub.api.liaisons.mutations import PeopleMutation
from hub.api.liaisons.people import PeopleQuery, read_person
from hub.api.liaisons.queries import DirectoryQuery
from hub.api.liaisons.types import Agency, Center, Industry, Person, Program
from hub.api.matrix.mutations import MatrixMutation
from hub.api.matrix.publishing import PublishingMutation
from hub.api.matrix.queries import MatrixQuery, read_issue
from hub.api.matrix.types import Issue, Publication
from hub.api.meetings.mutations import MeetingMutation
from hub.api.meetings.packet_mutations import PacketMutation
from hub.api.meetings.packet_queries import PacketQuery, read_packet
from hub.api.meetings.packet_types import Packet
from hub.api.meetings.queries import MeetingQuery, read_meeting
from hub.api.meetings.types import Meeting
from hub.api.nodes import Node
from hub.wire import read_key
from liaisons.errors import NotAllowed, NotFound
from matrix import publications


@strawberry.type
class Query(DirectoryQuery, PeopleQuery, FilingQuery, MatrixQuery, MeetingQuery, PacketQuery):
    """What a signed-in reader may ask."""

    @strawberry.field
    def node(self, info: strawberry.Info, id: strawberry.ID) -> Node | None:
        """The record with this global id; null when there is none, or it is not shared with the viewer."""
        context = context_of(info)
        kind, key = read_id(id)
        directory = context.directory
        named: dict[str, dict[str, Any]] = {
            "Center": cast(dict[str, Any], directory.centers),
            "Agency": cast(dict[str, Any], directory.agencies),
            "Program": cast(dict[str, Any], directory.programs),
            "Industry": cast(dict[str, Any], directory.industries),
        }
        row: dict[str, Any] | None = named.get(kind, {}).get(key)
        try:
            if kind == "Issue":
                row = context.read(lambda tx: read_issue(context, tx, key))
            elif kind == "Input":
                row = context.read(lambda tx: read_input(context, tx, key))
            elif kind == "Meeting":
                row = context.read(lambda tx: read_meeting(context, tx, key))
            elif kind == "Person":
                row = context.read(lambda tx: read_person(context, tx, key))
            elif kind == "Packet":
                row = context.read(lambda tx: read_packet(context, tx, key))
            elif kind == "Publication":
                found = context.read(lambda tx: publications.find_publication(tx, context.actor, key))
                row = cast(dict[str, Any], found)
        except (NotFound, NotAllowed):
            row = None
        return cast(Node, {**row, "__typename": kind}) if row is not None else None


@strawberry.type
class Mutation(
    PeopleMutation, FilingMutation, MatrixMutation, PublishingMutation, MeetingMutation, PacketMutation
):
    """What a signed-in reader may do."""


schema = strawberry.Schema(
    Query,
    Mutation,
    types=[Agency, Center, Industry, Program, Person, Issue, Publication, Input, Meeting, Packet],
    config=StrawberryConfig(default_resolver=read_key),
)


def core_schema() -> GraphQLSchema:
    """The schema as graphql-core executes it."""
    return schema._schema


def sdl() -> str:
    """The contract, as `schema.graphql` holds it."""
    return schema.as_str() + "\n"
