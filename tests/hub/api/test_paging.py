"""A page says that there is a next one exactly when there is, in both APIs."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from liaisons.people import NewPerson, add_person
from tests.builders import NOW, People, build_issue, refresh
from tests.hub.bad_world import build_world
from tests.hub.stand import Stand

QUERY = """
query Page($first: Int!, $after: String) {
  page: %s(first: $first, after: $after) { edges { cursor } pageInfo { hasNextPage } }
}
"""


def walk(stand: Stand, cast: People, field: str, first: int) -> list[int]:
    """How long each page is, from the first to the one that says it is the last."""
    sizes: list[int] = []
    after = None
    while True:
        said = stand.ask(cast.specialist, QUERY % field, first=first, after=after)[1]
        page: dict[str, Any] = said["data"]["page"]
        sizes.append(len(page["edges"]))
        if not page["pageInfo"]["hasNextPage"]:
            return sizes
        after = page["edges"][-1]["cursor"]


@pytest.mark.parametrize("field", ["issues", "people"])
def test_no_page_is_followed_by_an_empty_one(stand: Stand, cast: People, field: str) -> None:
    for key in ("one", "two", "three", "four"):
        build_issue(stand.graph, cast, key=key)
        someone = NewPerson(f"{key} (made up)", f"{key}@x.example", "CEE002")
        director = refresh(stand.graph, cast.director)
        add = partial(add_person, actor=director, person=someone, idempotency_key=key, now=NOW)
        stand.graph.write(add)
    (whole,) = walk(stand, cast, field, 100)
    assert whole >= 4
    assert walk(stand, cast, field, whole) == [whole]
    assert walk(stand, cast, field, whole - 1) == [whole - 1, 1]
    assert walk(stand, cast, field, 2) == [2] * (whole // 2) + [1] * (whole % 2)


def test_the_trades_last_page_says_so_too(stand: Stand) -> None:
    build_world(stand)
    query = "{ publications(first: 1) { nodes { key } hasNextPage } }"
    answer = stand.app.test_client().post("/public/graphql", json={"query": query}).get_json()
    assert len(answer["data"]["publications"]["nodes"]) == 1
    assert answer["data"]["publications"]["hasNextPage"] is False
