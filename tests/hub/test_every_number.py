"""Every number of the matrix is the length of its list, on pages and over both APIs, to four kinds of reader.

The demonstration, and beside it issues that only some of the readers read, so that their numbers differ.
Page, API and graph are compared on both engines; the pages' own links, which ask what the API asks, on one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.seed.demo import seed_demo
from hub.seed.reference import seed_reference
from tests.engines.pool import Engine
from tests.hub import direct_counts
from tests.hub.direct_counts import Direct, Shape
from tests.hub.tables import Cell, read_page

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TODAY = "2026-11-24"
LIAISON, DIRECTOR, HEADQUARTERS = "liaison fda", "director app", "headquarters officer"
ISSUE = re.compile(r"/issues/([A-Z0-9-]+)$")
PUBLICATION = re.compile(r"/published/([A-Z0-9-]+)$")

# Who writes an issue that which parties read, and where it stands: at first, and after it is placed anew.
NARROW: tuple[tuple[str, list[str], list[str]], ...] = (
    (DIRECTOR, ["FDA"], ["FDA/FOO|CEE002/aquaculture", "FDA/FOO|CEE002/tobacco", "FDA|CEE002", "APH|CEE001"]),
    (DIRECTOR, ["CEE002"], ["FDA/FOO|CEE002/aquaculture"]),
    (LIAISON, ["FDA"], ["FDA/FOO|CEE002/aquaculture", "FDA/DRU|CEE001"]),
    (LIAISON, ["OFO-HQ"], ["FDA/BIO|CEE001"]),
    (HEADQUARTERS, ["OFO-HQ"], ["EPA|CEE003", "EPA|CEE006", "NHT|CEE003"]),
    (HEADQUARTERS, ["CEE002"], []),
)
REPORT = """
mutation($draft: IssueDraft!, $once: String!, $readers: [String!]) {
  reportIssue(draft: $draft, idempotencyKey: $once, readers: $readers) {
    issue { key version } problems { message }
  }
}"""
PLACE = """
mutation($key: String!, $cells: [CellInput!]!, $version: Int!) {
  placeIssue(key: $key, cells: $cells, version: $version) { issue { version } problems { message } }
}"""
MATRIX = """
query($opened: [String!]!) {
  matrix(filter: {opened: $opened}) {
    rows { key } columns { key } cells { row column number } total unplaced
  }
}"""
# Under so many names, one for each cell of a row, the lists come with one request.
LISTED = (
    "l%d: issues(filter: $f%d, first: 100) { totalCount edges { node { key } } pageInfo { hasNextPage } }"
)
AT_ONCE = 20
PUBLISHED = """
query($after: String) {
  publicMatrix { total cells { area column number } }
  publications(first: 20, over: false, after: $after) {
    totalCount hasNextPage endCursor nodes { key places { area column } }
  }
}"""


def test_every_number_is_the_length_of_its_list(
    module_graph: Graph, engine: Engine, engine_of_the_day: str, tmp_path: Path
) -> None:
    seed_reference(module_graph, now=NOW)
    seed_demo(module_graph, day=NOW.date(), now=NOW)
    app = create_app(Settings(data=tmp_path, demo=True), module_graph, clock=lambda: NOW)
    app.config["WTF_CSRF_ENABLED"] = False
    shape = direct_counts.read_shape(module_graph)
    readers = {words: sign_in(app, words) for words in (LIAISON, DIRECTOR, HEADQUARTERS)}
    write_narrow_issues(readers)
    totals = set()
    for words, (client, person) in readers.items():
        direct = direct_counts.count_issues(module_graph, person, today=TODAY)
        reader = Reader(client, shape, direct, follows_links=engine.name == engine_of_the_day)
        assert reader.disagreements() == [], words
        totals.add(reader.total)
    assert len(totals) == len(readers), "each kind of reader has a matrix of their own"
    assert public_disagreements(app.test_client(), shape, direct_counts.count_published(module_graph)) == []


def sign_in(app: Flask, words: str) -> tuple[FlaskClient, str]:
    """A session as the first made-up person whom the words find, and who that is."""
    client = app.test_client()
    found = re.search(r'name="person" value="([^"]+)"', client.get(f"/sign-in?q={words}").text)
    assert found
    assert client.post("/sign-in", data={"person": found[1]}).status_code == 303
    return client, found[1]


def ask(client: FlaskClient, query: str, address: str = "/graphql", **variables: Any) -> dict[str, Any]:
    """The data that an API answers; an error fails the test."""
    answer = client.post(address, json={"query": query, "variables": variables}).get_json()
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def write_narrow_issues(readers: dict[str, tuple[FlaskClient, str]]) -> None:
    """Report each and place it twice, so that placements that have ended lie about too."""
    for number, (words, parties, cells) in enumerate(NARROW):
        client, _ = readers[words]
        draft = {"title": f"Narrow {number}", "text": "Seen.", "kind": "data", "since": "2026-11-02"}
        made = ask(client, REPORT, draft=draft, once=str(number), readers=parties)["reportIssue"]
        assert made["problems"] == []
        key, version = made["issue"]["key"], made["issue"]["version"]
        for wanted in ([*cells, "EPA|CEE004"], cells) if cells else ():
            pairs = [dict(zip(("area", "column"), cell.split("|"), strict=True)) for cell in wanted]
            placed = ask(client, PLACE, key=key, cells=pairs, version=version)["placeIssue"]
            assert placed["problems"] == []
            version = placed["issue"]["version"]


@dataclass(frozen=True)
class Head:
    """A row or column of the table: its key there, and the rows or columns of the graph that it sums up."""

    key: str
    keys: list[str]


class Reader:
    """Someone signed in, who asks each way for each number."""

    def __init__(self, client: FlaskClient, shape: Shape, direct: Direct, *, follows_links: bool) -> None:
        self._client = client
        self._shape = shape
        self._direct = direct
        self._follows_links = follows_links
        self.total = 0

    def disagreements(self) -> list[str]:
        """Where the ways do not agree, in words."""
        opened = sorted(self._shape.columns)
        address = "/matrix?all=1&" + "&".join(f"open={key}" for key in opened)
        (table,) = read_page(self._client.get(address).text).tables
        told = ask(self._client, MATRIX, opened=opened)["matrix"]
        numbers = {(cell["row"], cell["column"]): cell["number"] for cell in told["cells"]}
        self.total = told["total"]
        body = [row for row in table.rows if any(not cell.is_head for cell in row)]
        rows = [self._head(row["key"], self._shape.rows) for row in told["rows"]]
        columns = [self._head(column["key"], self._shape.columns) for column in told["columns"]]
        found = self._judge_heads(rows, columns)
        assert len(body) == len(rows)
        for row, line in zip(rows, body, strict=True):
            found += self._judge_row(row, columns, line[1:], numbers)
        return found + self._judge_unplaced(told["unplaced"])

    def _head(self, key: str, groups: dict[str, list[str]]) -> Head:
        if key == "*":
            return Head(key, [each for group in groups.values() for each in group])
        return Head(key, groups[key[:-1]] if key.endswith("/") else [key])

    def _judge_heads(self, rows: list[Head], columns: list[Head]) -> list[str]:
        """Every column is there, and every row in which anything stands, with its agency's others."""
        keys = [each.key for each in columns]
        wanted = [k for center, own in self._shape.columns.items() for k in (*own, f"{center}/")]
        missing = sorted(set(wanted) ^ set(keys[:-1]))
        shown = {each.key for each in rows}
        for agency, own in self._shape.rows.items():
            everywhere = self._head("*", self._shape.columns).keys
            if self._direct.at(own, everywhere) and not {*own, f"{agency}/"} <= shown:
                missing.append(agency)
        return [f"{key} is missing or too much" for key in missing]

    def _judge_row(
        self, row: Head, columns: list[Head], line: list[Cell], numbers: dict[tuple[str, str], int]
    ) -> list[str]:
        found: list[str] = []
        filters: list[dict[str, Any]] = []
        wanted: list[tuple[str, set[str]]] = []
        empty: list[str] = []
        for column, cell in zip(columns, line, strict=True):
            where, here = f"{row.key} × {column.key}", self._direct.at(row.keys, column.keys)
            if not len(here) == cell.number == numbers[row.key, column.key]:
                found.append(f"{where}: {cell.number}, {numbers[row.key, column.key]}, {len(here)}")
            elif here:
                filters.append(self._filter(row, column))
                wanted.append((where, here))
                address = next(link for link, words in cell.links if words.startswith(str(cell.number)))
                listed = self._follow(address) if self._follows_links else here
                found += [f"{where}: its page lists {sorted(listed ^ here)}"] if listed != here else []
            else:
                empty += column.keys
        if empty and len(row.keys) < AT_ONCE:
            # In cells without a number stands nothing: asked for all of a row's at once.
            filters.append({"cells": _cells(row.keys, empty)})
            wanted.append((f"{row.key}, empty cells", set()))
        for (where, here), (count, listed) in zip(wanted, self._ask_lists(filters), strict=True):
            if listed != here or count != len(here):
                found.append(f"{where}: the API counts {count} and lists {sorted(listed ^ here)}")
        return found

    def _judge_unplaced(self, number: int) -> list[str]:
        nowhere = self._direct.nowhere
        ((count, listed),) = self._ask_lists([{"unplaced": True}])
        paged = self._follow("/issues?unplaced=1")
        page = self._client.get("/matrix?all=1").text
        said = re.search(r'"/issues\?unplaced=1">(\d+)', page)
        same = len(nowhere) == number == count == int(said[1] if said else 0) and nowhere == listed == paged
        return [] if same else [f"unplaced: {number}, {count}, {said}, {sorted(nowhere ^ listed ^ paged)}"]

    def _filter(self, row: Head, column: Head) -> dict[str, Any]:
        if len(row.keys) * len(column.keys) <= 100:
            return {"cells": _cells(row.keys, column.keys)}
        # Too many to name. An agency's key stands for all its rows, a Center's for all its columns.
        parts = {"area": row.key, "column": column.key}
        named = {name: key[:-1] for name, key in parts.items() if key.endswith("/")}
        wide = [name for name, key in parts.items() if key == "*"]
        if len(named) + len(wide) == 2:
            return named or {"unplaced": False}
        return {"cells": _cells(row.keys, column.keys)}

    def _ask_lists(self, filters: list[dict[str, Any]]) -> list[tuple[int, set[str]]]:
        """Number and list of each, over the API."""
        found: list[tuple[int, set[str]]] = []
        for start in range(0, len(filters), AT_ONCE):
            part = dict(enumerate(filters[start : start + AT_ONCE]))
            given = ", ".join(f"$f{n}: IssueFilter!" for n in part)
            query = f"query({given}) {{ {' '.join(LISTED % (n, n) for n in part)} }}"
            values: dict[str, Any] = {f"f{n}": each for n, each in part.items()}
            for page in ask(self._client, query, **values).values():
                keys = [edge["node"]["key"] for edge in page["edges"]]
                assert len(keys) == len(set(keys)) and not page["pageInfo"]["hasNextPage"]
                found.append((page["totalCount"], set(keys)))
        return found

    def _follow(self, address: str) -> set[str]:
        """The issues of a list, page by page."""
        if address.startswith("/issues"):
            address += "&size=25"
        return follow(self._client, address, ISSUE)


