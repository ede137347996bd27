"""How badly some open issues hurt in the demo: made up, as each reason says; the others are not assessed."""

from __future__ import annotations

from typing import TypedDict

from hub.demo import draws, people
from hub.demo.people import AssignmentRow
from liaisons.permissions import MAY, Permission
from matrix import reference
from matrix.reference.rows import IssueRow
from matrix.severity import Severity
from matrix.states import is_open

# How many of each: enough to see every shape, few enough that a critical one stands out.
_NUMBERS = {Severity.CRITICAL: 3, Severity.HIGH: 8, Severity.MEDIUM: 12, Severity.LOW: 7}
_REASONS = {
    Severity.CRITICAL: "as if goods that spoil waited at several ports each week",
    Severity.HIGH: "as if entries were held for a day or more each week",
    Severity.MEDIUM: "as if filers had to send some messages twice",
    Severity.LOW: "as if one telephone call put it right",
}


class SeverityRow(TypedDict):
    """How someone assessed an issue, and when, in days relative to the demo's day."""

    issueKey: str
    severity: int
    reason: str
    assessedOn: int
    personKey: str
    partyKey: str
    madeUp: bool


def make_severities(seed: int = draws.SEED) -> tuple[SeverityRow, ...]:
    """Thirty open issues that stand in the matrix, by key; each by someone of one of its cells."""
    keepers = people.list_serving(seed, *MAY[Permission.ASSESS_ISSUE])
    issues = [row for row in reference.read_issues() if is_open(row["state"]) and row["placements"]]
    known = [row for row in issues if _near(row, keepers)]
    order = draws.shuffle(seed, "severity", of=known)
    levels = [severity for severity, number in _NUMBERS.items() for _ in range(number)]
    rows = [_assess(seed, row, severity, keepers) for row, severity in zip(order, levels, strict=False)]
    return tuple(sorted(rows, key=lambda row: row["issueKey"]))


def _assess(seed: int, issue: IssueRow, severity: Severity, keepers: list[AssignmentRow]) -> SeverityRow:
    key = issue["key"]
    by = draws.pick(seed, key, "assessor", of=_near(issue, keepers))
    return {
        "issueKey": key,
        "severity": int(severity),
        "reason": f"Made up for the demonstration: {_REASONS[severity]}.",
        "assessedOn": draws.draw_between(seed, key, "assessed", first=-20, last=-1),
        "personKey": by["personKey"],
        "partyKey": by["partyKey"],
        "madeUp": True,
    }


def _near(issue: IssueRow, keepers: list[AssignmentRow]) -> list[AssignmentRow]:
    """Leads, liaisons and their like on an alignment of one of its cells."""
    alignments = {
        f"{cell['column'].partition('/')[0]}~{cell['area'].partition('/')[0]}" for cell in issue["placements"]
    }
    return [row for row in keepers if row["targetKey"] in alignments]
