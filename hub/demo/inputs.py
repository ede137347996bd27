"""Inputs to the BIEC in the demo: made up, about documented issues, in words that claim nothing.

Each says what was done with it, by whom and on which day; together they stand in nearly every state.
"""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from hub.demo import draws, people
from hub.demo.people import AssignmentRow
from liaisons import reference as house
from liaisons.input_states import COUNCIL, HEADQUARTERS
from matrix import reference
from matrix.reference.rows import IssueRow
from matrix.states import is_open

APP, AFT, CPMM, ELE, PHC = "CEE002", "CEE004", "CEE008", "CEE007", "CEE001"

# What a step says, where it must say something.
_WORDS = {
    "return": "Say which ports and which filers are meant.",
    "pass": "Seen by headquarters.",
    "bypass": "The quarter's meeting comes before headquarters' days are over.",
    "answer": "The agency names a contact and a day for its next word.",
    "ask": "The day that was named has come. Name another.",
    "withdraw": "The two sides settled it between them.",
}
_KINDS = {"new-product": "new-product", "outreach": "outreach", "data": "data"}


class Plan(NamedTuple):
    """Which Center's input goes how far: the steps with their days before the demo's."""

    center: str
    drafted: int
    steps: tuple[tuple[str, int], ...] = ()


class StepRow(TypedDict):
    """One thing done with an input."""

    move: str
    personKey: str
    partyKey: str
    on: int
    words: str


class InputRow(TypedDict):
    """An input with what was done with it; days are offsets from the demo's day."""

    key: str
    centerKey: str
    draftedBy: str
    draftedOn: int
    title: str
    kind: str
    wanted: str
    tried: str
    byDay: int
    ofParty: str
    issueKey: str
    area: str
    cell: str
    evidence: str
    steps: list[StepRow]
    madeUp: bool


PLANS = (
    Plan(APP, -3),
    Plan(APP, -8, (("sign", -2),)),
    Plan(APP, -20, (("sign", -12), ("return", -6))),
    Plan(APP, -40, (("sign", -33), ("pass", -30), ("acknowledge", -27), ("assign", -20))),
    Plan(APP, -70, (("sign", -64), ("pass", -61), ("acknowledge", -58), ("assign", -50), ("answer", -6))),
    Plan(PHC, -15, (("sign", -9), ("bypass", -4))),
    Plan(ELE, -45, (("sign", -40), ("run out", -29), ("run out", -20), ("acknowledge", -15))),
    Plan(
        CPMM,
        -110,
        (
            ("sign", -100),
            ("pass", -97),
            ("acknowledge", -95),
            ("assign", -90),
            ("answer", -60),
            ("accept", -50),
        ),
    ),
    Plan(AFT, -60, (("sign", -52), ("pass", -50), ("withdraw", -44))),
)


def make_inputs(seed: int = draws.SEED) -> tuple[InputRow, ...]:
    """One for each plan, in the plans' order; no two are about one issue."""
    taken: set[str] = set()
    rows = []
    for number, plan in enumerate(PLANS):
        row = _input(seed, number, plan, taken)
        taken.add(row["issueKey"])
        rows.append(row)
    return tuple(rows)


def _input(seed: int, number: int, plan: Plan, taken: set[str]) -> InputRow:
    key = f"{plan.center}-{number}"
    liaisons = {row["targetKey"]: row for row in people.list_serving(seed, "liaison")}
    choices = [
        (issue, place["area"], place["column"])
        for issue in reference.read_issues()
        if is_open(issue["state"]) and issue["key"] not in taken
        for place in issue["placements"]
        if f"{plan.center}~{_agency(place['area'])}" in liaisons and _is_of(place["column"], plan.center)
    ]
    issue, area, column = draws.pick(seed, key, "issue", of=choices)
    agency = _agency(area)
    answering = liaisons[f"{plan.center}~{agency}"]
    return {
        "key": key,
        "centerKey": plan.center,
        "draftedBy": _drafter(seed, key, plan.center),
        "draftedOn": plan.drafted,
        "title": f"Made up: ask {_short(agency)} about “{issue['title']}”"[:200],
        "kind": _KINDS.get(issue["kind"], "challenge"),
        "wanted": "Say who answers for this on the agency's side, and by when there will be a next word.",
        "tried": "Asked the liaison, and asked again a month later. Made up for the demonstration.",
        "byDay": draws.draw_between(seed, key, "by", first=30, last=90),
        "ofParty": agency,
        "issueKey": issue["key"],
        "area": area,
        "cell": f"{area}|{column}",
        "evidence": _evidence(issue),
        "steps": [_step(seed, plan.center, agency, answering, move, on) for move, on in plan.steps],
        "madeUp": True,
    }


def _step(seed: int, center: str, agency: str, answering: AssignmentRow, move: str, on: int) -> StepRow:
    if move in ("acknowledge", "assign"):
        person, party = _one(seed, COUNCIL, "biec-secretary"), COUNCIL
    elif move in ("return", "pass"):
        person, party = _one(seed, HEADQUARTERS, "hq-officer"), HEADQUARTERS
    elif move == "answer":
        person, party = answering["personKey"], agency
    elif move == "run out":
        person, party = "", ""
    else:
        person, party = _one(seed, center, "director", "acting-director"), center
    words = agency if move == "assign" else _WORDS.get(move, "")
    return {"move": move, "personKey": person, "partyKey": party, "on": on, "words": words}


def _one(seed: int, party: str, *roles: str) -> str:
    return next(row["personKey"] for row in people.list_serving(seed, *roles) if row["partyKey"] == party)


def _drafter(seed: int, key: str, center: str) -> str:
    staff = people.list_serving(seed, "import-specialist", "center-lead")
    staff = [row for row in staff if row["partyKey"] == center]
    return draws.pick(seed, key, "drafter", of=staff)["personKey"]


def _agency(area: str) -> str:
    return area.partition("/")[0]


def _is_of(column: str, center: str) -> bool:
    return column.partition("/")[0] == center


def _short(agency: str) -> str:
    return next(row["acronym"] for row in house.read_agencies() if row["key"] == agency)


def _evidence(issue: IssueRow) -> str:
    return f"{issue['sourceTitle']} {issue['sourceAddress'] or ''}".strip()
