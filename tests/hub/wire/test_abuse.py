"""Requests made to keep the hub busy are declined by name, before anything runs and in bounded work."""

from typing import Any

import orjson
import pytest
from graphql import parse
from graphql.utilities import get_introspection_query

from hub.api.schema import core_schema
from hub.wire import weights
from hub.wire.costs import require_affordable
from hub.wire.documents import Documents
from hub.wire.limits import Limits
from hub.wire.refusals import Declined
from tests.hub.wire.conftest import Hub
from tests.hub.wire.talking import Api

DEEP = "related { " * 14 + "title" + " }" * 14
DOUBLING = " ".join(
    f"fragment F{level} on Issue {{ {' '.join([f'related {{ ...F{level + 1} }}'] * 4)} }}"
    for level in range(6)
)
ALIASED_DOUBLING = " ".join(
    f"fragment F{level} on Issue {{ {' '.join(f'x{n}: related {{ ...F{level + 1} }}' for n in range(4))} }}"
    for level in range(6)
)

ABUSES = {
    "15 levels deep": (f'{{ issue(key: "1") {{ {DEEP} }} }}', "QUERY_TOO_DEEP"),
    "500 levels deep": ("{ related " * 500 + "}" * 500, "QUERY_TOO_DEEP"),
    "past the parser's recursion": ("{a" * 900 + "}" * 900, "QUERY_TOO_DEEP"),
    "deep in fragments": (
        '{ issue(key: "1") { ...A0 } } '
        + " ".join(f"fragment A{n} on Issue {{ related {{ ...A{n + 1} }} }}" for n in range(14))
        + " fragment A14 on Issue { title }",
        "QUERY_TOO_DEEP",
    ),
    "inline fragments in inline fragments": (
        "{ " + "... { " * 60 + "__typename" + " }" * 60 + " }",
        "QUERY_TOO_DEEP",
    ),
    "101 aliases": ("{" + " ".join(f"a{n}: __typename" for n in range(101)) + "}", "TOO_MANY_ALIASES"),
    "1000 aliases": ("{" + " ".join(f"a{n}: __typename" for n in range(1000)) + "}", "TOO_MANY_TOKENS"),
    "21 root fields": ("{" + " ".join(f"a{n}: __typename" for n in range(21)) + "}", "TOO_MANY_ROOT_FIELDS"),
    "500 times the same field": ("{" + "__typename " * 500 + "}", "TOO_MANY_OVERLAPS"),
    "5000 times the same field": ("{" + "__typename " * 5000 + "}", "TOO_MANY_TOKENS"),
    "50 unknown directives": ("{ __typename " + "@nope " * 50 + "}", "TOO_MANY_DIRECTIVES"),
    "100 repeated directives": ("{ __typename " + "@include(if: true) " * 100 + "}", "TOO_MANY_DIRECTIVES"),
    "11 operations": (" ".join(f"query Q{n} {{ __typename }}" for n in range(11)), "TOO_MANY_OPERATIONS"),
    "1000 operations": (" ".join(f"query Q{n} {{ __typename }}" for n in range(1000)), "TOO_MANY_TOKENS"),
    "51 fragments": (
        "{ __typename } " + " ".join(f"fragment F{n} on Issue {{ id }}" for n in range(51)),
        "TOO_MANY_FRAGMENTS",
    ),
    "fragments that double six times": (
        f'{{ issue(key: "1") {{ ...F0 }} }} {DOUBLING} fragment F6 on Issue {{ title }}',
        "TOO_MANY_OVERLAPS",
    ),
    "fragments that double six times under aliases": (
        f'{{ issue(key: "1") {{ ...F0 }} }} {ALIASED_DOUBLING} fragment F6 on Issue {{ title }}',
        "QUERY_TOO_LARGE",
    ),
    "fragments that double and are not used": (
        f"{{ __typename }} {DOUBLING} fragment F6 on Issue {{ title }}",
        "TOO_MANY_OVERLAPS",
    ),
    "spreads that double without a field": (
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(20))
        + " fragment F20 on Query { __typename }",
        "QUERY_TOO_LARGE",
    ),
    "300 overlapping inline fragments": ("{" + "...{__typename} " * 300 + "}", "TOO_MANY_OVERLAPS"),
    "3000 overlapping inline fragments": ("{" + "...{__typename} " * 3000 + "}", "TOO_MANY_TOKENS"),
}
PAGES = {
    "/graphql": "issues(first: $n) { edges { node { title state } } }",
    "/public/graphql": "publications(first: $n) { nodes { title scope } }",
}


@pytest.mark.parametrize(("query", "code"), ABUSES.values(), ids=ABUSES)
def test_each_abuse_is_declined_by_its_own_name(hub: Hub, api: Api, query: str, code: str) -> None:
    old = api.ask(query)
    new = api.ask(query, Accept="application/graphql-response+json")
    assert (old.status, old.codes) == (200, [code])
    assert (new.status, new.codes) == (400, [code])
    assert "data" not in new.json
    assert hub.took() == []


