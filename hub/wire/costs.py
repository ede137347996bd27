"""How many fields an answer may come to hold: page sizes times what is asked of each row."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from hub.wire.limits import Limits
from hub.wire.refusals import Declined
from hub.wire.weights import Fragments

PAGE_SIZES = frozenset({"first", "last"})
ROWS = frozenset({"edges", "nodes"})


def require_affordable(
    operation: OperationDefinitionNode, fragments: Fragments, variables: Mapping[str, Any], limits: Limits
) -> None:
    """Decline an operation whose pages, filled to the size it asks for, hold more fields than the limit.

    Takes a weighed and validated document: its tree is small and has no circles.
    """
    values = {**_read_defaults(operation), **variables}
    cost = _count(operation.selection_set, fragments, values, limits.default_page)
    if cost > limits.cost:
        raise Declined(
            "QUERY_TOO_COSTLY",
            f"The answer may hold {cost:,} fields and at most {limits.cost:,} are given at once. "
            "Ask for smaller pages, or for fewer lists inside lists.",
        )


def _count(
    selection_set: SelectionSetNode, fragments: Fragments, values: Mapping[str, Any], page: int
) -> int:
    total = 0
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            below = selection.selection_set
            inner = _count(below, fragments, values, page) if below else 0
            total += 1 + (inner and inner * _find_page(selection, fragments, values, page))
        elif isinstance(selection, InlineFragmentNode):
            total += _count(selection.selection_set, fragments, values, page)
        elif isinstance(selection, FragmentSpreadNode):
            total += _count(fragments[selection.name.value].selection_set, fragments, values, page)
    return total


def _find_page(node: FieldNode, fragments: Fragments, values: Mapping[str, Any], page: int) -> int:
    """Give the number of rows a field asks for, and one for a field that is no list of rows."""
    asked = [
        _read_number(argument.value, values)
        for argument in node.arguments
        if argument.name.value in PAGE_SIZES
    ]
    sizes = [size for size in asked if size is not None]
    if sizes:
        # A negative page is the schema's to refuse.
        return max(1, min(sizes))
    is_connection = node.selection_set is not None and _has_rows(node.selection_set, fragments)
    return page if is_connection else 1


def _has_rows(selection_set: SelectionSetNode, fragments: Fragments) -> bool:
    return any(
        selection.name.value in ROWS
        if isinstance(selection, FieldNode)
        else _has_rows(selection.selection_set, fragments)
        if isinstance(selection, InlineFragmentNode)
        else isinstance(selection, FragmentSpreadNode)
        and _has_rows(fragments[selection.name.value].selection_set, fragments)
        for selection in selection_set.selections
    )


def _read_number(value: object, values: Mapping[str, Any]) -> int | None:
    if isinstance(value, VariableNode):
        found = values.get(value.name.value)
        return found if isinstance(found, int) and not isinstance(found, bool) else None
    return int(value.value) if isinstance(value, IntValueNode) else None


def _read_defaults(operation: OperationDefinitionNode) -> dict[str, int]:
    return {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions
        if isinstance(definition.default_value, IntValueNode)
    }
