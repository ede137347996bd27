"""What comes in over HTTP: methods, media types, bodies of every kind; the refused ones run nothing."""

import socket
from typing import Any
from urllib.parse import quote, urlencode

import orjson
import pytest

from hub.wire.limits import Limits
from tests.hub.wire.conftest import Hub
from tests.hub.wire.talking import Api

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def comment(hub: Hub) -> str:
    """A mutation that would write, were it run."""
    words = f'key: "{hub.issue}", text: "x", idempotencyKey: "once"'
    return f"mutation {{ commentOnIssue({words}) {{ key problems {{ code }} }} }}"


def test_a_query_may_come_by_get_and_a_mutation_may_not(hub: Hub, api: Api, comment: str) -> None:
    assert api.send("GET", query="?query={__typename}").json == {"data": {"__typename": "Query"}}
    for accept in (JSON, GRAPHQL):
        reply = api.send("GET", query=f"?query={quote(comment)}", Accept=accept)
        assert (reply.status, reply.codes, reply.headers["Allow"]) == (405, ["METHOD_NOT_ALLOWED"], "POST")
    assert hub.took() == []


def test_the_same_mutation_by_post_writes_for_an_officer_and_is_none_of_the_trades(
    hub: Hub, agency: Api, trade: Api, comment: str
) -> None:
    refused = trade.ask(comment, Accept=GRAPHQL)
    assert (refused.status, refused.codes) == (400, ["BAD_USER_INPUT"])
    assert hub.took() == []
    assert agency.ask(comment).json["data"]["commentOnIssue"]["problems"] == []
    assert "remarks.add_comment" in hub.took()


def test_get_takes_variables_and_a_name_and_each_once(hub: Hub, agency: Api) -> None:
    asked = {
        "query": "query A($k: String!) { issue(key: $k) { title } } query B { viewer { name } }",
        "variables": orjson.dumps({"k": hub.issue}).decode(),
        "operationName": "A",
    }
    reply = agency.send("GET", query="?" + urlencode(asked))
    assert reply.json == {"data": {"issue": {"title": "Late notices"}}}
    hub.took()
    for query in (
        "?query={__typename}&query={__typename}",
        "?query={__typename}&variables=[",
        "?query={__typename}&variables=[]",
        "",
        "?query=",
    ):
        reply = agency.send("GET", query=query)
        assert (reply.status, reply.codes) == (400, ["BAD_REQUEST"])
    assert hub.took() == []


def test_an_address_that_is_too_long_is_refused(agency: Api) -> None:
    # The development server itself takes no line longer than 64 kB.
    from flask import Request
    from werkzeug.test import EnvironBuilder

    from hub.wire.asking import read_request
    from hub.wire.refusals import Declined

    request = Request(EnvironBuilder(query_string="query=" + "x" * 100_001).get_environ())
    with pytest.raises(Declined) as declined:
        read_request(request, Limits())
    assert (declined.value.status, declined.value.code) == (414, "REQUEST_TOO_LARGE")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_other_methods_are_told_what_is_allowed(hub: Hub, api: Api, method: str, comment: str) -> None:
    reply = api.send(method, orjson.dumps({"query": comment}), Content_Type=JSON)
    assert (reply.status, reply.headers["Allow"]) == (405, "GET, POST")
    assert hub.took() == []


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/jsonx",
    ],
)
def test_only_json_in_utf8_is_taken(hub: Hub, api: Api, content_type: str | None, comment: str) -> None:
    headers = {} if content_type is None else {"Content_Type": content_type}
    reply = api.send("POST", orjson.dumps({"query": comment}), **headers)
    assert (reply.status, reply.codes) == (415, ["UNSUPPORTED_MEDIA_TYPE"])
    assert hub.took() == []


def test_forms_of_another_site_do_nothing(hub: Hub, api: Api, comment: str) -> None:
    form = urlencode({"query": comment})
    assert api.send("POST", form, Content_Type="application/x-www-form-urlencoded").status == 415
    parts = f'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n{comment}\r\n--x--\r\n'
    assert api.send("POST", parts, Content_Type="multipart/form-data; boundary=x").status == 415
    assert hub.took() == []


