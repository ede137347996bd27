"""What a resolver of the agency API has: who asks, and units of work on the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

import strawberry

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.directory import Directory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """One request to the agency API."""

    actor: Actor
    directory: Directory
    now: datetime
    graph: Graph

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a unit that only reads."""
        return self.graph.read(work)

    def write(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a unit of which all is kept, or nothing."""
        return self.graph.write(work)


def context_of(info: strawberry.Info) -> Context:
    """The context of a resolver."""
    return cast(Context, info.context)
