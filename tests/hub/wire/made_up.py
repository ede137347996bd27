"""Makes up schemas, rows (right, null and wrong) and queries, for the claim that plans change no answer."""

import functools
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
    Undefined,
)
from hypothesis import strategies as st

from hub.wire import of_row, read_column
from hub.wire.rows import IsRowOf, accept_rows


def _serialize_day(value: Any) -> Any:
    if not isinstance(value, str) or len(value) < 3:
        raise ValueError(f"No day: {value!r}")
    return None if value == "none" else value[:3]


DAY = GraphQLScalarType("Day", serialize=_serialize_day)
COLOR = GraphQLEnumType("Color", {"RED": "red", "BLUE": "blue", "ONE": 1})
LEAVES = [GraphQLString, GraphQLInt, GraphQLFloat, GraphQLBoolean, GraphQLID, DAY, COLOR]
NAMES = ["T0", "T1", "T2"]
KEYS = ["a", "b", "c", "d"]


class Text(str):
    """A string that is not quite one."""


class Called:
    """A value that graphql-core calls."""

    def __call__(self, _info: Any) -> str:
        """Give what is wanted."""
        return "called"


WRONG: list[Any] = [
    None,
    Undefined,
    "",
    "text",
    "none",
    "1",
    Text("own"),
    0,
    1,
    -1,
    2**31,
    2**31 - 1,
    10**20,
    1.5,
    1.0,
    float("nan"),
    float("inf"),
    True,
    False,
    b"bytes",
    [],
    ["red", None, 3],
    {},
    {"a": "red"},
    (1, "x"),
    {"x"},
    ValueError("as a value"),
    Called(),
    object,
    "red",
    "green",
    range(2),
]


@dataclass
class World:
    """A made-up schema under way."""

    draw: Any
    types: dict[str, GraphQLObjectType] = field(default_factory=dict)
    thing: Any = None
    some: Any = None

    def draw_type(self, depth: int = 0) -> Any:
        """Make up the type of a field."""
        kind = self.draw(st.sampled_from(["leaf", "leaf", "leaf", "object", "object", "list", "abstract"]))
        made: Any
        if kind == "leaf" or depth > 2:
            made = self.draw(st.sampled_from(LEAVES))
        elif kind == "object":
            made = self.types[self.draw(st.sampled_from(NAMES))]
        elif kind == "abstract":
            made = self.draw(st.sampled_from([self.thing, self.some]))
        else:
            made = GraphQLList(self.draw_type(depth + 1))
        return GraphQLNonNull(made) if self.draw(st.integers(0, 2)) == 0 else made

    def draw_field(self, key: str) -> GraphQLField:
        """Make up a field and the way it reads its row."""
        of_type = self.draw_type()
        way = self.draw(st.sampled_from(["default"] * 6 + ["strict", "resolver", "argument", "of row"]))
        if way == "strict":
            return GraphQLField(of_type, resolve=functools.partial(read_column, key, None))
        if way == "resolver":
            return GraphQLField(of_type, resolve=lambda row, _info: row[key])
        if way == "argument":
            return GraphQLField(of_type, {"n": GraphQLArgument(GraphQLInt, default_value=1)})
        if way == "of row":
            return GraphQLField(of_type, resolve=of_row(lambda row, _info: row.get(key, row.get("a"))))
        return GraphQLField(of_type)


@st.composite
def schemas(draw: Any) -> GraphQLSchema:
    """Make up a schema of three object types, an interface and a union."""
    world = World(draw)
    fields = {name: draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True)) for name in NAMES}
    world.thing = GraphQLInterfaceType("Thing", {"a": GraphQLField(GraphQLString)})
    for name in NAMES:
        made = functools.cache(
            functools.partial(lambda keys: {key: world.draw_field(key) for key in keys}, tuple(fields[name]))
        )
        checks = draw(st.sampled_from([None, IsRowOf(name, lambda *_: True), lambda *_: True]))
        world.types[name] = GraphQLObjectType(
            name, made, is_type_of=checks, interfaces=[world.thing] if name == "T0" else []
        )
    world.some = GraphQLUnionType("Some", list(world.types.values()))
    query = GraphQLObjectType(
        "Query",
        lambda: {
            f"q{place}": GraphQLField(world.draw_type(), resolve=functools.partial(_find_root, f"q{place}"))
            for place in range(2)
        },
    )
    schema = GraphQLSchema(query, types=list(world.types.values()), assume_valid=True)
    if draw(st.booleans()):
        accept_rows(schema)
    return schema


