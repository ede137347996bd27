"""The life of an input in plain Python, from the rules a second time: what is accepted, and what then is."""

from __future__ import annotations

from dataclasses import dataclass, replace

PARTY = {
    "priya": "CEE002", "corinne": "CEE002", "iris": "CEE002", "ivan": "CEE002", "otto": "CEE003",
    "olga": "CEE003", "pavel": "CEE001", "quinn": "OFO-HQ", "quentin": "OFO-HQ", "della": "OFO-HQ",
    "ralph": "OT", "bea": "BIEC", "boris": "BIEC", "dana": "FDA", "paula": "FDA", "sam": "EPA",
    "ada": "A-7KQ4F2", "clock": "hub",
}  # fmt: skip
STAFF, DIRECTORS = {"priya", "corinne", "iris", "ivan"}, {"iris", "ivan"}
OTHERS, HEADQUARTERS, SECRETARIES = {"otto", "olga"}, {"quinn", "quentin", "della"}, {"bea", "boris"}
AGENCY = {"dana", "paula"}
# Who takes which step: from, command, to.
TABLE: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("draft", "edit"): ("draft", STAFF),
    ("returned", "edit"): ("returned", STAFF),
    ("draft", "sign"): ("with-hq", DIRECTORS),
    ("returned", "sign"): ("with-hq", DIRECTORS),
    ("draft", "cosign"): ("draft", OTHERS),
    ("with-hq", "cosign"): ("with-hq", OTHERS),
    ("returned", "cosign"): ("returned", OTHERS),
    ("with-hq", "return"): ("returned", HEADQUARTERS),
    ("with-hq", "pass"): ("filed", HEADQUARTERS),
    ("with-hq", "bypass"): ("filed", DIRECTORS),
    ("with-hq", "run out"): ("filed", {"clock"}),
    ("filed", "acknowledge"): ("acknowledged", SECRETARIES),
    ("acknowledged", "assign"): ("assigned", SECRETARIES),
    ("acknowledged", "answer"): ("answered", SECRETARIES),
    ("assigned", "answer"): ("answered", SECRETARIES | AGENCY),
    ("answered", "accept"): ("closed", DIRECTORS),
    ("answered", "be silent"): ("closed", {"clock"}),
    ("answered", "ask again"): ("assigned", DIRECTORS),
    ("draft", "withdraw"): ("withdrawn", STAFF),
    ("with-hq", "withdraw"): ("withdrawn", DIRECTORS),
    ("returned", "withdraw"): ("withdrawn", DIRECTORS),
    ("filed", "withdraw"): ("withdrawn", DIRECTORS),
}
COMMANDS = sorted({command for _, command in TABLE})
HOLDERS = {
    "draft": "CEE002", "returned": "CEE002", "answered": "CEE002", "with-hq": "OFO-HQ", "filed": "BIEC",
    "acknowledged": "BIEC",
}  # fmt: skip


@dataclass(frozen=True)
class Life:
    """What is known of one input."""

    state: str = "draft"
    version: int = 1
    cosigned: bool = False
    deputy: bool = False
    assigned: str | None = None
    readers: frozenset[str] = frozenset({"CEE002", "CEE003"})

    @property
    def holder(self) -> str | None:
        return self.assigned if self.state == "assigned" else HOLDERS.get(self.state)


def after(life: Life, command: str, who: str, seen: int) -> Life | None:
    """The input after the command, or None where it is refused. `seen` is the version the person has seen."""
    step = TABLE.get((life.state, command))
    if step is None or who not in step[1] or (seen != life.version and who != "clock"):
        return None
    if (command == "cosign" and life.cosigned) or not _has_it(life, command, who):
        return None
    found = replace(life, version=life.version + 1)
    if command == "run out" and not life.deputy:
        return replace(found, deputy=True)
    found = replace(found, state=step[0], deputy=False if step[0] != life.state else life.deputy)
    if command in ("cosign", "edit"):
        found = replace(found, cosigned=command == "cosign")
    if command == "assign":
        found = replace(found, assigned="FDA")
    if command == "ask again":
        found = replace(found, assigned=life.assigned or "BIEC")
    return replace(found, readers=life.readers | _added(command))


def _has_it(life: Life, command: str, who: str) -> bool:
    """Of those who may answer, an agency answers what was given to it."""
    return command != "answer" or who in SECRETARIES or PARTY[who] == life.assigned


def _added(command: str) -> set[str]:
    return {
        "sign": {"OFO-HQ"},
        "pass": {"BIEC"},
        "bypass": {"BIEC"},
        "run out": {"BIEC"},
        "assign": {"FDA"},
    }.get(command, set())
