"""The life of issues in plain Python, from the rules a second time: what is accepted, and what then is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from matrix.cells import Cell

PARTY = {
    "specialist": "CEE002",
    "director": "CEE002",
    "center_expert": "CEE002",
    "agency_expert": "FDA",
    "liaison": "FDA",
    "stranger": "EPA",
    "headquarters": "OFO-HQ",
    "reviewer": "OT",
    "account": "A-7KQ4F2",
}
KEEPERS = {"director", "center_expert", "agency_expert", "liaison", "stranger", "headquarters"}
OFFICERS = {"director", "headquarters", "reviewer"}
MAY = {
    "report": set(PARTY) - {"account"},
    "place": KEEPERS | {"specialist"},
    "edit": KEEPERS | {"specialist"},
    "confirm": {"center_expert", "agency_expert"},
    "decline": {"center_expert", "agency_expert"},
    "assess": KEEPERS,
    "strengthen": {"director", "liaison", "stranger"},
    "take up": KEEPERS | {"specialist"},
    "hand over": KEEPERS | {"specialist"},
    "propose": KEEPERS,
    "agree": KEEPERS,
    "decline close": KEEPERS,
    "end watch": KEEPERS,
    "reopen": KEEPERS,
    "comment": set(PARTY) - {"account"},
    "draft": {"director", "liaison", "stranger", "headquarters", "reviewer"},
    "publish": OFFICERS,
    "withdraw": OFFICERS,
}
OVER = {"closed", "not-systemic", "merged"}
# The table, as the vocabulary has it: from, what happens, to. Moves that no command makes yet are left out.
TABLE = {
    ("reported", "place"): "placed",
    ("placed", "confirm"): "confirmed",
    ("placed", "decline"): "not-systemic",
    ("confirmed", "take up"): "in-work",
    ("confirmed", "implemented"): "in-watch",
    ("in-work", "implemented"): "in-watch",
    ("confirmed", "not implemented"): "closed",
    ("in-work", "not implemented"): "closed",
    ("in-watch", "end watch"): "closed",
    ("in-watch", "reopen"): "in-work",
    ("not-systemic", "reopen"): "placed",
}
STEPS = {(start, end) for (start, _), end in TABLE.items()}


@dataclass(frozen=True)
class Issue:
    """What is known of one issue; `readers` is None where every federal employee reads it."""

    key: str
    by: str
    readers: frozenset[str] | None
    since: str
    holder: str | None
    state: str = "reported"
    version: int = 1
    cells: frozenset[Cell] = frozenset()
    severity: int = 0
    strong: str | None = None
    verdicts: dict[str, str] = field(default_factory=dict)
    proposed: tuple[str, str] | None = None

    @property
    def parties(self) -> set[str | None]:
        """Whose it is: of its cells, who holds it, who reported it."""
        return {c.agency for c in self.cells} | {c.center for c in self.cells} | {self.holder, self.by}


@dataclass(frozen=True)
class Said:
    """What is known of one publication."""

    key: str
    issue: str
    by: str
    cells: frozenset[Cell]
    since: str
    stage: str = "draft"
    version: int = 1


def reads(who: str, issue: Issue) -> bool:
    """Whether the person's party is among the readers."""
    return who != "account" if issue.readers is None else PARTY[who] in issue.readers


def involved(who: str, issue: Issue) -> bool:
    """Whether the person's party has a part in it."""
    return who == "headquarters" or not issue.cells or PARTY[who] in issue.parties


def side(who: str, issue: Issue) -> str | None:
    """For which side the expert speaks."""
    if who == "center_expert" and any(c.center == "CEE002" for c in issue.cells):
        return "center"
    return "agency" if who == "agency_expert" and any(c.agency == "FDA" for c in issue.cells) else None


def after(issue: Issue, command: str, who: str, seen: int, with_: dict[str, Any]) -> Issue | None:
    """The issue after the command, or None where it is refused. `seen` is the version the person has seen."""
    if who not in MAY[command] or not reads(who, issue):
        return None
    if command == "comment":
        return issue
    if command in ("confirm", "decline"):
        found = _verdict(issue, command, who)
    elif seen != issue.version:
        return None
    elif command in ("take up", "hand over"):
        found = _hands(issue, command, who, with_)
    elif not involved(who, issue):
        return None
    elif command in ("propose", "agree", "decline close", "end watch", "reopen"):
        found = _closing(issue, command, who, with_)
    else:
        found = _words(issue, command, who, with_)
    return replace(found, version=issue.version + 1) if found else None


def _words(issue: Issue, command: str, who: str, with_: dict[str, Any]) -> Issue | None:
    if issue.state in OVER:
        return None
    if command == "place":
        state = TABLE.get((issue.state, "place"), issue.state)
        return replace(issue, state=state, cells=frozenset(with_["cells"]))
    if command == "edit":
        return replace(issue, since=with_["since"])
    if command == "assess":
        return replace(issue, severity=with_["severity"])
    if with_["strong"] == bool(issue.strong) or (issue.strong and issue.strong != PARTY[who]):
        return None
    return replace(issue, strong=PARTY[who] if with_["strong"] else None)


def _verdict(issue: Issue, command: str, who: str) -> Issue | None:
    own = side(who, issue)
    if own is None or issue.state != "placed" or issue.verdicts.get(own) == command:
        return None
    verdicts = {**issue.verdicts, own: command}
    if set(verdicts.values()) != {command} or len(verdicts) < 2:
        return replace(issue, verdicts=verdicts)
    end = TABLE["placed", command]
    return replace(issue, verdicts=verdicts, state=end, holder=None if end in OVER else issue.holder)


def _hands(issue: Issue, command: str, who: str, with_: dict[str, Any]) -> Issue | None:
    holds = who == "headquarters" or issue.holder == PARTY[who]
    if command == "take up":
        return replace(issue, state="in-work") if holds and issue.state == "confirmed" else None
    if issue.state in OVER or not (holds or (issue.holder is None and involved(who, issue))):
        return None
    if issue.readers is not None and with_["holder"] not in issue.readers:
        return None
    return replace(issue, holder=with_["holder"])


def _closing(issue: Issue, command: str, who: str, with_: dict[str, Any]) -> Issue | None:
    if command == "propose":
        can = (issue.state, with_["outcome"]) in TABLE and not issue.proposed
        return replace(issue, proposed=(with_["outcome"], PARTY[who])) if can else None
    if command == "decline close":
        return replace(issue, proposed=None) if issue.proposed else None
    if command == "agree":
        if not issue.proposed or issue.proposed[1] == PARTY[who]:
            return None
        end = TABLE[issue.state, issue.proposed[0]]
        return replace(
            issue, state=end, proposed=None, holder=None if end in OVER else issue.holder or PARTY[who]
        )
    if (issue.state, command) not in TABLE or (command == "end watch" and not with_["late"]):
        return None
    end = TABLE[issue.state, command]
    if end == "closed":
        return replace(issue, state=end, holder=None)
    kept = issue.verdicts if end == "in-work" else {}
    return replace(issue, state=end, verdicts=kept, holder=issue.holder or PARTY[who])
