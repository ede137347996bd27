"""The trade's types: Centers, agencies, areas, industries, publications, and the public matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from hub.wire import of_row, read_column


class Rows:
    """Every type of this API reads the ready maps of the rooms, by the names of their columns."""

    default_resolver = read_column


class Center(graphene.ObjectType):
    """A Center of Excellence and Expertise."""

    class Meta(Rows):
        pass

    key = graphene.String(required=True)
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    city = graphene.String(required=True)
    state = graphene.String(required=True)
    verified = graphene.Boolean(required=True)


class Agency(graphene.ObjectType):
    """A government agency by its ACE code."""

    class Meta(Rows):
        pass

    key = graphene.String(required=True)
    acronym = graphene.String(required=True)
    name = graphene.String(required=True)
    department = graphene.String(required=True)
    verified = graphene.Boolean(required=True)


class Area(graphene.ObjectType):
    """A program of an agency."""

    class Meta(Rows):
        pass

    key = graphene.String(required=True)
    agencyKey = graphene.String(required=True)
    name = graphene.String(required=True)
    verified = graphene.Boolean(required=True)


class Industry(graphene.ObjectType):
    """An industry of a Center."""

    class Meta(Rows):
        pass

    key = graphene.String(required=True)
    centerKey = graphene.String(required=True)
    name = graphene.String(required=True)
    verified = graphene.Boolean(required=True)


class Place(graphene.ObjectType):
    """Where a published issue stands: an agency or its program, and a Center or its industry."""

    class Meta(Rows):
        pass

    area = graphene.String(required=True)
    column = graphene.String(required=True)


class Publication(graphene.ObjectType):
    """What the trade may know of an issue. `since` is a day or, where only that is known, a year."""

    class Meta(Rows):
        pass

    key = graphene.String(required=True)
    title = graphene.String(required=True)
    what = graphene.String(required=True)
    scope = graphene.String(required=True)
    workaround = graphene.String()
    endDate = graphene.String()
    over = graphene.Boolean(required=True)
    kind = graphene.String(required=True)
    since = graphene.String(required=True)
    publishedOn = graphene.String(required=True)
    sourceTitle = graphene.String()
    sourceAddress = graphene.String()
    places = graphene.List(graphene.NonNull(Place), required=True)

    @of_row
    def resolve_places(row: Mapping[str, Any], _info: Any) -> list[dict[str, str]]:
        """The cells by their two keys."""
        pairs = (cell.partition("|") for cell in row["cells"])
        return [{"area": area, "column": column} for area, _, column in pairs]


class PublicationPage(graphene.ObjectType):
    """A page of publications; `endCursor` asks for the next one."""

    class Meta(Rows):
        pass

    nodes = graphene.List(graphene.NonNull(Publication), required=True)
    totalCount = graphene.Int(required=True)
    endCursor = graphene.String()
    hasNextPage = graphene.Boolean(required=True)


class PublicCell(graphene.ObjectType):
    """How many published issues stand in a cell, and since when the oldest."""

    class Meta(Rows):
        pass

    area = graphene.String(required=True)
    column = graphene.String(required=True)
    number = graphene.Int(required=True)
    oldest = graphene.String()


class PublicMatrix(graphene.ObjectType):
    """Published issues that are not over: the cells that hold any, and the total that counts each once."""

    class Meta(Rows):
        pass

    cells = graphene.List(graphene.NonNull(PublicCell), required=True)
    total = graphene.Int(required=True)
