"""The shapes of the reference rows: what each record of the JSON files holds, ready to become properties.

Every row says where it comes from (`sourceTitle`, `sourceAddress`) and whether it was found there
(`verified`). "from general knowledge, unverified" as a source means that nobody has found one yet.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class SourcedRow(TypedDict):
    """What every row has: its key, its first source and whether the source was seen to say it."""

    key: str
    sourceTitle: str
    sourceAddress: str | None
    verified: bool


class CenterRow(SourcedRow):
    """A Center; its key is CBP's own in ACE, its code an alias. `opened` is a year or a year and month."""

    code: str
    codeVerified: bool
    codeNote: str
    aliases: list[str]
    name: str
    nameVerified: bool
    city: str
    state: str
    cityVerified: bool
    cityNote: str | None
    opened: str | None
    openedVerified: bool
    otherSources: list[str]


class IndustryRow(SourcedRow):
    """An industry of a Center, a column of the matrix; `position` counts from 1 by Center code."""

    centerKey: str
    name: str
    position: int


class AgencyRow(SourcedRow):
    """An agency by its ACE code; `verified` covers code, name and department, `roleVerified` its role here.

    `uncodedPrograms` are the programs whose code is not confirmed: they are no rows of the matrix.
    """

    acronym: str
    name: str
    department: str
    role: str
    commodities: str
    roleVerified: bool
    roleNote: str
    isPga: bool
    uncodedPrograms: list[str]
    flagPrefixes: list[str]
    inMessageSetPilot2015: bool
    otherSources: list[str]


class ProgramRow(SourcedRow):
    """A program of an agency, a row of the matrix. `verified` covers the code, not the processing codes."""

    agencyKey: str
    code: str
    name: str
    processingCodes: list[str]
    processingCodesVerified: bool
    note: str | None


class PortRow(SourcedRow):
    """A port of entry by its Schedule D code."""

    name: str
    state: str


class OfficeRow(SourcedRow):
    """A headquarters unit that the hub addresses."""

    name: str
    note: str


class CouncilRow(SourcedRow):
    """The council that Center directors write to; `since` is a year and month."""

    name: str
    note: str
    since: str


class FlagRow(SourcedRow):
    """A tariff flag: what it asks for apart from what ACE does about it.

    `programKey` is set when the flag is of one program; a flag of several names them in `programKeys`, and
    one of the whole agency names none.
    """

    agencyKey: str
    programKey: str | None
    programKeys: list[str]
    requirement: Literal["may", "required"]
    meaning: str
    disclaimRule: str | None
    enforcementNote: str | None


class AlignmentRow(SourcedRow):
    """A Center and an agency that work together, in one industry or (None) in all; unknown days are None."""

    centerKey: str
    agencyKey: str
    industryKey: str | None
    since: str | None
    until: str | None


class ChapterRow(SourcedRow):
    """A chapter of the tariff (key `01` to `99`): its default Center, agencies often involved."""

    title: str
    centerKey: str
    otherCenters: list[str]
    agencies: list[str]


class TierRow(SourcedRow):
    """A partnership level of an account."""

    label: str
    isFinal: bool
    note: str | None


class InputKindRow(TypedDict):
    """What a Center turns to the BIEC with."""

    key: str
    label: str


class InputStateRow(SourcedRow):
    """Where an input stands."""

    label: str
    isFinal: bool
    note: str | None


class InputTransitionRow(TypedDict):
    """A step of an input from one state to the next, and what brings it about."""

    before: str
    after: str
    event: str
