"""The rows that the directory's pages show, made from the directory in memory and today's coverage."""

from __future__ import annotations

from dataclasses import dataclass

from graph.liaisons.directory import AgencyRow, AlignmentRow, CenterRow, FlagRow, ProgramRow
from liaisons.coverage import Cover, Owners
from liaisons.directory import Directory


@dataclass(frozen=True, slots=True)
class CenterCard:
    """A Center with its industries and the address that the trade writes to."""

    center: CenterRow
    industries: list[str]
    agencies: int
    mailbox: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """One alignment as both sides' pages show it, with who covers it; None where people are not shown."""

    alignment: AlignmentRow
    agency: AgencyRow
    center: CenterRow
    industry: str | None
    area: str
    column: str
    owners: Owners | None


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """A program with the flags that point to it."""

    program: ProgramRow
    flags: list[FlagRow]


def mailbox_of(center: CenterRow) -> str:
    """The public mailbox that the demo makes up for a Center; `.example` reaches nobody (RFC 2606)."""
    return f"{center['code'].lower()}@centers.example"


def center_card(directory: Directory, key: str) -> CenterCard:
    """What the front and the list of Centers say of one."""
    return CenterCard(
        directory.centers[key],
        [directory.industries[k]["name"] for k in directory.columns_of(key)[1:]],
        len({a["agencyKey"] for a in directory.alignments if a["centerKey"] == key}),
        mailbox_of(directory.centers[key]),
    )


def alignments_of(
    directory: Directory,
    *,
    today: str,
    center: str | None = None,
    agency: str | None = None,
    area: str | None = None,
    cover: Cover | None,
) -> list[Aligned]:
    """The alignments of a Center or an agency that are alive today; `area` asks about one program."""
    return [
        aligned(directory, alignment, area or alignment["agencyKey"], cover)
        for alignment in directory.alignments
        if center in (None, alignment["centerKey"])
        and agency in (None, alignment["agencyKey"])
        and (alignment["since"] or "") <= today < (alignment["until"] or "9999")
    ]


def aligned(directory: Directory, alignment: AlignmentRow, area: str, cover: Cover | None) -> Aligned:
    """One alignment with its names and, where people are shown, who covers it."""
    column = alignment["industryKey"] or alignment["centerKey"]
    return Aligned(
        alignment=alignment,
        agency=directory.agencies[alignment["agencyKey"]],
        center=directory.centers[alignment["centerKey"]],
        industry=directory.industries[column]["name"] if alignment["industryKey"] else None,
        area=area,
        column=column,
        owners=cover.owners(area, column) if cover else None,
    )


def program_lines(directory: Directory, agency: str) -> list[ProgramLine]:
    """The programs of an agency, each with its flags."""
    return [
        ProgramLine(directory.programs[key], [f for f in directory.flags.values() if f["programKey"] == key])
        for key in directory.areas_of(agency)[1:]
    ]


def flags_of(directory: Directory, area: str) -> list[FlagRow]:
    """The flags of an agency, or of one program of it."""
    return [flag for flag in directory.flags.values() if area in (flag["agencyKey"], flag["programKey"])]


def count_vacancies(rows: list[Aligned]) -> int:
    """How many of the alignments lack a liaison or a lead of the Center, each lack counted."""
    return sum(len(row.owners.missing) for row in rows if row.owners)


def find_centers(directory: Directory, asked: str) -> list[str]:
    """The keys of the Centers whose name, code, town or industries hold the words asked."""
    return [
        key
        for key, c in directory.centers.items()
        if _holds(
            asked,
            *(key, c["code"], c["name"], c["city"]),
            *(directory.industries[k]["name"] for k in directory.columns_of(key)[1:]),
        )
    ]


def find_agencies(directory: Directory, asked: str) -> list[str]:
    """The keys of the agencies whose name, code, department, goods or programs hold the words asked."""
    return [
        key
        for key, a in directory.agencies.items()
        if _holds(
            asked,
            *(key, a["acronym"], a["name"], a["department"], a["commodities"]),
            *(f"{k} {directory.programs[k]['name']}" for k in directory.areas_of(key)[1:]),
        )
    ]


def _holds(asked: str, *texts: str | None) -> bool:
    whole = " ".join(text or "" for text in texts).casefold()
    return all(word in whole for word in asked.casefold().split())
