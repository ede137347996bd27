"""Requests the wire declines, and the words in which the rooms' own refusals reach a client."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

SUGGESTION = re.compile(r" Did you mean .*\?$", re.DOTALL)


class Declined(Exception):
    """A request that is not carried out. Nothing has run, so its answer has no `data`.

    `status` is the HTTP status whatever the media type. Without one the document itself was refused, and
    GraphQL over HTTP wants 200 under application/json and 400 under application/graphql-response+json.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.headers = dict(headers or {})

    def tell(self) -> list[dict[str, Any]]:
        """Give the `errors` entry of the answer."""
        return [{"message": self.message, "extensions": {"code": self.code}}]


class DocumentDeclined(Declined):
    """A document that does not parse, is not valid, or whose variables don't fit; each error says where."""

    def __init__(self, code: str, errors: Sequence[GraphQLError]) -> None:
        super().__init__(code, errors[0].message)
        self.errors = errors

    def tell(self) -> list[dict[str, Any]]:
        """Give every error, labelled with the code, with its lines and columns."""
        told = [label(error, self.code) for error in self.errors]
        # Strawberry's enums suggest names whether graphql-core asks for suggestions or not.
        return [{**each, "message": SUGGESTION.sub("", each["message"])} for each in told]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a client is told about an exception from below: one sentence, a code, and values it can use.

    With a `status` the whole answer fails by it and `data` is null: a part of an answer is never passed as
    the whole.
    """

    message: str
    code: str
    extensions: Mapping[str, Any] = field(default_factory=dict)
    status: int | None = None


# Gives the words for an exception the wire may tell, and None for one it must mask.
Translate = Callable[[Exception], Refusal | None]


def label(error: GraphQLError, code: str) -> dict[str, Any]:
    """Write one error in GraphQL's response format under the given code."""
    told: dict[str, Any] = dict(error.formatted)
    told["extensions"] = {**told.get("extensions", {}), "code": code}
    return told
