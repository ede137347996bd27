"""Where an issue stands in the matrix: pairs of area and column, listed one by one, never multiplied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.cypher import Tx, Value
from graph.matrix import placements as sentences
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.errors import BadInput
from liaisons.permissions import Permission, require
from matrix.cells import Cell, cell_of
from matrix.events import IssuePlaced
from matrix.issues import refuse_unless_changeable
from matrix.locking import Changed, lock_issue, save_issue
from matrix.states import Move, State, end_of

MOST = 60


class CellUnknown(BadInput):
    """A pair names an area or column that the directory doesn't have."""


class CellsMissing(BadInput):
    """No pair was given."""


class TooManyCells(BadInput):
    """More pairs than one issue may stand in."""


def place_issue(
    tx: Tx, actor: Actor, key: str, cells: Iterable[Cell], *, version: int, now: datetime
) -> Changed:
    """Set the cells of an issue: new ones begin today, those left out end today, the rest stay.

    A reported issue is placed by this. Refuses an unknown area or column by name, and more than 60 cells.
    """
    require(actor, Permission.PLACE_ISSUE)
    wanted = sorted({Cell(c.area.strip(), c.column.strip()) for c in cells})
    _refuse_unknown(tx, wanted)
    issue = lock_issue(tx, actor, key, version=version, now=now)
    refuse_unless_changeable(actor, issue)
    changes: dict[str, Value] = {"cells": [c.key for c in wanted]}
    if issue["state"] == State.REPORTED:
        changes["state"] = str(end_of(issue["state"], Move.PLACE))
    before = set(issue["cells"])
    added = [c for c in wanted if c.key not in before]
    ended = sorted(before - {c.key for c in wanted})
    add_placements(tx, actor, key, added, verified=False, now=now)
    tx.do(sentences.END, issue=key, cells=ended, today=clocks.today_of(now), at=now.isoformat())
    said: dict[str, str | int | None] = {
        "added": ", ".join(c.key for c in added[:10]),
        "ended": ", ".join(ended[:10]),
        "cells": len(wanted),
    }
    return save_issue(tx, actor, issue, changes, IssuePlaced, said=said, now=now)


def add_placements(
    tx: Tx, actor: Actor, key: str, cells: Iterable[Cell], *, verified: bool, now: datetime
) -> None:
    """Begin placements of a locked issue, each with its mark of whether a source says so."""
    tx.do(
        sentences.ADD,
        issue=key,
        pairs=[{"key": tx.new_id(), "area": c.area, "column": c.column, "cell": c.key} for c in cells],
        today=clocks.today_of(now),
        at=now.isoformat(),
        by=actor.person,
        byName=actor.name,
        byParty=actor.party,
        verified=verified,
    )


def list_placements(tx: Tx, actor: Actor, key: str) -> list[sentences.PlacementRow]:
    """Present and past placements of an issue."""
    return tx.all(sentences.LIST, issue=key, audiences=actor.audiences)


def _refuse_unknown(tx: Tx, cells: list[Cell]) -> None:
    if not cells:
        raise CellsMissing("Choose at least one agency program and Center or industry.", field="cells")
    if len(cells) > MOST:
        raise TooManyCells(
            f"{len(cells)} cells are more than {MOST}. Use an agency's own row or a whole Center.",
            field="cells",
        )
    areas = set(tx.all(sentences.KNOWN_AREAS, keys=sorted({c.area for c in cells})))
    columns = set(tx.all(sentences.KNOWN_COLUMNS, keys=sorted({c.column for c in cells})))
    for cell in cells:
        if cell.area not in areas:
            raise CellUnknown(
                f"“{cell.area[:40]}” is no agency or program of the directory. Choose one from the list.",
                field="cells",
            )
        if cell.column not in columns:
            raise CellUnknown(
                f"“{cell.column[:40]}” is no Center or industry of the directory. Choose one from the list.",
                field="cells",
            )


def take_cells(keys: Iterable[str]) -> list[Cell]:
    """Cells from their keys, as forms and the API send them."""
    return [cell_of(key) for key in keys]