def follow(client: FlaskClient, address: str, pattern: re.Pattern[str]) -> set[str]:
    """The keys that a list leads to, page by page; none comes twice."""
    keys: list[str] = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = read_page(answer.text)
        heads = [
            row[0]
            for table in page.tables
            if "first" in table.caption
            for row in table.rows
            if not row[-1].is_head
        ]
        keys += [found[1] for head in heads for link, _ in head.links if (found := pattern.search(link))]
        address = page.next_page
    assert len(keys) == len(set(keys)), address
    return set(keys)


def _cells(rows: list[str], columns: list[str]) -> list[dict[str, str]]:
    return [{"area": area, "column": column} for area in rows for column in columns]


def public_disagreements(client: FlaskClient, shape: Shape, direct: Direct) -> list[str]:
    """The same for everyone: the public matrix, its lists, and the trade's API."""
    (table,) = read_page(client.get("/public/matrix").text).tables
    places = _ask_published(client)
    told = ask(client, PUBLISHED, "/public/graphql", after=None)["publicMatrix"]
    every_row = [key for own in shape.rows.values() for key in own]
    every_column = [key for own in shape.columns.values() for key in own]
    found = []
    for cell in told["cells"]:
        if cell["number"] != len(direct.at([cell["area"]], [cell["column"]])):
            found.append(f"{cell}: not what the graph counts")
    named = {(cell["area"], cell["column"]) for cell in told["cells"]}
    found += [f"{pair} is in no cell of the API" for pairs in places.values() for pair in pairs - named]
    codes = [cell.words.split()[0] for cell in table.rows[0][1:-1]]
    columns = [(shape.codes[code], shape.columns[shape.codes[code]]) for code in codes] + [("", every_column)]
    assert len(codes) == len(shape.codes)
    shown: set[str] = set()
    for line in (row for row in table.rows if not row[-1].is_head):
        area, agency = _row_of(line[0], shape)
        rows = shape.rows[agency] if agency else [area] if area else every_row
        shown |= set(rows) if area else set()
        for (center, own), cell in zip(columns, line[1:], strict=True):
            here = direct.at(rows, own)
            here |= direct.nowhere if not (area or agency or center) else set()
            listed = {k for k, pairs in places.items() if any(r in rows and c in own for r, c in pairs)}
            listed |= direct.nowhere if not (area or agency or center) else set()
            asked = "&".join(
                f"{n}={v}" for n, v in (("area", area), ("agency", agency), ("center", center)) if v
            )
            paged = follow(client, f"/published?size=25&{asked}", PUBLICATION) if here else set()
            if cell.number != len(here) or not here == listed == paged:
                found.append(
                    f"{area or agency} × {center}: page {cell.number}, graph {len(here)}, {len(paged)}"
                )
            found += [
                f"{link} is not the list"
                for link, words in cell.links
                if words and follow(client, link, PUBLICATION) != here
            ]
    unseen = [row for row in every_row if row not in shown and direct.at([row], every_column)]
    total = len(direct.at(every_row, every_column))
    return found + unseen + ([] if told["total"] == total else [f"total {told['total']}, graph {total}"])


def _row_of(head: Cell, shape: Shape) -> tuple[str, str]:
    """The area or the agency that a row of the public matrix is about; neither for the row of all."""
    for link, _ in head.links:
        if link.startswith("/directory/areas/"):
            return link.removeprefix("/directory/areas/"), ""
        if link.startswith("/published?agency="):
            return "", link.removeprefix("/published?agency=")
    return "", ""


def _ask_published(client: FlaskClient) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    after, more = None, True
    while more:
        page = ask(client, PUBLISHED, "/public/graphql", after=after)["publications"]
        found |= {n["key"]: {(p["area"], p["column"]) for p in n["places"]} for n in page["nodes"]}
        after, more = page["endCursor"], page["hasNextPage"]
        assert page["totalCount"] >= len(found)
    assert page["totalCount"] == len(found)
    return found
