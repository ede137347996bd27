"""How fields read the rows that the rooms hand over: by key, or by a plain function of the row.

A resolver that returns such rows lets the projector build the answer without asking a resolver for each
field.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from graphql import (
    GraphQLAbstractType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLTypeResolver,
    GraphQLUnionType,
    Undefined,
    default_field_resolver,
    default_type_resolver,
)

Function = TypeVar("Function", bound=Callable[..., Any])
Row = Mapping[str, Any]


def read_key(source: Any, name: str) -> Any:
    """Read a field of a row, or of an object. Strawberry's `default_resolver`.

    A row without the key raises KeyError: a sentence that forgot a column must not read as "none".
    """
    return source[name] if isinstance(source, dict) else getattr(source, name)


def read_column(name: str, _default: Any, source: Any, _info: Any, **_arguments: Any) -> Any:
    """Read a field of a row, or of an object. Graphene's `default_resolver`, as strict as `read_key`."""
    return read_key(source, name)


def of_row(function: Function) -> Function:
    """Mark a resolver that is a function of its row alone, such as a global id or a label made of two
    columns.

    It takes the row, and may take an `info` after it, which it must not use: the projector passes None.
    """
    function.__of_row__ = True  # type: ignore[attr-defined]  # a mark that the projector looks for
    return function


@dataclass(frozen=True, slots=True)
class ByKey:
    """A field whose value stands in the row under a key. Without the key it is `default`, or an error."""

    key: str
    default: Any = Undefined
    may_call: bool = False  # graphql-core's own resolver calls what it finds, if it can be called


@dataclass(frozen=True, slots=True)
class FromRow:
    """A field whose value is a plain function of the row."""

    function: Callable[[Row], Any]


def find_source(name: str, field: GraphQLField, default: Callable[..., Any]) -> ByKey | FromRow | None:
    """Find how a field reads its row; None when only calling its resolver can tell.

    `default` is the executor's resolver for fields that have none. Knows the fields of Strawberry by what
    Strawberry keeps beside them and those of Graphene by the resolver it gives them, and imports neither.
    """
    if field.args:
        return None
    definition = field.extensions.get("strawberry-definition")
    if definition is not None:
        return _find_in_definition(field, definition)
    resolve = field.resolve
    if resolve is None:
        return ByKey(name, None, may_call=True) if default is default_field_resolver else None
    if isinstance(resolve, functools.partial) and len(resolve.args) == 2 and not resolve.keywords:
        key, missing = resolve.args
        if resolve.func is read_column:
            return ByKey(key)
        where = (resolve.func.__module__, resolve.func.__qualname__)
        known = where == ("graphene.types.resolver", "dict_or_attr_resolver")
        return ByKey(key, missing) if known else None
    return _take_marked(resolve)


def _find_in_definition(field: GraphQLField, definition: Any) -> ByKey | FromRow | None:
    if definition.extensions:
        return None
    if definition.base_resolver is not None:
        return _take_marked(definition.base_resolver.wrapped_func)
    is_basic = getattr(field.resolve, "_is_default", False) and definition.default_resolver is read_key
    return ByKey(definition.python_name) if is_basic else None


def _take_marked(resolve: Callable[..., Any]) -> FromRow | None:
    if not getattr(resolve, "__of_row__", False):
        return None
    if len(inspect.signature(resolve).parameters) == 1:
        return FromRow(resolve)
    return FromRow(lambda row: resolve(row, None))


@dataclass(frozen=True, slots=True)
class IsRowOf:
    """Tells whether a value is of an object type: a row unless its `__typename` says otherwise."""

    name: str
    before: Callable[..., Any]

    def __call__(self, value: Any, info: GraphQLResolveInfo) -> Any:
        """Answer graphql-core's `is_type_of`."""
        if isinstance(value, dict):
            return value.get("__typename", self.name) == self.name
        return self.before(value, info)


@dataclass(frozen=True, slots=True)
class TypeOfRow:
    """Finds which type of an interface or union a row is by its key `__typename`; an object's as before."""

    before: GraphQLTypeResolver

    def __call__(self, value: Any, info: GraphQLResolveInfo, abstract: GraphQLAbstractType) -> Any:
        """Answer graphql-core's `resolve_type`. A row without the key is of no type, which is an error."""
        if isinstance(value, dict):
            return value.get("__typename")
        return self.before(value, info, abstract)


def accept_rows(schema: GraphQLSchema) -> None:
    """Teach a schema's types to take rows. Changes the schema in place; a second time changes nothing.

    Strawberry asks whether a value is an instance of the type's class, which no row is.
    """
    for each in schema.type_map.values():
        if isinstance(each, GraphQLObjectType):
            if each.is_type_of is not None and not isinstance(each.is_type_of, IsRowOf):
                each.is_type_of = IsRowOf(each.name, each.is_type_of)
        elif isinstance(each, GraphQLInterfaceType | GraphQLUnionType) and not isinstance(
            each.resolve_type, TypeOfRow
        ):
            each.resolve_type = TypeOfRow(each.resolve_type or default_type_resolver)
