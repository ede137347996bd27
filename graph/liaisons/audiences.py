"""Sentences about audiences and their readers."""

from __future__ import annotations

from graph.cypher import Cypher

IS_KNOWN: Cypher[str] = Cypher("audiences.is_known", "MATCH (a:Audience {key: $key}) RETURN a.key AS row")

ENSURE: Cypher[None] = Cypher(
    "audiences.ensure",
    """
    MERGE (a:Audience {key: $key})
    WITH a
    UNWIND $readers AS reader
    MERGE (r:Reader {key: reader})
    MERGE (r)-[:READS]->(a)
    WITH count(*) AS made
    MERGE (f:Fact {key: 'audiences'}) ON CREATE SET f.version = 0
    SET f.version = f.version + 1
    """,
    writes=True,
)

RESOLVE: Cypher[str] = Cypher(
    "audiences.resolve",
    """
    MATCH (r:Reader)-[:READS]->(a:Audience)
    WHERE r.key IN $readers
    WITH DISTINCT a.key AS key ORDER BY key
    RETURN collect(key) AS rows
    """,
)

ALL: Cypher[str] = Cypher(
    "audiences.all", "MATCH (a:Audience) WITH a.key AS key ORDER BY key RETURN collect(key) AS rows"
)

# Which of the keys are parties of government: no person, group, account, nor everyone.
PARTIES: Cypher[str] = Cypher(
    "audiences.parties",
    """
    MATCH (p:Party)
    WHERE p.key IN $keys AND (p:Center OR p:Agency OR p:Port OR p:Office OR p:Council)
    RETURN collect(p.key) AS rows
    """,
)

READS: Cypher[str] = Cypher(
    "audiences.reads",
    "MATCH (r:Reader)-[:READS]->(a:Audience {key: $key}) WHERE r.key IN $readers RETURN a.key AS row",
)
