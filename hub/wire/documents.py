"""Parses, weighs and validates a query's text once, and remembers it for the next time."""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)

from hub.wire.asking import Asked
from hub.wire.limits import Limits
from hub.wire.projector import ProjectingExecution, project_document
from hub.wire.refusals import Declined, DocumentDeclined
from hub.wire.weights import weigh


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may be run, with the executor that keeps its plans."""

    document: DocumentNode
    fragments: dict[str, FragmentDefinitionNode]
    execution: type[ProjectingExecution]
    tokens: int

    def choose_operation(self, asked: Asked) -> OperationDefinitionNode:
        """Find the operation that is asked for; decline if it is unclear which, or may not run this way."""
        operations = [each for each in self.document.definitions if isinstance(each, OperationDefinitionNode)]
        if asked.operation_name is not None:
            operations = [
                each for each in operations if each.name and each.name.value == asked.operation_name
            ]
            if not operations:
                raise Declined(
                    "OPERATION_NOT_FOUND", "The query has no operation of the name in operationName."
                )
        elif len(operations) > 1:
            raise Declined(
                "OPERATION_NAME_MISSING", "The query has several operations: name one in operationName."
            )
        operation = operations[0]
        if operation.operation is OperationType.SUBSCRIPTION:
            raise Declined("SUBSCRIPTION_REFUSED", "Subscriptions are not served here.")
        if operation.operation is OperationType.MUTATION and not asked.may_write:
            raise Declined(
                "METHOD_NOT_ALLOWED", "Send a mutation by POST.", status=405, headers={"Allow": "POST"}
            )
        return operation


class Documents:
    """The documents of one schema, the most recent remembered. Safe to share between threads."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._known: OrderedDict[bytes, Prepared] = OrderedDict()
        self._tokens = 0
        self._lock = Lock()

    def prepare(self, query: str) -> Prepared:
        """Give the document of a query's text; decline one that is malformed, too large or not valid."""
        key = blake2b(query.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._lock:
            if found := self._known.get(key):
                self._known.move_to_end(key)
                return found
        prepared = self._read(query)
        with self._lock:
            if key not in self._known:
                self._known[key] = prepared
                self._tokens += prepared.tokens
            while self._tokens > self._limits.remembered_tokens:
                self._tokens -= self._known.popitem(last=False)[1].tokens
        return prepared

    def _read(self, query: str) -> Prepared:
        limits = self._limits
        try:
            document = parse(query, max_lexical_tokens=limits.tokens, max_comments=limits.tokens)
        except GraphQLError as error:
            raise _name_parse_error(error, limits) from error
        weigh(document, limits)
        errors = validate(
            self._schema, document, specified_rules, max_errors=limits.errors, hide_suggestions=True
        )
        if errors:
            raise DocumentDeclined("GRAPHQL_VALIDATION_FAILED", errors)
        fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        return Prepared(document, fragments, project_document(document), document.token_count)


def _name_parse_error(error: GraphQLError, limits: Limits) -> Declined:
    if "Document contains more than" in error.message:
        return Declined(
            "TOO_MANY_TOKENS",
            f"The query has more than {limits.tokens:,} words and signs. Ask for less at once.",
        )
    if "nested too deeply" in error.message:
        return Declined(
            "QUERY_TOO_DEEP", "The query is nested too deeply. Ask for the inner part by its own id."
        )
    return DocumentDeclined("GRAPHQL_PARSE_FAILED", [error])
