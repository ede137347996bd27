"""The parties at which someone gives roles, for the forms that ask at which one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.cypher import Tx
from hub.login import Visit
from hub.pages.forms import Choices, offer
from liaisons.parties import list_trade_parties
from liaisons.permissions import Permission, may

KINDS = (
    ("Centers", "center"),
    ("Agencies", "agency"),
    ("Headquarters", "office"),
    ("Council", "council"),
    ("Ports", "port"),
    ("Accounts", "account"),
    ("Filers", "filer"),
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its name, its kind, and the Center whose working group it may sit in."""

    key: str
    name: str
    kind: str
    center: str | None


def managed_party(seen: Visit) -> str | None:
    """The only party whose people the actor sees to; None for an administrator, who chooses one."""
    return None if may(seen.actor, Permission.MANAGE_EVERY_PARTY) else seen.actor.party


def list_parties(tx: Tx, seen: Visit) -> dict[str, Party]:
    """Every party whose people the actor sees to, by key: one's own, or for an administrator all."""
    found = {party.key: party for party in _of_government(seen)}
    own = managed_party(seen)
    if own is not None:
        return {key: party for key, party in found.items() if key == own}
    for row in list_trade_parties(tx, seen.actor):
        found[row["key"]] = Party(row["key"], f"{row['name']} ({row['key']})", row["kind"], row["centerKey"])
    return found


def offer_parties(parties: Iterable[Party]) -> Choices:
    """The same as a field's choices, by kind."""
    rows = list(parties)
    return [
        choice
        for words, kind in KINDS
        for choice in offer(((p.key, p.name) for p in rows if p.kind == kind), group=words)
    ]


def _of_government(seen: Visit) -> Iterator[Party]:
    d = seen.directory
    for center in d.centers.values():
        yield Party(center["key"], f"{center['code']}, {center['name']}", "center", center["key"])
    for agency in d.agencies.values():
        yield Party(agency["key"], f"{agency['acronym']}, {agency['name']}", "agency", None)
    for kind, rows in (
        ("office", d.row["offices"]),
        ("council", d.row["councils"]),
        ("port", d.row["ports"]),
    ):
        for place in rows:
            yield Party(place["key"], place["name"], kind, None)
