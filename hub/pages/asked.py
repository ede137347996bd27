"""What an address asks of the matrix and the lists of issues, checked word by word and said in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from liaisons.actors import Actor
from liaisons.directory import Directory
from liaisons.errors import BadInput
from matrix.assessments import Emptiness
from matrix.cells import cells_between
from matrix.issues import KINDS, Order, Wanted
from matrix.severity import Severity
from matrix.states import WORDS
from matrix.weighing import NEEDS_RESOLUTION, TRACKED

SHOWS = {"open": True, "closed": False, "all": None}
SEVERITIES = {str(int(s)): s.word for s in sorted(Severity, reverse=True)}
STRENGTHS = {TRACKED: TRACKED, NEEDS_RESOLUTION: NEEDS_RESOLUTION}
STATES = {str(state): words.lower() for state, words in WORDS.items()}
# Years since an issue is known to be.
OLDER = {
    "1": "a year or more",
    "2": "two years or more",
    "5": "five years or more",
    "10": "ten years or more",
}
SORTS = {f"{sign}{order}" for order in Order for sign in ("", "-")}
# How a list is ordered, and how in reverse.
ORDER_WORDS = {
    Order.WORST: ("worst first, then oldest", "least severe first"),
    Order.TITLE: ("by title", "by title, from the end"),
    Order.SINCE: ("oldest first", "newest first"),
    Order.HOLDER: ("by holder", "by holder, from the end"),
    Order.DUE: ("earliest due first", "latest due first"),
}
EMPTY = {str(kind): str(kind) for kind in Emptiness}
SIZES = (25, 50, 100)


class AskedUnknown(BadInput):
    """An address asks for something that the hub doesn't have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one address asks; empty means any."""

    agencies: tuple[str, ...] = ()
    centers: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    show: str = "open"
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    older: str = ""
    kinds: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    unplaced: bool | None = None
    empty: str = ""
    opened: tuple[str, ...] = ()
    everything: bool = False
    mine: bool = False
    order: Order = Order.WORST
    reverse: bool = False
    kept: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool | None:
        return SHOWS[self.show]

    @property
    def severity_numbers(self) -> tuple[int, ...] | None:
        return tuple(int(s) for s in self.severities) or None

    @property
    def order_words(self) -> str:
        """How the list is ordered: "worst first, then oldest"."""
        return ORDER_WORDS[self.order][self.reverse]

    def until(self, today: str) -> str | None:
        """The last day since when an issue may be, for the age asked; a year alone is before all its days."""
        return f"{int(today[:4]) - int(self.older):04}{today[4:]}" if self.older else None

    def wanted(self, directory: Directory, today: str) -> Wanted:
        """Which issues a list shows."""
        return Wanted(
            cells=self.cells(directory),
            is_open=self.is_open,
            unplaced=self.unplaced,
            severities=self.severity_numbers,
            states=self.states or None,
            until=self.until(today),
            kinds=self.kinds or None,
            strengths=self.strengths or None,
            holders=self.holders or None,
        )

    def address(self, path: str, **changes: str | list[str] | None) -> str:
        """The same view at an address, with some of it changed; None leaves a part out."""
        values: dict[str, str | list[str]] = dict(self.kept)
        for name, value in changes.items():
            if value is None:
                values.pop(name.rstrip("_"), None)
            else:
                values[name.rstrip("_")] = value
        return f"{path}?{urlencode(values, doseq=True)}" if values else path

    def cells(self, directory: Directory) -> tuple[str, ...] | None:
        """The cells that a list looks in; None where neither rows nor columns are asked for."""
        if not (self.agencies or self.centers or self.areas or self.columns):
            return None
        rows = [*self.areas, *(a for key in self.agencies for a in directory.areas_of(key))]
        columns = [*self.columns, *(c for key in self.centers for c in directory.columns_of(key))]
        if not rows:
            rows = [a for key in directory.agencies for a in directory.areas_of(key)]
        if not columns:
            columns = [c for key in directory.centers for c in directory.columns_of(key)]
        return tuple(cells_between(dict.fromkeys(rows), dict.fromkeys(columns)))

    def words(self, directory: Directory) -> str:
        """The view as people say it: "FDA · all Centers · open"."""
        name = directory.name_of
        rows = ", ".join(name(k) for k in (*self.agencies, *self.areas)) or "all agencies"
        columns = ", ".join(name(k) for k in (*self.centers, *self.columns)) or "all Centers"
        parts = [f"my areas: {rows}" if self.mine and self.agencies else rows]
        parts.append(f"my Centers: {columns}" if self.mine and self.centers else columns)
        parts.append({"all": "open and closed"}.get(self.show, self.show))
        parts += [", ".join(SEVERITIES[s] for s in self.severities)] if self.severities else []
        parts += [", ".join(STATES[s] for s in self.states)] if self.states else []
        parts += [f"since {OLDER[self.older]}"] if self.older else []
        parts += [", ".join(KINDS[k].lower() for k in self.kinds)] if self.kinds else []
        parts += [", ".join(self.strengths)] if self.strengths else []
        parts += [f"held by {', '.join(name(h) for h in self.holders)}"] if self.holders else []
        parts += ["not placed yet"] if self.unplaced else []
        parts += [f"empty cells: {self.empty}"] if self.empty else []
        words = " · ".join(parts)
        return words[:1].upper() + words[1:]


