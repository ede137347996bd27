"""Every request to the two APIs, from their schemas: each field with all that can be asked of it.

An argument, or a part of an input, that is not in the tables here fails by its name.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_introspection_query,
    get_named_type,
    get_nullable_type,
    is_required_argument,
)

from tests.house.making_up import values_of
from tests.worlds.asking import Ask
from tests.worlds.pages import NotWalked
from tests.worlds.planting import HIDDEN_ACCOUNT, OPEN_ISSUE, WORD
from tests.worlds.world import Keys

ACCEPT_NEW = (("Accept", "application/graphql-response+json"),)
# What can name a planted record, by argument or part of an input, and the records that it names; `key` names
# one of the mutation's own.
NAMES: dict[str, tuple[str, ...]] = {
    "key": (),
    "issue": ("Issue",),
    "person": ("Person",),
    "party": ("Person",),
    "target": ("Person",),
    "followsUp": ("Issue",),
    "readers": ("Person",),
    "holder": ("Person",),
    "issues": ("Issue",),
    "by": ("Input",),
    "email": (),
}
# The records that a mutation's own key names, by its payload.
OWN = {
    "AgendaLinePayload": "AgendaItem",
    "AssignmentPayload": "Assignment",
    "InputPayload": "Input",
    "IssuePayload": "Issue",
    "MeetingPayload": "Meeting",
    "PacketPayload": "Packet",
    "PersonPayload": "Person",
    "PublicationPayload": "Publication",
    "RemarkPayload": "Issue",
    "TokenPayload": "Token",
}


def values_tried(keys: Keys) -> dict[str, list[Any]]:
    """What is tried for each argument of a query, and for each part of a filter."""
    hidden = keys.hidden()
    own = keys.hidden("Issue")
    cells = [
        [{"area": "FDA/FOO", "column": "CEE002/aquaculture"}, {"area": "EPA/PST", "column": "CEE003"}],
        [{"area": "FDA/DRU", "column": "CEE002/tobacco"}],
        [{"area": own[0], "column": HIDDEN_ACCOUNT}],
        [],
    ]
    due = (f"2026-11-20 {key}" for key in keys.hidden("Input"))
    ranks = (*due, f"5{'2019':<10}", *(f"5{'2019':<10}{key}" for key in own), "2016", "moon")
    return {
        "after": [urlsafe_b64encode(rank.encode()).decode() for rank in ranks] + ["moon"],
        "agencies": [["FDA"], ["EPA"], [own[0]], []],
        "agency": ["FDA", HIDDEN_ACCOUNT],
        "area": ["FDA/FOO", "EPA", "FDA/DRU", own[0]],
        "cells": cells,
        "center": ["CEE002", HIDDEN_ACCOUNT],
        "centers": [["CEE002"], ["CEE003"], []],
        "column": ["CEE002", "CEE003", "CEE002/tobacco", HIDDEN_ACCOUNT],
        "empty": ["none known", "not assessed"],
        "first": [1, 3, 100, 200, 201, 0, -1],
        "holders": [["FDA"], ["EPA", "CEE002"], [HIDDEN_ACCOUNT]],
        "id": [*(_id(kind, key) for kind in NODES for key in (*hidden, keys.made_up[0])), "x"],
        "issue": [*own, OPEN_ISSUE, keys.made_up[0]],
        "key": [*hidden, *keys.made_up, OPEN_ISSUE, *keys.there["Publication"], *keys.there["Input"], "dana",
                "account", MEETING],
        "kinds": [["outage"], ["data", "moon"]],
        "opened": [["CEE002"], ["CEE003", "CEE001"]],
        "over": [True, False],
        "party": ["FDA", "A-OPEN", HIDDEN_ACCOUNT],
        "role": ["liaison", "account-user", "moon"],
        "search": ["a", WORD, "dana"],
        "severities": [[4], [0, 3]],
        "states": [["draft"], ["filed", "moon"]],
        "strengths": [["needs resolution"], ["moon"]],
        "unplaced": [True, False],
    }  # fmt: skip


# Misspelt, torn, and empty: no answer may suggest what there is.
WRONG = (
    "{ isues { key } }",
    "{ issu",
    "",
    f"{{ {WORD} }}",
    "mutation { issu }",
    '{ __type(name: "Isue") { name } }',
)
# A meeting that is planned in both worlds.
MEETING = "CEE002/FY27-Q1"
ILL_FORMED: tuple[Any, ...] = (None, "", [], {"moon": 1})
NODES = ("Issue", "Publication", "Input", "Meeting", "Person", "Center", "Account")


def walk_reading(schema: GraphQLSchema, address: str, keys: Keys) -> Iterator[Ask]:
    """Every field of the query with each value of each argument; what is misspelt; the schema itself."""
    assert schema.query_type
    tried = values_tried(keys)
    for name, field in schema.query_type.fields.items():
        selection = select(schema, field)
        for values in _argument_values(name, field, tried):
            yield _ask(address, "query", name, field, selection, values)
    query = schema.query_type
    (first, *_) = query.fields
    told = f"{{ {first} {select(schema, query.fields[first])} }}"
    yield Ask("GET", f"{address}?query={told.replace(' ', '+')}")
    yield Ask("POST", address, json={"query": told}, headers=ACCEPT_NEW)
    for wrong in WRONG:
        yield Ask("POST", address, json={"query": wrong})
        yield Ask("POST", address, json={"query": wrong}, headers=ACCEPT_NEW)
    yield Ask("POST", address, json={"query": get_introspection_query()})
    for method in ("HEAD", "OPTIONS", "PUT"):
        yield Ask(method, address)


def walk_writing(schema: GraphQLSchema, address: str, keys: Keys) -> Iterator[Ask]:
    """Every mutation: on what is open, on what is planted and on nothing, well and ill formed."""
    if not schema.mutation_type:
        return
    for name, field in schema.mutation_type.fields.items():
        selection = select(schema, field)
        own = _own_keys(name, field, keys)
        well = values_of(name, field, _open_keys(keys))
        yield _ask(address, "mutation", name, field, selection, well)
        for version in (2, 8, 9, 10, 11):
            if "version" in well:
                # Whichever version a planted record has come to.
                on_planted = {**_replaced(well, ("key", "issue"), own[0]), "version": version}
                yield _ask(address, "mutation", name, field, selection, on_planted)
        for part, labels in NAMES.items():
            named = keys.hidden(*labels) if labels else own
            for key in (*named, keys.made_up[0], HIDDEN_ACCOUNT, f"client@{WORD}.example"):
                if (changed := _replaced(well, (part,), key)) != well and _fits(part, key):
                    yield _ask(address, "mutation", name, field, selection, changed)
        on_planted = _replaced(well, ("key", "issue", "person"), own[0])
        for argument in field.args:
            for ill in ILL_FORMED:
                yield _ask(address, "mutation", name, field, selection, {**on_planted, argument: ill})


def _own_keys(name: str, field: GraphQLField, keys: Keys) -> list[str]:
    """Planted keys of what the mutation is about, and one that is of something else."""
    payload = get_named_type(field.type).name
    if "key" in field.args and payload not in OWN:
        raise NotWalked(f"{name}(key): no walk knows what {payload} is about")
    own = OWN.get(payload, "Issue")
    other = "Publication" if own == "Issue" else "Issue"
    return [*keys.hidden(own), *keys.hidden(other)[:1]]


def select(schema: GraphQLSchema, field: GraphQLField) -> str:
    """All that can be read of a field's answer, down to the last leaf."""
    kind = get_named_type(field.type)
    if isinstance(kind, GraphQLInterfaceType):
        parts = [f"... on {one.name} {_fields_of(schema, one)}" for one in schema.get_possible_types(kind)]
        return f"{{ __typename id {' '.join(parts)} }}"
    return _fields_of(schema, kind) if isinstance(kind, GraphQLObjectType) else ""


