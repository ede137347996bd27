"""A small living hub for rules about every page and question, with one of each kind of record in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from graph.cypher import Tx
from graph.liaisons import assignments, people, reference
from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from liaisons import inputs
from liaisons.audiences import ensure_audience
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory
from liaisons.input_words import InputDraft
from meetings.meetings import plan_meeting
from meetings.schedule import When
from tests.builders import NOW, People, build_directory, build_groups, build_person
from tests.house.papers import put_packets
from tests.matrix.races import World

# One of each kind that comes to the door: role, party, what the role is on, and the kind of that.
KINDS: dict[str, tuple[str, str, str, str]] = {
    "account": ("account-user", "A-1", "A-1", "party"),
    "liaison": ("liaison", "FDA", "CEE002~FDA", "alignment"),
    "reviewer": ("disclosure-reviewer", "OT", "OT", "party"),
    "director": ("director", "CEE002", "CEE002", "party"),
    "administrator": ("administrator", "OT", "OT", "party"),
}
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Living:
    """The application and what stands behind it; `keys` are of an input, an issue, a draft, a publication."""

    app: Flask
    graph: Graph
    world: World
    keys: dict[str, str]

    def client(self, kind: str) -> FlaskClient:
        """A browser in which someone of this kind is signed in."""
        client = self.app.test_client()
        if kind != NOBODY:
            answer = client.post("/sign-in", data={"person": kind})
            assert answer.headers["Location"] == "/home", answer.text
        return client


def begin_living(graph: Graph, folder: Path) -> Living:
    """Fill an empty graph and open the doors, as in the demonstration; forms need no token of their page."""
    directory = build_directory(graph)
    build_groups(graph)
    graph.write(_add_account)
    for kind, standing in KINDS.items():
        graph.write(lambda tx, k=kind, s=standing: _add_person(tx, k, *s))  # type: ignore[misc]  # bound now
    world = World(graph, People(graph), directory)
    draft = world.drafted()
    published = world.published()
    keys = {
        "input": _draft_input(graph),
        "issue": world.placed().key,
        "draft": draft.key,
        "published": published.key,
        "person": "liaison",
    }
    _plan_meeting(graph, directory)
    put_packets(graph, directory)
    settings = Settings(data=folder, secret_key="secret", demo=True)
    app = create_app(settings, graph, clock=lambda: NOW)
    app.config["WTF_CSRF_ENABLED"] = False
    return Living(app, graph, world, keys)


def _draft_input(graph: Graph) -> str:
    """An input of APP that has no more than a title; its director reads it, and none of the others."""
    drafter = build_person(graph, "drafter", ("import-specialist", "CEE002", "CEE002", "party"))
    draft = InputDraft("Late notices")
    made = graph.write(lambda tx: inputs.draft_input(tx, drafter, draft, idempotency_key="living", now=NOW))
    return made["key"]


def _plan_meeting(graph: Graph, directory: Directory) -> None:
    """The director chairs the group too, and has planned its meeting."""
    seat = {"personKey": "director", "role": "chair", "partyKey": "CEE002", "targetKey": "group:CEE002",
            "targetKind": "group", "since": "2026-01-01", "until": None, "madeUp": True}  # fmt: skip
    graph.write(
        lambda tx: tx.the(
            assignments.BEGIN, key="director chair", person="director", party="CEE002", seat=seat
        )
    )
    chair = build_person(graph, "director", ("chair", "CEE002", "group:CEE002", "group"))
    graph.write(
        lambda tx: plan_meeting(
            tx, chair, directory, "CEE002", When("2026-12-10"), quarter=FiscalQuarter(2027, 1),
            idempotency_key="living", now=NOW,
        )
    )  # fmt: skip


def _add_account(tx: Tx) -> None:
    row: dict[str, Any] = {"key": "A-1", "name": "Made-up Imports", "centerKey": "CEE002", "madeUp": True,
           "industryKey": "CEE002/aquaculture", "print": "x",
           "audienceKey": ensure_audience(tx, ["A-1", "CEE002", "OT"])}  # fmt: skip
    tx.the(reference.ACCOUNTS, rows=[row])


def _add_person(tx: Tx, key: str, role: str, party: str, target: str, kind: str) -> None:
    trade = party == "A-1"
    readers = [party, "CEE002", "OT"] if trade else ["interagency"]
    words: dict[str, Any] = {"name": key.title(), "sort": key, "email": f"{key}@x.example", "madeUp": True,
            "kind": "trade" if trade else "federal",
            "audienceKey": ensure_audience(tx, readers)}  # fmt: skip
    tx.the(people.ADD, key=key, person=words)
    seat = {"personKey": key, "role": role, "partyKey": party, "targetKey": target, "targetKind": kind,
            "since": "2026-01-01", "until": None, "madeUp": True}  # fmt: skip
    tx.the(assignments.BEGIN, key=f"{key} seat", person=key, party=party, seat=seat)
