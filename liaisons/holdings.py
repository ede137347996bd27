"""Who holds what: every thing that waits for someone has one holder, a next action and a due day.

Issues today, inputs, requests and actions later bear `:Held`; it is written here and nowhere else, and each
change of hands is kept as a dated `:Holding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.cypher import Tx
from graph.liaisons import holdings as sentences
from graph.liaisons.holdings import HeldRow, HolderRow
from liaisons import clocks, words
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor
from liaisons.directory import Directory
from liaisons.errors import BadInput
from liaisons.permissions import MAY, Permission


class HolderUnknown(BadInput):
    """The party that should hold it is not in the directory."""


class DueInThePast(BadInput):
    """A due day before today."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a hand-over says: who holds it now, what they do next, and by when (an ISO day)."""

    holder: str
    person: str | None
    next_action: str
    due_on: str


def take_holding(
    tx: Tx, actor: Actor, *, holder: str, person: str | None, next_action: str, due_on: str, now: datetime
) -> Holding:
    """Check a hand-over's words. Refuses an unknown holder, an empty next action, a due day in the past."""
    action = words.take_text(next_action, field="nextAction", name="The next action", limit=words.SENTENCE)
    day = words.take_day(due_on, field="dueOn", name="The due day")
    if day < clocks.today_of(now):
        raise DueInThePast(f"The due day, {day}, has passed. Give today or a later day.", field="dueOn")
    known = tx.one(
        sentences.FIND_HOLDER,
        party=holder.strip(),
        person=person or None,
        today=clocks.today_of(now),
        audiences=actor.audiences,
    )
    if known is None:
        raise HolderUnknown(
            f"“{holder[:60]}” is no party of government in the directory, or the person named holds no role "
            "there today. Choose from the list.",
            field="holder",
        )
    return Holding(holder.strip(), person or None, action, day)


def hold(
    tx: Tx, actor: Actor, key: str, holding: Holding, *, audience: str, made_up: bool = False, now: datetime
) -> HeldRow:
    """Hand a locked thing to its next holder, end the holding before, and return how it is held now.

    `since` stays when the holder stays: a changed next action doesn't make the wait any shorter.
    """
    return tx.the(
        sentences.HOLD,
        key=key,
        holding=tx.new_id(),
        holder=holding.holder,
        person=holding.person,
        nextAction=holding.next_action,
        dueOn=holding.due_on,
        today=clocks.today_of(now),
        at=now.isoformat(),
        by=actor.person,
        audience=audience,
        madeUp=made_up,
    )


def let_go(tx: Tx, key: str, *, now: datetime) -> HeldRow:
    """End the holding of a thing that waits for nobody any more."""
    return tx.the(sentences.LET_GO, key=key, today=clocks.today_of(now), at=now.isoformat())


def list_holders(
    tx: Tx, actor: Actor, directory: Directory, *, audience: str, today: str
) -> dict[str, list[HolderRow]]:
    """The parties that may hold a thing of this audience, with those of their people who may take it today.

    Only parties of government whose people read it; a party may have nobody yet. `today` is an ISO day.
    """
    readers = set(tx.all(sentences.READERS, key=audience))
    everyone = bool(readers & {INTERAGENCY_READER, PUBLIC_READER})
    known = [*directory.centers, *directory.agencies, *directory.places]
    parties = [party for party in known if everyone or party in readers]
    people = tx.all(
        sentences.LIST_PEOPLE,
        roles=sorted(str(role) for role in MAY[Permission.HOLD_ISSUE]),
        parties=parties,
        today=today,
        audiences=actor.audiences,
    )
    found: dict[str, list[HolderRow]] = {party: [] for party in parties}
    for row in people:
        found[row["partyKey"]].append(row)
    return found
