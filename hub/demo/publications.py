"""What the trade may read in the demo: the documented issues whose source was found, but for a few.

The words are the issue's own, since their sources are public; who drafted and approved them is made up.
"""

from __future__ import annotations

from typing import TypedDict

from hub.demo import draws, people
from hub.demo.people import AssignmentRow
from liaisons import reference as house
from matrix import reference
from matrix.reference.rows import IssueRow
from matrix.scope import phrase_of

LEFT_OUT = 6


class PublicationRow(TypedDict):
    """A publication of an issue by two different people, in days relative to the demo's day."""

    issueKey: str
    title: str
    what: str
    scope: str
    over: bool
    draftedBy: str
    draftedByParty: str
    draftedOn: int
    approvedBy: str
    approvedByParty: str
    publishedOn: int
    madeUp: bool


def make_publications(seed: int = draws.SEED) -> tuple[PublicationRow, ...]:
    """One for every issue that the demo publishes, by the issue's key."""
    issues = [row for row in reference.read_issues() if row["verified"]]
    left_out = draws.pick_some(seed, "left out", of=[row["key"] for row in issues], number=LEFT_OUT)
    serving = people.list_serving(seed, "center-lead", "liaison", "hq-officer", "disclosure-reviewer")
    names = {row["key"]: row["name"] for row in house.read_programs()}
    return tuple(_publication(seed, row, serving, names) for row in issues if row["key"] not in left_out)


def _publication(
    seed: int, issue: IssueRow, serving: list[AssignmentRow], names: dict[str, str]
) -> PublicationRow:
    key = issue["key"]
    drafter = _drafter(seed, issue, serving)
    reviewers = [row for row in serving if row["role"] == "disclosure-reviewer"]
    reviewer = draws.pick(seed, key, "reviewer", of=reviewers)
    drafted = draws.draw_between(seed, key, "drafted", first=-58, last=-20)
    return {
        "issueKey": key,
        "title": issue["title"],
        "what": issue["text"],
        "scope": phrase_of(
            flags=issue["flags"],
            programs=[f"{names[program]} ({program})" for program in issue["programs"]],
            hts=issue["htsScope"],
            countries=None,
        ),
        "over": issue["state"] == "closed",
        "draftedBy": drafter["personKey"],
        "draftedByParty": drafter["partyKey"],
        "draftedOn": drafted,
        "approvedBy": reviewer["personKey"],
        "approvedByParty": reviewer["partyKey"],
        "publishedOn": drafted + draws.draw_between(seed, key, "published", first=1, last=12),
        "madeUp": True,
    }


def _drafter(seed: int, issue: IssueRow, serving: list[AssignmentRow]) -> AssignmentRow:
    """A lead or liaison of one of the issue's cells; an officer at headquarters where it has none."""
    alignments = {
        f"{cell['column'].partition('/')[0]}~{cell['area'].partition('/')[0]}" for cell in issue["placements"]
    }
    near = [row for row in serving if row["targetKey"] in alignments]
    above = [row for row in serving if row["role"] == "hq-officer"]
    return draws.pick(seed, issue["key"], "drafter", of=near or above)
