"""The desk: what headquarters must pass, or the BIEC's secretary assign and answer, by clock."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.liaisons.inputs import ListedInputRow
from hub.login import visit
from hub.pages.input_rows import ACTIONS
from hub.pages.inputs import STATE_WORDS, say_kinds
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.audiences import marking_of
from liaisons.coordination import Headquarters, who_can_pass
from liaisons.input_doable import InputDeed
from liaisons.input_states import HEADQUARTERS, InputState
from liaisons.inputs import Which, count_inputs, list_inputs
from liaisons.permissions import Permission, may, require

pages = Blueprint("desk", __name__)

MOST = 100
_S = InputState


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: whose it is, the states that wait there and those that it let go, in words."""

    whose: str
    waits: tuple[InputState, ...]
    gone: tuple[InputState, ...]
    gone_words: str
    empty: str


AT_HEADQUARTERS = Desk(
    "Headquarters",
    (_S.WITH_HQ,),
    (_S.FILED, _S.ACKNOWLEDGED, _S.ASSIGNED, _S.ANSWERED),
    "What is filed, and where it stands",
    "Nothing waits to be passed. An input comes here when a Center's director signs it; headquarters then "
    "has five business days.",
)
AT_COUNCIL = Desk(
    "The BIEC's secretary",
    (_S.FILED, _S.ACKNOWLEDGED),
    (_S.ASSIGNED, _S.ANSWERED),
    "What is assigned or answered, and where it stands",
    "Nothing waits to be acknowledged or assigned. An input comes here when headquarters passes it, or when "
    "its director files it past headquarters.",
)
# The buttons beside an input that waits.
DEEDS: dict[InputState, tuple[InputDeed, ...]] = {
    _S.WITH_HQ: (InputDeed.PASS, InputDeed.RETURN),
    _S.FILED: (InputDeed.ACKNOWLEDGE,),
    _S.ACKNOWLEDGED: (InputDeed.ASSIGN, InputDeed.ANSWER),
}


def desk_of(actor: Actor) -> Desk | None:
    """The desk of who asks, by the party acted for; None where there is none."""
    if may(actor, Permission.PASS_INPUT) and actor.party == HEADQUARTERS:
        return AT_HEADQUARTERS
    return AT_COUNCIL if may(actor, Permission.ASSIGN_INPUT) else None


@pages.get("/desk")
def show() -> ResponseReturnValue:
    """What waits at the desk of who asks, and what left it."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=/desk")
    desk = desk_of(seen.actor)
    if desk is None:
        require(seen.actor, Permission.ASSIGN_INPUT)
        desk = AT_COUNCIL
    today = clocks.today_of(seen.now)
    waits, gone = _which(desk.waits), _which(desk.gone)

    def read(tx: Tx) -> tuple[list[ListedInputRow], int, list[ListedInputRow], Headquarters]:
        return (
            list_inputs(tx, seen.actor, waits, limit=MOST),
            count_inputs(tx, seen.actor, waits),
            list_inputs(tx, seen.actor, gone, limit=MOST),
            who_can_pass(tx, seen.actor, today=today),
        )

    rows, total, left, headquarters = seen.graph.read(read)
    return render_template(
        "desk.html",
        title="Desk",
        section="desk",
        marking=marking_of(seen.actor.party),
        desk=desk,
        rows=rows,
        total=total,
        overdue=sum((row["dueOn"] or "9999") < today for row in rows),
        left=left,
        headquarters=headquarters if desk == AT_HEADQUARTERS else None,
        rest="/inputs?" + "&".join(f"state={state}" for state in desk.waits),
        left_rest="/inputs?" + "&".join(f"state={state}" for state in desk.gone),
        deeds={str(state): [ACTIONS[deed] for deed in deeds] for state, deeds in DEEDS.items()},
        states=STATE_WORDS,
        kinds_words=say_kinds,
        name_of=seen.directory.name_of,
    )


def _which(states: tuple[InputState, ...]) -> Which:
    return Which(states=tuple(str(state) for state in states))
