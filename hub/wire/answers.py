"""Runs a prepared query and words what went wrong, so that nobody reads the hub's insides in an error."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, execute_sync
from graphql.language import ValueNode

from hub.wire.asking import Asked
from hub.wire.costs import require_affordable
from hub.wire.documents import Documents
from hub.wire.limits import Limits
from hub.wire.refusals import DocumentDeclined, Refusal, Translate, label

# Failures of one answer that are logged: a list may fail in every row.
MOST_LOGGED = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: the map to write as JSON, and the HTTP status."""

    body: dict[str, Any]
    status: int


def make_reference() -> str:
    """Make the short text by which a person who saw a failure finds it in the log."""
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions to one schema."""

    name: str
    schema: GraphQLSchema
    documents: Documents
    limits: Limits
    translate: Translate
    new_reference: Callable[[], str] = make_reference
    log: Any = field(default_factory=lambda: structlog.get_logger("hub.wire"))

    def answer(self, asked: Asked, make_context: Callable[[], object]) -> Answer:
        """Run what is asked. Declines what may not run; the context is made only for what may."""
        prepared = self.documents.prepare(asked.query)
        operation = prepared.choose_operation(asked)
        require_affordable(operation, prepared.fragments, asked.variables, self.limits)
        result = execute_sync(
            self.schema,
            prepared.document,
            context_value=make_context(),
            variable_values=asked.variables,
            operation_name=asked.operation_name,
            max_coercion_errors=self.limits.errors,
            execution_context_class=prepared.execution,
            hide_suggestions=True,
        )
        if result.data is None and result.errors and all(error.path is None for error in result.errors):
            raise DocumentDeclined("BAD_USER_INPUT", result.errors)
        return self._word(result)

    def fail(self, error: Exception) -> Answer:
        """Word an exception that ended the whole request."""
        refusal = self.translate(error)
        if refusal:
            return Answer({"errors": [_tell(refusal)]}, refusal.status or 200)
        reference = self.new_reference()
        self.log.error("graphql_failed", api=self.name, reference=reference, exc_info=error)
        return Answer({"errors": [_tell(_mask(reference))]}, 500)

    def _word(self, result: ExecutionResult) -> Answer:
        if not result.errors:
            return Answer({"data": result.data}, 200)
        refusals = [self._find_refusal(error) for error in result.errors]
        reference = self.new_reference() if None in refusals else ""
        self._log([e for e, refusal in zip(result.errors, refusals, strict=True) if not refusal], reference)
        mask = _mask(reference)
        told = [_tell(refusal or mask, error) for error, refusal in zip(result.errors, refusals, strict=True)]
        statuses = [refusal.status for refusal in refusals if refusal and refusal.status]
        # An answer cut short by an engine is not a smaller answer: it is none.
        data = None if statuses else result.data
        return Answer({"data": data, "errors": told}, max(statuses, default=200))

    def _find_refusal(self, error: GraphQLError) -> Refusal | None:
        """Find the words for an error of a field; None for one that is masked."""
        cause = error.original_error
        if cause is not None and not isinstance(cause, GraphQLError):
            return self.translate(cause)
        said = cause or error
        extensions = dict(said.extensions or {})
        if "code" in extensions:
            return Refusal(said.message, str(extensions.pop("code")), extensions)
        # An argument that fails only when it meets its variable; graphql-core points at the value.
        if said.nodes and isinstance(said.nodes[0], ValueNode):
            return Refusal(said.message, "BAD_USER_INPUT")
        return None

    def _log(self, errors: Sequence[GraphQLError], reference: str) -> None:
        failures = {
            (type(error.original_error), *(part for part in error.path or () if isinstance(part, str))): error
            for error in errors
        }
        for error in list(failures.values())[:MOST_LOGGED]:
            self.log.error(
                "graphql_failed",
                api=self.name,
                reference=reference,
                path=error.path,
                exc_info=error.original_error or error,
            )


def _mask(reference: str) -> Refusal:
    return Refusal(f"The hub failed here. Reference {reference}.", "INTERNAL", {"reference": reference})


def _tell(refusal: Refusal, error: GraphQLError | None = None) -> dict[str, Any]:
    told = GraphQLError(
        refusal.message,
        error.nodes if error else None,
        path=error.path if error else None,
        extensions=dict(refusal.extensions),
    )
    return label(told, refusal.code)
