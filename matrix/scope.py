"""What goods an issue is about: flags, programs, headings, countries, entry types, as sources write."""

from __future__ import annotations

from dataclasses import dataclass

from graph.cypher import Tx, Value
from graph.matrix import scope as sentences
from liaisons import words
from liaisons.errors import BadInput

LONGEST = 200


class FlagUnknown(BadInput):
    """A tariff flag that the dictionary doesn't have."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Scope in the parts that people search by; empty means not stated."""

    flags: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    hts: str = ""
    countries: str = ""
    entry_types: str = ""


def take_scope(tx: Tx, scope: Scope) -> dict[str, Value]:
    """The scope as an issue keeps it. Refuses unknown flags and programs by name."""
    flags = sorted({flag.strip().upper() for flag in scope.flags if flag.strip()})
    programs = sorted({program.strip().upper() for program in scope.programs if program.strip()})
    known = tx.the(sentences.KNOWN, flags=flags, programs=programs)
    strange = [f for f in flags if f not in known["flags"]]
    if strange:
        raise FlagUnknown(
            f"{', '.join(strange)[:80]} is no tariff flag that the hub knows. Give flags such as FD3, AQ2.",
            field="flags",
        )
    strange = [p for p in programs if p not in known["programs"]]
    if strange:
        raise FlagUnknown(
            f"{', '.join(strange)[:80]} is no program that the hub knows. Give programs such as FDA/FOO.",
            field="programs",
        )

    def text(value: str, field: str, name: str) -> str | None:
        return words.take_text(value, field=field, name=name, limit=LONGEST, required=False) or None

    return {
        "scopeFlags": flags,
        "scopePrograms": programs,
        "scopeHts": text(scope.hts, "hts", "The headings"),
        "scopeCountries": text(scope.countries, "countries", "The countries"),
        "scopeEntryTypes": text(scope.entry_types, "entryTypes", "The entry types"),
    }


def phrase_of(*, flags: list[str], programs: list[str], hts: str | None, countries: str | None) -> str:
    """The scope as one phrase: "flags FD3, FD4; HTS chapters 03, 16; from Mexico"."""
    parts = []
    if programs:
        parts.append(", ".join(programs))
    if flags:
        parts.append(("flags " if len(flags) > 1 else "flag ") + ", ".join(flags))
    if hts:
        parts.append(f"HTS {hts}")
    if countries:
        parts.append(f"from {countries}")
    return "; ".join(parts) or "not stated"
