"""What every record with a global id is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import strawberry

from hub.api.ids import cursor_of


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


def connect(
    rows: Sequence[Any], first: int, after: str, *, by: str, node: Callable[[Any], Mapping[str, Any]]
) -> dict[str, Any]:
    """A page of a connection, from up to `first` rows and one more where there are more; `by` orders them."""
    edges = [{"node": node(row), "cursor": cursor_of(row[by])} for row in rows[:first]]
    page = {
        "hasNextPage": len(rows) > first,
        "hasPreviousPage": bool(after),
        "startCursor": edges[0]["cursor"] if edges else None,
        "endCursor": edges[-1]["cursor"] if edges else None,
    }
    return {"edges": edges, "pageInfo": page}
