"""Sentences that bring in the reference data, and the made-up parties and people of the demonstration.

Each takes many rows at once and may run again: a record is found by its key or made with all its labels (an
engine may refuse to add a label later), and its properties are set to what the row says.
"""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class SeededRow(TypedDict):
    """How many records a batch holds, and how many of them were new or other than before."""

    records: int
    changed: int


# `print` is a hash of the row: what is as it was is not written again.
CENTERS: Cypher[SeededRow] = Cypher(
    "reference.centers",
    """
    UNWIND $rows AS row
    MERGE (n:Center:Party:Column {key: row.key})
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
AGENCIES: Cypher[SeededRow] = Cypher(
    "reference.agencies",
    """
    UNWIND $rows AS row
    MERGE (n:Agency:Party:Area {key: row.key})
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
PROGRAMS: Cypher[SeededRow] = Cypher(
    "reference.programs",
    """
    UNWIND $rows AS row
    MATCH (a:Agency {key: row.agencyKey})
    MERGE (n:Program:Area {key: row.key})
    MERGE (n)-[:OF_AGENCY]->(a)
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
INDUSTRIES: Cypher[SeededRow] = Cypher(
    "reference.industries",
    """
    UNWIND $rows AS row
    MATCH (c:Center {key: row.centerKey})
    MERGE (n:Industry:Party:Column {key: row.key})
    MERGE (n)-[:OF_CENTER]->(c)
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
PORTS: Cypher[SeededRow] = Cypher(
    "reference.ports",
    """
    UNWIND $rows AS row
    MERGE (n:Port:Party {key: row.key})
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
OFFICES: Cypher[SeededRow] = Cypher(
    "reference.offices",
    """
    UNWIND $rows AS row
    MERGE (n:Office:Party {key: row.key})
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
COUNCILS: Cypher[SeededRow] = Cypher(
    "reference.councils",
    """
    UNWIND $rows AS row
    MERGE (n:Council:Party {key: row.key})
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
GROUPS: Cypher[SeededRow] = Cypher(
    "reference.groups",
    """
    UNWIND $rows AS row
    MATCH (c:Center {key: row.centerKey})
    MERGE (n:Group:Party {key: row.key})
    MERGE (n)-[:OF_CENTER]->(c)
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
FLAGS: Cypher[SeededRow] = Cypher(
    "reference.flags",
    """
    UNWIND $rows AS row
    MATCH (a:Agency {key: row.agencyKey})
    MERGE (n:Flag {key: row.key})
    MERGE (n)-[:OF_AGENCY]->(a)
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
ALIGNMENTS: Cypher[SeededRow] = Cypher(
    "reference.alignments",
    """
    UNWIND $rows AS row
    MATCH (c:Center {key: row.centerKey}), (a:Agency {key: row.agencyKey})
    MERGE (n:Alignment {key: row.key})
    MERGE (n)-[:ALIGNS]->(c)
    MERGE (n)-[:ALIGNS]->(a)
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
ALIGNED_INDUSTRIES: Cypher[SeededRow] = Cypher(
    "reference.aligned_industries",
    """
    UNWIND $rows AS row
    MATCH (n:Alignment {key: row.key}), (i:Industry {key: row.industryKey})
    MERGE (n)-[:ALIGNS]->(i)
    RETURN {records: count(n), changed: 0} AS row
    """,
    writes=True,
)

ACCOUNTS: Cypher[SeededRow] = Cypher(
    "reference.accounts",
    """
    UNWIND $rows AS row
    MATCH (c:Center {key: row.centerKey}), (i:Industry {key: row.industryKey})
    MERGE (n:Account:Party {key: row.key})
    MERGE (n)-[:OF_CENTER]->(c)
    MERGE (n)-[:IN_INDUSTRY]->(i)
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
FILERS: Cypher[SeededRow] = Cypher(
    "reference.filers",
    """
    UNWIND $rows AS row
    MERGE (n:Filer:Party {key: row.key})
    WITH n, row, CASE WHEN n.print = row.print THEN 0 ELSE 1 END AS changed
    SET n += row
    RETURN {records: count(n), changed: sum(changed)} AS row
    """,
    writes=True,
)
AUTHORIZATIONS: Cypher[SeededRow] = Cypher(
    "reference.authorizations",
    """
    UNWIND $rows AS row
    MATCH (f:Filer {key: row.filerKey}), (a:Account {key: row.accountKey})
    MERGE (f)-[r:ACTS_FOR]->(a)
    WITH r, row, CASE WHEN r.since = row.since AND coalesce(r.until, '') = coalesce(row.until, '') THEN 0
                      ELSE 1 END AS changed
    SET r.since = row.since, r.until = row.until
    RETURN {records: count(r), changed: sum(changed)} AS row
    """,
    writes=True,
)

# People change by commands afterwards, so a second run leaves those who are there as they are.
PEOPLE: Cypher[SeededRow] = Cypher(
    "reference.people",
    """
    UNWIND $rows AS row
    OPTIONAL MATCH (there:Person {key: row.key})
    WITH row, count(there) AS found
    WHERE found = 0
    CREATE (n:Person {key: row.key})
    SET n += row
    RETURN {records: count(n), changed: count(n)} AS row
    """,
    writes=True,
)
ASSIGNMENTS: Cypher[SeededRow] = Cypher(
    "reference.assignments",
    """
    UNWIND $rows AS row
    OPTIONAL MATCH (there:Assignment {key: row.key})
    WITH row, count(there) AS found
    WHERE found = 0
    MATCH (p:Person {key: row.personKey}), (party:Party {key: row.partyKey})
    CREATE (p)-[:HOLDS_ROLE]->(n:Assignment {key: row.key})
    SET n += row
    CREATE (n)-[:FOR_PARTY]->(party)
    RETURN {records: count(n), changed: count(n)} AS row
    """,
    writes=True,
)

# The first day that the demonstration got stays its day.
KEEP_DAY: Cypher[str] = Cypher(
    "reference.keep_day",
    """
    MERGE (f:Fact {key: 'demo'})
    ON CREATE SET f.day = $day
    RETURN f.day AS row
    """,
    writes=True,
)
FIND_DAY: Cypher[str] = Cypher("reference.find_day", "MATCH (f:Fact {key: 'demo'}) RETURN f.day AS row")
