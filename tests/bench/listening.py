"""A graph that notes, while it is asked to, each sentence that a unit of work reads with, and its values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.cypher import Cypher, Row, Tx, Value
from graph.unit import Graph

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence as it went to the engine."""

    sentence: Cypher[Any]
    values: dict[str, Value]


class Listener(Graph):
    """The hub's graph, with an ear: set `heard` to a list and it fills; None, and nothing is noted."""

    heard: list[Heard] | None = None

    def read(self, work: Callable[[Tx], T], *, seconds: float | None = None) -> T:
        """As every graph does."""
        heard = self.heard
        if heard is None:
            return super().read(work, seconds=seconds)
        return super().read(lambda tx: work(_Noting(tx, heard)), seconds=seconds)


class _Noting:
    """A transaction that notes what passes through it; implements `graph.cypher.Tx`."""

    def __init__(self, tx: Tx, heard: list[Heard]) -> None:
        self._tx = tx
        self._heard = heard
        self.new_id = tx.new_id
        self.new_code = tx.new_code

    def all(self, sentence: Cypher[Row], /, **values: Value) -> list[Row]:
        self._heard.append(Heard(sentence, values))
        return self._tx.all(sentence, **values)

    def one(self, sentence: Cypher[Row], /, **values: Value) -> Row | None:
        self._heard.append(Heard(sentence, values))
        return self._tx.one(sentence, **values)

    def the(self, sentence: Cypher[Row], /, **values: Value) -> Row:
        self._heard.append(Heard(sentence, values))
        return self._tx.the(sentence, **values)

    def do(self, sentence: Cypher[None], /, **values: Value) -> None:
        self._heard.append(Heard(sentence, values))
        self._tx.do(sentence, **values)
