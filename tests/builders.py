"""Small worlds for tests: the real directory, made-up people, and issues in a wanted state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from graph.cypher import Cypher
from graph.unit import Graph
from liaisons import reference
from liaisons.actors import Actor, Role, Standing, reader_keys
from liaisons.audiences import ensure_audience, resolve_audiences
from liaisons.directory import Directory, read_directory
from matrix import hands, issues, placements, verdicts
from matrix.cells import Cell
from matrix.imports import import_issue
from matrix.locking import Changed
from matrix.reference import read_issues

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FOOD = Cell("FDA/FOO", "CEE002/aquaculture")

CENTERS: Cypher[None] = Cypher(
    "test.centers",
    "UNWIND $rows AS row MERGE (n:Center:Party:Column {key: row.key}) SET n += row",
    writes=True,
)
AGENCIES: Cypher[None] = Cypher(
    "test.agencies",
    "UNWIND $rows AS row MERGE (n:Agency:Party:Area {key: row.key}) SET n += row",
    writes=True,
)
PROGRAMS: Cypher[None] = Cypher(
    "test.programs", "UNWIND $rows AS row MERGE (n:Program:Area {key: row.key}) SET n += row", writes=True
)
INDUSTRIES: Cypher[None] = Cypher(
    "test.industries",
    "UNWIND $rows AS row MERGE (n:Industry:Party:Column {key: row.key}) SET n += row",
    writes=True,
)
OFFICES: Cypher[None] = Cypher(
    "test.offices", "UNWIND $rows AS row MERGE (n:Office:Party {key: row.key}) SET n += row", writes=True
)
GROUPS: Cypher[None] = Cypher(
    "test.groups", "UNWIND $rows AS row MERGE (n:Group:Party {key: row.key}) SET n += row", writes=True
)
COUNCILS: Cypher[None] = Cypher(
    "test.councils", "UNWIND $rows AS row MERGE (n:Council:Party {key: row.key}) SET n += row", writes=True
)
FLAGS: Cypher[None] = Cypher(
    "test.flags", "UNWIND $rows AS row MERGE (n:Flag {key: row.key}) SET n += row", writes=True
)
ALIGNMENTS: Cypher[None] = Cypher(
    "test.alignments", "UNWIND $rows AS row MERGE (n:Alignment {key: row.key}) SET n += row", writes=True
)
EVERYTHING: Cypher[Any] = Cypher(
    "test.everything",
    """
    MATCH (n)
    WHERE NOT n:Migration
    WITH labels(n) AS labels, properties(n) AS words, COUNT { (n)--() } AS lines
    RETURN {labels: labels, words: words, lines: lines} AS row
    """,
)


def _rows(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if not isinstance(value, dict)} for row in found]


def build_directory(graph: Graph) -> Directory:
    """The real Centers, agencies, programs, industries, offices, council, flags and alignments."""
    both = (
        (CENTERS, reference.read_centers()),
        (AGENCIES, reference.read_agencies()),
        (PROGRAMS, reference.read_programs()),
        (INDUSTRIES, reference.read_industries()),
        (OFFICES, reference.read_offices()),
        (COUNCILS, reference.read_councils()),
        (FLAGS, reference.read_flags()),
        (ALIGNMENTS, reference.read_alignments()),
    )
    for sentence, found in both:
        rows = _rows(found)
        graph.write(lambda tx, s=sentence, r=rows: tx.do(s, rows=r))  # type: ignore[misc]  # bound now
    graph.write(lambda tx: [ensure_audience(tx, ["public"]), ensure_audience(tx, ["interagency"])])
    return graph.read(read_directory)


def build_groups(graph: Graph) -> None:
    """A working group for each Center, as the reference data brings them."""
    rows = [
        {"key": f"group:{c['key']}", "centerKey": c["key"], "name": f"Working group of {c['code']}"}
        for c in reference.read_centers()
    ]
    graph.write(lambda tx: tx.do(GROUPS, rows=rows))


def build_person(graph: Graph, key: str, *standings: tuple[str, str, str, str]) -> Actor:
    """Someone with roles as (role, party, target, kind of target), reading what they read now."""
    held = tuple(Standing(Role(role), party, target, kind) for role, party, target, kind in standings)
    actor = Actor(key, f"{key.title()} (made up)", held[0].party, held, reader_keys(key, held))
    return refresh(graph, actor)


def refresh(graph: Graph, actor: Actor) -> Actor:
    """The same person at a later request: with the audiences that exist by then."""
    return replace(actor, audiences=graph.read(lambda tx: resolve_audiences(tx, actor)))


class People:
    """One of each kind that the matrix's commands need."""

    def __init__(self, graph: Graph) -> None:
        build = build_person
        self.specialist = build(graph, "specialist", ("import-specialist", "CEE002", "CEE002", "party"))
        self.center_expert = build(graph, "nora", ("expert", "CEE002", "CEE002", "column"))
        self.agency_expert = build(graph, "rui", ("expert", "FDA", "FDA", "area"))
        self.liaison = build(graph, "dana", ("liaison", "FDA", "CEE002~FDA", "alignment"))
        self.director = build(graph, "iris", ("director", "CEE002", "CEE002", "party"))
        self.reviewer = build(graph, "hal", ("disclosure-reviewer", "OT", "OT", "party"))
        self.headquarters = build(graph, "quinn", ("hq-officer", "OFO-HQ", "OFO-HQ", "party"))
        self.stranger = build(graph, "sam", ("liaison", "EPA", "CEE001~EPA", "alignment"))
        self.account = build(graph, "ada", ("account-user", "A-7KQ4F2", "A-7KQ4F2", "party"))


