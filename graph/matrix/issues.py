"""Sentences about issues."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class IssueRow(TypedDict):
    """An issue as the graph keeps it. Days are ISO days or a year alone; instants ISO in UTC."""

    key: str
    title: str
    text: str
    kind: str
    state: str
    isOpen: bool
    strength: str
    strengthBy: str | None
    strengthOn: str | None
    severity: int
    severityBy: str | None
    severityByParty: str | None
    severityOn: str | None
    severityReason: str | None
    severityMadeUp: bool | None
    since: str
    cells: list[str]
    rank: str
    scopeFlags: list[str]
    scopePrograms: list[str]
    scopeHts: str | None
    scopeCountries: str | None
    scopeEntryTypes: str | None
    workaround: str | None
    endDate: str | None
    outcome: str | None
    centerVerdict: str | None
    centerVerdictBy: str | None
    centerVerdictOn: str | None
    agencyVerdict: str | None
    agencyVerdictBy: str | None
    agencyVerdictOn: str | None
    closeProposed: str | None
    closeReason: str | None
    closeBy: str | None
    closeByName: str | None
    closeByParty: str | None
    closeOn: str | None
    watchUntil: str | None
    holderKey: str | None
    holderPerson: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    heldMadeUp: bool | None
    reportedBy: str | None
    reportedByName: str | None
    reportedByParty: str | None
    followsUp: str | None
    sourceTitle: str | None
    sourceAddress: str | None
    sourceStatus: str | None
    sourceKind: str | None
    sourceNote: str | None
    verified: bool
    mappingVerified: bool
    recommendations: list[str]
    audienceKey: str
    version: int
    createdAt: str
    changedAt: str
    changedByName: str


class ListedIssueRow(TypedDict):
    """An issue in a list; `rank` is its place in the list's order."""

    key: str
    title: str
    kind: str
    state: str
    isOpen: bool
    strength: str
    severity: int
    since: str
    cells: list[str]
    rank: str
    holderKey: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    heldMadeUp: bool | None
    closeProposed: str | None
    closeByParty: str | None
    endDate: str | None
    verified: bool
    version: int


class CountRow(TypedDict):
    """How many there are in a list, beyond the page."""

    total: int


class StandingRow(TypedDict):
    """The issues that stand in the very same cells: how many, the worst severity, since when the oldest."""

    cells: list[str]
    number: int
    worst: int
    oldest: str


# No row: not there or not the actor's; the unit of work then rolls the touch back. A lock counts, because
# ArcadeDB leaves out a SET of the value that stands there, and with it the conflict of two who lock at once.
LOCK: Cypher[IssueRow] = Cypher(
    "issues.lock",
    """
    MATCH (i:Issue {key: $key})
    SET i.lockedAt = $at, i.locks = coalesce(i.locks, 0) + 1
    WITH i WHERE i.audienceKey IN $audiences
    RETURN i {.key, .title, .text, .kind, .state, .isOpen, .strength, .strengthBy, .strengthOn,
                  .severity, .severityBy, .severityByParty, .severityOn, .severityReason,
                  .severityMadeUp, .since,
                  .cells, .rank, .scopeFlags, .scopePrograms, .scopeHts, .scopeCountries,
                  .scopeEntryTypes, .workaround, .endDate, .outcome, .centerVerdict, .centerVerdictBy,
                  .centerVerdictOn, .agencyVerdict, .agencyVerdictBy, .agencyVerdictOn, .closeProposed,
                  .closeReason, .closeBy, .closeByName, .closeByParty, .closeOn, .watchUntil,
                  .holderKey, .holderPerson, .holderPersonName, .heldSince, .nextAction, .dueOn,
                  .heldMadeUp, .reportedBy, .reportedByName, .reportedByParty, .followsUp, .sourceTitle,
                  .sourceAddress, .sourceStatus, .sourceKind, .sourceNote, .verified, .mappingVerified,
                  .recommendations, .audienceKey, .version, .createdAt, .changedAt, .changedByName} AS
                  row
    """,
    writes=True,
)

