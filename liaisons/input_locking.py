"""How every command on an input begins and ends: lock it, look, hand it on, save it with what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from graph import outbox
from graph.cypher import Tx, Value
from graph.liaisons import attachments as files
from graph.liaisons import inputs as sentences
from graph.liaisons.inputs import InputRow
from graph.outbox import Event
from liaisons import clocks, holdings
from liaisons.actors import CLOCK, Actor
from liaisons.audiences import ensure_audience, resolve_audiences
from liaisons.errors import NotAllowed, NotFound, Stale
from liaisons.holdings import Holding
from liaisons.input_states import FINAL, InputMove, InputState, readers_after, transition_of
from liaisons.input_words import shown
from liaisons.permissions import require

Said = Mapping[str, str | int | None]


class NotYourInput(NotAllowed):
    """The input is another Center's, or with another party now."""


@dataclass(frozen=True, slots=True)
class Next:
    """In whose hands an input is after a step: a party, perhaps a person, what they do, in how many days."""

    holder: str
    action: str
    days: int
    person: str | None = None
    due_on: str = ""


def lock_input(tx: Tx, actor: Actor, key: str, *, version: int | None, now: datetime) -> InputRow:
    """The input, locked until the unit ends. Refuses what the actor can't read, and a passed version.

    A step before may have widened its audience after the actor's were looked up; they are looked up again
    before anyone is told that it is not theirs.
    """
    at = now.isoformat()
    row = tx.one(sentences.LOCK, key=key, at=at, audiences=actor.audiences)
    if row is None:
        row = tx.one(sentences.LOCK, key=key, at=at, audiences=resolve_audiences(tx, actor))
    if row is None:
        raise NotFound
    if version is not None and row["version"] != version:
        raise Stale(by=row["changedByName"], at=row["changedAt"], version=row["version"])
    return row


def require_center(actor: Actor, row: InputRow) -> None:
    """Refuse who acts for another party than the Center whose input it is."""
    if actor.party != row["centerKey"]:
        raise NotYourInput(f"This input is {row['centerKey']}'s. Acting for {actor.party}, you can read it.")


def move_input(
    tx: Tx,
    actor: Actor,
    row: InputRow,
    move: InputMove,
    happened: type[Event],
    *,
    changes: Mapping[str, Value],
    then: Next | None,
    said: Said | None = None,
    agency: str | None = None,
    now: datetime,
) -> InputRow:
    """Take the table's step: who reads it then, who holds it then (None: nobody any more), and the event."""
    step = transition_of(row["state"], move)
    # What time alone does, its own commands ask for (permissions.require_clock).
    if step.who is not None and actor.person != CLOCK.person:
        require(actor, step.who)
    readers = readers_after(row["readers"], step, agency=agency)
    words = {**changes, "state": str(step.end), "readers": readers}
    return save_input(tx, actor, row, words, happened, then=then, said=said, now=now)


def save_input(
    tx: Tx,
    actor: Actor,
    row: InputRow,
    changes: Mapping[str, Value],
    happened: type[Event],
    *,
    then: Next | None = None,
    said: Said | None = None,
    now: datetime,
) -> InputRow:
    """Save the changes with one more version, for the readers among them, and keep what happened."""
    words = dict(changes)
    readers = [str(key) for key in _listed(words.get("readers", row["readers"]))]
    audience = row["audienceKey"]
    said = dict(said or {})
    if readers != row["readers"]:
        audience = words["audienceKey"] = ensure_audience(tx, readers)
        tx.do(files.WIDEN, input=row["key"], audience=audience)
        said["newReaders"] = ", ".join(sorted(set(readers) - set(row["readers"]))) or None
    state = InputState(str(words.get("state", row["state"])))
    if then is not None:
        said["dueOn"] = hold_input(
            tx, actor, row["key"], then, audience=audience, made_up=row["madeUp"], now=now
        )
    elif state in FINAL:
        holdings.let_go(tx, row["key"], now=now)
        words["endedOn"] = clocks.today_of(now)
    saved = tx.the(
        sentences.SAVE,
        key=row["key"],
        changes={**words, "changedAt": now.isoformat(), "changedByName": actor.name},
    )
    tell(tx, actor, saved, happened, said=said, now=now)
    return shown(tx, replace(actor, audiences=actor.reading(audience).audiences), saved)


def hold_input(
    tx: Tx, actor: Actor, key: str, then: Next, *, audience: str, made_up: bool, now: datetime
) -> str:
    """Hand it to its next holder; returns the due day."""
    due = then.due_on or clocks.add_business_days(clocks.day_of(now), then.days).isoformat()
    holding = Holding(then.holder, then.person, then.action, due)
    holdings.hold(tx, actor, key, holding, audience=audience, made_up=made_up, now=now)
    return due


def tell(
    tx: Tx, actor: Actor, row: InputRow, happened: type[Event], *, said: Said | None = None, now: datetime
) -> None:
    """Keep an event about the input, for those who read it from then on."""
    outbox.append(
        tx,
        happened(
            subject=row["key"],
            label="Input",
            audience=row["audienceKey"],
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said=said or {},
            images={row["key"]: row},
        ),
    )


def _listed(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else []
