"""What every record with a global id is."""

from __future__ import annotations

import strawberry


@strawberry.interface
class Node:
    """A record that can be asked for by its global id."""

    id: strawberry.ID


@strawberry.type
class PageInfo:
    """Where a page of a connection stands."""

    hasNextPage: bool
    hasPreviousPage: bool
    startCursor: str | None
    endCursor: str | None
