"""What a sentence costs follows what its reader may read, not what the graph holds: by Neo4j's own counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from graph.unit import Graph
from tests.house.crowd import CELL, DAY, MANY, MINE, NARROW, PARTY, build_crowd
from tests.house.test_cypher import SENTENCES

pytestmark = pytest.mark.parametrize("engine", ["neo4j"], indirect=True)

# A reader of one record of each kind costs so few look-ups, whatever else there is.
MOST_HITS = MANY // 4
# Operators that look at every record of a kind.
SCAN = re.compile(r"(AllNodes|ByLabel|Index|Contains|EndsWith|Type|AllRelationships)Scan")
# The directory is read whole, once, and kept: it is as long as the government is.
DIRECTORY = {
    "Center",
    "Agency",
    "Program",
    "Industry",
    "Port",
    "Office",
    "Council",
    "Flag",
    "Alignment",
    "Migration",
}
VALUES: dict[str, Any] = {
    "audiences": [NARROW], "readers": [NARROW], "person": MINE, "key": MINE, "issue": MINE, "input": MINE,
    "hash": MINE,
    "email": f"{MINE}@x.example", "keys": [PARTY], "party": PARTY, "parties": [PARTY], "roles": ["liaison"],
    "today": DAY, "day": DAY, "at": DAY, "ending": [], "limit": 50, "kind": "party", "target": PARTY,
    "after": "", "search": "", "drafter": None, "agency": None, "state": "filed",
    "agencies": [PARTY], "areas": [PARTY], "columns": ["CEE002"],
    "names": [MINE], "targets": [MINE], "before": DAY,
    "shelves": [f"open|{NARROW}"], "over": False, "flags": ["FD1"], "programs": ["FDA/FOO"], "role": None,
    "cells": None, "kinds": None, "severities": None, "strengths": None, "holders": None, "unplaced": None,
    "states": None, "until": None, "order": "due", "reverse": False,
    "center": "CEE002", "centers": None, "group": "group:CEE002", "meeting": MINE, "about": MINE,
    "mark": "|CEE002", "issues": [MINE], "since": "2026-01-01", "carried": [], "first": "2026-01-01",
    "last": "2026-12-31",
    "but": [], "edition": "trade", "inputs": [MINE], "publications": [MINE], "series": None,
}  # fmt: skip
NARROWED = VALUES | {
    "cells": [CELL], "kinds": ["data"], "severities": [3], "strengths": ["tracked"], "holders": [PARTY],
    "unplaced": False, "role": "liaison", "search": "person", "states": ["placed"], "until": DAY,
    "reverse": True, "centers": ["CEE002"], "issue": MINE, "drafter": MINE, "agency": PARTY,
    "series": "",
}  # fmt: skip
ENGINES_OWN = {"watchdog.running", "watchdog.end"}
ASKED = {name: each for name, each in SENTENCES.items() if name not in ENGINES_OWN}
READING = [name for name, each in ASKED.items() if not each.writes]
WRITING = [name for name, each in ASKED.items() if each.writes]
# Sentences that cost more than their reader's own, and why they may.
EXCEPTIONS = {
    "health.counts": "an operator's check counts all there is, and is told nothing but numbers",
    "recipients.at_parties": "who hears by a role at a party: as many as have it there",
    "audiences.all": "an auditor reads for every audience there is",
    "packets.receivers": "counts the people of the parties to whom one edition goes",
    "sign_in.list_made_up": "the demonstration's own people, all of whom are listed",
}


@pytest.fixture(scope="module")
def crowd(module_graph: Graph) -> Graph:
    """One reader's few among many."""
    build_crowd(module_graph)
    return module_graph


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operator of a plan."""
    yield plan
    for child in plan.get("children", ()):
        yield from steps(child)


def is_one_by_one(product: dict[str, Any]) -> bool:
    """Whether each side of a product is one record, found by its key."""
    leaves = [step["operatorType"].partition("@")[0] for step in steps(product) if not step.get("children")]
    return set(leaves) <= {"NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "Argument"}


def faults(plan: dict[str, Any]) -> list[str]:
    """What in a plan would grow with the whole graph."""
    found = []
    hits = sum(step["args"].get("DbHits", 0) for step in steps(plan))
    if hits > MOST_HITS:
        found.append(f"{hits} look-ups")
    for step in steps(plan):
        operator, details = step["operatorType"].partition("@")[0], str(step["args"].get("Details", ""))
        if operator == "CartesianProduct" and not is_one_by_one(step):
            found.append(operator)
        if SCAN.search(operator) and not set(re.findall(r":(\w+)", details)) & DIRECTORY:
            found.append(f"{operator} {details}")
    return found


def profile(graph: Graph, text: str, values: dict[str, Any]) -> dict[str, Any]:
    """Run the sentence and give its plan, with what each step cost."""
    with graph.driver.session(database=graph.database) as session:
        found = session.run("PROFILE " + text, values).consume().profile
    assert found is not None
    return found


def explain(graph: Graph, text: str) -> dict[str, Any]:
    """The plan of a sentence that is not run."""
    with graph.driver.session(database=graph.database) as session:
        found = session.run("EXPLAIN " + text).consume().plan
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Issue) WHERE n.audienceKey = 'narrow' AND n.title = 'x' RETURN n.key AS row",
        "MATCH (n:Issue) RETURN count(n.title) AS row",
        "MATCH (c:Comment {issueKey: 'mine'}) WHERE c.byName = 'x' RETURN c.key AS row",
        "MATCH (a:Issue {isOpen: true, audienceKey: 'narrow'}), (b:Agency) RETURN a.key AS row",
        "MATCH (a)-[:HOLDS_ROLE]->(b) RETURN count(b.key) AS row",
    ],
)
def test_what_costs_more_is_caught(crowd: Graph, text: str) -> None:
    assert faults(profile(crowd, text, VALUES)) != []


@pytest.mark.parametrize("name", READING)
def test_a_narrow_reader_costs_no_more_than_is_theirs(crowd: Graph, name: str) -> None:
    found = [each for v in (VALUES, NARROWED) for each in faults(profile(crowd, ASKED[name].text, v))]
    assert bool(found) == (name in EXCEPTIONS), found


@pytest.mark.parametrize("name", WRITING)
def test_a_command_finds_its_records_by_an_index(crowd: Graph, name: str) -> None:
    assert faults(explain(crowd, ASKED[name].text)) == []
