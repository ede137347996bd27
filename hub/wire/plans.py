"""Turns rows into the answer's maps without an executor: what each kind of value needs is worked out once.

A plan looks at the Python types of a whole row at once. The second row with the same types costs a lookup,
not a decision a field. Whatever a plan is not sure of it leaves to graphql-core by raising `NotPlain`, so
that every error and every odd value reads exactly as it would without a plan.
"""

from collections.abc import Callable, Sequence
from enum import Enum
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

# Combinations of types kept for one plan: nulls in nine columns of twelve make 512.
MOST_SHAPES = 512
# Values that these scalars give back as they are.
AS_THEY_ARE = {
    (GraphQLString.serialize, str),
    (GraphQLID.serialize, str),
    (GraphQLBoolean.serialize, bool),
}


class NotPlain(Exception):
    """A value that graphql-core must judge itself."""


class ValuePlan:
    """What becomes of one value, by its Python type; remembered for each type met."""

    def __init__(self, *, may_be_null: bool) -> None:
        self.may_be_null = may_be_null
        self._finishes: dict[type, Finish | None] = {}

    def finish(self, value: Any) -> Any:
        """Give the value as it stands in the answer."""
        finish = self.find_finish(type(value))
        return value if finish is None else finish(value)

    def find_finish(self, kind: type) -> Finish | None:
        """Find what finishes a value of this type: None if nothing need be done; NotPlain if no plan can."""
        try:
            return self._finishes[kind]
        except KeyError:
            finish = self._finishes[kind] = self._choose(kind)
            return finish

    def _choose(self, kind: type) -> Finish | None:
        if kind is not type(None) and kind is not type(Undefined):
            return self.choose_present(kind)
        if not self.may_be_null:
            raise NotPlain
        return None if kind is type(None) else _give_none

    def choose_present(self, kind: type) -> Finish | None:
        """Find what finishes a value that is there."""
        raise NotImplementedError


class LeafPlan(ValuePlan):
    """A scalar or an enum."""

    def __init__(self, leaf: GraphQLLeafType, *, may_be_null: bool, may_call: bool) -> None:
        super().__init__(may_be_null=may_be_null)
        self._leaf = leaf
        self._may_call = may_call

    def choose_present(self, kind: type) -> Finish | None:
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
            return _remember(self._serialize)
        return self._serialize

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

    def choose_present(self, kind: type) -> Finish | None:
        """Take lists and tuples."""
        if kind is not list and kind is not tuple:
            raise NotPlain
        return self.project

    def project(self, items: Sequence[Any]) -> list[Any]:
        """Give the finished items."""
        if isinstance(self._item, ObjectPlan):
            project, finish = self._item.project, self._item.finish
            return [project(item) if type(item) is dict else finish(item) for item in items]
        finish = self._item.finish
        return [finish(item) for item in items]


class Slot:
    """One field of an object plan: where its value comes from, and what becomes of it."""

    def __init__(self, source: ByKey | FromRow, value: ValuePlan) -> None:
        self.source = source
        self.value = value

    def read(self, row: dict[str, Any]) -> Any:
        """Read and finish this field alone."""
        return self.value.finish(self.find(row))

    def find(self, row: dict[str, Any]) -> Any:
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
        # Columns that come from no key hold their place with another's value until they are filled in.
        self._keys = [
            slot.source.key if slot and isinstance(slot.source, ByKey) else keys[0] if keys else ""
            for slot in self._slots
        ]
        self._get: Callable[[Any], tuple[Any, ...]] | None = (
            itemgetter(*self._keys, self._keys[0]) if keys else None
        )
        self._shapes: dict[tuple[type, ...], list[tuple[int, Finish]]] = {}
        self._made = [
            (place, slot)
            for place, slot in enumerate(self._slots)
            if slot is None or isinstance(slot.source, FromRow)
        ]

    def choose_present(self, kind: type) -> Finish | None:
        """Take rows."""
        if kind is not dict:
            raise NotPlain
        return self.project

    def project(self, row: dict[str, Any]) -> dict[str, Any]:
        """Give the answer's map for one row."""
        if self._checks_name and row.get("__typename", self._type_name) != self._type_name:
            raise NotPlain
        values = self._read(row)
        shape = tuple(map(type, values))
        work = self._shapes.get(shape)
        if work is None:
            work = self._learn(shape)
        if not work and not self._made:
            return dict(zip(self._names, values, strict=False))
        filled = list(values)
        for place, finish in work:
            filled[place] = finish(filled[place])
        for place, slot in self._made:
            filled[place] = slot.value.finish(slot.find(row)) if slot else self._type_name
        return dict(zip(self._names, filled, strict=False))

    def _read(self, row: dict[str, Any]) -> Sequence[Any]:
        # One key more than there are names: itemgetter gives a tuple only from two keys on.
        if self._get is None:
            return [None] * len(self._names)
        try:
            return self._get(row)
        except KeyError:
            return [
                slot.find(row) if slot and isinstance(slot.source, ByKey) else None for slot in self._slots
            ]

    def _learn(self, shape: tuple[type, ...]) -> list[tuple[int, Finish]]:
        work = []
        for place, slot in enumerate(self._slots):
            if slot and isinstance(slot.source, ByKey):
                finish = slot.value.find_finish(shape[place])
                if finish:
                    work.append((place, finish))
        if len(self._shapes) >= MOST_SHAPES:
            self._shapes.clear()
        self._shapes[shape] = work
        return work


def _can_be_called(kind: type) -> bool:
    # Asked of the class, `callable` would speak of the class itself.
    return any("__call__" in base.__dict__ for base in kind.__mro__)


def _give_none(_value: Any) -> None:
    return None


def _check_int(value: int) -> int:
    # GraphQL's Int has 32 bits.
    if -2_147_483_648 <= value <= 2_147_483_647:
        return value
    raise NotPlain


def _check_float(value: float) -> float:
    if isfinite(value):
        return value
    raise NotPlain


def _remember(serialize: Finish) -> Finish:
    """Remember what an enum's values are called: those that have a name, so no more than the enum has."""
    known: dict[Any, Any] = {}

    def find(value: Any) -> Any:
        found = known.get(value)
        if found is None:
            found = known[value] = serialize(value)
        return found

    return find
