"""Sentences about what people say of an issue: claims, comments, and its history."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher
from graph.outbox import EventRow


class ClaimRow(TypedDict):
    """A position or figure stated by someone for a party on a day."""

    key: str
    about: str
    text: str
    quality: str | None
    on: str
    byName: str
    byParty: str


class CommentRow(TypedDict):
    """A comment, with the audience that reads it."""

    key: str
    text: str
    at: str
    byPerson: str
    byName: str
    byParty: str
    audienceKey: str


ADD_CLAIM: Cypher[ClaimRow] = Cypher(
    "remarks.add_claim",
    """
    MATCH (i:Issue {key: $issue})
    CREATE (c:Claim {
      key: $key, issueKey: $issue, about: $about, text: $text, quality: $quality, on: $today, recordedAt: $at,
      byPerson: $by, byName: $byName, byParty: $byParty, audienceKey: $audience
    })-[:SAID_OF]->(i)
    RETURN c {.key, .about, .text, .quality, .on, .byName, .byParty} AS row
    """,
    writes=True,
)

LIST_CLAIMS: Cypher[ClaimRow] = Cypher(
    "remarks.list_claims",
    """
    MATCH (c:Claim {issueKey: $issue})
    WHERE c.audienceKey IN $audiences
    WITH c ORDER BY c.key DESC
    RETURN collect(c {.key, .about, .text, .quality, .on, .byName, .byParty}) AS rows
    """,
)

ADD_COMMENT: Cypher[CommentRow] = Cypher(
    "remarks.add_comment",
    """
    MATCH (i:Issue {key: $issue})
    CREATE (c:Comment {
      key: $key, issueKey: $issue, text: $text, at: $at,
      byPerson: $by, byName: $byName, byParty: $byParty, audienceKey: $audience
    })-[:SAID_OF]->(i)
    RETURN c {.key, .text, .at, .byPerson, .byName, .byParty, .audienceKey} AS row
    """,
    writes=True,
)

LIST_COMMENTS: Cypher[CommentRow] = Cypher(
    "remarks.list_comments",
    """
    MATCH (c:Comment {issueKey: $issue})
    WHERE c.audienceKey IN $audiences
    WITH c ORDER BY c.key DESC LIMIT $limit
    RETURN collect(c {.key, .text, .at, .byPerson, .byName, .byParty, .audienceKey}) AS rows
    """,
)

# What happened to an issue and to its publications, newest first; never what is not the reader's.
HISTORY: Cypher[EventRow] = Cypher(
    "remarks.history",
    """
    OPTIONAL MATCH (p:Publication {issueKey: $issue})
    WHERE p.audienceKey IN $audiences
    WITH collect(p.key) + [$issue] AS subjects
    UNWIND subjects AS subject
    MATCH (e:Event {subjectKey: subject})
    WHERE e.audienceKey IN $audiences AND e.subjectLabel IN ['Issue', 'Publication']
    WITH e ORDER BY e.key DESC LIMIT $limit
    RETURN collect(e {.key, .name, .at, .personKey, .personName, .partyKey, .subjectKey, .audienceKey,
                      .said}) AS rows
    """,
)
