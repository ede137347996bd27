"""Sentences about publications: what the trade may read of an issue."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class PublicationRow(TypedDict):
    """A publication as officers see it, drafts included."""

    key: str
    issueKey: str
    state: str
    title: str
    what: str
    scope: str
    workaround: str | None
    endDate: str | None
    over: bool
    kind: str
    since: str
    cells: list[str]
    rank: str
    draftedBy: str
    draftedByName: str
    draftedByParty: str
    draftedOn: str
    approvedBy: str | None
    approvedByName: str | None
    approvedByParty: str | None
    publishedOn: str | None
    withdrawnByName: str | None
    withdrawnOn: str | None
    withdrawnReason: str | None
    sourceTitle: str | None
    sourceAddress: str | None
    audienceKey: str
    version: int
    changedBy: str
    changedByName: str
    changedAt: str


class PublicRow(TypedDict):
    """A publication as the trade reads it: the whole of what it may know."""

    key: str
    title: str
    what: str
    scope: str
    workaround: str | None
    endDate: str | None
    over: bool
    kind: str
    since: str
    cells: list[str]
    rank: str
    publishedOn: str
    sourceTitle: str | None
    sourceAddress: str | None


class PublicStandingRow(TypedDict):
    """The publications that stand in the very same cells: how many, and since when the oldest."""

    cells: list[str]
    number: int
    oldest: str


CREATE: Cypher[PublicationRow] = Cypher(
    "publications.create",
    """
    MATCH (i:Issue {key: $issue})
    CREATE (p:Publication {key: $key})-[:SAID_OF]->(i)
    SET p += $publication, p.version = 1
    RETURN p {.key, .issueKey, .state, .title, .what, .scope, .workaround, .endDate, .over, .kind,
                  .since, .cells, .rank, .draftedBy, .draftedByName, .draftedByParty, .draftedOn,
                  .approvedBy, .approvedByName, .approvedByParty, .publishedOn, .withdrawnByName,
                  .withdrawnOn, .withdrawnReason, .sourceTitle, .sourceAddress, .audienceKey, .version,
                  .changedBy, .changedByName, .changedAt} AS row
    """,
    writes=True,
)

LOCK: Cypher[PublicationRow] = Cypher(
    "publications.lock",
    """
    MATCH (p:Publication {key: $key})
    SET p.lockedAt = $at, p.locks = coalesce(p.locks, 0) + 1
    WITH p WHERE p.audienceKey IN $audiences
    RETURN p {.key, .issueKey, .state, .title, .what, .scope, .workaround, .endDate, .over, .kind,
                  .since, .cells, .rank, .draftedBy, .draftedByName, .draftedByParty, .draftedOn,
                  .approvedBy, .approvedByName, .approvedByParty, .publishedOn, .withdrawnByName,
                  .withdrawnOn, .withdrawnReason, .sourceTitle, .sourceAddress, .audienceKey, .version,
                  .changedBy, .changedByName, .changedAt} AS row
    """,
    writes=True,
)

SAVE: Cypher[PublicationRow] = Cypher(
    "publications.save",
    """
    MATCH (p:Publication {key: $key})
    SET p += $changes, p.version = p.version + 1
    RETURN p {.key, .issueKey, .state, .title, .what, .scope, .workaround, .endDate, .over, .kind,
                  .since, .cells, .rank, .draftedBy, .draftedByName, .draftedByParty, .draftedOn,
                  .approvedBy, .approvedByName, .approvedByParty, .publishedOn, .withdrawnByName,
                  .withdrawnOn, .withdrawnReason, .sourceTitle, .sourceAddress, .audienceKey, .version,
                  .changedBy, .changedByName, .changedAt} AS row
    """,
    writes=True,
)

FIND: Cypher[PublicationRow] = Cypher(
    "publications.find",
    """
    MATCH (p:Publication {key: $key})
    WHERE p.audienceKey IN $audiences
    RETURN p {.key, .issueKey, .state, .title, .what, .scope, .workaround, .endDate, .over, .kind,
                  .since, .cells, .rank, .draftedBy, .draftedByName, .draftedByParty, .draftedOn,
                  .approvedBy, .approvedByName, .approvedByParty, .publishedOn, .withdrawnByName,
                  .withdrawnOn, .withdrawnReason, .sourceTitle, .sourceAddress, .audienceKey, .version,
                  .changedBy, .changedByName, .changedAt} AS row
    """,
)

OF_ISSUE: Cypher[PublicationRow] = Cypher(
    "publications.of_issue",
    """
    MATCH (p:Publication {issueKey: $issue})
    WHERE p.audienceKey IN $audiences
    WITH p ORDER BY p.draftedOn DESC, p.changedAt DESC, p.key
    RETURN collect(p {.key, .issueKey, .state, .title, .what, .scope, .workaround, .endDate, .over,
                  .kind, .since, .cells, .rank, .draftedBy, .draftedByName, .draftedByParty, .draftedOn,
                  .approvedBy, .approvedByName, .approvedByParty, .publishedOn, .withdrawnByName,
                  .withdrawnOn, .withdrawnReason, .sourceTitle, .sourceAddress, .audienceKey, .version,
                  .changedBy, .changedByName, .changedAt}) AS rows
    """,
)

# The publications of one issue that are public now, whoever asks: approving one ends the others.
STANDING: Cypher[str] = Cypher(
    "publications.standing",
    """
    MATCH (p:Publication {issueKey: $issue, state: 'published'})
    WHERE p.audienceKey IN $audiences
    RETURN collect(p.key) AS rows
    """,
)

# Drafts that wait for a second person.
WAITING: Cypher[PublicationRow] = Cypher(
    "publications.waiting",
    """
    MATCH (p:Publication {state: 'draft'})
    WHERE p.audienceKey IN $audiences
    WITH p ORDER BY p.draftedOn, p.key LIMIT $limit
    RETURN collect(p {.key, .issueKey, .state, .title, .what, .scope, .workaround, .endDate, .over,
                  .kind, .since, .cells, .rank, .draftedBy, .draftedByName, .draftedByParty, .draftedOn,
                  .approvedBy, .approvedByName, .approvedByParty, .publishedOn, .withdrawnByName,
                  .withdrawnOn, .withdrawnReason, .sourceTitle, .sourceAddress, .audienceKey, .version,
                  .changedBy, .changedByName, .changedAt}) AS rows
    """,
)

PUBLIC_LIST: Cypher[PublicRow] = Cypher(
    "publications.public_list",
    """
    MATCH (p:Publication)
    WHERE p.audienceKey = 'public' AND p.state = 'published' AND p.rank > $after
      AND ($cells IS NULL OR any(cell IN p.cells WHERE cell IN $cells))
      AND ($over IS NULL OR p.over = $over)
    WITH p ORDER BY p.rank LIMIT $limit
    RETURN collect(p {.key, .title, .what, .scope, .workaround, .endDate, .over, .kind, .since, .cells, .rank,
                      .publishedOn, .sourceTitle, .sourceAddress}) AS rows
    """,
)

PUBLIC_COUNT: Cypher[int] = Cypher(
    "publications.public_count",
    """
    MATCH (p:Publication)
    WHERE p.audienceKey = 'public' AND p.state = 'published'
      AND ($cells IS NULL OR any(cell IN p.cells WHERE cell IN $cells))
      AND ($over IS NULL OR p.over = $over)
    RETURN count(p) AS row
    """,
)

PUBLIC_FIND: Cypher[PublicRow] = Cypher(
    "publications.public_find",
    """
    MATCH (p:Publication {key: $key})
    WHERE p.audienceKey = 'public' AND p.state = 'published'
    RETURN p {.key, .title, .what, .scope, .workaround, .endDate, .over, .kind, .since, .cells, .rank,
              .publishedOn, .sourceTitle, .sourceAddress} AS row
    """,
)

PUBLIC_COUNTED: Cypher[PublicStandingRow] = Cypher(
    "publications.public_counted",
    """
    MATCH (p:Publication)
    WHERE p.audienceKey = 'public' AND p.state = 'published' AND p.over = $over
    WITH p.cells AS cells, count(*) AS number, min(p.since) AS oldest
    RETURN collect({cells: cells, number: number, oldest: oldest}) AS rows
    """,
)
