"""A graph that answers each sentence from a table of rows, for tests of pages without an engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

import structlog
from flask import Flask, g
from flask_wtf import CSRFProtect

import hub.pages
from graph.matrix.issues import IssueRow
from hub.login import Visit
from liaisons import reference
from liaisons.actors import Actor, Role, Standing
from liaisons.directory import Directory

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@cache
def the_directory() -> Directory:
    """The directory of the reference files, as the graph would give it."""
    rows: dict[str, Any] = {
        "version": 1,
        "centers": list(reference.read_centers()),
        "agencies": list(reference.read_agencies()),
        "programs": list(reference.read_programs()),
        "industries": list(reference.read_industries()),
        "ports": list(reference.read_ports()),
        "offices": list(reference.read_offices()),
        "councils": list(reference.read_councils()),
        "flags": list(reference.read_flags()),
        "alignments": [{"since": None, "until": None, **r} for r in reference.read_alignments()],
    }
    return Directory(rows)  # type: ignore[arg-type]  # the reference rows hold more than the sentence returns


def someone(role: Role, party: str, target: str | None = None) -> Actor:
    """A person with one role at one party."""
    standing = Standing(role, party, target or party, "party")
    return Actor("p1", "Dana Ruiz", party, (standing,), audiences=("public", "interagency"))


class StubTx:
    """Answers a sentence by its name; what isn't in the table is empty. Keeps what was asked."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.made = 0

    def all(self, sentence: Any, /, **values: Any) -> Any:
        self.asked.append((sentence.name, values))
        answer = self.answers.get(sentence.name, [])
        return answer(values) if callable(answer) else answer

    def one(self, sentence: Any, /, **values: Any) -> Any:
        rows = self.all(sentence, **values)
        return rows[0] if rows else None

    def the(self, sentence: Any, /, **values: Any) -> Any:
        return self.all(sentence, **values)[0]

    def do(self, sentence: Any, /, **values: Any) -> None:
        self.all(sentence, **values)

    def new_id(self) -> str:
        self.made += 1
        return f"id{self.made}"

    new_code = new_id


class StubGraph:
    """Runs a unit of work on the table."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.tx = StubTx(answers)

    def read(self, work: Any, **_: Any) -> Any:
        return work(self.tx)

    write = read


@contextmanager
def an_app(actor: Actor, answers: Mapping[str, Any]) -> Iterator[tuple[Flask, StubGraph]]:
    """The pages for one reader, over a table of answers."""
    app = Flask("hub", static_folder=None)
    app.config.update(SECRET_KEY="only for this test", TESTING=False, WTF_CSRF_ENABLED=False)
    # A failure shows its own lines, not every value of the directory.
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()]
    )
    CSRFProtect(app)
    graph = StubGraph(answers)
    seen = Visit(actor, the_directory(), NOW, graph, True)  # type: ignore[arg-type]  # a stub stands in

    @app.before_request
    def come_in() -> None:
        g.visit = seen

    hub.pages.register(app)
    yield app, graph


def an_issue(**changes: Any) -> dict[str, Any]:
    """An issue's row with nothing special about it."""
    row: dict[str, Any] = dict.fromkeys(IssueRow.__annotations__)
    row |= {
        "key": "K1",
        "title": "Prior notice refused",
        "text": "The entry filer does not see the refusal.",
        "kind": "data",
        "state": "confirmed",
        "isOpen": True,
        "strength": "tracked",
        "severity": 3,
        "since": "2017",
        "cells": ["FDA/FOO|CEE002/aquaculture", "FDA|CEE002"],
        "rank": "62017      K1",
        "scopeFlags": ["FD3"],
        "scopePrograms": [],
        "verified": True,
        "mappingVerified": False,
        "recommendations": [],
        "audienceKey": "interagency",
        "holderKey": "FDA",
        "heldSince": "2026-11-03",
        "nextAction": "Tell filers",
        "dueOn": "2026-12-04",
        "heldMadeUp": True,
        "version": 3,
        "changedAt": "2026-11-20T15:00:00+00:00",
        "changedByName": "Kim Osei",
    }
    return row | changes
