"""A named Cypher sentence, and what a room may do with one inside a unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, LiteralString, Protocol, TypeVar

Row = TypeVar("Row")
Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Cypher(Generic[Row]):
    """One whole sentence, written out as a literal; `Row` is the shape of what it returns.

    A sentence returns one column: `row`, a map for each record, or `rows`, all of them collected in one
    record (cheaper to carry). A sentence that returns nothing is `Cypher[None]`.
    """

    name: str
    text: LiteralString
    writes: bool = False


class Tx(Protocol):
    """A transaction as the rooms see it. The unit of work may run them twice: touch only this."""

    def all(self, sentence: Cypher[Row], /, **values: Value) -> list[Row]:
        """Every row of the sentence, in its order."""
        ...

    def one(self, sentence: Cypher[Row], /, **values: Value) -> Row | None:
        """The first row of the sentence, or None."""
        ...

    def the(self, sentence: Cypher[Row], /, **values: Value) -> Row:
        """The row of a sentence that always has one, such as a write to a record the unit has locked."""
        ...

    def do(self, sentence: Cypher[None], /, **values: Value) -> None:
        """Run a sentence for its effect."""
        ...

    def new_id(self) -> str:
        """A new time-ordered key (UUIDv7) for a record without a business key."""
        ...

    def new_code(self) -> str:
        """A new short random code that people can read out, such as `7KQ4-F2M9`."""
        ...
