"""Sentences about inputs to the BIEC."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class ListedInputRow(TypedDict):
    """An input as a list shows it; `rank` is its place: by due day."""

    key: str
    title: str
    kinds: list[str]
    state: str
    centerKey: str
    ofParty: str
    byDay: str | None
    cells: list[str]
    signedOn: str | None
    filedOn: str | None
    filedHow: str | None
    assignedTo: str | None
    answeredOn: str | None
    outcome: str | None
    draftedByName: str
    holderKey: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    madeUp: bool
    audienceKey: str
    version: int
    rank: str


class InputRow(ListedInputRow):
    """An input as the graph keeps it: days ISO days, instants ISO in UTC; `issues` may be others' to read."""

    wanted: str
    tried: str
    areas: list[str]
    issues: list[str]
    evidence: str
    files: list[str]
    cosigners: list[str]
    cosigned: list[str]
    draftedBy: str
    draftedOn: str
    signedBy: str | None
    signedByName: str | None
    signedAt: str | None
    receipt: str | None
    contentHash: str | None
    hqStep: str | None
    missing: str | None
    returnedByName: str | None
    returnedOn: str | None
    hqNote: str | None
    bypassReason: str | None
    filedAt: str | None
    filedByName: str | None
    filingReceipt: str | None
    coordinationDays: int | None
    acknowledgedOn: str | None
    acknowledgedByName: str | None
    assignedOn: str | None
    assignedByName: str | None
    answer: str | None
    answeredByName: str | None
    answeredByParty: str | None
    askedAgain: str | None
    endedOn: str | None
    endReason: str | None
    supersededBy: str | None
    holderPerson: str | None
    heldMadeUp: bool | None
    readers: list[str]
    createdAt: str
    changedAt: str
    changedByName: str


class LinkedIssueRow(TypedDict):
    """An issue that an input is about."""

    key: str
    title: str
    state: str
    cells: list[str]


class NamedRow(TypedDict):
    """Which of the keys that were named there are."""

    centers: list[str]
    agencies: list[str]
    areas: list[str]
    columns: list[str]


class StepEventRow(TypedDict):
    """One event of an input as its history shows it."""

    key: str
    name: str
    at: str
    personName: str
    partyKey: str
    said: str


# What is named in a draft, of the public directory.
NAMED: Cypher[NamedRow] = Cypher(
    "inputs.named",
    """
    WITH COLLECT { MATCH (c:Center) WHERE c.key IN $centers RETURN c.key } AS centers,
         COLLECT { MATCH (a:Agency) WHERE a.key IN $agencies RETURN a.key } AS agencies,
         COLLECT { MATCH (r:Area) WHERE r.key IN $areas RETURN r.key } AS areas,
         COLLECT { MATCH (c:Column) WHERE c.key IN $columns RETURN c.key } AS columns
    RETURN {centers: centers, agencies: agencies, areas: areas, columns: columns} AS row
    """,
)

# Of the issues named, those that the reader reads.
ISSUES: Cypher[LinkedIssueRow] = Cypher(
    "inputs.issues",
    """
    MATCH (i:Issue)
    WHERE i.key IN $keys AND i.audienceKey IN $audiences
    WITH i ORDER BY i.key
    RETURN collect(i {.key, .title, .state, .cells}) AS rows
    """,
)

CREATE: Cypher[None] = Cypher(
    "inputs.create",
    """
    CREATE (n:Input:Held {key: $key})
    SET n += $input, n.version = 1
    """,
    writes=True,
)

LOCK: Cypher[InputRow] = Cypher(
    "inputs.lock",
    """
    MATCH (n:Input {key: $key})
    SET n.lockedAt = $at, n.locks = coalesce(n.locks, 0) + 1
    WITH n WHERE n.audienceKey IN $audiences
    RETURN n {.key, .title, .kinds, .state, .centerKey, .ofParty, .byDay, .cells, .signedOn, .filedOn,
                .filedHow, .assignedTo, .answeredOn, .outcome, .draftedByName, .holderKey,
                .holderPersonName, .heldSince, .nextAction, .dueOn, .madeUp, .audienceKey, .version,
                .rank, .wanted, .tried, .areas, .issues, .evidence, .files, .cosigners, .cosigned, .draftedBy,
                .draftedOn, .signedBy, .signedByName, .signedAt, .receipt, .contentHash, .hqStep,
                .missing, .returnedByName, .returnedOn, .hqNote, .bypassReason, .filedAt, .filedByName,
                .filingReceipt, .coordinationDays, .acknowledgedOn, .acknowledgedByName, .assignedOn,
                .assignedByName, .answer, .answeredByName, .answeredByParty, .askedAgain, .endedOn,
                .endReason, .supersededBy, .holderPerson, .heldMadeUp, .readers, .createdAt, .changedAt,
                .changedByName} AS row
    """,
    writes=True,
)