def test_a_compressed_body_is_not_taken(hub: Hub, api: Api) -> None:
    assert api.send("POST", b"x", Content_Type=JSON, Content_Encoding="gzip").status == 415
    assert hub.took() == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"true",
        b"3",
        b'"string"',
        b"{}",
        b'\xef\xbb\xbf{"query": "{ __typename }"}',
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        '{"query": "{ __typename }"}'.encode("utf-16"),
        b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 40 + b"1" + b"}" * 41,
        b"[" * 50_000,
        b'{"a":' * 20_000,
        b'{"query": "{ __typename }", "variables": {"n": ' + b"9" * 90_000 + b"}}",
        b'{"query": "{ __typename }", "variables": {"n": 1e999}}',
        b'{"query": "{ __typename }", "variables": {"n": NaN}}',
        b'{"query": null}',
        b'{"query": ["{ __typename }"]}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "operationName": 1}',
        b'{"query": "{ __typename }", "extensions": 1}',
    ],
)
def test_a_body_that_is_no_request_is_a_400_in_words(hub: Hub, api: Api, body: bytes) -> None:
    for accept in (JSON, GRAPHQL):
        reply = api.send("POST", body, Content_Type=JSON, Accept=accept)
        assert (reply.status, reply.codes) == (400, ["BAD_REQUEST"])
        assert "data" not in reply.json
    assert hub.took() == []


def test_a_large_body_is_refused_by_its_length_unread(hub: Hub, api: Api) -> None:
    assert _talk(api, b"Content-Length: 12000000\r\n\r\n").startswith(b"HTTP/1.1 413 ")
    assert hub.took() == []


def test_a_large_body_is_refused_without_a_length_too(hub: Hub, api: Api) -> None:
    size = Limits().body_bytes + 1
    body = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % size + b" " * size + b"\r\n0\r\n\r\n"
    assert _talk(api, body).startswith(b"HTTP/1.1 413 ")
    assert hub.took() == []


def test_a_chunked_body_of_the_allowed_size_is_taken(api: Api) -> None:
    body = orjson.dumps({"query": "{ __typename }"}).ljust(Limits().body_bytes)
    chunks = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    assert _talk(api, chunks).startswith(b"HTTP/1.1 200 ")


def _talk(api: Api, rest: bytes) -> bytes:
    """Say byte by byte what no client library would; gives the beginning of the answer."""
    head = {"Host": "x", "Content-Type": JSON} | api.headers
    lines = [f"POST {api.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    with socket.create_connection(("127.0.0.1", api.port), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n" + rest)
        return connection.recv(65_536)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.8, {JSON}", JSON),
        (f"{JSON}, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
        ("Application/JSON", JSON),
    ],
)
def test_the_answer_comes_in_the_media_type_that_is_wanted(api: Api, accept: str | None, media: str) -> None:
    reply = api.ask("{ __typename }", Accept=accept) if accept else api.ask("{ __typename }")
    assert (reply.status, reply.headers["Content-Type"]) == (200, f"{media}; charset=utf-8")


@pytest.mark.parametrize(
    "accept", ["text/html", f"{JSON};q=0", f"{JSON}; charset=latin-1", "multipart/mixed"]
)
def test_who_accepts_neither_gets_a_406(hub: Hub, api: Api, accept: str, comment: str) -> None:
    reply = api.ask(comment, Accept=accept)
    assert (reply.status, reply.codes) == (406, ["NOT_ACCEPTABLE"])
    assert hub.took() == []


def test_several_operations_need_a_name_and_the_name_must_be_there(api: Api) -> None:
    query = "query A { __typename } query B { b: __typename }"

    def ask(name: Any) -> Any:
        body = orjson.dumps({"query": query, "operationName": name})
        return api.send("POST", body, Content_Type=JSON, Accept=GRAPHQL)

    assert (ask(None).status, ask(None).codes) == (400, ["OPERATION_NAME_MISSING"])
    assert (ask("C").status, ask("C").codes) == (400, ["OPERATION_NOT_FOUND"])
    assert ask("B").json == {"data": {"b": "Query"}}


def test_answers_are_kept_by_nobody_unless_the_api_says_so(agency: Api, trade: Api) -> None:
    assert agency.ask("{ __typename }").headers["Cache-Control"] == "no-store"
    assert agency.send("GET", query="?query={__typename}").headers["Cache-Control"] == "no-store"
    assert trade.send("GET", query="?query={__typename}").headers["Cache-Control"] == "public, max-age=60"
    assert trade.ask("{ __typename }").headers["Cache-Control"] == "no-store"
    assert trade.send("GET", query="?query={nope}").headers["Cache-Control"] == "no-store"
    for reply in (agency.ask("{ __typename }"), trade.ask("{ nope }")):
        assert reply.headers["Vary"] == "Accept, Cookie, Authorization"
