"""Sentences about packets: an edition's steps, and what goes into one."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class ListedPacketRow(TypedDict):
    """An edition of a meeting's packet, without what it holds. Days ISO days, instants ISO in UTC."""

    key: str
    meetingKey: str
    centerKey: str
    agencyKey: str | None
    edition: str
    quarter: str
    day: str
    state: str
    manifestHash: str
    frozenAt: str | None
    frozenBy: str | None
    frozenByName: str | None
    clearedAt: str | None
    clearedByName: str | None
    issuedAt: str | None
    issuedByName: str | None
    openedReason: str | None
    openedByName: str | None
    madeUp: bool
    audienceKey: str
    version: int
    changedAt: str
    changedByName: str


class PacketRow(ListedPacketRow):
    """The same with its contents, as JSON."""

    contents: str


class IssueForPaperRow(TypedDict):
    """What a paper takes from an issue."""

    key: str
    version: int
    title: str
    kind: str
    state: str
    severity: int
    since: str
    text: str
    strength: str
    closeProposed: str | None
    holderKey: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    cells: list[str]
    scopeFlags: list[str] | None
    scopePrograms: list[str] | None
    scopeHts: str | None
    scopeCountries: str | None
    workaround: str | None
    endDate: str | None
    sourceTitle: str | None
    sourceAddress: str | None


class ClaimForPaperRow(TypedDict):
    """A position or figure, with the issue that it is about."""

    issueKey: str
    about: str
    text: str
    quality: str | None
    on: str
    byName: str
    byParty: str


class InputForPaperRow(TypedDict):
    """What a paper takes from an input."""

    key: str
    version: int
    title: str
    state: str
    kinds: list[str] | None
    wanted: str | None
    ofParty: str
    byDay: str | None
    tried: str | None
    signedOn: str | None
    filedOn: str | None
    answer: str | None
    answeredOn: str | None


class FileForPaperRow(TypedDict):
    """What a paper takes from a file of an input: `size` in bytes, `sha256` in hex."""

    inputKey: str
    key: str
    name: str
    media: str
    size: int
    sha256: str


class PublishedForPaperRow(TypedDict):
    """What a trade edition takes from a publication; `issueKey` is for the hub alone."""

    key: str
    issueKey: str
    version: int
    title: str
    what: str
    scope: str
    workaround: str | None
    endDate: str | None
    kind: str
    since: str
    sourceTitle: str | None
    sourceAddress: str | None


class ContactRow(TypedDict):
    """Someone with a role at the Center, in its group or on its alignments."""

    name: str
    role: str
    partyKey: str
    phone: str | None
    email: str


# The first of two who freeze one edition makes it, the second finds it.
BEGIN: Cypher[None] = Cypher(
    "packets.begin",
    """
    MERGE (p:Packet {key: $key})
    ON CREATE SET p += $packet, p.version = 0
    """,
    writes=True,
)

LOCK: Cypher[PacketRow] = Cypher(
    "packets.lock",
    """
    MATCH (p:Packet {key: $key})
    SET p.lockedAt = $at, p.locks = coalesce(p.locks, 0) + 1
    WITH p WHERE p.audienceKey IN $audiences
    RETURN p {.key, .meetingKey, .centerKey, .agencyKey, .edition, .quarter, .day, .state, .contents,
              .manifestHash, .frozenAt, .frozenBy, .frozenByName, .clearedAt, .clearedByName, .issuedAt,
              .issuedByName, .openedReason, .openedByName, .madeUp, .audienceKey, .version, .changedAt,
              .changedByName} AS row
    """,
    writes=True,
)

SAVE: Cypher[PacketRow] = Cypher(
    "packets.save",
    """
    MATCH (p:Packet {key: $key})
    SET p += $changes, p.version = p.version + 1
    RETURN p {.key, .meetingKey, .centerKey, .agencyKey, .edition, .quarter, .day, .state, .contents,
              .manifestHash, .frozenAt, .frozenBy, .frozenByName, .clearedAt, .clearedByName, .issuedAt,
              .issuedByName, .openedReason, .openedByName, .madeUp, .audienceKey, .version, .changedAt,
              .changedByName} AS row
    """,
    writes=True,
)

FIND: Cypher[PacketRow] = Cypher(
    "packets.find",
    """
    MATCH (p:Packet {key: $key})
    WHERE p.audienceKey IN $audiences
    RETURN p {.key, .meetingKey, .centerKey, .agencyKey, .edition, .quarter, .day, .state, .contents,
              .manifestHash, .frozenAt, .frozenBy, .frozenByName, .clearedAt, .clearedByName, .issuedAt,
              .issuedByName, .openedReason, .openedByName, .madeUp, .audienceKey, .version, .changedAt,
              .changedByName} AS row
    """,
)

