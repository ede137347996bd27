"""The people of the demo and the roles they hold, from its cast."""

from __future__ import annotations

import unicodedata
from typing import Literal, TypedDict

from hub.demo import accounts, cast, draws
from liaisons import reference


class PersonRow(TypedDict):
    """Someone made up; `hours` are in their own `timeZone`."""

    key: str
    name: str
    email: str
    phone: str
    hours: str
    timeZone: str
    kind: Literal["federal", "trade"]
    madeUp: bool


class AssignmentRow(TypedDict):
    """A role on a target, in days relative to the demo's: its first day, and the first day it is over."""

    key: str
    personKey: str
    role: str
    partyKey: str
    targetKey: str
    targetKind: Literal["party", "alignment", "area", "column", "group"]
    startsOn: int
    endsOn: int | None
    madeUp: bool


_EASTERN = "America/New_York"
_CENTRAL = "America/Chicago"
_PACIFIC = "America/Los_Angeles"

# Telephone area code and time zone of where people sit; Washington for whoever is not named here.
_PLACES: dict[str, tuple[str, str]] = {
    "CEE001": ("212", _EASTERN),
    "CEE002": ("305", _EASTERN),
    "CEE003": ("313", "America/Detroit"),
    "CEE004": ("415", _PACIFIC),
    "CEE005": ("312", _CENTRAL),
    "CEE006": ("713", _CENTRAL),
    "CEE007": ("562", _PACIFIC),
    "CEE008": ("404", _EASTERN),
    "CEE009": ("716", _EASTERN),
    "CEE010": ("956", _CENTRAL),
    "2304": ("956", _CENTRAL),
    "0901": ("716", _EASTERN),
    "2704": ("213", _PACIFIC),
    "5201": ("305", _EASTERN),
}
_WASHINGTON = ("202", _EASTERN)
_HOURS = (
    "7:00 a.m. to 3:30 p.m.",
    "7:30 a.m. to 4:00 p.m.",
    "8:00 a.m. to 4:30 p.m.",
    "8:30 a.m. to 5:00 p.m.",
    "9:00 a.m. to 5:30 p.m.",
)


def make_people(seed: int = draws.SEED) -> tuple[PersonRow, ...]:
    """Everyone, by key; no two have one telephone number."""
    mailboxes = _mailboxes()
    everyone: list[tuple[str, str, Literal["federal", "trade"]]] = [
        *((player.name, player.home, "federal") for player in cast.FEDERAL),
        *((name, center, "trade") for name, center, _, _ in cast.TRADE),
        *((name, "", "trade") for name in cast.BROKERS),
    ]
    lines: dict[str, list[int]] = {}
    rows = []
    for name, home, kind in everyone:
        area, zone = _PLACES.get(home, _WASHINGTON)
        free = lines.setdefault(area, draws.shuffle(seed, "lines", area, of=range(100)))
        mailbox = "trade" if kind == "trade" else mailboxes.get(home, "hq.cbp")
        rows.append(_person(seed, name, f"{area}-555-01{free.pop():02}", zone, mailbox, kind))
    return tuple(sorted(rows, key=lambda row: row["key"]))


def make_assignments(seed: int = draws.SEED) -> tuple[AssignmentRow, ...]:
    """Every role of everyone, by key; of accounts and filers too, whose keys the seed draws."""
    rows = [_assignment(seed, player.name, part) for player in cast.FEDERAL for part in player.parts]
    importers = accounts.make_accounts(seed)
    for name, center, position, roles in cast.TRADE:
        account_key = accounts.list_partners(importers, center)[position]
        for role in roles:
            target = f"group:{center}" if role == "trade-member" else account_key
            rows.append(_assignment(seed, name, cast.Part(role, account_key, target)))
    filers = sorted(accounts.make_filers(seed), key=lambda row: row["name"])
    for name, filer in zip(cast.BROKERS, filers, strict=True):
        rows.append(_assignment(seed, name, cast.Part("filer", filer["key"], filer["key"])))
    return tuple(sorted(rows, key=lambda row: row["key"]))


def list_serving(seed: int, *roles: str) -> list[AssignmentRow]:
    """The roles of these names that run on the demo's day, by key."""
    return [
        row
        for row in make_assignments(seed)
        if row["role"] in roles and row["startsOn"] <= 0 and (row["endsOn"] is None or row["endsOn"] > 0)
    ]


def key_of(name: str) -> str:
    """The key of a person by name: `p-dana-ruiz`."""
    return f"p-{_plain(name).replace(' ', '-')}"


def _plain(name: str) -> str:
    """The name in small letters without accents, as an address takes it."""
    parted = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _mailboxes() -> dict[str, str]:
    """What stands after the @, before `.example`, for each party that people sit at."""
    found = {row["key"]: f"{row['code'].lower()}.cbp" for row in reference.read_centers()}
    found |= {row["key"]: row["acronym"].lower().replace("&", "-") for row in reference.read_agencies()}
    found |= {row["key"]: "ports.cbp" for row in reference.read_ports()}
    return found | {row["key"]: row["key"].lower() for row in reference.read_councils()}


def _person(
    seed: int, name: str, phone: str, zone: str, mailbox: str, kind: Literal["federal", "trade"]
) -> PersonRow:
    return {
        "key": key_of(name),
        "name": name,
        "email": f"{_plain(name).replace(' ', '.')}@{mailbox}.example",
        "phone": phone,
        "hours": draws.pick(seed, name, "hours", of=_HOURS),
        "timeZone": zone,
        "kind": kind,
        "madeUp": True,
    }


def _assignment(seed: int, name: str, part: cast.Part) -> AssignmentRow:
    drawn = draws.draw_between(seed, name, part.role, part.target, "from", first=-1200, last=-300)
    return {
        "key": f"R-{draws.code(seed, name, part.role, part.party, part.target, length=8)}",
        "personKey": key_of(name),
        "role": part.role,
        "partyKey": part.party,
        "targetKey": part.target,
        "targetKind": _kind_of(part),
        "startsOn": drawn if part.starts is None else part.starts,
        "endsOn": part.ends,
        "madeUp": True,
    }


def _kind_of(part: cast.Part) -> Literal["party", "alignment", "area", "column", "group"]:
    if part.target.startswith("group:"):
        return "group"
    if "~" in part.target:
        return "alignment"
    if part.role == "expert":
        return "column" if part.party.startswith("CEE") else "area"
    return "party"