def _find_root(name: str, root: Any, _info: Any) -> Any:
    return root[name]


@st.composite
def values(draw: Any, schema: GraphQLSchema, of_type: Any, depth: int = 0) -> Any:
    """Make up a value of a type: mostly right, sometimes null, sometimes wrong."""
    luck = draw(st.integers(0, 14))
    if luck == 0:
        return draw(st.sampled_from(WRONG))
    inner = of_type.of_type if isinstance(of_type, GraphQLNonNull) else of_type
    if luck == 1 and inner is of_type:
        return None
    if isinstance(inner, GraphQLList):
        size = 0 if depth > 3 else draw(st.integers(0, 3))
        items = [draw(values(schema, inner.of_type, depth + 1)) for _ in range(size)]
        return tuple(items) if draw(st.integers(0, 4)) == 0 else items
    if isinstance(inner, GraphQLInterfaceType | GraphQLUnionType):
        inner = schema.type_map[draw(st.sampled_from(NAMES))]
    if isinstance(inner, GraphQLObjectType):
        if depth > 3:
            return None
        row = {
            key: draw(values(schema, each.type, depth + 1))
            for key, each in inner.fields.items()
            if draw(st.integers(0, 15))
        }
        if draw(st.booleans()):
            row["__typename"] = inner.name if draw(st.integers(0, 9)) else draw(st.sampled_from(NAMES))
        return row
    return draw(_leaves(inner))


def _leaves(leaf: Any) -> st.SearchStrategy[Any]:
    right: dict[Any, list[Any]] = {
        GraphQLString: ["x", "é", ""],
        GraphQLInt: [0, 7, -(2**31)],
        GraphQLFloat: [0.5, 2, -0.0],
        GraphQLBoolean: [True, False],
        GraphQLID: ["id", 3],
        DAY: ["Monday"],
        COLOR: ["red", "blue", 1],
    }
    return st.sampled_from(right[leaf])


@st.composite
def selections(draw: Any, of_type: Any, depth: int = 0) -> str:
    """Make up what is asked of a type: aliases, repeats, fragments, switches."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["field"] * 6 + ["typename", "inline", "spread"]))
        switch = draw(
            st.sampled_from([""] * 6 + ["@include(if: $yes)", "@skip(if: $no)", "@skip(if: $null)"])
        )
        if kind == "typename" or isinstance(of_type, GraphQLUnionType):
            parts.append(f"__typename {switch}")
        elif kind == "inline" and depth < 4:
            parts.append(f"... on {of_type.name} {switch} {draw(selections(of_type, depth + 1))}")
        elif kind == "spread" and of_type.name in NAMES:
            parts.append(f"...F{of_type.name} {switch}")
        else:
            name = draw(st.sampled_from(sorted(of_type.fields)))
            alias = draw(st.sampled_from(["", "", "z: ", "y: "]))
            below = _find_named(of_type.fields[name].type)
            if isinstance(below, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
                inner = "{__typename}" if depth > 3 else draw(selections(below, depth + 1))
                parts.append(f"{alias}{name} {switch} {inner}")
            else:
                parts.append(f"{alias}{name} {switch}")
    return "{" + " ".join(parts) + "}"


def _find_named(of_type: Any) -> Any:
    while isinstance(of_type, GraphQLNonNull | GraphQLList):
        of_type = of_type.of_type
    return of_type


@st.composite
def questions(draw: Any) -> tuple[GraphQLSchema, str, dict[str, Any]]:
    """Make up a schema, a query on it, and the rows below its root fields."""
    schema = draw(schemas())
    query_type = schema.query_type
    assert query_type is not None
    root = {name: draw(values(schema, each.type)) for name, each in query_type.fields.items()}
    # Fragments are flat, so that none stands inside itself.
    fragments = [f"fragment F{name} on {name} {{__typename}}" for name in NAMES]
    query = f"query ($yes: Boolean, $no: Boolean, $null: Boolean) {draw(selections(query_type))}"
    return schema, " ".join([query, *fragments]), root