def test_a_page_that_costs_too_much_is_declined_wherever_its_size_stands(hub: Hub, api: Api) -> None:
    page = PAGES[api.path]
    written = f"{{ {page.replace('$n', '20000')} }}"
    defaulted = f"query ($n: Int! = 20000) {{ {page} }}"
    given = f"query ($n: Int!) {{ {page} }}"
    assert api.ask(written).codes == ["QUERY_TOO_COSTLY"]
    assert api.ask(defaulted).codes == ["QUERY_TOO_COSTLY"]
    assert api.ask(given, {"n": 20000}).codes == ["QUERY_TOO_COSTLY"]
    assert hub.took() == []
    assert "errors" not in api.ask(given, {"n": 2}).json
    assert hub.took() != []


@pytest.mark.parametrize("first", [-1, 0, 1001])
@pytest.mark.parametrize(
    ("name", "field"),
    [*PAGES.items(), ("/graphql", "drafts(first: $n) { key }")],
)
def test_a_page_of_no_possible_size_is_refused_and_asks_the_engine_nothing(
    hub: Hub, agency: Api, trade: Api, name: str, field: str, first: int
) -> None:
    api = agency if agency.path == name else trade
    reply = api.ask(f"query ($n: Int!) {{ {field} }}", {"n": first})
    assert (reply.status, reply.codes) == (200, ["BAD_USER_INPUT"])
    assert "Ask for 1 to 1,000 at a time" in reply.json["errors"][0]["message"]
    assert hub.took() == []


def test_a_connection_without_a_page_size_counts_as_a_default_page() -> None:
    documents = Documents(core_schema(), Limits(cost=40, default_page=20))
    prepared = documents.prepare("{ issues { edges { node { title } } } }")
    with pytest.raises(Declined) as declined:
        _require_affordable(prepared, Limits(cost=40, default_page=20))
    assert declined.value.code == "QUERY_TOO_COSTLY"
    assert "61 fields" in declined.value.message
    _require_affordable(prepared, Limits(cost=61, default_page=20))


def _require_affordable(prepared: Any, limits: Limits) -> None:
    require_affordable(prepared.document.definitions[0], prepared.fragments, {}, limits)


@pytest.mark.parametrize(
    "words", [" ".join(["{ __typename"] + ["#\n"] * 2100 + ["}"]), "{" + "__typename," * 2001 + "}"]
)
def test_comments_and_words_are_both_counted(hub: Hub, api: Api, words: str) -> None:
    assert api.ask(words).codes == ["TOO_MANY_TOKENS"]
    assert hub.took() == []


@pytest.mark.parametrize("query", [DOUBLING, ALIASED_DOUBLING])
def test_no_document_is_walked_further_than_the_limits_allow(
    query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[int] = []
    gather = weights._Tree._gather

    def count(tree: weights._Tree, *arguments: Any) -> None:
        try:
            gather(tree, *arguments)
        finally:
            walked.append(tree.steps)

    monkeypatch.setattr(weights._Tree, "_gather", count)
    with pytest.raises(Declined):
        weights.weigh(parse(query), Limits(overlaps=10**9))
    assert max(walked) == Limits().fields + 1


def test_at_most_a_few_validation_errors_come_back_and_no_suggestions(hub: Hub, api: Api) -> None:
    reply = api.ask("{" + " ".join(f"centres{n}" for n in range(15)) + " centerz }")
    assert len(reply.json["errors"]) == Limits().errors + 1
    assert set(reply.codes) == {"GRAPHQL_VALIDATION_FAILED"}
    assert b"Did you mean" not in reply.body
    assert b"Did you mean" not in api.ask("{ centerz { key } }").body
    assert hub.took() == []


def test_a_variable_that_does_not_fit_is_refused_without_suggestions(hub: Hub, agency: Api) -> None:
    reply = agency.ask(
        "query ($s: IssueFilter) { issues(filter: $s) { totalCount } }", {"s": {"sho": "OPEN"}}
    )
    assert reply.codes == ["BAD_USER_INPUT"]
    assert b"Did you mean" not in reply.body
    assert hub.took() == []


def test_introspection_is_taken_in_full(api: Api) -> None:
    query = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    assert "errors" not in api.ask(query).json


def test_circular_introspection_is_not(api: Api) -> None:
    deep = "fields { type { " * 5 + "name" + " } }" * 5
    assert "errors" in api.ask("{ __schema { types { " + deep + " } } }").json


def test_a_remembered_document_is_not_read_again_and_old_ones_are_forgotten() -> None:
    documents = Documents(core_schema(), Limits(remembered_tokens=10))
    first = documents.prepare("{ __typename }")
    assert documents.prepare("{ __typename }") is first
    for n in range(4):
        documents.prepare(f"query Q{n} {{ __typename }}")
    assert documents.prepare("{ __typename }") is not first
    assert documents._tokens <= 10


def test_documents_of_two_schemas_are_kept_apart(agency: Api, trade: Api) -> None:
    assert "errors" not in agency.ask("{ viewer { name } }").json
    assert trade.ask("{ viewer { name } }").codes == ["GRAPHQL_VALIDATION_FAILED"]


@pytest.mark.parametrize(
    "batch", [[{"query": "{ __typename }"}], [], [1], [{"query": "{ __typename }"}] * 100]
)
def test_batches_are_refused_in_words(hub: Hub, api: Api, batch: list[Any]) -> None:
    reply = api.send("POST", orjson.dumps(batch), Content_Type="application/json")
    assert (reply.status, reply.codes) == (400, ["BATCH_REFUSED"])
    assert reply.json["errors"][0]["message"] == "Send one query a request: batches are not taken."
    assert hub.took() == []
