"""A Center's formal inputs to the BIEC: draft one, mend its words, find it, list those that match."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from graph.cypher import Tx, Value
from graph.liaisons import inputs as sentences
from graph.liaisons.inputs import InputRow, ListedInputRow
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience, resolve_audiences
from liaisons.errors import BadInput, NotAllowed, NotFound, require_found
from liaisons.events import InputDrafted, InputEdited
from liaisons.input_locking import Next, hold_input, lock_input, require_center, save_input, tell
from liaisons.input_states import WITH_COUNCIL, WORDED, InputNotInThisState, InputState
from liaisons.input_words import InputDraft, shown, take_words
from liaisons.once import make_once
from liaisons.permissions import Permission, require

# Two weeks to finish a draft: ours, until a rule says otherwise.
DRAFT_DAYS = 10
FINISH = "Finish the draft and have the director sign it"
MOST_A_PAGE = 200


class Queue(StrEnum):
    """Whose list of inputs: one's own, the Center's, headquarters', the BIEC's, an agency's, or all."""

    MINE = "mine"
    CENTER = "center"
    HEADQUARTERS = "headquarters"
    COUNCIL = "biec"
    AGENCY = "agency"
    ALL = "all"


class NotACenter(NotAllowed):
    """Inputs come from Centers alone."""


class InputPageTooLarge(BadInput):
    """More rows asked for than one answer carries."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which inputs: all of it must match; None means any. `center` takes those it signs with too."""

    states: tuple[str, ...] | None = None
    center: str | None = None
    drafter: str | None = None
    agency: str | None = None
    issue: str | None = None
    cells: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None


def draft_input(
    tx: Tx,
    actor: Actor,
    draft: InputDraft,
    *,
    idempotency_key: str,
    made_up: bool = False,
    now: datetime,
) -> InputRow:
    """Begin an input for the actor's Center, read by that Center and those named to sign with it.

    The same key gives the same input again.
    """
    require(actor, Permission.DRAFT_INPUT)
    _require_at_center(tx, actor)
    today = clocks.today_of(now)
    taken = take_words(tx, actor, draft, center=actor.party, today=today)

    def make() -> str:
        key = tx.new_code()
        readers = _readers(actor.party, taken["cosigners"])
        audience = ensure_audience(tx, readers)
        due = clocks.add_business_days(clocks.day_of(now), DRAFT_DAYS).isoformat()
        row: dict[str, Value] = {
            **taken,
            "state": str(InputState.DRAFT),
            "centerKey": actor.party,
            "cosigned": [],
            "files": [],
            "draftedBy": actor.person,
            "draftedByName": actor.name,
            "draftedOn": today,
            "readers": readers,
            "audienceKey": audience,
            "rank": f"{due} {key}",
            "madeUp": made_up,
            "createdAt": now.isoformat(),
            "changedAt": now.isoformat(),
            "changedByName": actor.name,
        }
        tx.do(sentences.CREATE, key=key, input=row)
        first = Next(actor.party, FINISH, DRAFT_DAYS, actor.person)
        hold_input(tx, actor, key, first, audience=audience, made_up=made_up, now=now)
        made = require_found(tx.one(sentences.FIND, key=key, audiences=[audience]))
        tell(tx, actor, made, InputDrafted, now=now)
        return key

    content = {**asdict(draft), "party": actor.party}
    key, _ = make_once(tx, actor, "draft_input", idempotency_key, content, make=make, now=now)
    # Its audience may be as new as the input, or, where a retry comes late, as its last step.
    return find_input(tx, replace(actor, audiences=resolve_audiences(tx, actor)), key)


