"""Counts issues and publications straight from the graph, by their lines to rows and columns.

Written apart from the hub's own sentences: nothing here reads the list of cells that an issue carries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.cypher import Cypher
from graph.unit import Graph

OVER = {"closed", "not-systemic", "merged"}
TRADE = {"account-user", "filer", "trade-member"}

ROWS: Cypher[dict[str, Any]] = Cypher(
    "test.rows", "MATCH (a:Area) RETURN {key: a.key, group: coalesce(a.agencyKey, a.key)} AS row"
)
COLUMNS: Cypher[dict[str, Any]] = Cypher(
    "test.columns",
    """
    MATCH (c:Column)
    RETURN {key: c.key, group: coalesce(c.centerKey, c.key), position: coalesce(c.position, 0),
            code: c.code} AS row
    """,
)
STANDING: Cypher[dict[str, Any]] = Cypher(
    "test.standing",
    """
    MATCH (i:Issue)-[:PLACED]->(p:Placement)
    WHERE p.until IS NULL
    MATCH (p)-[:AT_AREA]->(a:Area)
    MATCH (p)-[:AT_COLUMN]->(c:Column)
    RETURN {issue: i.key, row: a.key, column: c.key} AS row
    """,
)
ISSUES: Cypher[dict[str, Any]] = Cypher(
    "test.issues", "MATCH (i:Issue) RETURN {key: i.key, state: i.state, audience: i.audienceKey} AS row"
)
PUBLISHED: Cypher[dict[str, Any]] = Cypher(
    "test.published",
    """
    MATCH (p:Publication {state: 'published'})
    WHERE p.over = false
    RETURN {key: p.key, cells: p.cells} AS row
    """,
)
ROLES: Cypher[dict[str, Any]] = Cypher(
    "test.roles",
    """
    MATCH (:Person {key: $person})-[:HOLDS_ROLE]->(a:Assignment)
    WHERE a.since <= $today AND (a.until IS NULL OR a.until > $today)
    RETURN {role: a.role, party: a.partyKey, target: a.targetKey, kind: a.targetKind} AS row
    """,
)
READ_BY: Cypher[str] = Cypher(
    "test.read_by", "MATCH (r:Reader {key: $reader})-[:READS]->(a:Audience) RETURN a.key AS row"
)


@dataclass(frozen=True)
class Shape:
    """The matrix's rows by agency and columns by Center, each by its key; and the Centers by their codes."""

    rows: dict[str, list[str]]
    columns: dict[str, list[str]]
    codes: dict[str, str]


def read_shape(graph: Graph) -> Shape:
    """An agency's own row comes first, then its programs; a Center's whole column, then its industries."""

    def grouped(found: list[dict[str, Any]]) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for row in found:
            groups.setdefault(row["group"], []).append(row["key"])
        return groups

    rows = sorted(graph.read(lambda tx: tx.all(ROWS)), key=lambda r: r["key"])
    columns = graph.read(lambda tx: tx.all(COLUMNS))
    columns.sort(key=lambda c: (c["group"], "/" in c["key"], c["position"]))
    codes = {c["code"]: c["key"] for c in columns if c["code"]}
    return Shape(grouped(rows), grouped(columns), codes)


class Direct:
    """What stands where, of all that one kind of reader reads: each thing by its key, with its pairs."""

    def __init__(self, pairs: dict[str, set[tuple[str, str]]]) -> None:
        self._pairs = pairs

    def at(self, rows: Iterable[str], columns: Iterable[str]) -> set[str]:
        """The keys of what stands in any of these rows and any of these columns, each once."""
        wanted_rows, wanted_columns = set(rows), set(columns)
        return {
            key
            for key, pairs in self._pairs.items()
            if any(row in wanted_rows and column in wanted_columns for row, column in pairs)
        }

    @property
    def nowhere(self) -> set[str]:
        """The keys of what stands in no cell."""
        return {key for key, pairs in self._pairs.items() if not pairs}


def count_issues(graph: Graph, person: str, *, today: str) -> Direct:
    """The open issues that the person reads today, as the rule about audiences says it."""
    audiences = _read_by(graph, person, today)
    pairs: dict[str, set[tuple[str, str]]] = {
        row["key"]: set()
        for row in graph.read(lambda tx: tx.all(ISSUES))
        if row["state"] not in OVER and row["audience"] in audiences
    }
    for row in graph.read(lambda tx: tx.all(STANDING)):
        if row["issue"] in pairs:
            pairs[row["issue"]].add((row["row"], row["column"]))
    return Direct(pairs)


def count_published(graph: Graph) -> Direct:
    """The publications that are public and not over."""
    rows = graph.read(lambda tx: tx.all(PUBLISHED))
    return Direct({row["key"]: {tuple(cell.split("|")) for cell in row["cells"]} for row in rows})


def _read_by(graph: Graph, person: str, today: str) -> set[str]:
    keys = {"public", f"person:{person}"}
    for role in graph.read(lambda tx: tx.all(ROLES, person=person, today=today)):
        trade = role["role"] in TRADE
        keys |= {role["party"]} if trade else {role["party"], "interagency"}
        if role["kind"] == "group":
            keys.add(f"{role['target']}/{'trade' if trade else 'government'}")
    found: set[str] = set()
    for key in keys:
        found |= set(graph.read(lambda tx, k=key: tx.all(READ_BY, reader=k)))  # type: ignore[misc]  # bound now
    return found
