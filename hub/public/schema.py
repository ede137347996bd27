"""The trade's schema: read-only, from published records alone, the same for everyone."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import graphene
from flask import Blueprint, Request
from graphql import GraphQLSchema, print_schema

from hub import wire
from hub.public.types import (
    Agency,
    Area,
    Center,
    Industry,
    Publication,
    PublicationPage,
    PublicMatrix,
)
from liaisons.public import BadInput, Directory, EngineError, EngineSlow, NotFound, Refused
from matrix import public as matrix

T = TypeVar("T")


class CursorUnreadable(BadInput):
    """A cursor that this API did not make."""


class Reading(Protocol):
    """What a resolver needs: the directory, and a unit of work that only reads."""

    @property
    def directory(self) -> Directory:
        """The public directory."""
        ...

    def read(self, work: Callable[[Any], T]) -> T:
        """Run `work` on a transaction."""
        ...


class Query(graphene.ObjectType):
    """What anyone may ask."""

    centers = graphene.List(graphene.NonNull(Center), required=True)
    agencies = graphene.List(graphene.NonNull(Agency), required=True)
    areas = graphene.List(graphene.NonNull(Area), agency=graphene.String(), required=True)
    industries = graphene.List(graphene.NonNull(Industry), center=graphene.String(), required=True)
    publications = graphene.Field(
        PublicationPage,
        first=graphene.Int(default_value=50),
        after=graphene.String(),
        over=graphene.Boolean(),
        required=True,
    )
    publication = graphene.Field(Publication, key=graphene.String(required=True))
    publicMatrix = graphene.Field(PublicMatrix, required=True)

    def resolve_centers(self, info: Any) -> list[Any]:
        """The Centers, by short code."""
        return list(info.context.directory.centers.values())

    def resolve_agencies(self, info: Any) -> list[Any]:
        """The agencies, by ACE code."""
        return list(info.context.directory.agencies.values())

    def resolve_areas(self, info: Any, agency: str | None = None) -> list[Any]:
        """The programs of the agencies, or of one."""
        rows = info.context.directory.programs.values()
        return [row for row in rows if agency in (None, row["agencyKey"])]

    def resolve_industries(self, info: Any, center: str | None = None) -> list[Any]:
        """The industries of the Centers, or of one."""
        rows = info.context.directory.industries.values()
        return [row for row in rows if center in (None, row["centerKey"])]

    def resolve_publications(
        self, info: Any, first: int, after: str | None = None, over: bool | None = None
    ) -> dict[str, Any]:
        """Published issues, the oldest first."""
        rank = _read_cursor(after)

        def read(tx: Any) -> tuple[list[Any], int]:
            rows = matrix.list_published(tx, over=over, after=rank, limit=first, peek=True)
            return list(rows), matrix.count_published(tx, over=over)

        found, total = info.context.read(read)
        rows = found[:first]
        end = urlsafe_b64encode(rows[-1]["rank"].encode()).decode() if rows else None
        return {"nodes": rows, "totalCount": total, "endCursor": end, "hasNextPage": len(found) > first}

    def resolve_publication(self, info: Any, key: str) -> Any:
        """One published issue; null when there is none."""
        try:
            return info.context.read(lambda tx: matrix.find_published(tx, key))
        except NotFound:
            return None

    def resolve_publicMatrix(self, info: Any) -> dict[str, Any]:  # noqa: N802  # named as its field
        """Published issues by cell."""
        directory = info.context.directory
        counted = info.context.read(lambda tx: matrix.count_public_matrix(tx, directory))
        return {"cells": matrix.list_public_cells(counted), "total": counted.at("*", "*").number}


schema = graphene.Schema(Query, auto_camelcase=False)


def core_schema() -> GraphQLSchema:
    """The schema as graphql-core executes it."""
    core: GraphQLSchema = schema.graphql_schema
    return core


def sdl() -> str:
    """The contract, as `hub/public/schema.graphql` holds it."""
    return print_schema(core_schema()) + "\n"


def make_view(context: Callable[[], Reading], admit: Callable[[Request], None]) -> Blueprint:
    """The blueprint to register at /public/graphql.

    `context` gives what a request reads with; `admit` declines an address that has asked too much.
    """
    return wire.view(
        "trade_api",
        core_schema(),
        context=lambda _request: context(),
        translate=_translate,
        cache_control="public, max-age=60",
        admit=admit,
    )


def _read_cursor(text: str | None) -> str:
    if not text:
        return ""
    try:
        return urlsafe_b64decode(text.encode()).decode()
    except (Error, UnicodeError, ValueError):
        raise CursorUnreadable(
            "This cursor was not made by this API. Give one that it answered with.", field="after"
        ) from None


def _translate(error: Exception) -> wire.Refusal | None:
    if isinstance(error, BadInput):
        return wire.Refusal(error.sentence, "BAD_USER_INPUT", {"field": error.field, "reason": error.code})
    if isinstance(error, Refused):
        return wire.Refusal(error.sentence, error.code)
    if isinstance(error, EngineError):
        return wire.Refusal(error.sentence, error.code, status=504 if isinstance(error, EngineSlow) else 503)
    return None
