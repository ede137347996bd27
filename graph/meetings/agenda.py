"""Sentences that an agenda is drawn from: what is new, worse, asked, overdue or left over for a Center."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class CandidateRow(TypedDict):
    """An open issue of a Center, with all that a reason is found in."""

    key: str
    title: str
    strength: str
    strengthBy: str | None
    strengthOn: str | None
    severity: int
    severityOn: str | None
    rank: str
    cells: list[str]
    holderKey: str | None
    nextAction: str | None
    dueOn: str | None
    createdAt: str
    audienceKey: str


class WeighedRow(TypedDict):
    """One assessment of severity since a moment; `said` is its event's JSON."""

    issueKey: str
    at: str
    said: str


class FiledRow(TypedDict):
    """A Center's input that was filed with the BIEC."""

    key: str
    title: str
    state: str
    ofParty: str | None
    areas: list[str]
    filedOn: str
    answeredOn: str | None
    answeredByParty: str | None
    holderKey: str | None
    nextAction: str | None
    dueOn: str | None
    audienceKey: str


class StatedRow(TypedDict):
    """A party that has stated a position on an issue."""

    issueKey: str
    party: str


class ReadRow(TypedDict):
    """A reader key that reads an audience."""

    audience: str
    reader: str


class AskedRow(TypedDict):
    """One time that a party was asked for what is missing; `said` is its event's JSON."""

    at: str
    personName: str
    said: str


class PublishedRow(TypedDict):
    """A published issue of a Center, in the words that the trade reads."""

    key: str
    issueKey: str
    title: str
    publishedOn: str
    rank: str
    cells: list[str]


# Open issues that stand in a column of the Center; `mark` is what ends a cell's key there ("|CEE002").
ISSUES: Cypher[CandidateRow] = Cypher(
    "agenda.issues",
    """
    MATCH (i:Issue)
    WHERE i.shelf IN $shelves AND i.audienceKey IN $audiences
      AND any(cell IN i.cells WHERE cell CONTAINS $mark)
      AND ($issue IS NULL OR i.key = $issue)
    WITH i ORDER BY i.rank
    RETURN collect(i {.key, .title, .strength, .strengthBy, .strengthOn, .severity, .severityOn, .rank,
                      .cells, .holderKey, .nextAction, .dueOn, .createdAt, .audienceKey}) AS rows
    """,
)

WEIGHED: Cypher[WeighedRow] = Cypher(
    "agenda.weighed",
    """
    MATCH (e:Event)
    WHERE e.subjectKey IN $issues AND e.audienceKey IN $audiences
      AND e.name = 'SeverityAssessed' AND e.at > $since
    WITH e ORDER BY e.key
    RETURN collect({issueKey: e.subjectKey, at: e.at, said: e.said}) AS rows
    """,
)

# Filed since, answered since, or overdue: what the director put before the BIEC.
INPUTS: Cypher[FiledRow] = Cypher(
    "agenda.inputs",
    """
    MATCH (n:Input)
    WHERE n.centerKey = $center AND n.audienceKey IN $audiences AND n.filedOn IS NOT NULL
      AND NOT n.state IN ['withdrawn', 'superseded']
      AND (n.filedOn >= $since OR n.answeredOn >= $since OR n.dueOn < $today OR n.key IN $carried)
    WITH n ORDER BY n.key
    RETURN collect(n {.key, .title, .state, .ofParty, areas: coalesce(n.areas, []), .filedOn, .answeredOn,
                      .answeredByParty, .holderKey, .nextAction, .dueOn, .audienceKey}) AS rows
    """,
)

POSITIONS: Cypher[StatedRow] = Cypher(
    "agenda.positions",
    """
    MATCH (c:Claim)
    WHERE c.issueKey IN $issues AND c.audienceKey IN $audiences AND c.about = 'position'
    WITH DISTINCT c.issueKey AS issue, c.byParty AS party
    RETURN collect({issueKey: issue, party: party}) AS rows
    """,
)

# Which of the readers read which of the audiences, of those that the asker reads.
READERS: Cypher[ReadRow] = Cypher(
    "agenda.readers",
    """
    MATCH (r:Reader)-[:READS]->(a:Audience)
    WHERE a.key IN $keys AND r.key IN $readers
    RETURN collect({audience: a.key, reader: r.key}) AS rows
    """,
)

ASKED: Cypher[AskedRow] = Cypher(
    "agenda.asked",
    """
    MATCH (e:Event)
    WHERE e.subjectKey = $meeting AND e.audienceKey IN $audiences AND e.name = 'MaterialsAsked'
    WITH e ORDER BY e.key
    RETURN collect({at: e.at, personName: e.personName, said: e.said}) AS rows
    """,
)

PUBLISHED: Cypher[PublishedRow] = Cypher(
    "agenda.published",
    """
    MATCH (p:Publication)
    WHERE p.audienceKey = 'public' AND p.state = 'published' AND p.over = false
      AND any(cell IN p.cells WHERE cell CONTAINS $mark)
    WITH p ORDER BY p.rank
    RETURN collect(p {.key, .issueKey, .title, .publishedOn, .rank, .cells}) AS rows
    """,
)
