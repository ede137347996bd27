"""Turns rows into the answer's maps without an executor, a column at a time.

A column is judged by the Python types found in it, so a thousand titles that are all strings cost one
decision. Whatever a plan is not sure of it leaves to graphql-core by raising `NotPlain`, so that every error
and every odd value reads exactly as it would without a plan.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, repeat
from math import isfinite
from operator import itemgetter
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLString,
    Undefined,
)
from graphql.type import GraphQLLeafType

from hub.wire.rows import ByKey, FromRow

Finish = Callable[[Any], Any]
Row = dict[str, Any]

# GraphQL's Int has 32 bits.
SMALLEST_INT, LARGEST_INT = -2_147_483_648, 2_147_483_647
# Values that these scalars give back as they are.
AS_THEY_ARE = {
    (GraphQLString.serialize, str),
    (GraphQLID.serialize, str),
    (GraphQLBoolean.serialize, bool),
}


class NotPlain(Exception):
    """A value that graphql-core must judge itself."""


class ValuePlan:
    """What becomes of values at one place of the answer, by their Python type."""

    def __init__(self, *, may_be_null: bool) -> None:
        self.may_be_null = may_be_null
        self._finishes: dict[type, Finish | None] = {}

    def finish(self, value: Any) -> Any:
        """Give one value as it stands in the answer."""
        finish = self._find_finish(type(value))
        return value if finish is None else finish(value)

    def finish_all(self, values: Sequence[Any]) -> Iterable[Any]:
        """Give a column of values as they stand in the answer."""
        kinds = set(map(type, values))
        finishes = [self._find_finish(kind) for kind in kinds]
        if not any(finishes):
            return values
        if len(kinds) == 1:
            return self._finish_alike(values, kinds.pop())
        return map(self.finish, values)

    def leaves_alone(self, values: Iterable[Any]) -> bool:
        """Tell whether all of these stand in the answer as they are."""
        return not any([self._find_finish(kind) for kind in set(map(type, values))])

    def choose(self, kind: type) -> Finish | None:
        """Find what finishes a value of this type: None if nothing need be done; NotPlain if no plan can."""
        raise NotImplementedError

    def _finish_alike(self, values: Sequence[Any], kind: type, /) -> Iterable[Any]:
        """Finish values of one type that need some work."""
        finish = self._finishes[kind]
        return map(finish, values) if finish else values

    def _find_finish(self, kind: type) -> Finish | None:
        try:
            return self._finishes[kind]
        except KeyError:
            pass
        if kind is type(None):
            if not self.may_be_null:
                raise NotPlain
            finish = None
        else:
            finish = self.choose(kind)
        self._finishes[kind] = finish
        return finish


class LeafPlan(ValuePlan):
    """A scalar or an enum."""

    def __init__(self, leaf: GraphQLLeafType, *, may_be_null: bool, may_call: bool) -> None:
        """`may_call` when a value that can be called would be called, not serialised."""
        super().__init__(may_be_null=may_be_null)
        self._leaf = leaf
        self._may_call = may_call

    def choose(self, kind: type) -> Finish | None:
        """Pass on what needs no work, check numbers, look enums up, let the scalar serialise the rest."""
        serialize = self._leaf.serialize
        if (serialize, kind) in AS_THEY_ARE:
            return None
        if serialize is GraphQLInt.serialize and kind is int:
            return _check_int
        if serialize is GraphQLFloat.serialize and kind is float:
            return _check_float
        if issubclass(kind, Exception) or (self._may_call and _can_be_called(kind)):
            raise NotPlain
        if isinstance(self._leaf, GraphQLEnumType) and (kind is str or issubclass(kind, Enum)):
            return _Names(self._serialize).__getitem__
        return self._serialize

    def _finish_alike(self, values: Sequence[Any], kind: type, /) -> Iterable[Any]:
        if self._finishes[kind] is not _check_int:
            return super()._finish_alike(values, kind)
        if min(values) < SMALLEST_INT or max(values) > LARGEST_INT:
            raise NotPlain
        return values

    def _serialize(self, value: Any) -> Any:
        try:
            serialized = self._leaf.serialize(value)
        except Exception as error:  # a scalar may raise anything, and graphql-core words it
            raise NotPlain from error
        if serialized is None or serialized is Undefined:
            raise NotPlain
        return serialized


class ListPlan(ValuePlan):
    """A list whose items have a plan. Other iterables may be read only once, and are left to graphql-core."""

    def __init__(self, item: ValuePlan, *, may_be_null: bool) -> None:
        super().__init__(may_be_null=may_be_null)
        self._item = item

    def choose(self, kind: type) -> Finish | None:
        """Take lists and tuples."""
        if kind is not list and kind is not tuple:
            raise NotPlain
        return self.project

    def _finish_alike(self, values: Sequence[Any], kind: type, /) -> Iterable[Any]:
        # A column of lists is judged by the items of all of them: most are words, and nothing need be done.
        if kind is list and self._item.leaves_alone(chain.from_iterable(values)):
            return values
        return super()._finish_alike(values, kind)

    def project(self, items: Sequence[Any]) -> list[Any]:
        """Give the finished items."""
        return list(self._item.finish_all(items))


class Slot:
    """One field of a row: where its value comes from, and what becomes of it."""

    def __init__(self, source: ByKey | FromRow, value: ValuePlan) -> None:
        self.source = source
        self.value = value

    def read(self, row: Row) -> Any:
        """Read and finish this field alone."""
        return self.value.finish(self.find(row))

    def find(self, row: Row) -> Any:
        """Read this field's value, unfinished."""
        if isinstance(self.source, FromRow):
            try:
                return self.source.function(row)
            except Exception as error:  # a resolver may raise anything, and graphql-core words it
                raise NotPlain from error
        found = row.get(self.source.key, self.source.default)
        if found is Undefined:
            raise NotPlain
        return found