def _fields_of(schema: GraphQLSchema, kind: GraphQLObjectType) -> str:
    parts = []
    for name, field in kind.fields.items():
        if field.args:
            raise NotWalked(f"{kind.name}.{name}: no walk gives arguments to fields below the first")
        parts.append(f"{name} {select(schema, field)}".strip())
    return f"{{ {' '.join(parts)} }}"


def _ask(
    address: str, operation: str, name: str, field: GraphQLField, selection: str, values: Mapping[str, Any]
) -> Ask:
    given = {each: field.args[each].type for each in values if each in field.args}
    declared = ", ".join(f"${each}: {kind}" for each, kind in given.items())
    passed = ", ".join(f"{each}: ${each}" for each in given)
    asked = f"{name}({passed})" if passed else name
    query = f"{operation} Walk{f'({declared})' if declared else ''} {{ {asked} {selection} }}"
    return Ask("POST", address, json={"query": query, "variables": dict(values)})


def _argument_values(
    name: str, field: GraphQLField, tried: Mapping[str, list[Any]]
) -> Iterator[dict[str, Any]]:
    """Nothing given where nothing must be, then each argument by itself with each of its values."""
    if not any(is_required_argument(argument) for argument in field.args.values()):
        yield {}
    for each, argument in field.args.items():
        for value in _input_values(f"{name}({each})", each, argument.type, tried):
            yield {each: value}


def _input_values(where: str, name: str, wanted: Any, tried: Mapping[str, list[Any]]) -> Iterator[Any]:
    kind = get_nullable_type(wanted)
    if isinstance(kind, GraphQLInputObjectType):
        yield {}
        for part, one in kind.fields.items():
            yield from ({part: value} for value in _input_values(f"{where}.{part}", part, one.type, tried))
    elif isinstance(kind, GraphQLEnumType):
        yield from kind.values
    elif name in tried:
        yield from tried[name]
    else:
        raise NotWalked(f"{where}: no walk knows what to try for {name}")


def _open_keys(keys: Keys) -> dict[str, Any]:
    return {
        "IssuePayload.key": OPEN_ISSUE,
        "RemarkPayload.key": OPEN_ISSUE,
        "PublicationPayload.key": keys.open("Publication"),
        "InputPayload.key": keys.open("Input"),
        "InputPayload.outcome": "accepted",
        "MeetingPayload.key": MEETING,
        "AgendaLinePayload.key": f"{MEETING}/{OPEN_ISSUE}",
        "meeting": MEETING,
        "PersonPayload.key": "dana",
        "AssignmentPayload.key": "dana-0",
        "TokenPayload.key": keys.made_up[0],
        "issue": OPEN_ISSUE,
    }


def _replaced(values: Any, names: tuple[str, ...], key: str) -> Any:
    """The same values with each of these names standing for the key."""
    if not isinstance(values, dict):
        return values
    return {
        name: ([key] if name in ("readers", "issues") and not isinstance(value, str) else key)
        if name in names and not isinstance(value, dict)
        else _replaced(value, names, key)
        for name, value in values.items()
    }  # fmt: skip


def _fits(part: str, key: str) -> bool:
    return ("@" in key) == (part == "email")


def _id(kind: str, key: str) -> str:
    return urlsafe_b64encode(f"{kind}:{key}".encode()).decode()