FIND: Cypher[IssueRow] = Cypher(
    "issues.find",
    """
    MATCH (i:Issue {key: $key})
    WHERE i.audienceKey IN $audiences
    RETURN i {.key, .title, .text, .kind, .state, .isOpen, .strength, .strengthBy, .strengthOn,
                  .severity, .severityBy, .severityByParty, .severityOn, .severityReason,
                  .severityMadeUp, .since,
                  .cells, .rank, .scopeFlags, .scopePrograms, .scopeHts, .scopeCountries,
                  .scopeEntryTypes, .workaround, .endDate, .outcome, .centerVerdict, .centerVerdictBy,
                  .centerVerdictOn, .agencyVerdict, .agencyVerdictBy, .agencyVerdictOn, .closeProposed,
                  .closeReason, .closeBy, .closeByName, .closeByParty, .closeOn, .watchUntil,
                  .holderKey, .holderPerson, .holderPersonName, .heldSince, .nextAction, .dueOn,
                  .heldMadeUp, .reportedBy, .reportedByName, .reportedByParty, .followsUp, .sourceTitle,
                  .sourceAddress, .sourceStatus, .sourceKind, .sourceNote, .verified, .mappingVerified,
                  .recommendations, .audienceKey, .version, .createdAt, .changedAt, .changedByName} AS
                  row
    """,
)

# Lists and counts find issues by `shelf`: open or closed, and for whom, in one word. An index on several
# properties is used by one engine for its first alone, and by the other for audience and rank: both then look
# at closed issues too.

# The matrix: what is open, of the reader's audiences, in a row for each set of cells (see matrix.counts).
COUNTED: Cypher[StandingRow] = Cypher(
    "issues.counted",
    """
    MATCH (i:Issue)
    WHERE i.shelf IN $shelves AND i.audienceKey IN $audiences
      AND ($severities IS NULL OR i.severity IN $severities)
      AND ($states IS NULL OR i.state IN $states)
      AND ($until IS NULL OR i.since <= $until)
      AND ($kinds IS NULL OR i.kind IN $kinds)
      AND ($strengths IS NULL OR i.strength IN $strengths)
    WITH i.cells AS cells, count(*) AS number, max(i.severity) AS worst, min(i.since) AS oldest
    RETURN collect({cells: cells, number: number, worst: worst, oldest: oldest}) AS rows
    """,
)

LIST: Cypher[ListedIssueRow] = Cypher(
    "issues.list",
    """
    MATCH (i:Issue)
    WHERE i.shelf IN $shelves AND i.audienceKey IN $audiences AND i.rank > $after
      AND ($cells IS NULL OR any(cell IN i.cells WHERE cell IN $cells))
      AND ($unplaced IS NULL OR (size(i.cells) = 0) = $unplaced)
      AND ($severities IS NULL OR i.severity IN $severities)
      AND ($states IS NULL OR i.state IN $states)
      AND ($until IS NULL OR i.since <= $until)
      AND ($kinds IS NULL OR i.kind IN $kinds)
      AND ($strengths IS NULL OR i.strength IN $strengths)
      AND ($holders IS NULL OR i.holderKey IN $holders)
    WITH i ORDER BY i.rank LIMIT $limit
    RETURN collect(i {.key, .title, .kind, .state, .isOpen, .strength, .severity, .since, .cells, .rank,
                      .holderKey, .holderPersonName, .heldSince, .nextAction, .dueOn, .heldMadeUp,
                      .closeProposed, .closeByParty, .endDate, .verified, .version}) AS rows
    """,
)

