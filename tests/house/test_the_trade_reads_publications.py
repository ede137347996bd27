"""Nothing guarded reaches the trade: its types, its modules and its sentences know publications alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest
from flask.testing import FlaskClient
from graphql import GraphQLField, GraphQLObjectType, get_named_type

from graph.labels import GUARDED
from graph.matrix.publications import PublicRow
from graph.properties import PROPERTIES
from hub.public.schema import core_schema
from tests.engines.pool import Engine
from tests.house.living import Living, begin_living
from tests.house.premises import floor_modules, text
from tests.house.reading_cypher import Sentence
from tests.house.test_cypher import SENTENCES

# What each type of the trade's API may tell: columns of a published record, or of a label that nobody guards.
DIRECTORY = {"Center": "Center", "Agency": "Agency", "Area": "Program", "Industry": "Industry"}
CELLS = {"area", "column", "number", "oldest"}
TOLD: dict[str, set[str]] = {
    **{name: set(PROPERTIES[label]) for name, label in DIRECTORY.items()},
    # The cells, one by one, under the name of places.
    "Publication": set(get_type_hints(PublicRow)) - {"cells", "rank"} | {"places"},
    "Place": CELLS,
    "PublicCell": CELLS,
    "PublicationPage": {"nodes", "totalCount", "endCursor", "hasNextPage"},
    "PublicMatrix": {"cells", "total"},
    "Query": {"centers", "agencies", "areas", "industries", "publications", "publication", "publicMatrix"},
}


def types() -> dict[str, GraphQLObjectType]:
    return {
        name: each
        for name, each in core_schema().type_map.items()
        if isinstance(each, GraphQLObjectType) and not name.startswith("__")
    }


def is_public(sentence: Sentence) -> bool:
    """Whether all that it looks at is unguarded, or demanded to be everyone's."""
    return not sentence.writes and all(
        not node.labels & GUARDED or f"{node.variable}.audienceKey = 'public'" in sentence.plain
        for node in sentence.nodes
    )


def test_its_types_have_only_fields_of_what_is_published() -> None:
    assert {name: set(each.fields) - TOLD.get(name, set()) for name, each in types().items()} == {
        name: set() for name in TOLD
    }
    assert not {DIRECTORY.get(name, name) for name in types()} & (GUARDED - {"Publication"})


def test_what_it_tells_of_a_publication_is_public_in_every_column() -> None:
    reading = [SENTENCES[name] for name in ("publications.public_list", "publications.public_find")]
    for sentence in reading:
        assert is_public(sentence)
        returned = {key for _, key in sentence.properties} - {"audienceKey", "state"}
        assert returned <= set(get_type_hints(PublicRow))


def test_a_rooms_public_part_asks_public_sentences_alone() -> None:
    asked: dict[str, Sentence] = {}
    for path in (path for path in floor_modules() if path.name == "public.py" and len(path.parts) == 2):
        asked |= dict(_sentences_of(path))
    assert asked
    assert [name for name, each in asked.items() if not is_public(each)] == []


def _sentences_of(path: Path) -> Iterator[tuple[str, Sentence]]:
    """Every sentence that a module of a room names, by `sentences.NAME`."""
    tree = ast.parse(text(path))
    modules = {
        alias.asname or alias.name: Path(*(node.module or "").split("."), f"{alias.name}.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("graph")
        for alias in node.names
    }
    by_place = {(each.path, each.constant): each for each in SENTENCES.values()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            found = by_place.get((modules.get(node.value.id, Path()), node.attr))
            if found:
                yield found.name, found


def test_guarded_sentences_are_told_from_public_ones() -> None:
    assert is_public(SENTENCES["publications.public_counted"])
    assert is_public(SENTENCES["directory.read"])
    assert not is_public(SENTENCES["publications.find"])
    assert not is_public(SENTENCES["issues.find"])
    assert not is_public(SENTENCES["people.is_taken"])


@pytest.fixture(scope="module")
def living(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Living:
    return begin_living(one_engine.empty(), Path(tmp_path_factory.mktemp("hub")))


@pytest.mark.parametrize("actor", ["nobody", "account", "reviewer"])
def test_whoever_asks_the_trades_api_every_sentence_sent_is_public(living: Living, actor: str) -> None:
    client = living.client(actor)
    said: list[str] = []
    living.graph.seen = lambda name, _rows: said.append(name)
    try:
        for name, field in types()["Query"].fields.items():
            answer = ask_all(client, name, field, living.keys["published"])
            assert list(answer) == ["data"]
            assert answer["data"][name]
    finally:
        living.graph.seen = None
    assert set(said) >= {
        "publications.public_list",
        "publications.public_find",
        "publications.public_counted",
    }
    assert [name for name in said if not is_public(SENTENCES[name])] == []


def ask_all(client: FlaskClient, name: str, field: GraphQLField, key: str) -> dict[str, dict[str, object]]:
    """Ask a root field for all that it has."""
    given = f'(key: "{key}")' if "key" in field.args else ""
    answer = client.post("/public/graphql", json={"query": f"{{ {name}{given} {select(field)} }}"})
    found: dict[str, dict[str, object]] = answer.get_json()
    return found


def select(field: GraphQLField) -> str:
    kind = get_named_type(field.type)
    if not isinstance(kind, GraphQLObjectType):
        return ""
    return "{ " + " ".join(f"{name} {select(each)}" for name, each in kind.fields.items()) + " }"