def build_issue(
    graph: Graph,
    people: People,
    *,
    key: str = "one",
    readers: tuple[str, ...] = (),
    title: str = "Late notices",
) -> Changed:
    """A reported issue of APP's specialist."""
    draft = issues.Draft(title, "Prior notices arrive late.", "data", "2026-11-02")
    return graph.write(
        lambda tx: issues.report_issue(
            tx, people.specialist, draft, idempotency_key=key, readers=readers, now=NOW
        )
    )


def place(graph: Graph, people: People, changed: Changed, *cells: Cell) -> Changed:
    """The issue placed in the cells, or in FDA's food and APP's aquaculture."""
    return graph.write(
        lambda tx: placements.place_issue(
            tx, people.specialist, changed.key, cells or (FOOD,), version=changed.version, now=NOW
        )
    )


def confirm(graph: Graph, people: People, changed: Changed) -> Changed:
    """The placed issue confirmed by experts of both sides."""
    graph.write(lambda tx: verdicts.confirm_issue(tx, people.center_expert, changed.key, now=NOW))
    return graph.write(lambda tx: verdicts.confirm_issue(tx, people.agency_expert, changed.key, now=NOW))


def take_up(graph: Graph, people: People, changed: Changed) -> Changed:
    """The confirmed issue in work at FDA."""
    handed = graph.write(
        lambda tx: hands.hand_over_issue(
            tx,
            people.specialist,
            changed.key,
            holder="FDA",
            next_action="Say which filers are affected",
            due_on="2026-12-04",
            version=changed.version,
            now=NOW,
        )
    )
    return graph.write(
        lambda tx: hands.take_up_issue(tx, people.liaison, changed.key, version=handed.version, now=NOW)
    )


def import_documented(graph: Graph, actor: Actor) -> int:
    """The 67 documented issues; returns how many came in."""

    def bring(tx: Any) -> int:
        return sum(
            import_issue(tx, actor, row, holding=None, made_up=False, now=NOW) for row in read_issues()
        )

    return graph.write(bring, seconds=120)


def fingerprint(graph: Graph) -> str:
    """A hash of every record with its labels, words and number of lines: on a no, it must not move."""
    found = sorted(str(row) for row in graph.read(lambda tx: tx.all(EVERYTHING)))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()
