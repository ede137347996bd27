"""An executor that gives ready rows as they are, and asks resolvers only where there are any.

graphql-core spends 3 microseconds on each field of each row: it finds the field, builds an info, reads the
arguments, calls a resolver that reads one key, and judges the value. Where a resolver has handed over rows,
and what is asked of them is read by key, a plan made once for the document does it all. Everything else, and
every value a plan is not sure of, goes the usual way, so that answers and errors are the same to the byte.
"""

from collections.abc import Sequence
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionContext,
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    TypeNameMetaFieldDef,
    Undefined,
    VariableNode,
)
from graphql.execution.execute import get_field_def
from graphql.pyutils import Path

from hub.wire.plans import LeafPlan, ListPlan, NotPlain, ObjectPlan, Slot, ValuePlan
from hub.wire.rows import ByKey, IsRowOf, find_source
from hub.wire.weights import list_selections

# Plans kept for one document: more only come of many combinations of @skip and @include.
MOST_PLANS = 256

# One field of an object that is only partly plain: its name, its nodes, and its slot if it has a plan.
MixedField = tuple[str, list[FieldNode], Slot | None]


class ProjectingExecution(ExecutionContext):
    """graphql-core's executor with plans. Make one class for each document with `project_document`."""

    plans: dict[tuple[Any, ...], ValuePlan | list[MixedField] | None]
    switches: tuple[str, ...] = ()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Take what graphql-core gives, and note which way the document's @skip and @include stand."""
        super().__init__(*arguments, **named)
        self._standing = tuple(self.variable_values.get(name) for name in self.switches)

    def complete_list_value(
        self,
        return_type: GraphQLList[GraphQLOutputType],
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        result: Any,
    ) -> Any:
        """Complete a list, by its plan if it has one."""
        if type(result) is list or type(result) is tuple:
            plan = self._find_plan(return_type, field_nodes)
            if isinstance(plan, ValuePlan):
                try:
                    return plan.finish(result)
                except NotPlain:
                    pass  # one item is odd: graphql-core takes them one by one
        return super().complete_list_value(return_type, field_nodes, info, path, result)

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        result: Any,
    ) -> Any:
        """Complete an object, by its plan if it is a row and has one, field by field where only some have."""
        if type(result) is dict:
            plan = self._find_plan(return_type, field_nodes)
            if isinstance(plan, ValuePlan):
                try:
                    return plan.finish(result)
                except NotPlain:
                    pass  # one value is odd: graphql-core takes them one by one
            elif plan is not None and _is_row_of(return_type, result):
                return self._execute_mixed(return_type, result, path, plan)
        return super().complete_object_value(return_type, field_nodes, info, path, result)

    def _execute_mixed(
        self, parent_type: GraphQLObjectType, row: dict[str, Any], path: Path, fields: Sequence[MixedField]
    ) -> dict[str, Any]:
        """Fill an object in the order it was asked, so that errors come in the order they always do."""
        results: dict[str, Any] = {}
        for name, nodes, slot in fields:
            if slot:
                try:
                    results[name] = slot.read(row)
                    continue
                except NotPlain:
                    pass  # graphql-core words what is wrong with it
            result = self.execute_field(parent_type, row, nodes, Path(path, name, parent_type.name))
            if result is not Undefined:
                results[name] = result
        return results

    def _find_plan(
        self, return_type: GraphQLOutputType, nodes: list[FieldNode]
    ) -> ValuePlan | list[MixedField] | None:
        if self.middleware_manager:
            return None
        # A node's id stays its own as long as the document lives, and the class of this executor holds it.
        key = (return_type, self._standing, *map(id, nodes))
        try:
            return self.plans[key]
        except KeyError:
            pass
        plan: ValuePlan | list[MixedField] | None
        try:
            plan = self._plan(return_type, nodes, may_call=False)
            if plan is None and isinstance(return_type, GraphQLObjectType):
                plan = self._plan_mixed(return_type, nodes)
        except GraphQLError:
            plan = None  # a @skip without its variable: an error at each object it stands on
        if len(self.plans) >= MOST_PLANS:
            self.plans.clear()
        self.plans[key] = plan
        return plan

    def _plan(
        self, of_type: GraphQLOutputType, nodes: list[FieldNode], *, may_call: bool
    ) -> ValuePlan | None:
        """Plan a value of a type, for its asked fields; None if some part of it can't be planned."""
        may_be_null = True
        if isinstance(of_type, GraphQLNonNull):
            may_be_null, of_type = False, of_type.of_type
        if isinstance(of_type, GraphQLList):
            item = self._plan(of_type.of_type, nodes, may_call=False)
            return ListPlan(item, may_be_null=may_be_null) if item else None
        if isinstance(of_type, GraphQLScalarType | GraphQLEnumType):
            return LeafPlan(of_type, may_be_null=may_be_null, may_call=may_call)
        if isinstance(of_type, GraphQLObjectType):
            return self._plan_object(of_type, nodes, may_be_null=may_be_null)
        return None

    def _plan_object(
        self, of_type: GraphQLObjectType, nodes: list[FieldNode], *, may_be_null: bool
    ) -> ObjectPlan | None:
        if not _takes_rows(of_type):
            return None
        fields: list[tuple[str, Slot | None]] = []
        for name, inner in self.collect_subfields(of_type, nodes).items():
            field = get_field_def(self.schema, of_type, inner[0])
            if field is TypeNameMetaFieldDef:
                fields.append((name, None))
                continue
            slot = self._plan_slot(field, inner)
            if slot is None:
                return None
            fields.append((name, slot))
        checks_name = of_type.is_type_of is not None
        return ObjectPlan(of_type.name, fields, checks_name=checks_name, may_be_null=may_be_null)

    def _plan_mixed(self, of_type: GraphQLObjectType, nodes: list[FieldNode]) -> list[MixedField] | None:
        if not _takes_rows(of_type):
            return None
        fields: list[MixedField] = []
        for name, inner in self.collect_subfields(of_type, nodes).items():
            field = get_field_def(self.schema, of_type, inner[0])
            fields.append((name, inner, self._plan_slot(field, inner)))
        # Without one plain field there is nothing to gain.
        return fields if any(slot for _, _, slot in fields) else None

    def _plan_slot(self, field: GraphQLField | None, nodes: list[FieldNode]) -> Slot | None:
        source = find_source(nodes[0].name.value, field, self.field_resolver) if field else None
        if field is None or source is None:
            return None
        may_call = isinstance(source, ByKey) and source.may_call
        value = self._plan(field.type, nodes, may_call=may_call)
        return Slot(source, value) if value else None


def project_document(document: DocumentNode) -> type[ProjectingExecution]:
    """Make the executor of one document. It keeps the document and its plans as long as it lives itself.

    The plans belong to the one schema the document is run on.
    """
    switches = {
        argument.value.name.value
        for selection in list_selections(document)
        for directive in selection.directives or ()
        if directive.name.value in {"skip", "include"}
        for argument in directive.arguments or ()
        if isinstance(argument.value, VariableNode)
    }
    return type(
        "DocumentExecution",
        (ProjectingExecution,),
        {"document": document, "plans": {}, "switches": tuple(sorted(switches))},
    )


def _takes_rows(of_type: GraphQLObjectType) -> bool:
    return of_type.is_type_of is None or isinstance(of_type.is_type_of, IsRowOf)


def _is_row_of(of_type: GraphQLObjectType, row: dict[str, Any]) -> bool:
    return of_type.is_type_of is None or row.get("__typename", of_type.name) == of_type.name
