"""Headquarters' part in an input: it passes it or returns it; where it does neither, its clock runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median

from graph.cypher import Tx, Value
from graph.liaisons import holdings as holding_sentences
from graph.liaisons import inputs as sentences
from graph.liaisons.holdings import HolderRow
from graph.liaisons.inputs import InputRow
from liaisons import clocks, words
from liaisons.actors import Actor, Role
from liaisons.errors import NotAllowed, WrongState
from liaisons.events import InputPassed, InputPassedByClock, InputReturned, InputWentToDeputy
from liaisons.filing import NOT_COORDINATED, PASSED, file_input
from liaisons.input_locking import Next, lock_input, move_input, save_input
from liaisons.input_states import HEADQUARTERS, InputMove, InputState
from liaisons.permissions import Permission, require, require_clock
from liaisons.signing import HAND_ON, HQ_DAYS

# The deputy's days after that, and the Center's to mend it: ours, until a rule says otherwise.
DEPUTY_DAYS = 3
MEND_DAYS = 10
MEND = "Mend it and have the director sign it again"
DEPUTY = "deputy"
CLOCK_SOURCE = "Ours, until a rule says otherwise"
MOST_AT_ONCE = 200


class NotHeadquarters(NotAllowed):
    """The officer is of another office than the one that coordinates inputs."""


class NotOverdue(WrongState):
    """Its day has not passed, or it is somewhere else by now."""


class Overdue(StrEnum):
    """What follows when headquarters let its day pass."""

    NOTHING = "nothing"
    TO_DEPUTY = "to the deputy"
    PASSES = "passes"


@dataclass(frozen=True, slots=True)
class Headquarters:
    """Who can pass an input, what they usually take (business days; None if none was passed), their clock."""

    officers: tuple[HolderRow, ...]
    deputies: tuple[HolderRow, ...]
    usual_days: float | None
    days: int
    deputy_days: int
    source: str


def what_follows(state: str, step: str | None, due_on: str | None, *, today: str) -> Overdue:
    """What the clock does with an input today. Pure: from its state, who has it there, and its due day."""
    if state != InputState.WITH_HQ or due_on is None or today <= due_on:
        return Overdue.NOTHING
    return Overdue.PASSES if step == DEPUTY else Overdue.TO_DEPUTY


def pass_input(tx: Tx, actor: Actor, key: str, *, note: str = "", version: int, now: datetime) -> InputRow:
    """Pass it on to the BIEC, perhaps with a note that every reader sees: it is filed."""
    require(actor, Permission.PASS_INPUT)
    require_headquarters(actor)
    said = words.take_text(note, field="note", name="The note", limit=words.SENTENCE, required=False)
    row = lock_input(tx, actor, key, version=version, now=now)
    return file_input(
        tx, actor, row, InputMove.PASS, InputPassed, how=PASSED,
        changes={"hqNote": said or None}, said={"note": said or None}, now=now,
    )  # fmt: skip


def return_input(tx: Tx, actor: Actor, key: str, *, missing: str, version: int, now: datetime) -> InputRow:
    """Give it back to the Center with what is missing."""
    require(actor, Permission.PASS_INPUT)
    require_headquarters(actor)
    lacks = words.take_text(missing, field="missing", name="What is missing", limit=words.PAGE)
    row = lock_input(tx, actor, key, version=version, now=now)
    changes: dict[str, Value] = {
        "missing": lacks,
        "returnedByName": actor.name,
        "returnedOn": clocks.today_of(now),
        "hqStep": None,
    }
    then = Next(row["centerKey"], MEND, MEND_DAYS, row["draftedBy"])
    return move_input(
        tx, actor, row, InputMove.RETURN, InputReturned, changes=changes, then=then,
        said={"missing": lacks[: words.SENTENCE]}, now=now,
    )  # fmt: skip


def pass_overdue(tx: Tx, actor: Actor, key: str, *, now: datetime) -> InputRow:
    """Headquarters' clock ran out: to its deputy for a second time, and after that filed, "not coordinated".

    By the hub's clock alone (`liaisons.audiences.clock_actor`).
    """
    require_clock(actor)
    row = lock_input(tx, actor, key, version=None, now=now)
    follows = what_follows(row["state"], row["hqStep"], row["dueOn"], today=clocks.today_of(now))
    if follows == Overdue.NOTHING:
        raise NotOverdue("Headquarters has days left for it, or has done its part.")
    if follows == Overdue.PASSES:
        return file_input(
            tx, actor, row, InputMove.RUN_OUT, InputPassedByClock, how=NOT_COORDINATED,
            changes={}, said={}, now=now,
        )  # fmt: skip
    deputies = _people(tx, actor, Role.HQ_DEPUTY, today=clocks.today_of(now))
    deputy = deputies[0] if deputies else None
    then = Next(HEADQUARTERS, HAND_ON, DEPUTY_DAYS, deputy["personKey"] if deputy else None)
    said = {"deputy": deputy["personName"] if deputy else None}
    return save_input(tx, actor, row, {"hqStep": DEPUTY}, InputWentToDeputy, then=then, said=said, now=now)


def list_overdue(tx: Tx, actor: Actor, *, state: InputState, today: str) -> list[str]:
    """The keys of inputs in a state whose due day has passed, for the hub's clock, the longest ago first."""
    return tx.all(
        sentences.OVERDUE, state=str(state), today=today, audiences=actor.audiences, limit=MOST_AT_ONCE
    )


def who_can_pass(tx: Tx, actor: Actor, *, today: str) -> Headquarters:
    """Who has an input once it is signed, and what they usually take, by the inputs that the actor reads."""
    days = tx.all(sentences.COORDINATION, audiences=actor.audiences)
    return Headquarters(
        officers=tuple(_people(tx, actor, Role.HQ_OFFICER, today=today)),
        deputies=tuple(_people(tx, actor, Role.HQ_DEPUTY, today=today)),
        usual_days=float(median(days)) if days else None,
        days=HQ_DAYS,
        deputy_days=DEPUTY_DAYS,
        source=CLOCK_SOURCE,
    )


def require_headquarters(actor: Actor) -> None:
    """Refuse who acts for another party than the office that coordinates inputs."""
    if actor.party != HEADQUARTERS:
        raise NotHeadquarters(f"{HEADQUARTERS} passes inputs. Acting for {actor.party}, you can read them.")


def _people(tx: Tx, actor: Actor, role: Role, *, today: str) -> list[HolderRow]:
    return tx.all(
        holding_sentences.LIST_PEOPLE, roles=[str(role)], parties=[HEADQUARTERS], today=today,
        audiences=actor.audiences,
    )  # fmt: skip
