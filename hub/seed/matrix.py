"""Fills the demonstration's matrix: documented issues with made-up holders, assessments, and publications."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from graph import outbox
from graph.cypher import Tx
from graph.matrix import assessments as sentences
from graph.unit import Graph
from hub.demo import cells, holdings, people, publications, severities
from hub.demo.cells import AssessmentRow
from hub.demo.holdings import HoldingRow
from hub.demo.publications import PublicationRow
from hub.demo.severities import SeverityRow
from hub.seed.batches import PATIENCE, SEEDER
from hub.seed.cast import Cast, noon
from liaisons import clocks
from liaisons.actors import INTERAGENCY_READER
from liaisons.holdings import Holding
from matrix import reference
from matrix.cells import Cell
from matrix.events import CellAssessed
from matrix.imports import import_issue
from matrix.issues import find_issue
from matrix.publications import Stage, Words, draft_publication, publish
from matrix.reference.rows import IssueRow
from matrix.weighing import assess_issue


def seed_matrix(graph: Graph, *, cast: Cast, day: date, tell: Callable[[str], None]) -> None:
    """Bring in what is missing of each."""
    held = {row["issueKey"]: row for row in holdings.make_holdings()}
    issues = reference.read_issues()
    new = sum(
        graph.write(partial(_bring_issue, row=row, held=held.get(row["key"]), day=day)) for row in issues
    )
    tell(f"  {'Issue':<10} {len(issues):>5}, of them new: {new}")
    weighed = severities.make_severities()
    new = sum(graph.write(partial(_bring_severity, row=row, cast=cast, day=day)) for row in weighed)
    tell(f"  {'Severity':<10} {len(weighed):>5}, of them new: {new}")
    said = cells.make_assessments()
    new = graph.write(partial(_bring_assessments, rows=said, day=day), seconds=PATIENCE)
    tell(f"  {'Assessment':<10} {len(said):>5}, of them new: {new}")
    published = publications.make_publications()
    new = sum(graph.write(partial(_bring_publication, row=row, cast=cast, day=day)) for row in published)
    tell(f"  {'Publication':<10} {len(published):>4}, of them new: {new}")


def _bring_issue(tx: Tx, *, row: IssueRow, held: HoldingRow | None, day: date) -> bool:
    holding = None
    if held is not None:
        due = (day + timedelta(days=held["dueOn"])).isoformat()
        holding = Holding(held["holderKey"], held["holderPerson"], held["nextAction"], due)
    at = noon(day, held["heldSince"] if held else -80)
    return import_issue(tx, SEEDER, row, holding=holding, made_up=True, now=at)


def _bring_severity(tx: Tx, *, row: SeverityRow, cast: Cast, day: date) -> bool:
    actor = cast.actor(row["personKey"], row["partyKey"])
    issue = find_issue(tx, actor, row["issueKey"])
    # Whoever assessed it meanwhile is right.
    if issue["severity"]:
        return False
    assess_issue(
        tx,
        actor,
        row["issueKey"],
        severity=row["severity"],
        reason=row["reason"],
        version=issue["version"],
        made_up=True,
        now=noon(day, row["assessedOn"]),
    )
    return True


def _bring_assessments(tx: Tx, *, rows: tuple[AssessmentRow, ...], day: date) -> int:
    there = {
        (row["cell"], row["side"])
        for row in tx.all(sentences.PRESENT, audiences=[INTERAGENCY_READER], cells=None)
    }
    names = {row["key"]: row["name"] for row in people.make_people()}
    new = [row for row in rows if (Cell(row["area"], row["column"]).key, row["side"]) not in there]
    for row in new:
        _assess(tx, row, name=names[row["personKey"]], at=noon(day, row["assessedOn"]))
    return len(new)


def _assess(tx: Tx, row: AssessmentRow, *, name: str, at: datetime) -> None:
    cell = Cell(row["area"], row["column"]).key
    made = tx.the(
        sentences.ASSESS,
        key=tx.new_id(),
        area=row["area"],
        column=row["column"],
        cell=cell,
        side=row["side"],
        verdict=row["verdict"],
        today=clocks.today_of(at),
        at=at.isoformat(),
        by=row["personKey"],
        byName=name,
        byParty=row["partyKey"],
        audience=INTERAGENCY_READER,
        madeUp=True,
    )
    outbox.append(
        tx,
        CellAssessed(
            subject=cell,
            label="Assessment",
            audience=INTERAGENCY_READER,
            person=row["personKey"],
            person_name=name,
            party=row["partyKey"],
            at=at.isoformat(),
            said={"side": row["side"], "verdict": row["verdict"]},
            images={cell: made},
        ),
    )


def _bring_publication(tx: Tx, *, row: PublicationRow, cast: Cast, day: date) -> bool:
    drafter = cast.actor(row["draftedBy"], row["draftedByParty"])
    draft = Words(title=row["title"], what=row["what"], scope=row["scope"], over=row["over"])
    made = draft_publication(
        tx,
        drafter,
        row["issueKey"],
        draft,
        idempotency_key=f"demo-{row['issueKey']}",
        now=noon(day, row["draftedOn"]),
    )
    if made["state"] != Stage.DRAFT:
        return False
    approver = cast.actor(row["approvedBy"], row["approvedByParty"])
    publish(tx, approver, made["key"], version=made["version"], now=noon(day, row["publishedOn"]))
    return True
