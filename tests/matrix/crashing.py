"""A process that acts on issues until it is killed: it says what it tries, and what it was told was done."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

from graph.cypher import Cypher, Tx
from graph.driver import open_graph
from liaisons.actors import Actor
from matrix import issues, placements, remarks, weighing
from matrix.issues import Draft
from tests.builders import FOOD, NOW
from tests.racing import Walk, WalkedTx


@dataclass(frozen=True, slots=True)
class Doing:
    """An issue on its way through the steps, sent with keys that are its own."""

    name: str
    key: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Orders:
    """Where the engine is, who acts, and behind which sentence the process kills itself (0: it does not)."""

    uri: str
    user: str
    password: str
    database: str
    actor: Actor
    life: str
    kill_behind: int = 0


Step = Callable[[Tx, Actor, Doing], Any]


def report(tx: Tx, actor: Actor, at: Doing) -> Any:
    draft = Draft(at.name, "Written before the lights went out.", "data", "2026-11-02")
    return issues.report_issue(tx, actor, draft, idempotency_key=at.name, now=NOW)


def place(tx: Tx, actor: Actor, at: Doing) -> Any:
    return placements.place_issue(tx, actor, at.key, [FOOD], version=at.version, now=NOW)


def comment(tx: Tx, actor: Actor, at: Doing) -> Any:
    return remarks.comment_on_issue(
        tx, actor, at.key, text=at.name, readers="issue", idempotency_key=at.name, now=NOW
    )


def assess(tx: Tx, actor: Actor, at: Doing) -> Any:
    return weighing.assess_issue(tx, actor, at.key, severity=4, reason="So.", version=at.version, now=NOW)


# In this order, with the event that each leaves.
STEPS: dict[str, tuple[Step, str]] = {
    "report": (report, "IssueReported"),
    "place": (place, "IssuePlaced"),
    "comment": (comment, "CommentMade"),
    "assess": (assess, "SeverityAssessed"),
}


def take(told: Any, at: Doing) -> Doing:
    """Where the issue is after what a step was told."""
    return at if isinstance(told, str) else Doing(at.name, told.key, told.version)


class LastWalk(Walk):
    """A walk that ends the process behind one of its sentences."""

    def step(self, sentence: Cypher[Any]) -> None:
        self.said.append(sentence)
        if len(self.said) == self.stop:
            die()


def die() -> None:
    """At once, as by a failing machine."""
    os.kill(os.getpid(), signal.SIGKILL)


def run_once(orders: Orders, step: str, at: Doing) -> None:
    """One step, killed behind the sentence of the orders; without one, after the commit and before a word."""
    graph = open_graph(uri=orders.uri, user=orders.user, password=orders.password, database=orders.database)
    graph.write(lambda tx: STEPS[step][0](WalkedTx(tx, LastWalk(orders.kill_behind)), orders.actor, at))
    die()


def run_on(orders: Orders, line: Connection) -> None:
    """Issue after issue through every step, until somebody ends it."""
    graph = open_graph(uri=orders.uri, user=orders.user, password=orders.password, database=orders.database)
    for number in count():
        at = Doing(f"{orders.life} {number}")
        for name, (step, _) in STEPS.items():
            line.send(("tries", name, at, None))
            told = graph.write(lambda tx, s=step, a=at: s(tx, orders.actor, a))  # type: ignore[misc]  # bound now
            at = take(told, at)
            line.send(("done", name, at, told if isinstance(told, str) else told.key))
