"""Sentences about who is in front of the hub.

These make the actor, so they come before any audience: each finds one person by a key that only that person
has (a signed session, a token's hash, an e-mail), and none returns a password's hash but `FIND_PASSWORD`.
"""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class StandingRow(TypedDict):
    """One role that the person holds today."""

    role: str
    party: str
    target: str
    targetKind: str


class SignedInRow(TypedDict):
    """Who a session speaks of, None if nobody, and the versions of what the process keeps in memory."""

    person: str | None
    name: str | None
    stamp: str | None
    madeUp: bool | None
    standings: list[StandingRow]
    directory: int
    audiences: int


class TokenRow(TypedDict):
    """What decides whether a token is taken."""

    key: str
    person: str
    party: str
    expiresAt: str
    revokedAt: str | None


class PasswordRow(TypedDict):
    """What a password is checked against."""

    person: str
    hash: str


class MadeUpRow(TypedDict):
    """A made-up person of the demonstration, with the roles of today."""

    key: str
    name: str
    standings: list[StandingRow]


FIND_SIGNED_IN: Cypher[SignedInRow] = Cypher(
    "sign_in.find_signed_in",
    """
    OPTIONAL MATCH (p:Person {key: $person})
    OPTIONAL MATCH (p)-[:HOLDS_ROLE]->(a:Assignment)
    WHERE a.since <= $today AND (a.until IS NULL OR a.until > $today)
    WITH p, a ORDER BY a.key
    WITH p, collect(CASE WHEN a IS NULL THEN NULL ELSE {role: a.role, party: a.partyKey, target: a.targetKey,
                    targetKind: a.targetKind} END) AS standings
    OPTIONAL MATCH (d:Fact {key: 'directory'})
    OPTIONAL MATCH (s:Fact {key: 'audiences'})
    RETURN {person: p.key, name: p.name, stamp: p.passwordSetAt, madeUp: p.madeUp,
            standings: standings, directory: coalesce(d.version, 0), audiences: coalesce(s.version, 0)} AS row
    """,
)

# Whoever runs the machine may read as a person whom they know by address.
FIND_BY_EMAIL: Cypher[str] = Cypher(
    "sign_in.find_by_email", "MATCH (p:Person {email: $email}) RETURN p.key AS row LIMIT 1"
)

FIND_TOKEN: Cypher[TokenRow] = Cypher(
    "sign_in.find_token",
    """
    MATCH (t:Token {hash: $hash})-[:OWNED_BY]->(p:Person)
    RETURN {key: t.key, person: p.key, party: t.party, expiresAt: t.expiresAt, revokedAt: t.revokedAt} AS row
    """,
)

FIND_PASSWORD: Cypher[PasswordRow] = Cypher(
    "sign_in.find_password",
    """
    MATCH (p:Person {email: $email})
    WHERE p.passwordHash IS NOT NULL
    RETURN {person: p.key, hash: p.passwordHash} AS row LIMIT 1
    """,
)

# People of the demonstration only: nobody real is ever listed here.
LIST_MADE_UP: Cypher[MadeUpRow] = Cypher(
    "sign_in.list_made_up",
    """
    MATCH (p:Person {madeUp: true})-[:HOLDS_ROLE]->(a:Assignment)
    WHERE a.since <= $today AND (a.until IS NULL OR a.until > $today)
    WITH p, a ORDER BY a.key
    WITH p, collect({role: a.role, party: a.partyKey, target: a.targetKey, targetKind: a.targetKind}) AS held
    ORDER BY p.name, p.key
    RETURN collect({key: p.key, name: p.name, standings: held}) AS rows
    """,
)