LIST: Cypher[ListedPacketRow] = Cypher(
    "packets.list",
    """
    MATCH (p:Packet)
    WHERE p.audienceKey IN $audiences AND p.day > '' AND ($meeting IS NULL OR p.meetingKey = $meeting)
    WITH p ORDER BY p.day DESC, p.key LIMIT $limit
    RETURN collect(p {.key, .meetingKey, .centerKey, .agencyKey, .edition, .quarter, .day, .state,
                      .manifestHash, .frozenAt, .frozenBy, .frozenByName, .clearedAt, .clearedByName,
                      .issuedAt, .issuedByName, .openedReason, .openedByName, .madeUp, .audienceKey,
                      .version, .changedAt, .changedByName}) AS rows
    """,
)

# The last packet of the same edition and series that went out before a day; `series` as in meetings.list.
LAST_ISSUED: Cypher[str] = Cypher(
    "packets.last_issued",
    """
    MATCH (p:Packet)
    WHERE p.audienceKey IN $audiences AND p.centerKey = $center AND p.edition = $edition
      AND coalesce(p.agencyKey, '') = $series AND p.state = 'issued' AND p.day < $day
    WITH p ORDER BY p.day DESC, p.key LIMIT 1
    RETURN p.contents AS row
    """,
)

ISSUES: Cypher[IssueForPaperRow] = Cypher(
    "packets.issues",
    """
    MATCH (i:Issue)
    WHERE i.key IN $issues AND i.audienceKey IN $audiences
    WITH i ORDER BY i.key
    RETURN collect(i {.key, .version, .title, .kind, .state, .severity, .since, .text, .strength,
                      .closeProposed, .holderKey, .heldSince, .nextAction, .dueOn, .cells, .scopeFlags,
                      .scopePrograms, .scopeHts, .scopeCountries, .workaround, .endDate, .sourceTitle,
                      .sourceAddress}) AS rows
    """,
)

CLAIMS: Cypher[ClaimForPaperRow] = Cypher(
    "packets.claims",
    """
    MATCH (c:Claim)
    WHERE c.issueKey IN $issues AND c.audienceKey IN $audiences
    WITH c ORDER BY c.key DESC
    RETURN collect(c {.issueKey, .about, .text, .quality, .on, .byName, .byParty}) AS rows
    """,
)

INPUTS: Cypher[InputForPaperRow] = Cypher(
    "packets.inputs",
    """
    MATCH (i:Input)
    WHERE i.key IN $inputs AND i.audienceKey IN $audiences
    WITH i ORDER BY i.key
    RETURN collect(i {.key, .version, .title, .state, .kinds, .wanted, .ofParty, .byDay, .tried, .signedOn,
                      .filedOn, .answer, .answeredOn}) AS rows
    """,
)

# Nobody opens a file that isn't clean, and no packet brings it.
FILES: Cypher[FileForPaperRow] = Cypher(
    "packets.files",
    """
    MATCH (a:Attachment)
    WHERE a.inputKey IN $inputs AND a.scan = 'clean' AND a.audienceKey IN $audiences
    WITH a ORDER BY a.addedAt, a.key
    RETURN collect(a {.inputKey, .key, .name, .media, .size, .sha256}) AS rows
    """,
)

# What frozen editions hold stays on the disk: for the hub's clock, which reads everything.
KEPT_FILES: Cypher[str] = Cypher(
    "packets.kept_files",
    """
    MATCH (p:Packet)
    WHERE p.audienceKey IN $audiences AND p.day > '' AND p.fileHashes IS NOT NULL
    UNWIND p.fileHashes AS sha256
    RETURN collect(DISTINCT sha256) AS rows
    """,
)

PUBLISHED: Cypher[PublishedForPaperRow] = Cypher(
    "packets.published",
    """
    MATCH (p:Publication)
    WHERE p.key IN $publications AND p.audienceKey = 'public' AND p.state = 'published'
    WITH p ORDER BY p.key
    RETURN collect(p {.key, .issueKey, .version, .title, .what, .scope, .workaround, .endDate, .kind,
                      .since, .sourceTitle, .sourceAddress}) AS rows
    """,
)

CONTACTS: Cypher[ContactRow] = Cypher(
    "packets.contacts",
    """
    MATCH (a:Assignment)
    WHERE a.targetKey IN $targets AND a.role IN $roles AND a.since <= $today
      AND (a.until IS NULL OR a.until > $today) AND a.audienceKey IN $audiences
    MATCH (person:Person {key: a.personKey})
    WHERE person.audienceKey IN $audiences
    WITH a, person ORDER BY a.partyKey, a.role, person.sort, a.key
    RETURN collect({name: person.name, role: a.role, partyKey: a.partyKey, phone: person.phone,
                    email: person.email}) AS rows
    """,
)

# How many people hold a role today with which they will read an edition, of those whom the asker may see.
RECEIVERS: Cypher[int] = Cypher(
    "packets.receivers",
    """
    MATCH (a:Assignment)
    WHERE (a.partyKey IN $parties OR (a.targetKey = $group AND a.role IN $roles)) AND a.since <= $today
      AND (a.until IS NULL OR a.until > $today) AND a.audienceKey IN $audiences
    RETURN count(DISTINCT a.personKey) AS row
    """,
)
