"""Sentences about the directory: names of parties, rows and columns, alignments, and who covers what."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class CenterRow(TypedDict):
    """A Center; its key is also its whole-Center column."""

    key: str
    code: str
    codeVerified: bool
    name: str
    nameVerified: bool
    city: str
    state: str
    opened: str | None
    openedVerified: bool
    verified: bool
    sourceTitle: str | None
    sourceAddress: str | None


class AgencyRow(TypedDict):
    """An agency; its key is also its own row of the matrix, "program not named"."""

    key: str
    acronym: str
    name: str
    department: str
    role: str
    commodities: str
    roleVerified: bool
    isPga: bool
    uncodedPrograms: list[str]
    flagPrefixes: list[str]
    verified: bool
    sourceTitle: str | None
    sourceAddress: str | None


class ProgramRow(TypedDict):
    """A program of an agency: a row of the matrix."""

    key: str
    agencyKey: str
    code: str
    name: str
    processingCodes: list[str]
    verified: bool
    note: str | None
    sourceTitle: str | None
    sourceAddress: str | None


class IndustryRow(TypedDict):
    """An industry of a Center: a column of the matrix."""

    key: str
    centerKey: str
    name: str
    verified: bool
    sourceTitle: str | None


class PlaceRow(TypedDict):
    """A port, an office or the council: a party with a name."""

    key: str
    name: str
    note: str | None
    verified: bool
    sourceTitle: str | None


class FlagRow(TypedDict):
    """A tariff flag: what it asks (may, required) apart from what ACE does about it."""

    key: str
    agencyKey: str
    programKey: str | None
    requirement: str
    meaning: str
    disclaimRule: str | None
    enforcementNote: str | None
    verified: bool
    sourceTitle: str | None


class AlignmentRow(TypedDict):
    """A Center and an agency that work together, in one industry or in all, from a day until a day."""

    key: str
    centerKey: str
    agencyKey: str
    industryKey: str | None
    since: str | None
    until: str | None
    verified: bool
    sourceTitle: str | None


class DirectoryRow(TypedDict):
    """The whole public directory in one record, with the version it stands at."""

    version: int
    centers: list[CenterRow]
    agencies: list[AgencyRow]
    programs: list[ProgramRow]
    industries: list[IndustryRow]
    ports: list[PlaceRow]
    offices: list[PlaceRow]
    councils: list[PlaceRow]
    flags: list[FlagRow]
    alignments: list[AlignmentRow]


class CoverRow(TypedDict):
    """Someone who covers part of the matrix today."""

    role: str
    personKey: str
    personName: str
    partyKey: str
    targetKey: str
    targetKind: str
    madeUp: bool


# Each list has a name of its own first: ArcadeDB drops a row whose map holds a COLLECT of map projections.
READ: Cypher[DirectoryRow] = Cypher(
    "directory.read",
    """
    WITH coalesce(head(COLLECT { MATCH (f:Fact {key: 'directory'}) RETURN f.version }), 0) AS version,
      COLLECT { MATCH (n:Center) RETURN n {.key, .code, .codeVerified, .name, .nameVerified, .city,
        .state, .opened, .openedVerified, .verified, .sourceTitle, .sourceAddress}
        ORDER BY n.code } AS centers,
      COLLECT { MATCH (n:Agency) RETURN n {.key, .acronym, .name, .department, .role, .commodities,
        .roleVerified, .isPga, .uncodedPrograms, .flagPrefixes, .verified, .sourceTitle, .sourceAddress}
        ORDER BY n.key } AS agencies,
      COLLECT { MATCH (n:Program) RETURN n {.key, .agencyKey, .code, .name, .processingCodes,
        .verified, .note, .sourceTitle, .sourceAddress} ORDER BY n.key } AS programs,
      COLLECT { MATCH (n:Industry) WITH n ORDER BY n.position, n.key
        RETURN n {.key, .centerKey, .name, .verified, .sourceTitle} } AS industries,
      COLLECT { MATCH (n:Port) RETURN n {.key, .name, note: n.state, .verified, .sourceTitle}
        ORDER BY n.key } AS ports,
      COLLECT { MATCH (n:Office) RETURN n {.key, .name, .note, .verified, .sourceTitle}
        ORDER BY n.key } AS offices,
      COLLECT { MATCH (n:Council) RETURN n {.key, .name, .note, .verified, .sourceTitle}
        ORDER BY n.key } AS councils,
      COLLECT { MATCH (n:Flag) RETURN n {.key, .agencyKey, .programKey, .requirement, .meaning,
        .disclaimRule, .enforcementNote, .verified, .sourceTitle} ORDER BY n.key } AS flags,
      COLLECT { MATCH (n:Alignment) RETURN n {.key, .centerKey, .agencyKey, .industryKey, .since,
        .until, .verified, .sourceTitle} ORDER BY n.key } AS alignments
    RETURN {version: version, centers: centers, agencies: agencies, programs: programs,
            industries: industries, ports: ports, offices: offices, councils: councils, flags: flags,
            alignments: alignments} AS row
    """,
)

# People who cover the matrix today, of those whom the reader may see.
COVER: Cypher[CoverRow] = Cypher(
    "directory.cover",
    """
    MATCH (person:Person)-[:HOLDS_ROLE]->(a:Assignment)
    WHERE a.role IN $roles AND a.since <= $today AND (a.until IS NULL OR a.until > $today)
      AND a.audienceKey IN $audiences AND person.audienceKey IN $audiences
    WITH a, person ORDER BY a.key
    RETURN collect({role: a.role, personKey: person.key, personName: person.name, partyKey: a.partyKey,
                    targetKey: a.targetKey, targetKind: a.targetKind, madeUp: person.madeUp}) AS rows
    """,
)

VERSIONS: Cypher[int] = Cypher(
    "directory.version", "MATCH (f:Fact {key: 'directory'}) RETURN f.version AS row"
)

CHANGED: Cypher[None] = Cypher(
    "directory.changed",
    "MERGE (f:Fact {key: 'directory'}) ON CREATE SET f.version = 0 SET f.version = f.version + 1",
    writes=True,
)