class ObjectPlan(ValuePlan):
    """An object all of whose asked fields have a plan."""

    def __init__(
        self,
        type_name: str,
        fields: Sequence[tuple[str, Slot | None]],
        *,
        checks_name: bool,
        may_be_null: bool,
    ) -> None:
        """Take the fields in the order of the answer, with None for `__typename`."""
        super().__init__(may_be_null=may_be_null)
        self._type_name = type_name
        self._checks_name = checks_name
        self._names = [name for name, _ in fields]
        self._slots = [slot for _, slot in fields]
        keys = [slot.source.key for slot in self._slots if slot and isinstance(slot.source, ByKey)]
        # The first key twice: from a single key, itemgetter would give no tuple.
        self._get: Callable[[Row], tuple[Any, ...]] | None = itemgetter(*keys, keys[0]) if keys else None

    def choose(self, kind: type) -> Finish | None:
        """Take rows."""
        if kind is not dict:
            raise NotPlain
        return self.project

    def project(self, row: Row) -> Row:
        """Give the answer's map for one row."""
        return self.project_all([row])[0]

    def project_all(self, rows: Sequence[Row]) -> list[Row]:
        """Give the answer's maps for rows."""
        if self._checks_name:
            name = self._type_name
            if any(row.get("__typename", name) != name for row in rows):
                raise NotPlain
        if not self._names:
            return [{} for _ in rows]
        read = self._read_keys(rows)
        columns: list[Iterable[Any]] = []
        for slot in self._slots:
            if slot is None:
                columns.append(repeat(self._type_name, len(rows)))
            elif isinstance(slot.source, ByKey):
                columns.append(slot.value.finish_all(next(read)))
            else:
                columns.append(slot.value.finish_all([slot.find(row) for row in rows]))
        return list(map(dict, map(zip, repeat(self._names), zip(*columns, strict=True))))

    def _finish_alike(self, values: Sequence[Any], _kind: type, /) -> Iterable[Any]:
        return self.project_all(values)

    def _read_keys(self, rows: Sequence[Row]) -> Iterator[Any]:
        """Read the columns of the slots that have a key, in their order."""
        if self._get is None:
            return iter(())
        try:
            return zip(*map(self._get, rows), strict=True)
        except KeyError:
            slots = [slot for slot in self._slots if slot and isinstance(slot.source, ByKey)]
            return iter([[slot.find(row) for row in rows] for slot in slots])


class _Names(dict[Any, Any]):
    """What an enum's values are called: those that have a name, so no more than the enum has."""

    def __init__(self, serialize: Finish) -> None:
        super().__init__()
        self._serialize = serialize

    def __missing__(self, value: Any) -> Any:
        self[value] = name = self._serialize(value)
        return name


def _can_be_called(kind: type) -> bool:
    # Asked of the class, `callable` would speak of the class itself.
    return any("__call__" in base.__dict__ for base in kind.__mro__)


def _check_int(value: int) -> int:
    if SMALLEST_INT <= value <= LARGEST_INT:
        return value
    raise NotPlain


def _check_float(value: float) -> float:
    if isfinite(value):
        return value
    raise NotPlain
