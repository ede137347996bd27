"""Inputs: where those stand that a Center brought, or that come to headquarters, the BIEC or an agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from graph.cypher import Tx
from graph.liaisons.inputs import ListedInputRow
from hub.login import visit
from hub.pages.asked import SIZES, take_many, take_size
from liaisons import inputs
from liaisons.actors import Actor
from liaisons.audiences import marking_of
from liaisons.directory import Directory
from liaisons.input_doable import may_draft
from liaisons.input_states import FINAL, WORDS, InputState, small_words
from liaisons.input_words import KINDS
from liaisons.inputs import Which

pages = Blueprint("inputs", __name__)

STATE_WORDS = {str(state): words for state, words in WORDS.items()}
SMALL_WORDS = {state: small_words(state) for state in STATE_WORDS}
SHOWS: dict[str, tuple[str, ...] | None] = {
    "open": tuple(str(state) for state in InputState if state not in FINAL),
    "over": tuple(str(state) for state in InputState if state in FINAL),
    "all": None,
}
SHOW_WORDS = {"open": "open", "over": "over", "all": "open and over"}
# The longest rank: a day, a space, a key.
LONGEST_PLACE = 60
ORDER = "earliest next date first"


@dataclass(frozen=True, slots=True)
class AskedInputs:
    """What one address asks of the list; empty means any."""

    show: str
    states: tuple[str, ...]
    center: str
    kinds: tuple[str, ...]
    agency: str
    mine: bool

    def which(self, actor: Actor) -> Which:
        """The room's question. Steps that were chosen say themselves whether they are open."""
        return Which(
            states=self.states or SHOWS[self.show],
            center=self.center or None,
            drafter=actor.person if self.mine else None,
            agency=self.agency or None,
            kinds=self.kinds or None,
        )

    def words(self, directory: Directory) -> str:
        """The filter as people say it: "Open · all Centers"."""
        name = directory.name_of
        steps = ", ".join(SMALL_WORDS[state] for state in self.states)
        parts = [steps or SHOW_WORDS[self.show], name(self.center) if self.center else "all Centers"]
        parts += [say_kinds(self.kinds).lower()] if self.kinds else []
        parts += [f"assigned to {name(self.agency)}"] if self.agency else []
        parts += ["drafted by me"] if self.mine else []
        words = " · ".join(parts)
        return words[:1].upper() + words[1:]


@pages.get("/inputs")
def show() -> ResponseReturnValue:
    """The inputs that match, by their next date."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=/inputs")
    d, size = seen.directory, take_size(request.args)
    asked = take_asked(request.args, d)
    which = asked.which(seen.actor)
    after = request.args.get("after", "")[:LONGEST_PLACE]

    def read(tx: Tx) -> tuple[list[ListedInputRow], int]:
        rows = inputs.list_inputs(tx, seen.actor, which, after=after, limit=size, peek=True)
        return rows, inputs.count_inputs(tx, seen.actor, which)

    rows, total = seen.graph.read(read)
    more = rows[size - 1]["rank"] if len(rows) > size else None
    return render_template(
        "inputs.html",
        title="Inputs",
        section="inputs",
        # Each input has few readers, whatever its reader's other pages are.
        marking=marking_of(seen.actor.party),
        asked=asked,
        rows=rows[:size],
        total=total,
        order_words=ORDER,
        filter_words=asked.words(d),
        filtered=bool({*request.args} - {"size", "after"}),
        next_page=_address(after=more) if more else None,
        first_page=_address(after=None) if after else None,
        sizes=[(n, _address(size=str(n), after=None)) for n in SIZES],
        size=size,
        choices=_choices(d),
        may_draft=may_draft(seen.actor, d),
        states=STATE_WORDS,
        kinds_words=say_kinds,
        name_of=d.name_of,
    )


def take_asked(args: MultiDict[str, str], directory: Directory) -> AskedInputs:
    """What the address asks. Refuses words that the hub doesn't have, and names the field."""

    def one(name: str, known: Iterable[str]) -> str:
        found = take_many(args, name, set(known))
        return found[0] if found else ""

    return AskedInputs(
        show=one("show", SHOWS) or "open",
        states=take_many(args, "state", STATE_WORDS),
        center=one("center", directory.centers),
        kinds=take_many(args, "kind", KINDS),
        agency=one("agency", directory.agencies),
        mine=bool(args.get("mine")),
    )


def say_kinds(kinds: Iterable[str]) -> str:
    """Kinds in words, with commas between."""
    return ", ".join(KINDS.get(kind, kind) for kind in kinds)


def _address(**changes: str | None) -> str:
    values = {name: request.args.getlist(name) for name in request.args if any(request.args.getlist(name))}
    for name, value in changes.items():
        values.pop(name, None)
        if value is not None:
            values[name] = [value]
    return f"/inputs?{urlencode(values, doseq=True)}" if values else "/inputs"


def _choices(d: Directory) -> dict[str, list[tuple[str, str]]]:
    return {
        "state": list(STATE_WORDS.items()),
        "show": list(SHOW_WORDS.items()),
        "center": [(key, f"{c['code']} {c['name']}") for key, c in d.centers.items()],
        "kind": list(KINDS.items()),
        "agency": [(key, f"{a['acronym']} {a['name']}") for key, a in d.agencies.items()],
    }
