"""What is known of a cell without issues: each side's expert says so; after a quarter it is out of date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from graph import outbox
from graph.cypher import Tx
from graph.matrix import assessments as sentences
from graph.matrix import placements
from graph.matrix.assessments import AssessmentRow
from liaisons import clocks
from liaisons.actors import INTERAGENCY_READER, Actor, Role
from liaisons.audiences import ensure_audience
from liaisons.errors import BadInput, WrongState
from liaisons.permissions import Permission, require
from matrix.cells import Cell
from matrix.events import CellAssessed
from matrix.verdicts import AGENCY, CENTER, NotYourCell

NOT_APPLICABLE, NONE_KNOWN = "not applicable", "none known"


class Emptiness(StrEnum):
    """Why a cell is empty, in the words that it shows."""

    NOT_ALIGNED = "not aligned"
    NOT_APPLICABLE = "not applicable"
    NONE_KNOWN = "none known"
    OUT_OF_DATE = "out of date"
    NOT_ASSESSED = "not assessed"


class VerdictUnknown(BadInput):
    """Neither not applicable nor none known."""


class CellUnknown(BadInput):
    """The cell's area or column is not in the directory."""


class SaidToday(WrongState):
    """The expert's side has said the same of the cell today."""


def assess_cell(tx: Tx, actor: Actor, cell: Cell, *, verdict: str, now: datetime) -> AssessmentRow:
    """Say, as an expert of the Center's or the agency's side, what is known of a cell.

    Saying the same on a later day keeps it up to date; on the same day it is refused.
    """
    require(actor, Permission.ASSESS_CELL)
    if verdict not in (NOT_APPLICABLE, NONE_KNOWN):
        raise VerdictUnknown("Choose not applicable, or none known.", field="verdict")
    known = tx.one(sentences.LOCK_AREA, area=cell.area, at=now.isoformat())
    if known is None or not tx.all(placements.KNOWN_COLUMNS, keys=[cell.column]):
        raise CellUnknown(
            "There is no such cell. Choose an agency program and a Center's industry.", field="cell"
        )
    side = _side_of(actor, cell)
    today = clocks.today_of(now)
    for row in tx.all(sentences.PRESENT, audiences=actor.audiences, cells=[cell.key]):
        if (row["side"], row["verdict"], row["on"]) == (side, verdict, today):
            raise SaidToday(f"{row['byName']} has said so for {row['byParty']} today. It stands.")
    audience = ensure_audience(tx, [INTERAGENCY_READER])
    row = tx.the(
        sentences.ASSESS,
        key=tx.new_id(),
        area=cell.area,
        column=cell.column,
        cell=cell.key,
        side=side,
        verdict=verdict,
        today=today,
        at=now.isoformat(),
        by=actor.person,
        byName=actor.name,
        byParty=actor.party,
        audience=audience,
        madeUp=False,
    )
    outbox.append(
        tx,
        CellAssessed(
            subject=cell.key,
            label="Assessment",
            audience=audience,
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said={"side": side, "verdict": verdict},
            images={cell.key: row},
        ),
    )
    return row


def list_assessments(tx: Tx, actor: Actor, cells: list[str] | None = None) -> dict[str, list[AssessmentRow]]:
    """What each side says today, by cell key."""
    found: dict[str, list[AssessmentRow]] = {}
    for row in tx.all(sentences.PRESENT, audiences=actor.audiences, cells=cells):
        found.setdefault(row["cell"], []).append(row)
    return found


def emptiness_of(rows: Iterable[AssessmentRow], *, aligned: bool, today: date) -> Emptiness:
    """Why a cell without issues is empty. Both sides have to say the same, within a quarter. Pure."""
    if not aligned:
        return Emptiness.NOT_ALIGNED
    said = {row["side"]: row for row in rows}
    if set(said) != {CENTER, AGENCY} or len({row["verdict"] for row in said.values()}) != 1:
        return Emptiness.NOT_ASSESSED
    if any(clocks.lapses_after_a_quarter(date.fromisoformat(r["on"]), today) for r in said.values()):
        return Emptiness.OUT_OF_DATE
    return Emptiness(next(iter(said.values()))["verdict"])


def _side_of(actor: Actor, cell: Cell) -> str:
    targets = {s.target for s in actor.standings if s.role == Role.EXPERT and s.party == actor.party}
    if actor.party == cell.center and targets & {cell.column, cell.center}:
        return CENTER
    if actor.party == cell.agency and targets & {cell.area, cell.agency}:
        return AGENCY
    raise NotYourCell("You are no expert of this cell. Ask one whom the cell names.")