def edit_input(tx: Tx, actor: Actor, key: str, draft: InputDraft, *, version: int, now: datetime) -> InputRow:
    """Change the words of a draft, or of what headquarters returned. Who signed with it is asked again.

    Refuses a version that someone else has passed: nothing is lost, and who saved it and when is told.
    """
    require(actor, Permission.DRAFT_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    refuse_unless_worded(actor, row)
    today = clocks.today_of(now)
    taken = take_words(tx, actor, draft, center=row["centerKey"], kept=row["issues"], today=today)
    # Whoever once had it keeps it; a Center that is named no longer does not.
    named = {*row["cosigners"], row["centerKey"]}
    readers = sorted({*_readers(row["centerKey"], taken["cosigners"]), *set(row["readers"]) - named})
    changed = ", ".join(sorted(name for name in taken if taken[name] != row.get(name)))
    changes = {**taken, "readers": readers, "cosigned": []}
    return save_input(tx, actor, row, changes, InputEdited, said={"changed": changed}, now=now)


def refuse_unless_worded(actor: Actor, row: InputRow) -> None:
    """Refuse another Center's people, and words that a director has signed."""
    require_center(actor, row)
    if InputState(row["state"]) not in WORDED:
        raise InputNotInThisState(
            "Its words were signed and stay as they are. Headquarters can return it to be mended.",
            state=row["state"],
        )


def refuse_unless_center(party: str, centers: Collection[str]) -> None:
    """Refuse a party that is none of the Centers."""
    if party not in centers:
        raise NotACenter(f"An input comes from a Center. Acting for {party}, report an issue instead.")


def find_input(tx: Tx, actor: Actor, key: str) -> InputRow:
    """The input, or `NotFound`: also when it is not the actor's to read. Its issues are those they read."""
    row = tx.one(sentences.FIND, key=key, audiences=actor.audiences)
    if row is None:
        raise NotFound
    return shown(tx, actor, row)


def which_of(queue: Queue, actor: Actor) -> Which:
    """What a queue holds, for who asks: headquarters' and the BIEC's hold what waits there."""
    council = tuple(str(state) for state in InputState if state in WITH_COUNCIL)
    return {
        Queue.MINE: Which(drafter=actor.person),
        Queue.CENTER: Which(center=actor.party),
        Queue.HEADQUARTERS: Which(states=(str(InputState.WITH_HQ),)),
        Queue.COUNCIL: Which(states=council),
        Queue.AGENCY: Which(states=(str(InputState.ASSIGNED),), agency=actor.party),
        Queue.ALL: Which(),
    }[queue]


def list_inputs(
    tx: Tx, actor: Actor, which: Which, *, after: str = "", limit: int = 50, peek: bool = False
) -> list[ListedInputRow]:
    """Inputs by clock, what is due first leading, from behind `after`, the rank of the last one seen.

    With `peek` one more than the page, so that its reader can tell whether there is another.
    """
    if not 1 <= limit <= MOST_A_PAGE:
        raise InputPageTooLarge(f"Ask for 1 to {MOST_A_PAGE} at a time, not {limit}.", field="first")
    if _asks_what_is_hidden(tx, actor, which):
        return []
    return tx.all(sentences.LIST, **_values(actor, which), after=after, limit=limit + peek)


def count_inputs(tx: Tx, actor: Actor, which: Which) -> int:
    """How many match, of those that the actor reads."""
    return 0 if _asks_what_is_hidden(tx, actor, which) else tx.the(sentences.COUNT, **_values(actor, which))


def list_of_issue(tx: Tx, actor: Actor, issue: str) -> list[ListedInputRow]:
    """The inputs about an issue, to whoever reads both; none for an issue that is not theirs."""
    return list_inputs(tx, actor, Which(issue=issue), limit=MOST_A_PAGE)


def list_of_cells(tx: Tx, actor: Actor, cells: tuple[str, ...]) -> list[ListedInputRow]:
    """The inputs about any of the cells ("AREA|COLUMN")."""
    return list_inputs(tx, actor, Which(cells=cells), limit=MOST_A_PAGE)


def _asks_what_is_hidden(tx: Tx, actor: Actor, which: Which) -> bool:
    """Whether it asks for inputs about an issue that isn't the actor's: one such would tell of it."""
    if which.issue is None:
        return False
    return not tx.all(sentences.ISSUES, keys=[which.issue], audiences=actor.audiences)


def _values(actor: Actor, which: Which) -> dict[str, Value]:
    return {
        "audiences": actor.audiences,
        "states": which.states,
        "center": which.center,
        "drafter": which.drafter,
        "agency": which.agency,
        "issue": which.issue,
        "cells": which.cells,
        "kinds": which.kinds,
    }


def _readers(center: str, cosigners: Value) -> list[str]:
    return sorted({center, *(str(key) for key in (cosigners if isinstance(cosigners, list) else []))})


def _require_at_center(tx: Tx, actor: Actor) -> None:
    named = tx.the(sentences.NAMED, centers=[actor.party], agencies=[], areas=[], columns=[])
    refuse_unless_center(actor.party, named["centers"])
