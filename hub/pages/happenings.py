"""What happened to an issue, in the words of its readers: one line of the timeline for each kind of event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from graph.outbox import EventRow
from hub import dates
from liaisons.directory import Directory
from matrix.cells import cell_of
from matrix.remarks import CLAIMS
from matrix.verdicts import CENTER, CONFIRM
from matrix.weighing import NEEDS_RESOLUTION

Said = Mapping[str, Any]

# What someone did; a detail follows it where the event says more.
DONE = {
    "IssueReported": "reported it",
    "IssueImported": "brought it in from a source",
    "IssueEdited": "changed its words",
    "IssuePlaced": "placed it in the matrix",
    "VerdictGiven": "gave one side's verdict",
    "IssueConfirmed": "confirmed it as systemic, as the second side",
    "IssueDeclined": "said that it is not systemic, as the second side",
    "SeverityAssessed": "assessed its severity",
    "StrengthChanged": "changed its strength",
    "IssueHandedOver": "handed it over",
    "IssueTakenUp": "took it up",
    "CloseProposed": "proposed to close it",
    "CloseDeclined": "declined to close it",
    "IssueImplemented": "agreed that it is implemented; it is watched for a quarter",
    "IssueClosed": "closed it",
    "IssueReopened": "reopened it",
    "ClaimStated": "made a statement",
    "CommentMade": "commented",
    "PublicationDrafted": "drafted what the trade might read of it",
    "PublicationEdited": "changed the draft for the trade",
    "PublicationPublished": "published it for the trade",
    "PublicationWithdrawn": "withdrew what the trade read of it",
}
# These leave the issue and its version as they were.
BESIDE = frozenset(name for name in DONE if name.startswith("Publication")) | {"ClaimStated", "CommentMade"}

FIELDS = {
    "title": "title",
    "text": "what happens",
    "kind": "kind",
    "since": "since when",
    "workaround": "what helps meanwhile",
    "endDate": "end date",
    "scopeFlags": "tariff flags",
    "scopePrograms": "programs",
    "scopeHts": "headings",
    "scopeCountries": "countries",
    "scopeEntryTypes": "entry types",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline. `of` is what it happened to: an issue's key, or a publication's."""

    who: str
    party: str
    words: str
    detail: str
    at: str
    audience: str
    of: str


def happenings_of(rows: Iterable[EventRow], directory: Directory) -> list[Happening]:
    """The timeline in words, as it came: newest first."""
    return [
        Happening(
            row["personName"],
            directory.name_of(row["partyKey"]),
            DONE[row["name"]],
            DETAIL[row["name"]](orjson.loads(row["said"] or "{}"), directory)
            if row["name"] in DETAIL
            else "",
            row["at"],
            row["audienceKey"],
            row["subjectKey"],
        )
        for row in rows
    ]


def say_cell(key: str, directory: Directory) -> str:
    """A cell's key in words: "FDA/FOO Food × APP Aquaculture"."""
    cell = cell_of(key)
    column = directory.name_of(cell.center)
    if cell.column != cell.center:
        column = f"{column} {directory.name_of(cell.column)}"
    return f"{directory.name_of(cell.area)} × {column}"


def _source(said: Said, _directory: Directory) -> str:
    return str(said.get("source") or "")


def _edited(said: Said, _directory: Directory) -> str:
    names = [name for name in str(said.get("changed") or "").split(", ") if name]
    return ", ".join(FIELDS.get(name, name) for name in names) or "nothing"


def _placed(said: Said, directory: Directory) -> str:
    def cells(name: str) -> str:
        return ", ".join(say_cell(key, directory) for key in str(said.get(name) or "").split(", ") if key)

    added, ended, number = cells("added"), cells("ended"), int(said.get("cells") or 0)
    parts = [f"into {added}"] if added else []
    parts += [f"out of {ended}"] if ended else []
    return "; ".join([*parts, f"it stands in {number} cell{'' if number == 1 else 's'}"])


def _verdict(said: Said, _directory: Directory) -> str:
    side = "the Center's" if said.get("side") == CENTER else "the agency's"
    verdict = "systemic" if said.get("verdict") == CONFIRM else "not systemic"
    return f"for {side} side, {verdict}" + (f". {said['reason']}" if said.get("reason") else "")


def _severity(said: Said, _directory: Directory) -> str:
    return f"from {said.get('from')} to {said.get('to')}. {said.get('reason') or ''}".strip()


def _strength(said: Said, _directory: Directory) -> str:
    words = "it needs resolution" if said.get("to") == NEEDS_RESOLUTION else "tracking it is enough"
    return f"{words}. {said.get('reason') or ''}".strip()


def _handed(said: Said, directory: Directory) -> str:
    holder = directory.name_of(str(said.get("to")))
    if said.get("toPerson"):
        holder = f"{said['toPerson']} ({holder})"
    words = f"to {holder}. Next: {said.get('nextAction')}, by {dates.say_day(str(said.get('dueOn')))}"
    return words + (f". {said['note']}" if said.get("note") else "")


def _proposed(said: Said, directory: Directory) -> str:
    by = f", as {directory.name_of(str(said['proposedBy']))} proposed" if said.get("proposedBy") else ""
    outcome = f"{said['outcome']}{by}" if said.get("outcome") else ""
    return ". ".join(part for part in (outcome, str(said.get("reason") or "")) if part)


def _reason(said: Said, _directory: Directory) -> str:
    return str(said.get("reason") or "")


def _claim(said: Said, _directory: Directory) -> str:
    about = str(said.get("about"))
    return f"{CLAIMS.get(about, about).lower()}: {said.get('text')}"


DETAIL: dict[str, Callable[[Said, Directory], str]] = {
    "IssueImported": _source,
    "IssueEdited": _edited,
    "IssuePlaced": _placed,
    "VerdictGiven": _verdict,
    "IssueConfirmed": _verdict,
    "IssueDeclined": _verdict,
    "SeverityAssessed": _severity,
    "StrengthChanged": _strength,
    "IssueHandedOver": _handed,
    "CloseProposed": _proposed,
    "CloseDeclined": _proposed,
    "IssueImplemented": _proposed,
    "IssueClosed": _proposed,
    "IssueReopened": _reason,
    "ClaimStated": _claim,
    "PublicationWithdrawn": _reason,
}
