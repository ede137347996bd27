"""Sentences about the files of an input: their record; what is in them lies outside the graph."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class AttachmentRow(TypedDict):
    """A file: `sha256` names its content (hex), `size` is in bytes, `scan` says whether it may be opened."""

    key: str
    inputKey: str
    name: str
    media: str
    size: int
    sha256: str
    scan: str
    found: str | None
    scannedAt: str | None
    byPerson: str
    byName: str
    byParty: str
    addedAt: str
    audienceKey: str


class WaitingFileRow(TypedDict):
    """A file that nobody has scanned yet."""

    key: str
    sha256: str


ADD: Cypher[AttachmentRow] = Cypher(
    "attachments.add",
    """
    MATCH (n:Input {key: $input})
    CREATE (a:Attachment {key: $key, inputKey: $input})-[:ATTACHED_TO]->(n)
    SET a += $attachment
    RETURN a {.key, .inputKey, .name, .media, .size, .sha256, .scan, .found, .scannedAt, .byPerson, .byName,
              .byParty, .addedAt, .audienceKey} AS row
    """,
    writes=True,
)

LIST: Cypher[AttachmentRow] = Cypher(
    "attachments.list",
    """
    MATCH (a:Attachment {inputKey: $input})
    WHERE a.audienceKey IN $audiences
    WITH a ORDER BY a.addedAt, a.key
    RETURN collect(a {.key, .inputKey, .name, .media, .size, .sha256, .scan, .found, .scannedAt, .byPerson,
                      .byName, .byParty, .addedAt, .audienceKey}) AS rows
    """,
)

REMOVE: Cypher[None] = Cypher(
    "attachments.remove",
    "MATCH (a:Attachment {key: $key}) DETACH DELETE a",
    writes=True,
)

# With each step that lets more people read an input, they read its files too.
WIDEN: Cypher[None] = Cypher(
    "attachments.widen",
    "MATCH (a:Attachment {inputKey: $input}) SET a.audienceKey = $audience",
    writes=True,
)

# Files for the scanner: for the hub's clock, which reads everything.
WAITING: Cypher[WaitingFileRow] = Cypher(
    "attachments.waiting",
    """
    MATCH (a:Attachment {scan: 'waiting'})
    WHERE a.audienceKey IN $audiences
    WITH a ORDER BY a.key LIMIT $limit
    RETURN collect(a {.key, .sha256}) AS rows
    """,
)

LOCK: Cypher[AttachmentRow] = Cypher(
    "attachments.lock",
    """
    MATCH (a:Attachment {key: $key})
    SET a.lockedAt = $at, a.locks = coalesce(a.locks, 0) + 1
    WITH a WHERE a.audienceKey IN $audiences
    RETURN a {.key, .inputKey, .name, .media, .size, .sha256, .scan, .found, .scannedAt, .byPerson, .byName,
              .byParty, .addedAt, .audienceKey} AS row
    """,
    writes=True,
)

JUDGE: Cypher[AttachmentRow] = Cypher(
    "attachments.judge",
    """
    MATCH (a:Attachment {key: $key})
    SET a.scan = $scan, a.found = $found, a.scannedAt = $at
    RETURN a {.key, .inputKey, .name, .media, .size, .sha256, .scan, .found, .scannedAt, .byPerson, .byName,
              .byParty, .addedAt, .audienceKey} AS row
    """,
    writes=True,
)

NAMED: Cypher[str] = Cypher(
    "attachments.named",
    """
    MATCH (a:Attachment)
    WHERE a.audienceKey IN $audiences AND a.scan IN ['waiting', 'clean']
    RETURN collect(DISTINCT a.sha256) AS rows
    """,
)
