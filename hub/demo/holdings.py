"""Who holds each open issue in the demo: made up, in words that say nothing about what a real agency does."""

from __future__ import annotations

from typing import TypedDict

from hub.demo import draws, people
from matrix import reference
from matrix.reference.rows import IssueRow
from matrix.states import State, is_open

# One neutral question or errand by kind; none of them claims that anything is or was so.
_NEXT: dict[str, tuple[str, ...]] = {
    "data": (
        "Say whether filers still meet this",
        "Send one example of the message to the other side",
        "Say which fields are meant, and where the guide names them",
    ),
    "policy": (
        "Say what has changed since the source was written",
        "Send the words that importers can be given",
    ),
    "process": (
        "Say who answers for this step on each side",
        "Say whether the steps written down are still the ones in use",
    ),
    "outage": ("Say whether the outage procedure still stands",),
    "new-product": ("Send a description of the goods for the other side",),
    "outreach": ("Draft one page for importers", "Say which questions importers ask most"),
    "pending-release": ("Say what may be done with the goods meanwhile",),
    "ftz": ("Say at which filing the data is wanted", "Name a contact for zone questions"),
}
_WATCH = ("Say whether it came back this quarter", "Say whether the watch can end")
_UNPLACED = ("Say which agencies and industries it touches", "Say who should hold it")

# Of what has no cell yet, headquarters and the council's secretariat take turns.
_ABOVE = ("OT", "OFO-HQ", "BIEC")


class HoldingRow(TypedDict):
    """Who holds an issue, what they do next, since when and by when, in days relative to the demo's day."""

    issueKey: str
    holderKey: str
    holderPerson: str | None
    nextAction: str
    heldSince: int
    dueOn: int
    madeUp: bool


def make_holdings(seed: int = draws.SEED) -> tuple[HoldingRow, ...]:
    """One for every open issue, by key: about one in seven overdue, one in seven due this week."""
    issues = [row for row in reference.read_issues() if is_open(row["state"])]
    order = draws.shuffle(seed, "due", of=[row["key"] for row in issues])
    turn = {key: n for n, key in enumerate(order)}
    owners = {
        (row["partyKey"], row["targetKey"]): row["personKey"]
        for row in people.list_serving(seed, "liaison", "center-lead")
    }
    return tuple(_holding(seed, row, turn[row["key"]], owners) for row in issues)


def _holding(seed: int, issue: IssueRow, turn: int, owners: dict[tuple[str, str], str]) -> HoldingRow:
    key = issue["key"]
    holder, alignment = _holder(seed, issue)
    return {
        "issueKey": key,
        "holderKey": holder,
        # Half by name, where the cell has an owner; the others wait for whoever has the role.
        "holderPerson": owners.get((holder, alignment)) if turn % 2 else None,
        "nextAction": draws.pick(seed, key, "next", of=_next_actions(issue)),
        "heldSince": draws.draw_between(seed, key, "since", first=-80, last=-22),
        "dueOn": _due(seed, key, turn),
        "madeUp": True,
    }


def _holder(seed: int, issue: IssueRow) -> tuple[str, str]:
    """An agency of one of the cells, or, one time in three, a Center of one; and that cell's alignment."""
    key = issue["key"]
    if not issue["placements"]:
        return draws.pick(seed, key, "above", of=_ABOVE), ""
    cell = draws.pick(seed, key, "cell", of=issue["placements"])
    agency, center = cell["area"].partition("/")[0], cell["column"].partition("/")[0]
    # CBP's own rules are held by the Center: CBP is no partner agency with people of its own here.
    of_center = agency == "CBP" or draws.draw(seed, key, "side", below=3) == 0
    return center if of_center else agency, f"{center}~{agency}"


def _next_actions(issue: IssueRow) -> tuple[str, ...]:
    if not issue["placements"]:
        return _UNPLACED
    return _WATCH if issue["state"] == State.IN_WATCH else _NEXT[issue["kind"]]


def _due(seed: int, key: str, turn: int) -> int:
    if turn % 7 == 0:
        return draws.draw_between(seed, key, "overdue", first=-20, last=-1)
    if turn % 7 == 1:
        return draws.draw_between(seed, key, "this week", first=0, last=4)
    return draws.draw_between(seed, key, "later", first=7, last=90)
