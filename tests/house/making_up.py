"""Makes up the arguments of any mutation from the schema, by type and name, so that new ones are met too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)

# What a name asks for, where any text would be refused for what it says and not for who says it.
BY_NAME: dict[str, Any] = {
    "about": "position",
    "agency": "FDA",
    "area": "FDA",
    "areas": [],
    "byDay": "2026-12-24",
    "block": "group",
    "center": "CEE002",
    "column": "CEE002",
    "cosigners": [],
    "countries": "Mexico",
    "day": "2026-12-15",
    "days": 30,
    "direction": "up",
    "dueOn": "2026-12-24",
    "email": "someone@cbp.example",
    "edition": "government",
    "endDate": "",
    "entryTypes": "",
    "finished": [],
    "flags": [],
    "followsUp": None,
    "holder": "FDA",
    "hts": "03",
    "issues": [],
    "kind": "data",
    "kinds": ["data"],
    "ofParty": "FDA",
    "outcome": "implemented",
    "party": "CEE002",
    "person": None,
    "phone": "",
    "programs": [],
    "quality": "estimated",
    "quarter": "FY2027 Q1",
    "readers": None,
    "role": "import-specialist",
    "since": "2026-11-02",
    "startsAt": "10:00",
    "strength": "needs resolution",
    "target": "CEE002",
    "targetKind": "party",
    "until": "",
    "verdict": "none known",
}
BY_TYPE: dict[str, Any] = {
    "String": "Some words.",
    "ID": "SXNzdWU6eA==",
    "Int": 1,
    "Float": 1.0,
    "Boolean": False,
}


class CannotMakeUp(AssertionError):
    """Nothing is known of the type of an argument."""


def document_of(name: str, field: GraphQLField) -> str:
    """The mutation with every argument as a variable, asking for its problems."""
    declared = ", ".join(f"${each}: {argument.type}" for each, argument in field.args.items())
    passed = ", ".join(f"{each}: ${each}" for each in field.args)
    return f"mutation Try({declared}) {{ {name}({passed}) {{ problems {{ code message kind }} }} }}"


def values_of(name: str, field: GraphQLField, keys: Mapping[str, Any]) -> dict[str, Any]:
    """A value for every argument; `keys` are records that there are, by argument or type of payload."""
    found = {}
    for each, argument in field.args.items():
        key = keys.get(f"{str(field.type).rstrip('!')}.{each}") or keys.get(each)
        found[each] = key or make_up(f"{name}({each})", each, argument.type)
    return found


def make_up(where: str, name: str, wanted: GraphQLInputType) -> Any:
    """A value of the type. Fails with the argument's name where the type is not known."""
    if isinstance(wanted, GraphQLNonNull):
        value = make_up(where, name, wanted.of_type)
        return make_up(where, "", wanted.of_type) if value is None else value
    if name in BY_NAME and not isinstance(wanted, GraphQLInputObjectType):
        return BY_NAME[name]
    if isinstance(wanted, GraphQLList):
        return [make_up(where, name, wanted.of_type)]
    if isinstance(wanted, GraphQLEnumType):
        return next(iter(wanted.values))
    if isinstance(wanted, GraphQLInputObjectType):
        return {each: make_up(f"{where}.{each}", each, one.type) for each, one in wanted.fields.items()}
    if isinstance(wanted, GraphQLScalarType) and wanted.name in BY_TYPE:
        return BY_TYPE[wanted.name]
    raise CannotMakeUp(f"{where}: no value is known for {wanted}; add one to {__name__}.")
