"""Reads what a client asks out of an HTTP request: the query, its variables, which operation."""

from dataclasses import dataclass
from typing import Any

import orjson
from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from hub.wire.limits import Limits
from hub.wire.media import require_json
from hub.wire.refusals import Declined


@dataclass(frozen=True, slots=True)
class Asked:
    """One GraphQL request, whichever way it came. `may_write` is false for GET."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None
    may_write: bool


def read_request(request: Request, limits: Limits) -> Asked:
    """Read a GET's parameters or a POST's JSON body.

    Declines other methods (405), bodies that are too large (413), not JSON by their header (415) or not a
    GraphQL request by their content (400), and batches (400).
    """
    if request.method == "GET":
        return _read_parameters(request, limits)
    if request.method == "POST":
        return _read_body(request, limits)
    raise Declined(
        "METHOD_NOT_ALLOWED", "Use POST, or GET for a query.", status=405, headers={"Allow": "GET, POST"}
    )


def _read_parameters(request: Request, limits: Limits) -> Asked:
    if len(request.query_string) > limits.body_bytes:
        raise Declined("REQUEST_TOO_LARGE", "This address is too long: send the query by POST.", status=414)
    parts: dict[str, Any] = {}
    for name in ("query", "operationName", "variables", "extensions"):
        values = request.args.getlist(name)
        if len(values) > 1:
            raise _bad(f"Give {name} once.")
        if values and values[0] and name in {"variables", "extensions"}:
            parts[name] = _load(values[0].encode("utf-8", "surrogatepass"), f"The parameter {name}")
        elif values:
            parts[name] = values[0] or None
    return _check(parts, limits, may_write=False)


def _read_body(request: Request, limits: Limits) -> Asked:
    require_json(request.headers.get("Content-Type"), request.headers.get("Content-Encoding"))
    parts = _load(_read_bytes(request, limits), "The body")
    if isinstance(parts, list):
        raise Declined("BATCH_REFUSED", "Send one query a request: batches are not taken.", status=400)
    if not isinstance(parts, dict):
        raise _bad('The body must be a JSON object such as {"query": "{ __typename }"}.')
    return _check(parts, limits, may_write=True)


def _read_bytes(request: Request, limits: Limits) -> bytes:
    """Read at most one byte more than is allowed, whatever length was announced, or none was."""
    too_large = Declined(
        "REQUEST_TOO_LARGE",
        f"The request is larger than {limits.body_bytes:,} bytes: ask for less at once.",
        status=413,
        headers={"Connection": "close"},
    )
    if (request.content_length or 0) > limits.body_bytes:
        raise too_large
    try:
        body = request.stream.read(limits.body_bytes + 1)
    except RequestEntityTooLarge as large:
        raise too_large from large
    if len(body) > limits.body_bytes:
        raise too_large
    return body


def _load(text: bytes, what: str) -> Any:
    # orjson itself refuses a byte order mark, bad UTF-8, more than 1,024 levels, NaN and numbers beyond a
    # double.
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _bad(f"{what} is not valid JSON in UTF-8.") from error


def _check(parts: dict[str, Any], limits: Limits, *, may_write: bool) -> Asked:
    query, operation_name = parts.get("query"), parts.get("operationName")
    variables, extensions = parts.get("variables"), parts.get("extensions")
    if not isinstance(query, str):
        raise _bad("Give the query as a string under the name query.")
    if not isinstance(operation_name, str | None):
        raise _bad("The operationName must be a string.")
    if not isinstance(variables, dict | None):
        raise _bad("The variables must be a JSON object.")
    if not isinstance(extensions, dict | None):
        raise _bad("The extensions must be a JSON object.")
    if _is_deeper(variables, limits.variables_depth):
        raise _bad(f"The variables are nested more than {limits.variables_depth} deep.")
    return Asked(query, variables or {}, operation_name or None, may_write)


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth + 1):
        level = [
            child
            for part in level
            if isinstance(part, dict | list)
            for child in (part.values() if isinstance(part, dict) else part)
        ]
        if not level:
            return False
    return True


def _bad(sentence: str) -> Declined:
    return Declined("BAD_REQUEST", sentence, status=400)
