"""Issues that come from elsewhere: the documented ones, with what their sources say word for word."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx, Value
from graph.matrix import issues as sentences
from liaisons import holdings
from liaisons.actors import INTERAGENCY_READER, Actor
from liaisons.audiences import ensure_audience
from matrix.cells import Cell
from matrix.events import IssueImported
from matrix.issues import find_issue
from matrix.locking import tell
from matrix.placements import add_placements
from matrix.reference.rows import IssueRow
from matrix.severity import Severity, rank_of
from matrix.states import is_open


def import_issue(
    tx: Tx,
    actor: Actor,
    row: IssueRow,
    *,
    holding: holdings.Holding | None,
    made_up: bool,
    now: datetime,
) -> bool:
    """Bring one documented issue in, unless it is there already; returns whether it came in now.

    Its source's status and kind are kept beside the hub's. `holding` says who holds it if it is open, and
    `made_up` that this is the demonstration's invention.
    """
    audience = ensure_audience(tx, [INTERAGENCY_READER])
    if tx.one(sentences.FIND, key=row["key"], audiences=[audience]) is not None:
        return False
    cells = sorted({Cell(p["area"], p["column"]) for p in row["placements"]})
    issue: dict[str, Value] = {
        "title": row["title"],
        "text": row["text"],
        "kind": row["kind"],
        "state": row["state"],
        "isOpen": is_open(row["state"]),
        "outcome": "as the source says" if not is_open(row["state"]) else None,
        "strength": "tracked",
        "severity": int(Severity.NOT_ASSESSED),
        "since": row["since"],
        "cells": [c.key for c in cells],
        "rank": rank_of(Severity.NOT_ASSESSED, row["since"], row["key"]),
        "scopeFlags": row["flags"],
        "scopePrograms": row["programs"],
        "scopeHts": row["htsScope"],
        "sourceTitle": row["sourceTitle"],
        "sourceAddress": row["sourceAddress"],
        "sourceStatus": row["sourceStatus"],
        "sourceKind": row["sourceKind"],
        "sourceNote": row["note"],
        "verified": row["verified"],
        "mappingVerified": row["mappingVerified"],
        "recommendations": row["recommendations"],
        "audienceKey": audience,
        "createdAt": now.isoformat(),
        "changedAt": now.isoformat(),
        "changedByName": actor.name,
    }
    tx.do(sentences.CREATE, key=row["key"], issue=issue)
    add_placements(tx, actor, row["key"], cells, verified=row["mappingVerified"], now=now)
    if holding is not None and is_open(row["state"]):
        holdings.hold(tx, actor, row["key"], holding, audience=audience, made_up=made_up, now=now)
    saved = find_issue(tx, actor, row["key"])
    tell(tx, actor, saved, IssueImported, said={"source": row["sourceTitle"]}, now=now)
    return True
