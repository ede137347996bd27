"""The steps of an input as its readers follow them, and who will read it after the next."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from graph.cypher import Tx
from graph.liaisons import inputs as sentences
from graph.liaisons.inputs import InputRow
from liaisons.actors import Actor
from liaisons.events import InputEdited
from liaisons.input_locking import Said
from liaisons.input_states import TRANSITIONS, InputMove, readers_after
from liaisons.inputs import find_input

MOST_STEPS = 200

STEP_WORDS = {
    "InputDrafted": "Drafted",
    "InputEdited": "Words changed",
    "FileAttached": "File attached",
    "FileRemoved": "File removed",
    "FileScanned": "File found clean",
    "FileRefused": "File refused: the scanner found something in it",
    "InputCosigned": "Signed with the first Center",
    "InputSigned": "Signed by the director",
    "InputReturned": "Returned by headquarters",
    "InputWentToDeputy": "Headquarters' days ran out: its deputy has it",
    "InputPassed": "Passed by headquarters, filed with the BIEC",
    "InputPassedByClock": "Filed with the BIEC, not coordinated: headquarters' clock ran out",
    "InputBypassed": "Filed with the BIEC past headquarters",
    "InputAcknowledged": "Acknowledged by the BIEC",
    "InputAssigned": "Assigned to an agency",
    "InputAnswered": "Answered",
    "InputAccepted": "Answer accepted: closed",
    "InputAskedAgain": "Asked again",
    "InputWithdrawn": "Withdrawn",
    "InputSuperseded": "Superseded by another input",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: the event's name, words for it, when (ISO, UTC), who, and what was said."""

    name: str
    words: str
    at: str
    person: str
    party: str
    receipt: str | None
    said: Said


def list_steps(tx: Tx, actor: Actor, key: str, *, edits: bool = True) -> list[Step]:
    """What happened to an input, the first step first, as far as the actor reads it: of many the latest.

    Without `edits` what only changed its words is left out. Steps before someone was a reader are not theirs,
    but the signature that stands: it is on the input.
    """
    row = find_input(tx, actor, key)
    found = [
        _step(event["name"], event["at"], event["personName"], event["partyKey"], orjson.loads(event["said"]))
        for event in tx.all(
            sentences.STEPS,
            key=key,
            audiences=actor.audiences,
            but=[] if edits else [InputEdited.__name__],
            limit=MOST_STEPS,
        )
    ][::-1]
    if row["signedAt"] and all(step.name != "InputSigned" for step in found):
        said: Said = {"receipt": row["receipt"], "contentHash": row["contentHash"]}
        signed = _step("InputSigned", row["signedAt"], row["signedByName"] or "", row["centerKey"], said)
        found.insert(0, signed)
    return found


def readers_of(row: InputRow, move: InputMove, *, agency: str | None = None) -> list[str]:
    """The parties that will read the input after the move; those that read it now, where it can't be made."""
    for step in TRANSITIONS:
        if step.start == row["state"] and step.move == move:
            return readers_after(row["readers"], step, agency=agency)
    return list(row["readers"])


def _step(name: str, at: str, person: str, party: str, said: Said) -> Step:
    receipt = said.get("receipt")
    return Step(name, STEP_WORDS.get(name, name), at, person, party, str(receipt) if receipt else None, said)
