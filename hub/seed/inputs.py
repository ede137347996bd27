"""Fills the demonstration's inputs to the BIEC: each is drafted and moved by its people, on its days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from graph.cypher import Tx
from graph.liaisons import inputs as sentences
from graph.unit import Graph
from hub.demo import inputs as demo
from hub.demo.inputs import InputRow, StepRow
from hub.seed.cast import Cast, noon
from liaisons import answers, coordination, signing
from liaisons.actors import Actor
from liaisons.audiences import clock_actor
from liaisons.input_words import InputDraft
from liaisons.inputs import draft_input


@dataclass(frozen=True, slots=True)
class _Step:
    """One step as the commands take it."""

    tx: Tx
    actor: Actor
    key: str
    version: int
    words: str
    now: datetime


def _versioned(command: Callable[..., sentences.InputRow], **words: str) -> Callable[[_Step], None]:
    def do(step: _Step) -> None:
        said = {name: step.words for name in words} if words else {}
        command(step.tx, step.actor, step.key, version=step.version, now=step.now, **said)

    return do


def _answer(step: _Step) -> None:
    answers.answer_input(
        step.tx, step.actor, step.key, outcome="in part", text=step.words, version=step.version, now=step.now
    )


def _run_out(step: _Step) -> None:
    coordination.pass_overdue(step.tx, clock_actor(step.tx), step.key, now=step.now)


DOES: dict[str, Callable[[_Step], None]] = {
    "sign": _versioned(signing.sign_input),
    "return": _versioned(coordination.return_input, missing=""),
    "pass": _versioned(coordination.pass_input, note=""),
    "bypass": _versioned(signing.bypass_headquarters, reason=""),
    "run out": _run_out,
    "acknowledge": _versioned(answers.acknowledge_input),
    "assign": _versioned(answers.assign_input, agency=""),
    "answer": _answer,
    "accept": _versioned(answers.accept_answer),
    "withdraw": _versioned(signing.withdraw_input, reason=""),
}


def seed_inputs(graph: Graph, *, cast: Cast, day: date, tell: Callable[[str], None]) -> None:
    """Bring in what is missing of them."""
    rows = demo.make_inputs()
    new = sum(graph.write(partial(_bring, row=row, cast=cast, day=day)) for row in rows)
    tell(f"  {'Input':<10} {len(rows):>5}, of them new: {new}")


def _bring(tx: Tx, *, row: InputRow, cast: Cast, day: date) -> bool:
    """Draft it and take its steps, all in one unit; what is there already stays."""
    drafter = cast.actor(row["draftedBy"], row["centerKey"])
    draft = InputDraft(
        title=row["title"],
        wanted=row["wanted"],
        kinds=(row["kind"],),
        of_party=row["ofParty"],
        by_day=(day + timedelta(days=row["byDay"])).isoformat(),
        tried=row["tried"],
        areas=(row["area"],),
        issues=(row["issueKey"],),
        cells=(row["cell"],),
        evidence=row["evidence"],
    )
    once = f"demo-{row['key']}"
    made = draft_input(
        tx, drafter, draft, idempotency_key=once, made_up=True, now=noon(day, row["draftedOn"])
    )
    if made["version"] > 1 or not row["steps"]:
        return made["version"] == 1
    for step in row["steps"]:
        _take(tx, made["key"], step, cast, day)
    return True


def _take(tx: Tx, key: str, step: StepRow, cast: Cast, day: date) -> None:
    actor = cast.actor(step["personKey"], step["partyKey"]) if step["personKey"] else clock_actor(tx)
    at = tx.the(sentences.FIND, key=key, audiences=clock_actor(tx).audiences)
    now = noon(day, step["on"])
    does = DOES[step["move"]]
    does(_Step(tx, actor.reading(at["audienceKey"]), key, at["version"], step["words"], now))
