"""Public facts about the house: Centers, agencies, programs, industries, ports, offices, flags, alignments.

Each function reads its file anew and gives rows in the file's order; keys are those of the graph.
"""

from __future__ import annotations

from liaisons.reference.files import flatten, read_file, read_rows
from liaisons.reference.rows import (
    AgencyRow,
    AlignmentRow,
    CenterRow,
    ChapterRow,
    CouncilRow,
    FlagRow,
    IndustryRow,
    InputKindRow,
    InputStateRow,
    InputTransitionRow,
    OfficeRow,
    PortRow,
    ProgramRow,
    TierRow,
)


def read_centers() -> tuple[CenterRow, ...]:
    """The ten Centers, by their short code."""
    return tuple(read_rows(__name__, "centers.json"))


def read_industries() -> tuple[IndustryRow, ...]:
    """The industries of each Center, in the order of the matrix."""
    return tuple(read_rows(__name__, "industries.json"))


def read_agencies() -> tuple[AgencyRow, ...]:
    """The 53 agency codes; CBP is one of them, and no partner agency."""
    return tuple(read_rows(__name__, "agencies.json"))


def read_programs() -> tuple[ProgramRow, ...]:
    """The programs whose code is known."""
    return tuple(read_rows(__name__, "programs.json"))


def read_ports() -> tuple[PortRow, ...]:
    """Some ports of entry."""
    return tuple(read_rows(__name__, "ports.json"))


def read_offices() -> tuple[OfficeRow, ...]:
    """The headquarters units that the hub addresses."""
    return tuple(read_rows(__name__, "offices.json"))


def read_councils() -> tuple[CouncilRow, ...]:
    """The Border Interagency Executive Council, alone so far."""
    return tuple(read_rows(__name__, "councils.json"))


def read_flags() -> tuple[FlagRow, ...]:
    """The tariff flags."""
    return tuple(read_rows(__name__, "flags.json"))


def read_alignments() -> tuple[AlignmentRow, ...]:
    """The Center and agency pairs that work together: a proposal of the hub, not yet confirmed by anyone."""
    return tuple(read_rows(__name__, "alignments.json"))


def read_chapters() -> tuple[ChapterRow, ...]:
    """The chapters of the tariff with the Center they fall to by default: a working default, unverified."""
    return tuple(read_rows(__name__, "chapters.json"))


def read_tiers() -> tuple[TierRow, ...]:
    """The partnership levels that an account can have."""
    return tuple(read_rows(__name__, "tiers.json"))


def read_input_kinds() -> tuple[InputKindRow, ...]:
    """The kinds of a Center's input to the BIEC, from recommendation 27."""
    return tuple(read_file(__name__, "inputs.json")["kinds"])


def read_input_states() -> tuple[InputStateRow, ...]:
    """The states of an input: a proposal of the hub."""
    return tuple(flatten(read_file(__name__, "inputs.json")["states"]))


def read_input_transitions() -> tuple[InputTransitionRow, ...]:
    """The steps between states of an input."""
    return tuple(read_file(__name__, "inputs.json")["transitions"])
