"""Charters of the groups, and what was on the last agenda of APP's: made up, and each says so."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from hub.demo import cast, draws, people
from liaisons import reference

# The one group that has met already, and had so many issues on its agenda, of which it dealt with some.
MET = cast.APP
# The agency that its Center will meet alone too, so many business days after the group.
ALONE, ALONE_AFTER = "FDA", 2
ISSUES_MET, DEALT_WITH = 4, 2
# Its twelve agencies bring more to the coming one than two hours hold.
MINUTES_OF = {MET: 300}
# Days around the demonstration's own, and around the meeting's.
CHARTERED_ON, PLANNED_ON, ASKED_ON = -120, -40, -5
FROZEN_BEFORE = 6

CHARTER = (
    "Made up for the demonstration. The group of {name} brings the Center, its partner agencies and members "
    "of the trade together once a quarter. It looks at what is new, what got worse and what nobody has "
    "answered, agrees who does what next, and tells the trade what may be told."
)
MILESTONES = (
    "Made up: each open issue has a position of both sides by the next meeting",
    "Made up: no next action is overdue by more than ten business days by the end of the fiscal year",
)


class CharterRow(TypedDict):
    """A group's charter, and who wrote it: its chair."""

    centerKey: str
    chairKey: str
    charter: str
    milestones: tuple[str, ...]


class WrittenLine(NamedTuple):
    """A line that the chair wrote by hand."""

    title: str
    why: str
    readers: str
    minutes: int


WRITTEN = (
    WrittenLine("Charter and milestones for the year", "made up: asked for by the chair", "members", 15),
    WrittenLine("Who stands in while a liaison is away", "made up: asked for by an agency", "government", 10),
)


def make_charters(seed: int = draws.SEED) -> tuple[CharterRow, ...]:
    """One for each group that has a chair on the demo's day, by Center."""
    chairs = {row["targetKey"]: row["personKey"] for row in people.list_serving(seed, "chair")}
    return tuple(
        {
            "centerKey": center["key"],
            "chairKey": chairs[f"group:{center['key']}"],
            "charter": CHARTER.format(name=center["code"]),
            "milestones": MILESTONES,
        }
        for center in reference.read_centers()
        if f"group:{center['key']}" in chairs
    )
