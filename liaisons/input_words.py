"""The words of an input as its drafters write them, and what must be there before a director may sign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.cypher import Tx, Value
from graph.liaisons import inputs as sentences
from graph.liaisons.inputs import InputRow
from liaisons import words
from liaisons.actors import Actor
from liaisons.errors import BadInput
from liaisons.input_states import COUNCIL

KINDS: dict[str, str] = {
    "challenge": "Challenge that needs PGA input",
    "new-product": "New product or technology",
    "data": "Data issue",
    "outreach": "Request for outreach or support",
}
# More than anyone names by hand; a bound, so that no draft grows without one.
MOST_NAMED = 100


class InputKindUnknown(BadInput):
    """Not a kind of input."""


class InputNameUnknown(BadInput):
    """Something named in the input is not in the directory, or no issue that the drafter reads."""


class TooManyNamed(BadInput):
    """More areas, issues, cells or Centers than an input takes."""


class WantedBeforeToday(BadInput):
    """What is wanted is wanted by a day that has come."""


class InputIncomplete(BadInput):
    """A word is missing without which nobody can act on the input."""


@dataclass(frozen=True, slots=True)
class InputDraft:
    """What a Center asks of the BIEC. A draft needs a title; before it is signed, more (`refuse_incomplete`).

    `kinds` are keys of KINDS; `of_party` an agency or the BIEC; `by_day` an ISO day after today; `areas`,
    `issues` and `cells` ("AREA|COLUMN") are keys; `evidence` is text with links; `cosigners` are Centers.
    """

    title: str
    wanted: str = ""
    kinds: tuple[str, ...] = ()
    of_party: str = COUNCIL
    by_day: str = ""
    tried: str = ""
    areas: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    evidence: str = ""
    cosigners: tuple[str, ...] = ()


def take_words(
    tx: Tx, actor: Actor, draft: InputDraft, *, center: str, kept: Iterable[str] = (), today: str
) -> dict[str, Value]:
    """The draft's words, checked. `kept` are issues linked before: those that the actor can't read stay."""
    kinds = _sorted(draft.kinds, field="kinds")
    for kind in kinds:
        if kind not in KINDS:
            raise InputKindUnknown(
                f"“{kind[:40]}” is no kind of input. Choose among: {', '.join(KINDS)}.", field="kinds"
            )
    day = words.take_day_or_none(draft.by_day, field="byDay", name="The day it is wanted by")
    if day is not None:
        _refuse_past(day, today)
    cosigners = [key for key in _sorted(draft.cosigners, field="cosigners") if key != center]
    areas, cells = _sorted(draft.areas, field="areas"), _sorted(draft.cells, field="cells")
    of_party = draft.of_party.strip() or COUNCIL
    _refuse_unknown(tx, of_party, areas=areas, cells=cells, cosigners=cosigners)
    return {
        "title": words.take_text(draft.title, field="title", name="The title", limit=words.TITLE),
        "wanted": _text(draft.wanted, "wanted", "What is wanted"),
        "kinds": kinds,
        "ofParty": of_party,
        "byDay": day,
        "tried": _text(draft.tried, "tried", "What was tried"),
        "areas": areas,
        "issues": _take_issues(tx, actor, _sorted(draft.issues, field="issues"), kept=kept),
        "cells": cells,
        "evidence": _text(draft.evidence, "evidence", "The evidence"),
        "cosigners": cosigners,
    }


def refuse_incomplete(row: InputRow, *, today: str) -> None:
    """Refuse to sign what nobody could act on: a kind, what is wanted, and a day that is still to come."""
    if not row["kinds"]:
        raise InputIncomplete("Say what kind of input it is. Choose at least one.", field="kinds")
    if not row["wanted"]:
        raise InputIncomplete("Say what is wanted, before it is signed.", field="wanted")
    if not row["byDay"]:
        raise InputIncomplete("Say by when it is wanted, before it is signed.", field="byDay")
    _refuse_past(row["byDay"], today)


def list_linked(tx: Tx, actor: Actor, row: InputRow) -> list[sentences.LinkedIssueRow]:
    """The issues that the input is about, of those that the actor reads."""
    return tx.all(sentences.ISSUES, keys=row["issues"], audiences=actor.audiences) if row["issues"] else []


def shown(tx: Tx, actor: Actor, row: InputRow) -> InputRow:
    """The input as the actor may see it: without the issues that are not theirs to read."""
    found = row.copy()
    found["issues"] = [issue["key"] for issue in list_linked(tx, actor, row)]
    return found


def _refuse_past(day: str, today: str) -> None:
    if day <= today:
        raise WantedBeforeToday(
            f"It is wanted by {day}, which is today or has passed. Give a later day.", field="byDay"
        )


def _text(text: str, field: str, name: str) -> str:
    return words.take_text(text, field=field, name=name, limit=words.PAGE, required=False)


def _sorted(keys: Iterable[str], *, field: str) -> list[str]:
    found = sorted({key.strip() for key in keys if key.strip()})
    if len(found) > MOST_NAMED:
        raise TooManyNamed(f"{len(found)} are named; {MOST_NAMED} are allowed. Leave some out.", field=field)
    return found


def _refuse_unknown(
    tx: Tx, of_party: str, *, areas: list[str], cells: list[str], cosigners: list[str]
) -> None:
    pairs = {cell: cell.partition("|") for cell in cells}
    row = tx.the(
        sentences.NAMED,
        centers=cosigners,
        agencies=[of_party],
        areas=sorted({*areas, *(area for area, _, _ in pairs.values())}),
        columns=sorted({column for _, _, column in pairs.values()}),
    )
    if of_party != COUNCIL and of_party not in row["agencies"]:
        _refuse(of_party, "agency, nor the BIEC", "ofParty")
    for key in cosigners:
        if key not in row["centers"]:
            _refuse(key, "Center", "cosigners")
    for key in areas:
        if key not in row["areas"]:
            _refuse(key, "agency or program", "areas")
    for cell, (area, _, column) in pairs.items():
        if area not in row["areas"] or column not in row["columns"]:
            _refuse(cell, "cell of the matrix", "cells")


def _refuse(key: str, what: str, field: str) -> None:
    raise InputNameUnknown(f"“{key[:60]}” is no {what}. Choose from the list.", field=field)


def _take_issues(tx: Tx, actor: Actor, named: list[str], *, kept: Iterable[str]) -> list[str]:
    asked = sorted({*named, *kept})
    rows = tx.all(sentences.ISSUES, keys=asked, audiences=actor.audiences) if asked else []
    readable = {row["key"] for row in rows}
    hidden = {key for key in kept if key not in readable}
    for key in named:
        # One that was linked by someone else and is hidden from this person reads as unknown to them too.
        if key not in readable:
            raise InputNameUnknown(
                f"There is no issue {key[:40]}, or it is not shared with you. Leave it out.", field="issues"
            )
    return sorted({*named, *hidden})
