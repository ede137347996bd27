"""A small hub with one of each who may, and may not, see to people; anyone signs in as them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from graph.cypher import Tx
from graph.liaisons import assignments as seat_sentences
from graph.liaisons import people as sentences
from graph.liaisons.reference import ACCOUNTS
from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from liaisons.audiences import ensure_audience
from tests.liaisons.doubles import NOW, seed

STAFF = (
    ("iris", "director", "CEE002", "CEE002", "party"),
    ("max", "administrator", "OT", "OT", "party"),
    ("dana", "liaison", "FDA", "CEE002~FDA", "alignment"),
    ("joel", "group-secretary", "CEE002", "group:CEE002", "group"),
    ("thea", "auditor", "OT", "OT", "party"),
    ("ada", "account-user", "A-1", "A-1", "party"),
)


def open_hub(
    graph: Graph, folder: Path, *, demo: bool = True, clock: Callable[[], datetime] = lambda: NOW
) -> Flask:
    """The application over the staff; `demo` lets one sign in as any of them without a password."""
    seed(graph)
    graph.write(_bring)
    app = create_app(
        Settings(data=folder, secret_key="secret", demo=demo),
        graph,
        clock=clock,
        new_token=lambda: "hub_secret",
    )
    app.config.update(WTF_CSRF_ENABLED=False, SESSION_COOKIE_SECURE=False)
    return app


def be(app: Flask, person: str) -> FlaskClient:
    """A session as one of the staff."""
    client = app.test_client()
    assert client.post("/sign-in", data={"person": person}).status_code == 303
    return client


def _bring(tx: Tx) -> None:
    account: dict[str, Any] = {"key": "A-1", "name": "Acme", "centerKey": "CEE002", "madeUp": True,
                               "industryKey": "CEE002/aquaculture",
                               "audienceKey": ensure_audience(tx, ["A-1", "CEE002", "OT"])}  # fmt: skip
    tx.the(ACCOUNTS, rows=[account])
    for key, role, party, target, kind in STAFF:
        bring(tx, key, role, party, target, kind)


def bring(tx: Tx, key: str, role: str, party: str, target: str = "", kind: str = "party") -> None:
    """Someone made up with one role, of the trade at the one account that there is."""
    trade = party == "A-1"
    words: dict[str, Any] = {
        "name": key.title(),
        "sort": key,
        "email": f"{key}@x.example",
        "kind": "trade" if trade else "federal",
        "madeUp": True,
        "audienceKey": "A-1|CEE002|OT" if trade else "interagency",
    }
    tx.the(sentences.ADD, key=key, person=words)
    seat = {"personKey": key, "role": role, "partyKey": party, "targetKey": target or party,
            "targetKind": kind, "since": "2026-01-01", "until": None, "madeUp": True}  # fmt: skip
    tx.the(seat_sentences.BEGIN, key=f"{key}-seat", person=key, party=party, seat=seat)
