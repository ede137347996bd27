"""A graph in which one narrow reader has one record of each kind among many of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.unit import Graph
from liaisons.audiences import ensure_audience

# So many records of each kind are others'; the reader has one, whose key is `MINE`, and so has the public.
MANY = 1000
MINE = "mine"
NARROW = "narrow"
PARTY = "FDA"
CELL = "FDA/FOO|CEE002/aquaculture"
DAY = "2026-11-24"

# What sentences look for. All of it is said of one issue, held by one party, of one cell: the worst case.
WORDS: dict[str, dict[str, Any]] = {
    "Issue:Held": {
        "state": "confirmed", "isOpen": True, "cells": [CELL], "severity": 3, "kind": "data",
        "strength": "tracked", "since": "2016", "holderKey": PARTY, "dueOn": DAY, "version": 1,
    },
    "Input:Held": {
        "state": "filed", "filedOn": DAY, "centerKey": "CEE002", "draftedBy": MINE, "assignedTo": PARTY,
        "issues": [MINE], "cells": [CELL], "kinds": ["data"], "files": [], "cosigners": [],
        "filedHow": "passed", "coordinationDays": 2, "holderKey": PARTY, "dueOn": DAY, "version": 1,
    },
    "Attachment": {"inputKey": MINE, "scan": "clean", "sha256": MINE},
    "Placement": {"cell": CELL, "since": DAY},
    "Claim": {"issueKey": MINE},
    "Comment": {"issueKey": MINE},
    "Publication": {"issueKey": MINE, "state": "draft", "cells": [CELL], "since": "2016", "over": False},
    "Event": {"subjectKey": MINE, "subjectLabel": "Issue", "state": "new", "at": DAY, "againAt": DAY},
    "Delivery": {
        "state": "waiting", "dueAt": DAY, "handingAt": DAY, "deadAt": DAY, "madeAt": DAY, "eventKey": MINE,
    },
    "AuditEntry": {"subjectKey": MINE, "sealed": False},
    "Holding": {"holderKey": PARTY},
    "Assessment": {"cell": CELL, "side": "center", "on": DAY},
    "Person": {"madeUp": False, "version": 1},
    "Assignment": {"role": "liaison", "partyKey": PARTY, "targetKind": "party", "since": "2026-01-01"},
    "Token": {"expiresAt": "2027-01-01"},
    "Account:Party": {"centerKey": "CEE002", "flags": ["FD1"]},
    "Meeting": {"centerKey": "CEE002", "day": DAY, "state": "planned", "version": 1},
    "AgendaItem": {"meetingKey": MINE, "aboutKey": MINE, "forTrade": False, "version": 1},
    "Packet": {
        "meetingKey": MINE, "centerKey": "CEE002", "edition": "trade", "state": "issued", "day": "2026-11-23",
        "contents": "{}", "fileHashes": [MINE], "version": 1,
    },
    "Audience": {},
    "Reader": {},
    "Once": {},
}  # fmt: skip
LINES = {
    "PLACED": ("Issue", "Placement"),
    "HOLDS_ROLE": ("Person", "Assignment"),
    "OWNED_BY": ("Token", "Person"),
    "READS": ("Reader", "Audience"),
}
FEW = """
MERGE (c:Center:Party:Column {key: 'CEE002'}) MERGE (a:Agency:Party:Area {key: 'FDA'})
MERGE (i:Industry:Party:Column {key: 'CEE002/aquaculture', centerKey: 'CEE002'})
MERGE (p:Program:Area {key: 'FDA/FOO', agencyKey: 'FDA'}) MERGE (f:Flag {key: 'FD1'})
MERGE (l:Alignment {key: 'CEE002~FDA', centerKey: 'CEE002', agencyKey: 'FDA'})
MERGE (g:Group:Party {key: 'group:CEE002', centerKey: 'CEE002'})
MERGE (d:Fact {key: 'directory'}) SET d.version = 1
"""


def _rows(label: str) -> Iterable[dict[str, Any]]:
    words = WORDS[label]
    for number in range(MANY):
        yield _row(f"{label.partition(':')[0].lower()}-{number}", f"others-{number % 100}", number) | words
    yield _row(MINE, NARROW, MANY) | words
    if label == "Publication":
        yield _row("public", "public", MANY) | words | {"state": "published"}


def _row(key: str, audience: str, number: int) -> dict[str, Any]:
    return {
        "key": key, "audienceKey": audience, "shelf": f"open|{audience}", "rank": f"6{number:08}",
        "sort": f"person {number:08}", "hash": key,
        "personKey": key.replace("assignment", "person").replace("token", "person"), "targetKey": key,
        "email": f"{key}@x.example", "name": key, "title": key,
    }  # fmt: skip


def build_crowd(graph: Graph) -> None:
    """Fill an empty graph, and have the engine count what is in it before it plans."""
    graph.write(lambda tx: [ensure_audience(tx, ["public"])])
    with graph.driver.session(database=graph.database) as session:
        session.run(FEW).consume()
        for label in WORDS:
            made = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
            session.run(made, rows=list(_rows(label))).consume()
        for name, (one, other) in LINES.items():
            pairs = [{"one": f"{one.lower()}-{n}", "other": f"{other.lower()}-{n}"} for n in range(MANY)]
            joined = (
                f"UNWIND $pairs AS pair MATCH (a:{one} {{key: pair.one}}), (b:{other} {{key: pair.other}}) "
                f"CREATE (a)-[:{name}]->(b)"
            )
            session.run(joined, pairs=[*pairs, {"one": MINE, "other": MINE}]).consume()
        session.run("CALL db.prepareForReplanning(60)").consume()
