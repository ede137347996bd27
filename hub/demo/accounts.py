"""Made-up importers and customs brokers. Their names are coined, so that none is taken for a real firm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from hub.demo import draws
from hub.demo.goods import GOODS
from liaisons import reference

# Twenty by ten: two hundred coined names, each used once.
_STEMS = (
    "Bram", "Cald", "Dorn", "Elv", "Fenn", "Gorm", "Hest", "Jarl", "Kest", "Lunn",
    "Mord", "Nesk", "Orv", "Pell", "Quin", "Rusk", "Sarn", "Tolv", "Ulm", "Vask",
)  # fmt: skip
_ENDINGS = ("aby", "edale", "ikka", "omere", "underby", "owick", "estra", "ollow", "ambry", "ovine")

# How many of a hundred accounts are at each level; most are no partners.
_TIERS = (
    ("NON_PARTNER", 50),
    ("CTPAT_I", 12),
    ("CTPAT_II", 15),
    ("CTPAT_III", 8),
    ("ISA", 3),
    ("CTPAT_TC", 6),
    ("CENTER_PARTICIPATING", 2),
    ("SUSPENDED", 2),
    ("REMOVED", 2),
)
_PARTNERS = ("CTPAT_I", "CTPAT_II", "CTPAT_III", "ISA", "CTPAT_TC")
_SIZES: tuple[tuple[Literal["small", "medium", "large"], int], ...] = (
    ("small", 55),
    ("medium", 32),
    ("large", 13),
)
_PORTS = {"small": (1, 2), "medium": (2, 4), "large": (4, 8)}

_FILERS = (
    "Ostrake Brokers",
    "Pilgrove Entry Services",
    "Wexabel Customs",
    "Zandry & Ulmick",
    "Yorrick Tarrant Filing",
)


class AccountRow(TypedDict):
    """An importer: its partnership level, Center, industry, flags that its goods carry, ports it uses."""

    key: str
    name: str
    tier: str
    centerKey: str
    industryKey: str
    flags: list[str]
    size: Literal["small", "medium", "large"]
    ports: list[str]
    madeUp: bool


class AuthorizationRow(TypedDict):
    """An account that a filer acts for, in days relative to the demo's day; no end is None."""

    accountKey: str
    startsOn: int
    endsOn: int | None


class FilerRow(TypedDict):
    """A customs broker and the accounts that it acts for."""

    key: str
    name: str
    accounts: list[AuthorizationRow]
    madeUp: bool


def make_accounts(seed: int = draws.SEED) -> tuple[AccountRow, ...]:
    """Two hundred accounts, by key; every industry has four or more."""
    industries = [row["key"] for row in reference.read_industries()]
    ports = [row["key"] for row in reference.read_ports()]
    names = draws.shuffle(seed, "names", of=[stem + ending for stem in _STEMS for ending in _ENDINGS])
    return tuple(
        sorted(
            (_account(seed, name, industries[n % len(industries)], ports) for n, name in enumerate(names)),
            key=lambda row: row["key"],
        )
    )


def make_filers(seed: int = draws.SEED) -> tuple[FilerRow, ...]:
    """Five brokers, by key, each for eight accounts; one authorization has ended, one begins later."""
    accounts = [row["key"] for row in make_accounts(seed)]
    filers = [_filer(seed, name, accounts) for name in _FILERS]
    return tuple(sorted(filers, key=lambda row: row["key"]))


def list_partners(rows: Sequence[AccountRow], center: str) -> list[str]:
    """The keys of a Center's accounts that are trusted partners, in order."""
    return [row["key"] for row in rows if row["centerKey"] == center and row["tier"] in _PARTNERS]


def _account(seed: int, name: str, industry: str, ports: list[str]) -> AccountRow:
    goods = GOODS[industry]
    size = _weighted(seed, name, "size", of=_SIZES)
    least, most = _PORTS[size]
    number = draws.draw_between(seed, name, "ports", first=least, last=most)
    flags = draws.draw_between(seed, name, "flags", first=1, last=3)
    return {
        "key": f"A-{draws.code(seed, 'account', name)}",
        "name": f"{name} {goods.word}",
        "tier": _weighted(seed, name, "tier", of=_TIERS),
        "centerKey": industry.partition("/")[0],
        "industryKey": industry,
        "flags": draws.pick_some(seed, name, "which flags", of=goods.flags, number=flags),
        "size": size,
        "ports": draws.pick_some(seed, name, "which ports", of=ports, number=number),
        "madeUp": True,
    }


def _filer(seed: int, name: str, accounts: list[str]) -> FilerRow:
    chosen = draws.pick_some(seed, name, "accounts", of=accounts, number=8)
    authorizations: list[AuthorizationRow] = [
        {
            "accountKey": key,
            "startsOn": draws.draw_between(seed, name, key, "from", first=-1400, last=-200),
            "endsOn": None,
        }
        for key in chosen
    ]
    authorizations[0]["endsOn"] = draws.draw_between(seed, name, "ended", first=-150, last=-20)
    authorizations[1]["startsOn"] = draws.draw_between(seed, name, "begins", first=10, last=60)
    return {
        "key": f"F-{draws.code(seed, 'filer', name)}",
        "name": name,
        "accounts": authorizations,
        "madeUp": True,
    }


def _weighted(seed: int, *drawn_for: str, of: tuple[tuple[draws.Thing, int], ...]) -> draws.Thing:
    """One of them, by weights that make a hundred."""
    left = draws.draw(seed, *drawn_for, below=100)
    for thing, weight in of:
        if left < weight:
            return thing
        left -= weight
    raise AssertionError("the weights make a hundred")
