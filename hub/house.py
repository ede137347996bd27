"""What one process of the hub shares among requests: settings, graph, clock, and what it has in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from graph.cypher import Tx
from graph.unit import Graph
from hub.config import Settings
from liaisons.actors import Actor
from liaisons.audiences import resolve_audiences
from liaisons.directory import Directory, read_directory
from liaisons.permissions import Permission, may

# A narrow reader's audiences are some hundred keys; that many readers' fit in some ten megabytes.
MOST_READERS = 500

AudiencesKey = tuple[tuple[str, ...], bool, int]


@dataclass
class House:
    """One for each application. What it keeps is right for the versions that the graph names only."""

    settings: Settings
    graph: Graph
    clock: Callable[[], datetime]
    new_token: Callable[[], str]
    _directory: Directory | None = None
    _audiences: OrderedDict[AudiencesKey, tuple[str, ...]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def directory(self, tx: Tx, version: int) -> Directory:
        """The public directory at a version, or a newer one; read only when the version has moved."""
        kept = self._directory
        if kept is None or kept.version < version:
            kept = self._directory = read_directory(tx)
        return kept

    def with_audiences(self, tx: Tx, actor: Actor, version: int) -> Actor:
        """The actor with what they read today.

        Kept by the reader keys and the version of all audiences: the same keys read the same, whoever holds
        them, and a new audience moves the version. An auditor reads them all, so that is part of the key.
        """
        key = (tuple(sorted(actor.readers)), may(actor, Permission.READ_EVERYTHING), version)
        with self._lock:
            found = self._audiences.get(key)
            if found is not None:
                self._audiences.move_to_end(key)
        if found is None:
            found = resolve_audiences(tx, actor)
            with self._lock:
                self._audiences[key] = found
                while len(self._audiences) > MOST_READERS:
                    self._audiences.popitem(last=False)
        return replace(actor, audiences=found)
