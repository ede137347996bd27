"""Lists of issues: ordered by their heads, page after page, loosened when empty, and the same as a file."""

from __future__ import annotations

import csv
import html
import io
import re
from urllib.parse import parse_qsl, urlencode

import pytest
from flask.testing import FlaskClient

from graph.unit import Graph
from hub.pages.asked import SORTS
from hub.pages.issue_file import HEADS, make_safe
from matrix import issues, weighing
from matrix.reference import read_issues
from tests.builders import NOW, People, build_issue, import_documented, place
from tests.hub.stand import Stand

ISSUE = re.compile(r'<th scope="row"><a href="/issues/([^"]+)">')
NEXT = re.compile(r'<a href="([^"]+)" rel="next">')
TOTAL = re.compile(r'hub-state"><b>([\d,]+) ')


def walk_pages(client: FlaskClient, address: str) -> list[str]:
    """The keys on a list's first page and on all that follow it."""
    found: list[str] = []
    while address:
        page = client.get(address).text
        found += ISSUE.findall(page)
        address = html.unescape((NEXT.findall(page) or [""])[0])
    return found


def read_file(client: FlaskClient, address: str) -> list[list[str]]:
    """A CSV's lines, after the mark of its encoding."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="issues-2026-11-24.csv"'
    text = answer.get_data().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.fixture
def documented(stand: Stand, cast: People) -> FlaskClient:
    """A liaison's browser, with the documented issues in the graph, and two of them assessed."""
    import_documented(stand.graph, cast.director)
    for key, severity in (("ISS-015", 3), ("ISS-018", 4)):
        assess(stand.graph, cast, key, severity)
    return stand.client(cast.liaison)


def assess(graph: Graph, cast: People, key: str, severity: int) -> None:
    version = graph.read(lambda tx: issues.find_issue(tx, cast.liaison, key))["version"]
    graph.write(
        lambda tx: weighing.assess_issue(
            tx, cast.liaison, key, severity=severity, reason="Calls", version=version, now=NOW
        )
    )


def test_every_order_has_each_issue_once_and_its_reverse(documented: FlaskClient) -> None:
    everything = {row["key"]: row for row in read_issues()}
    found = {sort: walk_pages(documented, f"/issues?show=all&size=25&sort={sort}") for sort in sorted(SORTS)}
    assert {sort: sorted(keys) for sort, keys in found.items()} == dict.fromkeys(
        sorted(SORTS), sorted(everything)
    )
    for sort in ("worst", "title", "since", "holder", "due"):
        assert found[f"-{sort}"] == found[sort][::-1], sort
    assert found["worst"][:2] == ["ISS-018", "ISS-015"]
    titles = [everything[key]["title"].lower() for key in found["title"]]
    assert titles == sorted(titles)
    assert found["since"] == sorted(everything, key=lambda key: (everything[key]["since"], key))


def test_a_head_orders_by_a_link_that_keeps_the_filter(documented: FlaskClient) -> None:
    page = documented.get("/issues?agency=FDA&show=all").text
    head = re.search(r'<th scope="col"><a href="([^"]+)">Due', page)
    assert head is not None
    address = html.unescape(head.group(1))
    assert dict(parse_qsl(address.partition("?")[2])) == {"agency": "FDA", "show": "all", "sort": "due"}
    page = documented.get(address).text
    assert "earliest due first" in page
    assert re.search(r'aria-sort="ascending"[^>]*><a href="[^"]*sort=-due[^"]*">Due', page)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"agency": "FDA", "sort": "-title"},
        {"center": "CEE002", "kind": "data", "show": "all"},
        {"state": "confirmed", "older": "5", "sort": "since"},
        {"unplaced": "1"},
        {"severity": "1"},
    ],
    ids=str,
)
def test_a_file_has_the_rows_of_the_list_in_its_order(documented: FlaskClient, asked: dict[str, str]) -> None:
    where = urlencode(asked)
    page = documented.get(f"/issues?size=100&{where}").text
    lines = read_file(documented, f"/issues.csv?{where}")
    assert lines[0] == ["INTERAGENCY"]
    assert lines[1][0].endswith("as of 2026-11-24")
    assert tuple(lines[2]) == HEADS
    assert [line[0] for line in lines[3:]] == ISSUE.findall(page)
    assert len(lines) - 3 == int(TOTAL.findall(page)[0])
    link = re.search(r'<a href="(/issues\.csv[^"]*)"', page)
    assert link is not None
    assert read_file(documented, html.unescape(link.group(1))) == lines


