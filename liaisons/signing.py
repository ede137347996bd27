"""A director's part in an input: to sign, sign with another, file past headquarters, or take it back."""

from __future__ import annotations

from datetime import datetime

from graph.cypher import Tx, Value
from graph.liaisons import inputs as sentences
from graph.liaisons.inputs import InputRow
from liaisons import clocks, words
from liaisons.actors import Actor
from liaisons.attachments import refuse_unless_all_clean
from liaisons.errors import BadInput, NotAllowed, WrongState, require_found
from liaisons.events import InputBypassed, InputCosigned, InputSigned, InputSuperseded, InputWithdrawn
from liaisons.filing import BYPASSED, file_input
from liaisons.input_locking import Next, lock_input, move_input, require_center, save_input
from liaisons.input_states import (
    HEADQUARTERS,
    WITH_COUNCIL,
    InputMove,
    InputNotInThisState,
    InputState,
    transition_of,
)
from liaisons.input_words import refuse_incomplete
from liaisons.permissions import Permission, require
from liaisons.receipts import content_hash

# Headquarters' days to pass or return: ours, until a rule says otherwise.
HQ_DAYS = 5
HAND_ON = "Pass it on to the BIEC, or return it with what is missing"
BEFORE_FILING = frozenset({InputState.DRAFT, InputState.WITH_HQ, InputState.RETURNED})
OFFICER = "officer"


class NotNamedToSign(NotAllowed):
    """The Center is not named to sign with it."""


class CosignedAlready(WrongState):
    """The Center has signed with it."""


class NoReplacement(BadInput):
    """What should take its place is no input of the Center that the BIEC has."""


def sign_input(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> InputRow:
    """Sign for the Center: the receipt is in the answer, headquarters has it and its clock starts.

    Signed again after a return it has a new receipt. Refuses what lacks a kind, what is wanted, or the day.
    """
    require(actor, Permission.SIGN_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    require_center(actor, row)
    transition_of(row["state"], InputMove.SIGN)
    refuse_incomplete(row, today=clocks.today_of(now))
    refuse_unless_all_clean(tx, actor, key)
    changes: dict[str, Value] = {
        "signedBy": actor.person,
        "signedByName": actor.name,
        "signedOn": clocks.today_of(now),
        "signedAt": now.isoformat(),
        "receipt": tx.new_code(),
        "contentHash": content_hash(row),
        "hqStep": OFFICER,
        # What was missing is between the Center and headquarters, and stays in the history of both.
        "missing": None,
        "returnedByName": None,
        "returnedOn": None,
    }
    said = {"receipt": str(changes["receipt"]), "contentHash": str(changes["contentHash"])}
    then = Next(HEADQUARTERS, HAND_ON, HQ_DAYS)
    return move_input(
        tx, actor, row, InputMove.SIGN, InputSigned, changes=changes, then=then, said=said, now=now
    )


def cosign_input(tx: Tx, actor: Actor, key: str, *, version: int, now: datetime) -> InputRow:
    """Sign with the Center whose input it is, as the director of one that it names, before it is filed."""
    require(actor, Permission.SIGN_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    refuse_cosigning(actor, row)
    changes: dict[str, Value] = {"cosigned": sorted({*row["cosigned"], actor.party})}
    return save_input(tx, actor, row, changes, InputCosigned, now=now)


def refuse_cosigning(actor: Actor, row: InputRow) -> None:
    """Refuse a Center that is not named, one that has signed, and all once it is filed."""
    if actor.party not in row["cosigners"]:
        raise NotNamedToSign(
            f"{actor.party} is not named to sign with {row['centerKey']}. Ask them to name it in the draft."
        )
    if InputState(row["state"]) not in BEFORE_FILING:
        raise InputNotInThisState("It was filed as it is; nobody signs with it any more.", state=row["state"])
    if actor.party in row["cosigned"]:
        raise CosignedAlready(f"{actor.party} has signed with it already.")


def bypass_headquarters(
    tx: Tx, actor: Actor, key: str, *, reason: str, version: int, now: datetime
) -> InputRow:
    """File it past headquarters. The reason stands on the input for everyone who reads it."""
    require(actor, Permission.SIGN_INPUT)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    row = lock_input(tx, actor, key, version=version, now=now)
    require_center(actor, row)
    return file_input(
        tx, actor, row, InputMove.BYPASS, InputBypassed, how=BYPASSED,
        changes={"bypassReason": why}, said={"reason": why}, now=now,
    )  # fmt: skip


def withdraw_input(
    tx: Tx, actor: Actor, key: str, *, reason: str = "", version: int, now: datetime
) -> InputRow:
    """Take it back: a draft by who may write it, what was signed by the director; filed, with a reason."""
    require(actor, Permission.DRAFT_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    require_center(actor, row)
    transition_of(row["state"], InputMove.WITHDRAW)
    why = words.take_text(
        reason, field="reason", name="The reason", limit=words.SENTENCE,
        required=row["state"] == InputState.FILED,
    )  # fmt: skip
    return move_input(
        tx, actor, row, InputMove.WITHDRAW, InputWithdrawn, changes={"endReason": why or None},
        then=None, said={"reason": why or None}, now=now,
    )  # fmt: skip


def supersede_input(
    tx: Tx, actor: Actor, key: str, *, by: str, reason: str, version: int, now: datetime
) -> InputRow:
    """Put another input of the Center, one that the BIEC has, in its place, with a reason."""
    require(actor, Permission.SIGN_INPUT)
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    row = lock_input(tx, actor, key, version=version, now=now)
    require_center(actor, row)
    transition_of(row["state"], InputMove.SUPERSEDE)
    other = require_found(tx.one(sentences.FIND, key=by.strip(), audiences=actor.audiences))
    if (
        other["key"] == key
        or other["centerKey"] != row["centerKey"]
        or InputState(other["state"]) not in WITH_COUNCIL
    ):
        raise NoReplacement("Name another input of your Center that is filed with the BIEC.", field="by")
    changes: dict[str, Value] = {"supersededBy": other["key"], "endReason": why}
    return move_input(
        tx, actor, row, InputMove.SUPERSEDE, InputSuperseded, changes=changes, then=None,
        said={"by": other["key"], "reason": why}, now=now,
    )  # fmt: skip
