"""Weighs a parsed document before anything else looks at it: how deep, how wide, how often the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from hub.wire.limits import Limits
from hub.wire.refusals import Declined

INTROSPECTION = frozenset({"__schema", "__type"})
Fragments = Mapping[str, FragmentDefinitionNode]


def weigh(document: DocumentNode, limits: Limits) -> None:
    """Decline a document that passes a limit, in work bounded by the limits themselves.

    The document is walked as it stands, then as a tree with each fragment written out where it is used.
    Fragments count as often as they are spread: validation compares the copies with one another, so a
    document of a few lines can keep a worker busy for minutes.
    """
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
    if len(operations) > limits.operations:
        _decline("TOO_MANY_OPERATIONS", f"{limits.operations} operations", "Send only the one you run.")
    if len(fragments) > limits.fragments:
        _decline("TOO_MANY_FRAGMENTS", f"{limits.fragments} fragments", "Send only those you use.")
    _count_marks(document, limits)
    tree = _Tree({each.name.value: each for each in fragments}, limits)
    for operation in operations:
        tree.measure([operation.selection_set], 1, limits.depth, limits.root_fields)
    # Fragments stand as roots too: validation looks into them whether they are used or not.
    for fragment in fragments:
        is_introspection = fragment.type_condition.name.value.startswith("__")
        deepest = limits.introspection_depth if is_introspection else limits.depth
        tree.measure([fragment.selection_set], 1, deepest, limits.fields)


def list_selections(document: DocumentNode) -> Iterator[FieldNode | InlineFragmentNode | FragmentSpreadNode]:
    """Give every selection of a document once, as it stands. Needs no recursion."""
    waiting = [
        each.selection_set
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode | InlineFragmentNode | FragmentSpreadNode):
                yield selection
            if isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
                waiting.append(selection.selection_set)


def _count_marks(document: DocumentNode, limits: Limits) -> None:
    aliases = directives = 0
    for definition in document.definitions:
        directives += len(getattr(definition, "directives", None) or ())
        for variable in getattr(definition, "variable_definitions", None) or ():
            directives += len(variable.directives or ())
    for selection in list_selections(document):
        directives += len(selection.directives or ())
        aliases += isinstance(selection, FieldNode) and selection.alias is not None
    if aliases > limits.aliases:
        _decline("TOO_MANY_ALIASES", f"{limits.aliases} aliases", "Send the rest as another query.")
    if directives > limits.directives:
        _decline(
            "TOO_MANY_DIRECTIVES", f"{limits.directives} directives", "Only @skip and @include are needed."
        )


@dataclass(slots=True)
class _Tree:
    """A document with its fragments written out, measured as it is walked and never kept."""

    fragments: Fragments
    limits: Limits
    steps: int = 0
    overlaps: int = 0
    _open: set[str] = field(default_factory=set)

    def measure(self, sets: list[SelectionSetNode], depth: int, deepest: int, widest: int) -> None:
        """Measure what stands at one place of the answer, and what stands below it."""
        below: dict[str, list[FieldNode]] = {}
        for selection_set in sets:
            self._gather(selection_set, below, 0)
        if len(below) > widest:
            _decline("TOO_MANY_ROOT_FIELDS", f"{widest} root fields", "Send the rest as another query.")
        for nodes in below.values():
            self.overlaps += len(nodes) * (len(nodes) - 1) // 2
            if self.overlaps > self.limits.overlaps:
                _decline(
                    "TOO_MANY_OVERLAPS",
                    f"{self.limits.overlaps:,} pairs of fields that answer under one name",
                    "Ask for each field once.",
                )
            inner = [node.selection_set for node in nodes if node.selection_set]
            if inner:
                name = nodes[0].name.value
                bound = self.limits.introspection_depth if name in INTROSPECTION else deepest
                if depth >= bound:
                    _decline(
                        "QUERY_TOO_DEEP", f"{bound} levels of fields", "Ask for the inner part by its own id."
                    )
                self.measure(inner, depth + 1, bound, self.limits.fields)

    def _gather(
        self, selection_set: SelectionSetNode, below: dict[str, list[FieldNode]], nesting: int
    ) -> None:
        if nesting > 2 * self.limits.depth:
            _decline("QUERY_TOO_DEEP", f"{2 * self.limits.depth} nested fragments", "Write the fields out.")
        for selection in selection_set.selections:
            self.steps += 1
            if self.steps > self.limits.fields:
                _decline(
                    "QUERY_TOO_LARGE",
                    f"{self.limits.fields:,} fields once its fragments are written out",
                    "Ask for less at once.",
                )
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                below.setdefault(key, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                self._gather(selection.selection_set, below, nesting + 1)
            elif isinstance(selection, FragmentSpreadNode):
                self._spread(selection.name.value, below, nesting + 1)

    def _spread(self, name: str, below: dict[str, list[FieldNode]], nesting: int) -> None:
        # A fragment inside itself, or an unknown one, is validation's to refuse.
        if name in self._open or name not in self.fragments:
            return
        self._open.add(name)
        self._gather(self.fragments[name].selection_set, below, nesting)
        self._open.discard(name)


def _decline(code: str, most: str, advice: str) -> NoReturn:
    raise Declined(code, f"The query has more than {most}. {advice}")
