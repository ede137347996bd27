"""Why something stands on an agenda, in which block, and in what order. Pure: no graph, no clock.

One subject has one line, however many causes bring it: it says each of them, the weightiest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import orjson

from graph.meetings.agenda import CandidateRow, FiledRow, WeighedRow
from matrix.cells import cell_of
from matrix.severity import Severity
from matrix.weighing import NEEDS_RESOLUTION

GROUP_BLOCK = "group"
# CBP's own rules have a row, and no people of a partner agency who could bring them.
NO_PARTNER = "CBP"
# Minutes of a line, until someone gives it others: ours.
MINUTES = {Severity.CRITICAL: 20, Severity.HIGH: 15}
USUAL_MINUTES = 10


class Cause(IntEnum):
    """What brings a line, the weightiest first."""

    CARRIED_OVER = 1
    NEEDS_RESOLUTION = 2
    WORSENED = 3
    INPUT_ANSWERED = 4
    INPUT_FILED = 5
    OVERDUE = 6
    NEW = 7
    ADDED = 8
    PUBLISHED = 9

    @property
    def code(self) -> str:
        """`carried-over`: for programs and for the packet."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause in words; days in them are ISO days, which pages and papers put into words."""

    cause: Cause
    words: str


@dataclass(frozen=True, slots=True)
class Window:
    """Since when something is new for a meeting: the last one's freezing, or its day; and what time it is."""

    since_at: str
    now_at: str
    today: str
    last_day: str | None = None

    @property
    def since_day(self) -> str:
        return self.since_at[:10]

    @property
    def since_words(self) -> str:
        return f"since the meeting of {self.last_day}" if self.last_day else f"since {self.since_day}"


def issue_reasons(
    issue: CandidateRow, worsened: Mapping[str, tuple[int, str]], carried: Mapping[str, str], window: Window
) -> list[Reason]:
    """Why an open issue stands on the agenda, the weightiest cause first; none means that it doesn't."""
    found = []
    if day := carried.get(issue["key"]):
        found.append(Reason(Cause.CARRIED_OVER, f"carried over from {day}"))
    if issue["strength"] == NEEDS_RESOLUTION:
        since = f" since {issue['strengthOn']}" if issue["strengthOn"] else ""
        found.append(Reason(Cause.NEEDS_RESOLUTION, f"{issue['strengthBy']} says it needs resolution{since}"))
    if issue["key"] in worsened:
        before, day = worsened[issue["key"]]
        grew = f"{Severity(before).word} to {Severity(issue['severity']).word}"
        found.append(Reason(Cause.WORSENED, f"worsened on {day}, from {grew}"))
    found += _overdue(issue, window)
    if window.since_at < issue["createdAt"] <= window.now_at:
        found.append(Reason(Cause.NEW, f"new {window.since_words}"))
    return found


def input_reasons(row: FiledRow, carried: Mapping[str, str], window: Window) -> list[Reason]:
    """Why a filed input stands on the agenda."""
    found = []
    if day := carried.get(row["key"]):
        found.append(Reason(Cause.CARRIED_OVER, f"carried over from {day}"))
    if row["answeredOn"] and window.since_day <= row["answeredOn"] <= window.today:
        by = row["answeredByParty"] or "the BIEC"
        found.append(Reason(Cause.INPUT_ANSWERED, f"input answered by {by} on {row['answeredOn']}"))
    if window.since_day <= row["filedOn"] <= window.today:
        found.append(Reason(Cause.INPUT_FILED, f"input filed with the BIEC on {row['filedOn']}"))
    found += _overdue(row, window)
    return found


def worsened_of(
    rows: Iterable[WeighedRow], severity_of: Mapping[str, int], window_day: str
) -> dict[str, tuple[int, str]]:
    """The issues whose severity is higher than before the window, with that before, and the day it last rose.

    A first assessment is no worsening: nothing was known before. `rows` come in the order of their time.
    """
    rank = {each.word: int(each) for each in Severity}
    first: dict[str, int] = {}
    last: dict[str, str] = {}
    for row in rows:
        said: dict[str, Any] = orjson.loads(row["said"])
        before, after = rank.get(said["from"], 0), rank.get(said["to"], 0)
        if before:
            first.setdefault(row["issueKey"], before)
        if after > before:
            last[row["issueKey"]] = row["at"][:10]
    return {
        key: (before, last.get(key, window_day))
        for key, before in first.items()
        if severity_of.get(key, 0) > before
    }


def agencies_at(cells: Iterable[str], center: str) -> list[str]:
    """The partner agencies of an issue's cells at the Center, by key."""
    here = {cell.agency for cell in map(cell_of, cells) if cell.center == center}
    return sorted(here - {NO_PARTNER})


def block_of(agencies: list[str], holder: str | None) -> str:
    """The agency in whose block a line stands: the one that holds it, else the first; else the group's."""
    if holder in agencies:
        return str(holder)
    return agencies[0] if agencies else GROUP_BLOCK


def minutes_of(severity: int) -> int:
    """How long an issue of this severity is given."""
    return MINUTES.get(Severity(severity), USUAL_MINUTES)


def sentence_of(reasons: list[Reason]) -> str:
    """All causes in one line of words."""
    return "; ".join(reason.words for reason in reasons)


def _overdue(row: CandidateRow | FiledRow, window: Window) -> list[Reason]:
    due = row["dueOn"]
    if not due or due >= window.today:
        return []
    return [
        Reason(Cause.OVERDUE, f"next action of {row['holderKey']} overdue since {due}: {row['nextAction']}")
    ]
