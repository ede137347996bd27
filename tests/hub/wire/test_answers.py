"""What goes back, from stand-ins that fail at will: refusals in words, failures behind a reference."""

from typing import Any

import pytest
import structlog

from tests.hub.wire.talking import Api

GRAPHQL = "application/graphql-response+json"


def test_an_internal_failure_is_masked_and_logged_under_its_reference(each_stand: Api) -> None:
    with structlog.testing.capture_logs() as logged:
        reply = each_stand.ask('{ fail(how: "secretly") }')
    (error,) = reply.json["errors"]
    reference = error["extensions"]["reference"]
    assert error == {
        "message": f"The hub failed here. Reference {reference}.",
        "locations": [{"line": 1, "column": 3}],
        "path": ["fail"],
        "extensions": {"reference": reference, "code": "INTERNAL"},
    }
    assert (reply.status, reply.json["data"]) == (200, {"fail": None})
    assert b"swordfish" not in reply.body
    (entry,) = logged
    assert (entry["event"], entry["reference"], entry["path"]) == ("graphql_failed", reference, ["fail"])
    assert "swordfish" in str(entry["exc_info"])


def test_a_room_refuses_with_its_own_sentence_code_and_field(each_stand: Api) -> None:
    reply = each_stand.ask('{ fail(how: "refused") }', Accept=GRAPHQL)
    assert reply.status == 200
    assert reply.json == {
        "data": {"fail": None},
        "errors": [
            {
                "message": "An input needs a title.",
                "locations": [{"line": 1, "column": 3}],
                "path": ["fail"],
                "extensions": {"field": "title", "code": "TITLE_MISSING"},
            }
        ],
    }


@pytest.mark.parametrize("accept", ["application/json", GRAPHQL])
@pytest.mark.parametrize(
    ("how", "status", "code"), [("down", 503, "ENGINE_DOWN"), ("slow", 504, "DEADLINE_EXCEEDED")]
)
def test_an_answer_cut_short_by_an_engine_is_no_answer(
    each_stand: Api, accept: str, how: str, status: int, code: str
) -> None:
    reply = each_stand.ask(f'{{ __typename fail(how: "{how}") }}', Accept=accept)
    assert (reply.status, reply.json["data"], reply.codes) == (status, None, [code])


def test_who_may_not_ask_is_told_so_before_anything_runs(stand: Api) -> None:
    reply = stand.ask("{ me }", Authorization="none")
    assert (reply.status, reply.codes) == (401, ["UNAUTHENTICATED"])
    assert "data" not in reply.json
    assert stand.ask("{ me }").json == {"data": {"me": "an officer"}}


def test_an_error_that_carries_its_code_is_passed_on(stand: Api) -> None:
    (error,) = stand.ask("{ coded }").json["errors"]
    assert error["message"] == "This cursor is from another list."
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query ($k: String!) { issue(key: $k) { title } }", {"k": None}),
        ("query ($k: String!) { issue(key: $k) { title } }", {"k": 3}),
        ("query ($f: IssueFilter) { issues(only: $f) { edges { cursor } } }", {"f": {"state": "NOPE"}}),
        ("query ($f: IssueFilter) { issues(only: $f) { edges { cursor } } }", {"f": {"stat": "OPEN"}}),
        ("query ($f: IssueFilter) { issues(only: $f) { edges { cursor } } }", {"f": [[]]}),
        ("query ($n: Int!) { issues(first: $n) { edges { cursor } } }", {"n": "many"}),
    ],
)
def test_variables_that_do_not_fit_are_the_clients_to_mend(stand: Api, query: str, variables: Any) -> None:
    old, new = stand.ask(query, variables), stand.ask(query, variables, Accept=GRAPHQL)
    assert (old.status, new.status) == (200, 400)
    assert set(old.codes) == set(new.codes) == {"BAD_USER_INPUT"}
    assert "data" not in new.json
    assert b"Did you mean" not in new.body


def test_an_argument_that_fails_when_it_meets_its_variable_is_the_clients_too(stand: Api) -> None:
    query = "query ($n: Int) { issues(first: $n) { edges { cursor } } }"
    assert stand.ask(query, {"n": None}).codes == ["BAD_USER_INPUT"]


def test_a_malformed_query_says_where(each_stand: Api) -> None:
    reply = each_stand.ask("{ a(")
    assert reply.codes == ["GRAPHQL_PARSE_FAILED"]
    assert reply.json["errors"][0]["locations"] == [{"line": 1, "column": 5}]


def test_enums_inputs_unions_interfaces_and_global_ids_work_on_rows(stand: Api) -> None:
    query = """{
        issues(first: 2, only: {state: OPEN}) { edges { node { id state agency { id } messages(first: 1) } } }
        search { __typename ... on Node { id } }
        node(id: "QWdlbmN5OkZEQQ==") { __typename id ... on Agency { name } }
    }"""
    issue = {"id": "SXNzdWU6MA==", "state": "OPEN", "agency": {"id": "QWdlbmN5OkZEQQ=="}, "messages": ["0"]}
    assert stand.ask(query).json == {
        "data": {
            "issues": {"edges": [{"node": issue}, {"node": {**issue, "id": "SXNzdWU6MQ=="}}]},
            "search": [
                {"__typename": "Issue", "id": "SXNzdWU6MQ=="},
                {"__typename": "Agency", "id": "QWdlbmN5OkZEQQ=="},
            ],
            "node": {"__typename": "Agency", "id": "QWdlbmN5OkZEQQ==", "name": "FDA"},
        }
    }


def test_a_row_without_an_asked_column_fails_and_does_not_read_as_none(stand: Api) -> None:
    with structlog.testing.capture_logs() as logged:
        reply = stand.ask("{ incomplete { title } }")
    assert reply.codes == ["INTERNAL"]
    assert "KeyError('title')" in repr(logged[0]["exc_info"])


def test_what_json_has_no_word_for_is_a_masked_failure(stand: Api) -> None:
    with structlog.testing.capture_logs() as logged:
        reply = stand.ask("{ surrogate }")
    assert (reply.status, reply.codes) == (500, ["INTERNAL"])
    assert logged[0]["reference"] == reply.json["errors"][0]["extensions"]["reference"]


def test_many_failures_of_one_kind_are_logged_once(stand: Api) -> None:
    with structlog.testing.capture_logs() as logged:
        reply = stand.ask("{ issues(first: 50) { edges { node { broken } } } }")
    assert len(reply.json["errors"]) == 50
    assert len(logged) == 1
