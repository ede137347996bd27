"""What the BIEC does with an input: acknowledged, assigned, answered; then accepted, or asked again."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx, Value
from graph.liaisons import inputs as sentences
from graph.liaisons.inputs import InputRow
from liaisons import clocks, words
from liaisons.actors import Actor, Role
from liaisons.coordination import NotOverdue
from liaisons.errors import BadInput, NotAllowed
from liaisons.events import InputAccepted, InputAcknowledged, InputAnswered, InputAskedAgain, InputAssigned
from liaisons.input_locking import Next, lock_input, move_input, require_center
from liaisons.input_states import COUNCIL, InputMove, InputState, transition_of
from liaisons.permissions import Permission, require, require_clock

# Days of the BIEC, of the agency and of the director: ours, until a rule says otherwise.
ASSIGN_DAYS, ANSWER_DAYS, ACCEPT_DAYS = 10, 20, 20
ASSIGN = "Assign it to an agency, or answer it"
ANSWER = "Answer it"
ACCEPT = "Accept the answer, or ask again"
OUTCOMES = {"accepted": "Accepted", "in part": "Accepted in part", "not accepted": "Not accepted"}


class AgencyUnknown(BadInput):
    """It is assigned to something else than an agency."""


class AnswerDayPassed(BadInput):
    """The answer is due on a day that has passed."""


class AnswerUnknown(BadInput):
    """The answer neither accepts, in part or whole, nor declines."""


class NotYoursToAnswer(NotAllowed):
    """Another agency has it to answer."""


def acknowledge_input(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> InputRow:
    """Say for the BIEC that it came."""
    require(actor, Permission.ASSIGN_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    changes: dict[str, Value] = {
        "acknowledgedOn": clocks.today_of(now),
        "acknowledgedByName": actor.name,
    }
    then = Next(COUNCIL, ASSIGN, ASSIGN_DAYS, actor.person)
    return move_input(
        tx, actor, row, InputMove.ACKNOWLEDGE, InputAcknowledged, changes=changes, then=then, now=now
    )


def assign_input(
    tx: Tx, actor: Actor, key: str, *, agency: str, due_on: str = "", version: int, now: datetime
) -> InputRow:
    """Give it to an agency to answer, by a day (or in twenty business days); from then on that reads it."""
    require(actor, Permission.ASSIGN_INPUT)
    party = agency.strip()
    due = words.take_day_or_none(due_on, field="dueOn", name="The day of the answer")
    if due is not None and due < clocks.today_of(now):
        raise AnswerDayPassed(f"The day, {due}, has passed. Give today or a later day.", field="dueOn")
    row = lock_input(tx, actor, key, version=version, now=now)
    transition_of(row["state"], InputMove.ASSIGN)
    if party not in tx.the(sentences.NAMED, centers=[], agencies=[party], areas=[], columns=[])["agencies"]:
        raise AgencyUnknown(f"“{party[:60]}” is no agency. Choose from the list.", field="agency")
    changes: dict[str, Value] = {
        "assignedTo": party,
        "assignedOn": clocks.today_of(now),
        "assignedByName": actor.name,
    }
    then = Next(party, ANSWER, ANSWER_DAYS, due_on=due or "")
    return move_input(
        tx, actor, row, InputMove.ASSIGN, InputAssigned, changes=changes, then=then, agency=party,
        said={"to": party}, now=now,
    )  # fmt: skip


def answer_input(
    tx: Tx, actor: Actor, key: str, *, outcome: str, text: str, version: int, now: datetime
) -> InputRow:
    """Answer for the agency that has it, or record what the Principals said, as the BIEC's secretary."""
    require(actor, Permission.ANSWER_INPUT)
    if outcome not in OUTCOMES:
        raise AnswerUnknown(f"Choose one of: {', '.join(OUTCOMES)}.", field="outcome")
    answer = words.take_text(text, field="text", name="The answer", limit=words.PAGE)
    row = lock_input(tx, actor, key, version=version, now=now)
    refuse_answering(actor, row)
    changes: dict[str, Value] = {
        "outcome": outcome,
        "answer": answer,
        "answeredOn": clocks.today_of(now),
        "answeredByName": actor.name,
        "answeredByParty": actor.party,
        "askedAgain": None,
    }
    then = Next(row["centerKey"], ACCEPT, ACCEPT_DAYS, row["signedBy"])
    return move_input(
        tx, actor, row, InputMove.ANSWER, InputAnswered, changes=changes, then=then,
        said={"outcome": outcome, "answer": answer[: words.SENTENCE]}, now=now,
    )  # fmt: skip


def refuse_answering(actor: Actor, row: InputRow) -> None:
    """Refuse another agency than the one that has it, and a state that waits for no answer."""
    transition_of(row["state"], InputMove.ANSWER)
    if actor.party != row["assignedTo"] and Role.BIEC_SECRETARY not in actor.roles:
        has = row["assignedTo"] or COUNCIL
        raise NotYoursToAnswer(f"{has} has this input to answer. Acting for {actor.party}, you can read it.")


def accept_answer(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> InputRow:
    """Accept the answer for the Center: the input is closed."""
    require(actor, Permission.SIGN_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    require_center(actor, row)
    return move_input(tx, actor, row, InputMove.CLOSE, InputAccepted, changes={}, then=None, now=now)


def ask_again(tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime) -> InputRow:
    """Ask whoever answered to answer again, with a reason; where no agency had it, the BIEC itself."""
    require(actor, Permission.SIGN_INPUT)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.PAGE)
    row = lock_input(tx, actor, key, version=version, now=now)
    require_center(actor, row)
    party = row["assignedTo"] or COUNCIL
    changes: dict[str, Value] = {"askedAgain": why, "assignedTo": party}
    return move_input(
        tx, actor, row, InputMove.ASK_AGAIN, InputAskedAgain, changes=changes,
        then=Next(party, ANSWER, ANSWER_DAYS), said={"reason": why[: words.SENTENCE], "to": party}, now=now,
    )  # fmt: skip


def close_answered(tx: Tx, actor: Actor, key: str, *, now: datetime) -> InputRow:
    """Close an answered input of which the director said nothing in time."""
    require_clock(actor)
    row = lock_input(tx, actor, key, version=None, now=now)
    if row["state"] != InputState.ANSWERED or not is_accepted_by_silence(row["dueOn"], clocks.today_of(now)):
        raise NotOverdue("The director has days left to look at the answer, or has done so.")
    return move_input(
        tx, actor, row, InputMove.CLOSE, InputAccepted,
        changes={"endReason": "Its days to ask again passed."}, then=None,
        said={"how": "its days passed"}, now=now,
    )  # fmt: skip


def is_accepted_by_silence(due_on: str | None, today: str) -> bool:
    """Whether the days to ask again have passed. Pure."""
    return due_on is not None and today > due_on
