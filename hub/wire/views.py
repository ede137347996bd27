"""The Flask side of the wire: one blueprint for each API."""

from collections.abc import Callable

import orjson
from flask import Blueprint, Request, Response, request
from graphql import GraphQLSchema
from graphql.type import assert_valid_schema

from hub.wire.answers import Answer, Answerer, make_reference
from hub.wire.asking import read_request
from hub.wire.documents import Documents
from hub.wire.limits import Limits
from hub.wire.media import GRAPHQL, JSON, choose_media
from hub.wire.refusals import Declined, Refusal, Translate
from hub.wire.rows import accept_rows

# All of them come here, so that each is answered with a sentence, and 405 names what is allowed.
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def tell_nothing(_error: Exception) -> Refusal | None:
    """Mask every exception."""
    return None


def admit_all(_request: Request) -> None:
    """Let every request in."""


def view(
    endpoint_name: str,
    schema: GraphQLSchema,
    *,
    context: Callable[[Request], object],
    limits: Limits | None = None,
    translate: Translate = tell_nothing,
    cache_control: str = "no-store",
    admit: Callable[[Request], None] = admit_all,
    new_reference: Callable[[], str] = make_reference,
) -> Blueprint:
    """Serve a schema by GraphQL over HTTP. Register the blueprint with the address as its `url_prefix`.

    `context` is made once for each request that may run, and is what resolvers find in their info.
    `translate` words the exceptions a client may read about; all others are masked behind a reference that
    the log has. `cache_control` is said of a GET's answer without errors; every other answer is `no-store`.
    `admit` comes before the request is read, and declines with `Declined` what may not be asked now.
    """
    assert_valid_schema(schema)
    accept_rows(schema)
    bounds = limits or Limits()
    documents = Documents(schema, bounds)
    answerer = Answerer(endpoint_name, schema, documents, bounds, translate, new_reference)
    blueprint = Blueprint(endpoint_name, __name__)

    def respond() -> Response:
        media = JSON
        try:
            media = choose_media(request.headers.get("Accept"))
            admit(request)
            asked = read_request(request, bounds)
            answer = answerer.answer(asked, lambda: context(request))
            return _write(answer, media, answerer, cache_control)
        except Declined as no:
            status = no.status or (400 if media == GRAPHQL else 200)
            response = _write(Answer({"errors": no.tell()}, status), media, answerer)
            response.headers.update(no.headers)
            return response
        except (
            Exception
        ) as error:  # the edge of the hub: whatever it is, the client gets a reference and no more
            return _write(answerer.fail(error), media, answerer)

    blueprint.add_url_rule("", "answer", respond, methods=METHODS, provide_automatic_options=False)
    return blueprint


def _write(answer: Answer, media: str, answerer: Answerer, cache_control: str = "no-store") -> Response:
    try:
        body = orjson.dumps(answer.body)
    except TypeError as error:  # a scalar gave what JSON has no word for
        answer = answerer.fail(error)
        body = orjson.dumps(answer.body)
    response = Response(body, answer.status, content_type=f"{media}; charset=utf-8")
    may_keep = request.method == "GET" and answer.status == 200 and "errors" not in answer.body
    response.headers["Cache-Control"] = cache_control if may_keep else "no-store"
    response.headers["Vary"] = "Accept, Cookie, Authorization"
    return response