# The same in another order, or from its end; `rank` is then where a row stands in that one.
LIST_ORDERED: Cypher[ListedIssueRow] = Cypher(
    "issues.list_ordered",
    """
    MATCH (i:Issue)
    WHERE i.shelf IN $shelves AND i.audienceKey IN $audiences
      AND ($cells IS NULL OR any(cell IN i.cells WHERE cell IN $cells))
      AND ($unplaced IS NULL OR (size(i.cells) = 0) = $unplaced)
      AND ($severities IS NULL OR i.severity IN $severities)
      AND ($states IS NULL OR i.state IN $states)
      AND ($until IS NULL OR i.since <= $until)
      AND ($kinds IS NULL OR i.kind IN $kinds)
      AND ($strengths IS NULL OR i.strength IN $strengths)
      AND ($holders IS NULL OR i.holderKey IN $holders)
    WITH i, CASE $order
        WHEN 'title' THEN toLower(i.title) + ' ' + i.key
        WHEN 'since' THEN i.since + ' ' + i.key
        WHEN 'holder' THEN coalesce(i.holderKey, '~') + ' ' + coalesce(i.holderPersonName, '~') + ' ' + i.key
        WHEN 'due' THEN coalesce(i.dueOn, '9999') + ' ' + i.key
        ELSE i.rank
      END AS place
    WHERE CASE WHEN $reverse THEN $after = '' OR place < $after ELSE place > $after END
    WITH i, place ORDER BY CASE WHEN $reverse THEN place END DESC, place LIMIT $limit
    RETURN collect(i {.key, .title, .kind, .state, .isOpen, .strength, .severity, .since, .cells,
                      .holderKey, .holderPersonName, .heldSince, .nextAction, .dueOn, .heldMadeUp,
                      .closeProposed, .closeByParty, .endDate, .verified, .version, rank: place}) AS rows
    """,
)

COUNT: Cypher[CountRow] = Cypher(
    "issues.count",
    """
    MATCH (i:Issue)
    WHERE i.shelf IN $shelves AND i.audienceKey IN $audiences
      AND ($cells IS NULL OR any(cell IN i.cells WHERE cell IN $cells))
      AND ($unplaced IS NULL OR (size(i.cells) = 0) = $unplaced)
      AND ($severities IS NULL OR i.severity IN $severities)
      AND ($states IS NULL OR i.state IN $states)
      AND ($until IS NULL OR i.since <= $until)
      AND ($kinds IS NULL OR i.kind IN $kinds)
      AND ($strengths IS NULL OR i.strength IN $strengths)
      AND ($holders IS NULL OR i.holderKey IN $holders)
    RETURN {total: count(i)} AS row
    """,
)

CREATE: Cypher[None] = Cypher(
    "issues.create",
    """
    CREATE (i:Issue:Held {key: $key})
    SET i += $issue, i.version = 1
    SET i.shelf = CASE WHEN i.isOpen THEN 'open|' ELSE 'closed|' END + i.audienceKey
    """,
    writes=True,
)

SAVE: Cypher[IssueRow] = Cypher(
    "issues.save",
    """
    MATCH (i:Issue {key: $key})
    SET i += $changes, i.version = i.version + 1
    SET i.shelf = CASE WHEN i.isOpen THEN 'open|' ELSE 'closed|' END + i.audienceKey
    RETURN i {.key, .title, .text, .kind, .state, .isOpen, .strength, .strengthBy, .strengthOn,
                  .severity, .severityBy, .severityByParty, .severityOn, .severityReason,
                  .severityMadeUp, .since,
                  .cells, .rank, .scopeFlags, .scopePrograms, .scopeHts, .scopeCountries,
                  .scopeEntryTypes, .workaround, .endDate, .outcome, .centerVerdict, .centerVerdictBy,
                  .centerVerdictOn, .agencyVerdict, .agencyVerdictBy, .agencyVerdictOn, .closeProposed,
                  .closeReason, .closeBy, .closeByName, .closeByParty, .closeOn, .watchUntil,
                  .holderKey, .holderPerson, .holderPersonName, .heldSince, .nextAction, .dueOn,
                  .heldMadeUp, .reportedBy, .reportedByName, .reportedByParty, .followsUp, .sourceTitle,
                  .sourceAddress, .sourceStatus, .sourceKind, .sourceNote, .verified, .mappingVerified,
                  .recommendations, .audienceKey, .version, .createdAt, .changedAt, .changedByName} AS
                  row
    """,
    writes=True,
)

FOLLOW_UP: Cypher[None] = Cypher(
    "issues.follow_up",
    """
    MATCH (i:Issue {key: $key}), (old:Issue {key: $old})
    MERGE (i)-[:FOLLOWS_UP]->(old)
    """,
    writes=True,
)