SAVE: Cypher[InputRow] = Cypher(
    "inputs.save",
    """
    MATCH (n:Input {key: $key})
    SET n += $changes, n.version = n.version + 1
    SET n.rank = coalesce(n.dueOn, '9999-12-31') + ' ' + n.key
    RETURN n {.key, .title, .kinds, .state, .centerKey, .ofParty, .byDay, .cells, .signedOn, .filedOn,
                .filedHow, .assignedTo, .answeredOn, .outcome, .draftedByName, .holderKey,
                .holderPersonName, .heldSince, .nextAction, .dueOn, .madeUp, .audienceKey, .version,
                .rank, .wanted, .tried, .areas, .issues, .evidence, .files, .cosigners, .cosigned, .draftedBy,
                .draftedOn, .signedBy, .signedByName, .signedAt, .receipt, .contentHash, .hqStep,
                .missing, .returnedByName, .returnedOn, .hqNote, .bypassReason, .filedAt, .filedByName,
                .filingReceipt, .coordinationDays, .acknowledgedOn, .acknowledgedByName, .assignedOn,
                .assignedByName, .answer, .answeredByName, .answeredByParty, .askedAgain, .endedOn,
                .endReason, .supersededBy, .holderPerson, .heldMadeUp, .readers, .createdAt, .changedAt,
                .changedByName} AS row
    """,
    writes=True,
)

FIND: Cypher[InputRow] = Cypher(
    "inputs.find",
    """
    MATCH (n:Input {key: $key})
    WHERE n.audienceKey IN $audiences
    RETURN n {.key, .title, .kinds, .state, .centerKey, .ofParty, .byDay, .cells, .signedOn, .filedOn,
                .filedHow, .assignedTo, .answeredOn, .outcome, .draftedByName, .holderKey,
                .holderPersonName, .heldSince, .nextAction, .dueOn, .madeUp, .audienceKey, .version,
                .rank, .wanted, .tried, .areas, .issues, .evidence, .files, .cosigners, .cosigned, .draftedBy,
                .draftedOn, .signedBy, .signedByName, .signedAt, .receipt, .contentHash, .hqStep,
                .missing, .returnedByName, .returnedOn, .hqNote, .bypassReason, .filedAt, .filedByName,
                .filingReceipt, .coordinationDays, .acknowledgedOn, .acknowledgedByName, .assignedOn,
                .assignedByName, .answer, .answeredByName, .answeredByParty, .askedAgain, .endedOn,
                .endReason, .supersededBy, .holderPerson, .heldMadeUp, .readers, .createdAt, .changedAt,
                .changedByName} AS row
    """,
)

LIST: Cypher[ListedInputRow] = Cypher(
    "inputs.list",
    """
    MATCH (n:Input)
    WHERE n.audienceKey IN $audiences AND n.rank > $after
      AND ($states IS NULL OR n.state IN $states)
      AND ($center IS NULL OR n.centerKey = $center OR $center IN n.cosigners)
      AND ($drafter IS NULL OR n.draftedBy = $drafter)
      AND ($agency IS NULL OR n.assignedTo = $agency)
      AND ($issue IS NULL OR $issue IN n.issues)
      AND ($cells IS NULL OR any(cell IN n.cells WHERE cell IN $cells))
      AND ($kinds IS NULL OR any(kind IN n.kinds WHERE kind IN $kinds))
    WITH n ORDER BY n.rank LIMIT $limit
    RETURN collect(n {.key, .title, .kinds, .state, .centerKey, .ofParty, .byDay, .cells, .signedOn, .filedOn,
                .filedHow, .assignedTo, .answeredOn, .outcome, .draftedByName, .holderKey,
                .holderPersonName, .heldSince, .nextAction, .dueOn, .madeUp, .audienceKey, .version,
                .rank}) AS rows
    """,
)

COUNT: Cypher[int] = Cypher(
    "inputs.count",
    """
    MATCH (n:Input)
    WHERE n.audienceKey IN $audiences
      AND ($states IS NULL OR n.state IN $states)
      AND ($center IS NULL OR n.centerKey = $center OR $center IN n.cosigners)
      AND ($drafter IS NULL OR n.draftedBy = $drafter)
      AND ($agency IS NULL OR n.assignedTo = $agency)
      AND ($issue IS NULL OR $issue IN n.issues)
      AND ($cells IS NULL OR any(cell IN n.cells WHERE cell IN $cells))
      AND ($kinds IS NULL OR any(kind IN n.kinds WHERE kind IN $kinds))
    RETURN count(n) AS row
    """,
)

# In the state, with a due day that has passed: for the hub's clock.
OVERDUE: Cypher[str] = Cypher(
    "inputs.overdue",
    """
    MATCH (n:Input)
    WHERE n.audienceKey IN $audiences AND n.state = $state AND n.dueOn < $today
    WITH n ORDER BY n.rank LIMIT $limit
    RETURN collect(n.key) AS rows
    """,
)

# Business days that headquarters took, of those that it passed itself.
COORDINATION: Cypher[int] = Cypher(
    "inputs.coordination",
    """
    MATCH (n:Input)
    WHERE n.audienceKey IN $audiences AND n.filedHow = 'passed'
    RETURN collect(n.coordinationDays) AS rows
    """,
)

# The latest events of an input, newest first; a draft that saves itself as one types leaves many edits.
STEPS: Cypher[StepEventRow] = Cypher(
    "inputs.steps",
    """
    MATCH (e:Event {subjectKey: $key})
    WHERE e.audienceKey IN $audiences AND NOT e.name IN $but
    WITH e ORDER BY e.at DESC, e.key DESC LIMIT $limit
    RETURN collect(e {.key, .name, .at, .personName, .partyKey, .said}) AS rows
    """,
)