def test_a_file_holds_nothing_that_its_reader_does_not_read(stand: Stand, cast: People) -> None:
    changed = build_issue(stand.graph, cast, readers=("FDA",), title="Zebra canary")
    for actor, sees in ((cast.liaison, True), (cast.specialist, True), (cast.stranger, False)):
        lines = read_file(stand.client(actor), "/issues.csv")
        assert (changed.key in [line[0] for line in lines[3:]]) is sees
        assert ("Zebra" in str(lines)) is sees
    answer = stand.app.test_client()
    stand.reader = cast.account
    assert "Zebra" not in answer.get("/issues.csv").text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_begins_a_formula_is_text_in_a_file(sign: str) -> None:
    assert make_safe(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert make_safe(f"a{sign}1") == f"a{sign}1"
    assert make_safe(None) == make_safe("") == ""


def test_a_title_that_is_a_formula_stays_text(stand: Stand, cast: People) -> None:
    build_issue(stand.graph, cast, title='=HYPERLINK("http://x.example","Click, now")')
    [line] = read_file(stand.client(cast.liaison), "/issues.csv")[3:]
    assert line[1] == '\'=HYPERLINK("http://x.example","Click, now")'


def test_where_nothing_matches_it_says_what_to_let_go(documented: FlaskClient) -> None:
    # No part alone is in the way here.
    page = documented.get("/issues?agency=FDA&severity=2&state=merged").text
    assert TOTAL.findall(page) == ["0"]
    assert re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: (\d+) issues?</li>', page) == []
    assert '<a href="/issues">Clear the filter</a>' in page
    page = documented.get("/issues?agency=FDA&severity=2").text
    offered = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: (\d+) issues?</li>', page)
    assert [words for _, words, _ in offered] == ["Any severity"]
    for address, _, number in offered:
        assert TOTAL.findall(documented.get(html.unescape(address)).text) == [number]


@pytest.mark.parametrize("asked", ["state=confirmed", "older=10", "state=in-watch&older=5", "kind=data"])
def test_the_matrix_and_the_list_count_alike_under_a_filter(documented: FlaskClient, asked: str) -> None:
    matrix = TOTAL.findall(documented.get(f"/matrix?all=1&{asked}").text)
    assert matrix == TOTAL.findall(documented.get(f"/issues?placed=1&{asked}").text)
    assert matrix != TOTAL.findall(documented.get("/matrix?all=1").text)


def test_an_empty_matrix_says_what_to_let_go(documented: FlaskClient) -> None:
    page = documented.get("/matrix?agency=FDA&severity=2").text
    offered = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: (\d+) issues?</li>', page)
    assert [words for _, words, _ in offered] == ["Any severity"]
    assert TOTAL.findall(documented.get(html.unescape(offered[0][0])).text) == [offered[0][2]]


def test_one_address_is_one_view(stand: Stand, cast: People) -> None:
    place(stand.graph, cast, build_issue(stand.graph, cast))
    for address in (
        "/matrix?all=1&center=CEE002&open=CEE002&state=placed&older=1",
        "/issues?sort=-due&agency=FDA",
    ):
        pages = [stand.client(cast.liaison).get(address).text for _ in range(2)]
        first, second = (re.sub(r'name="csrf_token" value="[^"]*"', "", page) for page in pages)
        assert first == second


@pytest.mark.parametrize(
    "address", ["/issues?sort=up", "/issues.csv?state=some", "/matrix?older=3", "/issues.csv?sort=1"]
)
def test_what_an_address_cannot_ask_is_told(stand: Stand, cast: People, address: str) -> None:
    answer = stand.client(cast.liaison).get(address)
    assert answer.status_code == 422
    assert f"“{address.partition('?')[2].partition('=')[0]}”" in answer.text
