"""Moves the inputs whose day passed: from headquarters to its deputy, to the BIEC, or to their end."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from graph.cypher import Tx
from graph.liaisons.inputs import InputRow
from hub.house import House
from liaisons import answers, clocks, coordination
from liaisons.actors import Actor
from liaisons.audiences import clock_actor
from liaisons.coordination import NotOverdue
from liaisons.errors import NotFound
from liaisons.input_states import InputState


class _Moves(Protocol):
    """A command of the hub's clock on one input."""

    def __call__(self, tx: Tx, actor: Actor, key: str, *, now: datetime) -> InputRow: ...


def pass_on(house: House) -> int:
    """Every input that headquarters let lie; returns how many were moved."""
    return _move_each(house, InputState.WITH_HQ, coordination.pass_overdue)


def close(house: House) -> int:
    """Every answer that a director let stand; returns how many inputs were closed."""
    return _move_each(house, InputState.ANSWERED, answers.close_answered)


def _move_each(house: House, state: InputState, command: _Moves) -> int:
    """Each in a unit of its own, so that one that can't be moved stands in no other's way."""
    now = house.clock()
    today = clocks.today_of(now)
    actor = house.graph.read(clock_actor)
    moved = 0
    for key in house.graph.read(lambda tx: coordination.list_overdue(tx, actor, state=state, today=today)):
        moved += _move(house, actor, key, command, now)
    return moved


def _move(house: House, actor: Actor, key: str, command: _Moves, now: datetime) -> bool:
    try:
        house.graph.write(lambda tx: command(tx, actor, key, now=now))
    except (NotOverdue, NotFound):
        # Someone was faster, between the list and this.
        return False
    return True
