"""Bring a graph's constraints and indexes to what this release needs: numbered steps, each applied once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import LiteralString, TypedDict, cast

from graph.cypher import Cypher, Tx
from graph.unit import Graph


class AppliedRow(TypedDict):
    """A step that the graph says was applied."""

    key: str
    hash: str


APPLIED: Cypher[AppliedRow] = Cypher(
    "migrate.applied", "MATCH (m:Migration) RETURN m {.key, .hash} AS row ORDER BY m.key"
)
RECORD: Cypher[None] = Cypher(
    "migrate.record",
    "MERGE (m:Migration {key: $key}) ON CREATE SET m.name = $name, m.hash = $hash, m.appliedAt = $at",
    writes=True,
)


class MigrationRefused(Exception):
    """The graph and this release don't fit together; says which and what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered file of sentences about the schema, or about records that an older release wrote."""

    key: str
    name: str
    sentences: tuple[LiteralString, ...]
    hash: str


def read_steps() -> list[Step]:
    """The steps of this release, in order."""
    steps = []
    for file in sorted(files("graph.migrations").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".cypher"):
            text = file.read_text(encoding="utf-8")
            lines = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
            sentences = cast(
                tuple[LiteralString, ...], tuple(s.strip() for s in "\n".join(lines).split(";") if s.strip())
            )
            key, _, name = file.name.removesuffix(".cypher").partition("_")
            steps.append(Step(key, name, sentences, hashlib.sha256(text.encode()).hexdigest()))
    return steps


def list_missing(graph: Graph) -> list[Step]:
    """Steps that the graph lacks. Raises `MigrationRefused` if it has one that this release doesn't know."""
    applied = {row["key"]: row["hash"] for row in graph.read(lambda tx: tx.all(APPLIED))}
    steps = read_steps()
    known = {step.key: step.hash for step in steps}
    for key, hash_then in applied.items():
        if key not in known:
            raise MigrationRefused(f"The graph has step {key}, unknown to this release. Upgrade the hub.")
        if known[key] != hash_then:
            raise MigrationRefused(f"Step {key} was changed after it was applied. Restore its file.")
    return [step for step in steps if step.key not in applied]


def migrate(graph: Graph, *, now: datetime | None = None) -> list[Step]:
    """Apply the missing steps in order and return them. Safe to run twice, and by two at once."""
    missing = list_missing(graph)
    at = (now or datetime.now(UTC)).isoformat()
    for step in missing:
        for sentence in step.sentences:
            # Schema sentences can't share a managed transaction with data; each sentence may run twice.
            with graph.driver.session(database=graph.database) as session:
                session.run(sentence).consume()
        graph.write(partial(_record, step=step, at=at))
    return missing


def _record(tx: Tx, *, step: Step, at: str) -> None:
    tx.do(RECORD, key=step.key, name=step.name, hash=step.hash, at=at)
