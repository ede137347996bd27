"""Sentences about the tokens that programs use in a person's name; only a token's hash is kept."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class TokenRow(TypedDict):
    """A token as its owner sees it; never its secret, and never its hash."""

    key: str
    name: str
    party: str
    createdAt: str
    expiresAt: str
    revokedAt: str | None


MAKE: Cypher[TokenRow] = Cypher(
    "tokens.make",
    """
    MATCH (p:Person {key: $person})
    CREATE (t:Token {key: $key, hash: $hash, name: $name, party: $party, personKey: $person, createdAt: $at,
                     expiresAt: $expiresAt})-[:OWNED_BY]->(p)
    RETURN t {.key, .name, .party, .createdAt, .expiresAt, .revokedAt} AS row
    """,
    writes=True,
)

# One's own record: whose tokens are counted, nobody adds one meanwhile.
LOCK_OWNER: Cypher[str] = Cypher(
    "tokens.lock_owner",
    """
    MATCH (p:Person {key: $person})
    SET p.lockedAt = $at, p.locks = coalesce(p.locks, 0) + 1
    RETURN p.key AS row
    """,
    writes=True,
)

# Locked first, then only if it is the person's own.
LOCK: Cypher[TokenRow] = Cypher(
    "tokens.lock",
    """
    MATCH (t:Token {key: $key})
    SET t.lockedAt = $at, t.locks = coalesce(t.locks, 0) + 1
    WITH t WHERE t.personKey = $person
    RETURN t {.key, .name, .party, .createdAt, .expiresAt, .revokedAt} AS row
    """,
    writes=True,
)

REVOKE: Cypher[TokenRow] = Cypher(
    "tokens.revoke",
    """
    MATCH (t:Token {key: $key})
    SET t.revokedAt = $at
    RETURN t {.key, .name, .party, .createdAt, .expiresAt, .revokedAt} AS row
    """,
    writes=True,
)

LIST: Cypher[TokenRow] = Cypher(
    "tokens.list",
    """
    MATCH (t:Token)-[:OWNED_BY]->(:Person {key: $person})
    WHERE t.revokedAt IS NULL AND t.expiresAt > $at
    WITH t ORDER BY t.createdAt DESC, t.key DESC
    RETURN collect(t {.key, .name, .party, .createdAt, .expiresAt, .revokedAt}) AS rows
    """,
)

REVOKE_ALL: Cypher[TokenRow] = Cypher(
    "tokens.revoke_all",
    """
    MATCH (t:Token {personKey: $person})
    WHERE t.revokedAt IS NULL AND t.expiresAt > $at
    SET t.revokedAt = $at
    RETURN t {.key, .name, .party, .createdAt, .expiresAt, .revokedAt} AS row
    """,
    writes=True,
)
