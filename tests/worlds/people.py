"""Who is in both worlds: those who write what is planted, and outsiders of each kind, who don't read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from graph.cypher import Tx
from graph.liaisons import assignments, people, reference
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from tests.builders import NOW, build_person

PUBLIC = "public"
FEDERAL, TRADE = "interagency", "A-OPEN|CEE009|OT"
YESTERDAY = (NOW - timedelta(days=1)).date().isoformat()
Seat = tuple[str, str, str, str]


@dataclass(frozen=True)
class Someone:
    """A person by key, with roles as (role, party, target, kind of target)."""

    key: str
    seats: tuple[Seat, ...]
    audience: str = FEDERAL
    until: str | None = None


def _at(role: str, party: str) -> Seat:
    return role, party, party, "party"


SPECIALIST = (_at("import-specialist", "CEE002"), ("center-lead", "CEE002", "CEE002~FDA", "alignment"))
LIAISON = (("liaison", "EPA", "CEE003~EPA", "alignment"), ("expert", "EPA", "EPA", "area"))
MEMBER = tuple(("trade-member", "A-OPEN", f"group:{center}", "group") for center in ("CEE009", "CEE003"))
WRITERS = (
    Someone("specialist", SPECIALIST),
    Someone("nora", (("expert", "CEE002", "CEE002", "column"),)),
    Someone("rui", (("expert", "FDA", "FDA", "area"),)),
    Someone("dana", (("liaison", "FDA", "CEE002~FDA", "alignment"),)),
    Someone("iris", (_at("director", "CEE002"),)),
    Someone("nell", (("liaison", "EPA", "CEE001~EPA", "alignment"),)),
    Someone("hal", (_at("disclosure-reviewer", "OT"),)),
    Someone("carla", (("chair", "CEE002", "group:CEE002", "group"),)),
    Someone("cora", (("chair", "CEE003", "group:CEE003", "group"),)),
    Someone("root", (_at("administrator", "OT"),)),
)
# Each of another kind, with all that their kind may do.
OUTSIDERS = (
    Someone("liaison", (*LIAISON, _at("disclosure-reviewer", "EPA"))),
    Someone("director", (_at("director", "CEE003"), ("expert", "CEE003", "CEE003", "column"))),
    Someone("headquarters", (_at("hq-officer", "OFO-HQ"), _at("biec-secretary", "BIEC"))),
    Someone("administrator", (_at("administrator", "OFO-HQ"),)),
    Someone("former", (("liaison", "FDA", "CEE002~FDA", "alignment"),), until=YESTERDAY),
    Someone("account", (_at("account-user", "A-OPEN"),), audience=TRADE),
    Someone("member", (*MEMBER, _at("filer", "F-OPEN")), TRADE),
)


def build_people(graph: Graph) -> dict[str, Actor]:
    """Everyone with their roles; returns the writers, as those who act while the worlds are built."""
    graph.write(_add_trade)
    for someone in (*WRITERS, *OUTSIDERS):
        graph.write(lambda tx, s=someone: _add(tx, s))  # type: ignore[misc]  # bound now
    return {each.key: build_person(graph, each.key, *each.seats) for each in WRITERS}


def add_account(tx: Tx, key: str, name: str, center: str, industry: str) -> str:
    """An account, read by itself, its Center and the Office of Trade; returns the key of its audience."""
    audience = ensure_audience(tx, [key, center, "OT"])
    row: dict[str, Any] = {
        "key": key,
        "name": name,
        "centerKey": center,
        "industryKey": industry,
        "audienceKey": audience,
        "madeUp": True,
        "print": "x",
    }
    tx.the(reference.ACCOUNTS, rows=[row])
    return audience


def _add_trade(tx: Tx) -> None:
    assert add_account(tx, "A-OPEN", "Open Imports (made up)", "CEE009", "CEE009/wood") == TRADE
    filer: dict[str, Any] = {"key": "F-OPEN", "name": "Open Brokers (made up)", "audienceKey": TRADE}
    tx.the(reference.FILERS, rows=[{**filer, "madeUp": True, "print": "x"}])


def _add(tx: Tx, someone: Someone) -> None:
    words: dict[str, Any] = {
        "name": f"{someone.key.title()} (made up)",
        "sort": f"{someone.key} {someone.key}",
        "email": f"{someone.key}@x.example",
        "kind": "federal" if someone.audience == FEDERAL else "trade",
        "madeUp": False,
        "audienceKey": someone.audience,
    }
    tx.the(people.ADD, key=someone.key, person=words)
    for number, (role, party, target, kind) in enumerate(someone.seats):
        seat: dict[str, Any] = {
            "personKey": someone.key,
            "role": role,
            "partyKey": party,
            "targetKey": target,
            "targetKind": kind,
            "since": "2026-01-01",
            "until": someone.until,
            "madeUp": False,
        }
        tx.the(assignments.BEGIN, key=f"{someone.key}-{number}", person=someone.key, party=party, seat=seat)
