"""The projector gives the same answer as graphql-core, byte for byte, and plans whatever can be planned."""

import json
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, execute_sync, parse
from hypothesis import HealthCheck, given, settings

from hub.wire.plans import LeafPlan, ListPlan, ObjectPlan, ValuePlan
from hub.wire.projector import ProjectingExecution, project_document
from tests.hub.wire import agency_stand, trade_stand
from tests.hub.wire.made_up import questions

VARIABLES: list[dict[str, Any]] = [
    {"yes": True, "no": False},
    {"yes": False, "no": True},
    {"yes": None, "no": False},
]


def write(result: ExecutionResult) -> str:
    """Write an answer with its errors, in order; what JSON has no word for by its name."""
    return json.dumps(result.formatted, default=repr)


def run_both(schema: GraphQLSchema, query: str, root: Any = None) -> type[ProjectingExecution]:
    """Run a query both ways, twice each way that its switches can stand, and compare the answers."""
    document = parse(query)
    execution = project_document(document)
    for variables in VARIABLES * 2:
        plain = execute_sync(schema, document, root, variable_values=variables)
        projected = execute_sync(
            schema, document, root, variable_values=variables, execution_context_class=execution
        )
        assert write(projected) == write(plain)
    return execution


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_any_query_on_any_rows_reads_the_same_with_plans_and_without(
    question: tuple[GraphQLSchema, str, dict[str, Any]],
) -> None:
    schema, query, root = question
    run_both(schema, query, root)


def test_strawberry_rows_are_planned_whole_with_their_global_ids() -> None:
    query = """{ issues(first: 3) { edges { cursor node {
        __typename id title openDays state workaround tags agency { id name } related { id }
    } } } }"""
    execution = run_both(agency_stand.core_schema, query)
    assert list(map(type, execution.plans.values())) == [ObjectPlan]


def test_a_field_with_a_resolver_leaves_the_others_planned() -> None:
    execution = run_both(
        agency_stand.core_schema, '{ issue(key: "1") { id title messages(first: 2) state } }'
    )
    plan = next(each for each in execution.plans.values() if each is not None)
    assert isinstance(plan, list)
    assert [(name, slot is not None) for name, _, slot in plan] == [
        ("id", True),
        ("title", True),
        ("messages", False),
        ("state", True),
    ]


def test_a_row_without_the_asked_column_is_an_error_both_ways() -> None:
    run_both(agency_stand.core_schema, "{ incomplete { id title } }")


def test_rows_of_interfaces_and_unions_are_told_by_their_typename() -> None:
    schema = agency_stand.core_schema
    query = """{
        search { __typename ... on Issue { title } ... on Agency { name } }
        node(id: "SXNzdWU6MQ==") { id }
    }"""
    run_both(schema, query)
    result = execute_sync(schema, parse(query))
    assert result.data == {
        "search": [
            {"__typename": "Issue", "title": "Issue 1"},
            {"__typename": "Agency", "name": "FDA"},
        ],
        "node": {"id": "SXNzdWU6MQ=="},
    }


def test_graphene_rows_are_planned_whole() -> None:
    execution = run_both(
        trade_stand.core_schema,
        "{ findings { title state openDays label related { title } } notices { title note } }",
    )
    assert list(map(type, execution.plans.values())) == [ListPlan, ListPlan]


def test_a_document_keeps_plans_for_each_way_its_switches_stand() -> None:
    query = """query ($yes: Boolean!) { issue(key: "1") { id title @include(if: $yes) } }"""
    document = parse(query)
    execution = project_document(document)
    for yes in (True, False, True):
        execute_sync(
            agency_stand.core_schema,
            document,
            variable_values={"yes": yes},
            execution_context_class=execution,
        )
    assert execution.switches == ("yes",)
    assert len(execution.plans) == 2


def test_plans_of_one_type_learn_each_shape_of_row_once() -> None:
    plan: ValuePlan = LeafPlan(agency_stand.core_schema.type_map["State"], may_be_null=True, may_call=False)  # type: ignore[arg-type]  # the enum
    assert [plan.finish("open"), plan.finish(None), plan.finish("closed")] == ["OPEN", None, "CLOSED"]