def take_asked(args: MultiDict[str, str], directory: Directory) -> Asked:
    """What the address asks. Refuses codes that the directory doesn't have, and names the field."""
    d = directory
    holders = {*d.agencies, *d.centers, *d.places}
    shows = take_many(args, "show", SHOWS) or ("open",)
    empties = take_many(args, "empty", EMPTY)
    sorts = take_many(args, "sort", SORTS) or (str(Order.WORST),)
    olders = take_many(args, "older", OLDER)
    return Asked(
        agencies=take_many(args, "agency", d.agencies),
        centers=take_many(args, "center", d.centers),
        areas=take_many(args, "area", {*d.agencies, *d.programs}),
        columns=take_many(args, "column", {*d.centers, *d.industries}),
        show=shows[0],
        severities=take_many(args, "severity", SEVERITIES),
        states=take_many(args, "state", STATES),
        older=olders[0] if olders else "",
        kinds=take_many(args, "kind", KINDS),
        strengths=take_many(args, "strength", STRENGTHS),
        holders=take_many(args, "holder", holders),
        unplaced=True if args.get("unplaced") else False if args.get("placed") else None,
        empty=empties[0] if empties else "",
        opened=take_many(args, "open", d.centers),
        everything=bool(args.get("all")),
        order=Order(sorts[0].lstrip("-")),
        reverse=sorts[0].startswith("-"),
        kept={name: [v for v in args.getlist(name) if v] for name in args if any(args.getlist(name))},
    )


def take_many(args: MultiDict[str, str], name: str, known: Collection[str]) -> tuple[str, ...]:
    """The words given for one field, each once. Refuses a word that is not known."""
    found = tuple(dict.fromkeys(word.strip() for word in args.getlist(name) if word.strip()))
    for word in found:
        if word not in known:
            raise AskedUnknown(
                f"“{word[:40]}” is nothing that the field “{name}” knows. Change it, or clear the filter.",
                field=name,
            )
    return found


def take_size(args: MultiDict[str, str]) -> int:
    """How many rows a page shows."""
    sizes = take_many(args, "size", [str(size) for size in SIZES])
    return int(sizes[0]) if sizes else 50


def parties_of_mine(actor: Actor, directory: Directory) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agencies and Centers that a reader opens the matrix on: of the party acted for."""
    own = (actor.party,)
    return (
        own if actor.party in directory.agencies else (),
        own if actor.party in directory.centers else (),
    )


def choices_of(directory: Directory) -> Mapping[str, list[tuple[str, str]]]:
    """What the filter's form offers, field by field."""
    d = directory
    return {
        "agency": [(k, f"{a['acronym']} {a['name']}") for k, a in d.agencies.items()],
        "center": [(k, f"{c['code']} {c['name']}") for k, c in d.centers.items()],
        "show": [("open", "open"), ("closed", "closed"), ("all", "open and closed")],
        "severity": list(SEVERITIES.items()),
        "state": list(STATES.items()),
        "older": list(OLDER.items()),
        "kind": list(KINDS.items()),
        "strength": list(STRENGTHS.items()),
        "empty": list(EMPTY.items()),
        "sort": [(f"{'-' * n}{order}", words[n]) for order, words in ORDER_WORDS.items() for n in (0, 1)],
        "holder": [
            *((k, c["code"]) for k, c in d.centers.items()),
            *((k, a["acronym"]) for k, a in d.agencies.items()),
            *((p["key"], p["name"]) for p in d.row["offices"]),
        ],
    }
