"""`hub matrix`: the page's table in the terminal, for a named reader or the public, in text and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.cypher import Cypher
from hub.app import create_app
from hub.cli import main
from hub.config import Settings
from hub.seed.demo import seed_demo
from hub.seed.reference import seed_reference
from hub.terminal import draw, read_matrix
from liaisons import clocks
from tests.builders import fingerprint
from tests.engines.pool import Engine

DAY = clocks.day_of(datetime.now(UTC))
HOLDERS: Cypher[dict[str, str]] = Cypher(
    "test.holders",
    """
    MATCH (p:Person {madeUp: true})-[:HOLDS_ROLE]->(a:Assignment)
    WHERE a.role IN $roles AND a.until IS NULL
    WITH a.role AS role, p ORDER BY p.key
    WITH role, collect(p)[0] AS p
    RETURN {role: role, email: p.email, key: p.key} AS row
    """,
)
ENTRIES: Cypher[dict[str, str]] = Cypher(
    "test.entries",
    "MATCH (e:AuditEntry {act: 'ReadAs'}) RETURN {person: e.personKey, what: e.subjectKey} AS row",
)
END: Cypher[None] = Cypher(
    "test.end",
    "MATCH (:Person {key: $key})-[:HOLDS_ROLE]->(a) SET a.until = '2020-01-02', a.since = '2020-01-01'",
    writes=True,
)
ROLES = ("liaison", "center-lead", "auditor", "account-user")


@dataclass(frozen=True, slots=True)
class Hub:
    """The demonstration on an engine, and who holds some of its roles."""

    engine: Engine
    who: dict[str, dict[str, str]]

    def run(self, *words: str, columns: int = 80) -> Result:
        """What `hub matrix` with these words says."""
        env = {"NEO4J_URI": self.engine.uri, "NEO4J_USER": self.engine.user, "COLUMNS": str(columns),
               "NEO4J_PASSWORD": self.engine.password, "NEO4J_DATABASE": self.engine.database}  # fmt: skip
        return CliRunner().invoke(main, ["matrix", *words], env=env)

    def table(self, *words: str) -> dict[str, Any]:
        """The same as JSON."""
        done = self.run("--json", *words)
        assert done.exit_code == 0, done.output
        found: dict[str, Any] = json.loads(done.output)
        return found


class Cells(HTMLParser):
    """The number at the start of each cell of a page's table, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self._inside = tag == "td" or (self._inside and tag not in ("th", "tr"))
        if tag == "td":
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data

    def numbers(self) -> list[list[int]]:
        return [[_number(text) for text in row] for row in self.rows if row]


def _number(text: str) -> int:
    found = re.match(r"\s*(\d+)", text)
    return int(found.group(1)) if found else 0


def _numbers(table: dict[str, Any]) -> list[list[int]]:
    of = {(c["row"], c["column"]): c["number"] for c in table["cells"]}
    return [[of[row["key"], column["key"]] for column in table["columns"]] for row in table["rows"]]


@pytest.fixture(scope="module")
def hub(one_engine: Engine) -> Iterator[Hub]:
    graph = one_engine.empty()
    now = datetime.now(UTC)
    seed_reference(graph, now=now)
    seed_demo(graph, day=DAY, now=now)
    rows = graph.read(lambda tx: tx.all(HOLDERS, roles=[*ROLES, "expert", "import-specialist"]))
    yield Hub(one_engine, {row["role"]: row for row in rows})
    one_engine.empty()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "asked",
    [
        ("--all", "?all=1"),
        ("", ""),
        ("--center APP --open APP", "?all=1&center=CEE002&open=CEE002"),
    ],
)
def test_every_number_is_the_one_on_the_page(
    hub: Hub, tmp_path: Path, role: str, asked: tuple[str, str]
) -> None:
    app = create_app(Settings(data=tmp_path, secret_key="secret", demo=True), hub.engine.graph)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    assert client.post("/sign-in", data={"person": hub.who[role]["key"]}).status_code == 303
    page = client.get(f"/matrix{asked[1]}").text
    table = hub.table("--as", hub.who[role]["email"], *asked[0].split())
    assert table["reader"]["name"] in page
    # Where the whole table is one row of totals, the page says in words that nothing matches.
    assert (_numbers(table) if len(table["rows"]) > 1 else []) == Cells(page).numbers()
    assert table["total"] or role == "account-user"


def test_the_public_reads_the_published_issues_and_no_more(hub: Hub, tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, secret_key="secret", demo=True), hub.engine.graph)
    page = Cells(app.test_client().get("/public/matrix").text).numbers()
    table = hub.table()
    # The page leaves out programs without a number, and adds what stands in no cell to the grand total.
    shown = [row for row in _numbers(table) if row[-1]]
    assert shown[:-1] == page[:-1]
    assert shown[-1][:-1] == page[-1][:-1]
    assert shown[-1][-1] + table["unplaced"] == page[-1][-1]
    assert table["reader"] is None
    assert {cell["severity"] for cell in table["cells"]} == {0}
    assert {cell["empty"] for cell in table["cells"]} == {None}
    assert [cell["missing"] for cell in table["cells"] if cell["missing"]] == []


def test_in_eighty_columns_ten_centers_stand_side_by_side_in_marks(hub: Hub) -> None:
    done = hub.run("--as", hub.who["liaison"]["email"], "--all")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert max(map(len, lines)) <= 80
    assert next(line for line in lines if line.endswith(" All")).split() == [
        "AFT", "APP", "AUT", "BAS", "CPMM", "ELE", "IMM", "MAC", "PHC", "PNG", "All",
    ]  # fmt: skip
    table = hub.table("--as", hub.who["liaison"]["email"], "--all")
    # Each row's first line is its code and eleven cells: the number, or why the cell is empty.
    for row, numbers in zip(table["rows"], _numbers(table), strict=True):
        start = f" {row['code']} " if row["kind"] == "area" else f"{row['code']} "
        line = next(each for each in lines if each.startswith(start) and len(each.split()) == 12)
        lines.remove(line)
        assert [_number(cell) for cell in line.split()[1:]] == numbers
    text = " ".join(done.output.split())
    assert {"–", "?", "none", "old"} <= set(done.output.split())
    assert "!a" in text and "!c" in text
    assert f"Unplaced: {table['unplaced']} issues in no cell" in text
    assert (
        f"{table['withoutOwner']} cells without an owner. {table['notAssessed']} cells not assessed" in text
    )
    assert "APP Agriculture & Prepared Products" in text
    assert "\x1b" not in done.output


def test_fewer_columns_show_words(hub: Hub) -> None:
    done = hub.run("--as", hub.who["liaison"]["email"], "--agency", "FDA", "--center", "app")
    text = " ".join(done.output.split())
    assert max(map(len, done.output.splitlines())) <= 80
    assert "FDA · APP · open" in text
    assert "▲ high" in text and "● medium" in text
    assert "since 2007" in text
    assert "not assessed" in text
    assert "!a" not in text


@pytest.mark.parametrize("words", [("--as", "liaison", "--all", "--open", "APP"), ()])
def test_a_table_that_does_not_fit_says_how_to_narrow_it(hub: Hub, words: tuple[str, ...]) -> None:
    named = [hub.who[word]["email"] if word in hub.who else word for word in words]
    done = hub.run(*named, columns=60)
    assert done.exit_code == 1
    assert re.search(r"needs \d+ columns, and here are 60\. Narrow it with --center or --agency", done.output)
    assert hub.run(*named, "--json", columns=60).exit_code == 0


def test_open_industries_are_numbered_and_explained(hub: Hub) -> None:
    done = hub.run("--agency", "FDA", "--open", "APP", columns=120)
    text = " ".join(done.output.split())
    assert "AFT [2] [3] [4]" in text
    assert "2 APP whole Center; 3 APP Agriculture; 4 APP Aquaculture" in text


def test_reading_as_someone_leaves_an_audit_entry_and_reading_as_the_public_none(hub: Hub) -> None:
    graph = hub.engine.graph
    who = hub.who["auditor"]
    before = graph.read(lambda tx: tx.all(ENTRIES))
    assert hub.run("--as", who["email"].upper(), "--agency", "FDA").exit_code == 0
    after = graph.read(lambda tx: tx.all(ENTRIES))
    assert len(after) == len(before) + 1
    assert {"person": who["key"], "what": "hub matrix"} in after
    mark = fingerprint(graph)
    assert hub.run("--agency", "FDA").exit_code == 0
    assert fingerprint(graph) == mark


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--as", "nobody@fda.example"),
            "Nobody signs in with “nobody@fda.example”. Give the e-mail address",
        ),
        (("--as", ""), "Nobody signs in with “”"),
        (("--agency", "FDB"), "“FDB” is no agency. Give one of ACE, AMS, APH,"),
        (("--center", "APPX"), "“APPX” is no Center. Give one of"),
        (("--open", "FDA"), "“FDA” is no Center."),
    ],
)
def test_what_is_unknown_is_refused_in_words(hub: Hub, words: tuple[str, ...], said: str) -> None:
    mark = fingerprint(hub.engine.graph)
    done = hub.run(*words)
    assert done.exit_code == 1
    assert said in " ".join(done.output.split())
    assert fingerprint(hub.engine.graph) == mark


def test_someone_whose_roles_have_ended_reads_nothing_in_their_name(hub: Hub) -> None:
    graph, who = hub.engine.graph, hub.who["import-specialist"]
    graph.write(lambda tx: tx.do(END, key=who["key"]))
    mark = fingerprint(graph)
    done = hub.run("--as", who["email"])
    assert done.exit_code == 1
    assert "have ended" in done.output
    assert fingerprint(graph) == mark


def test_the_number_of_sentences_does_not_grow_with_the_issues(hub: Hub) -> None:
    graph = hub.engine.graph
    said: list[str] = []
    graph.seen = lambda name, _rows: said.append(name)
    try:
        shown = read_matrix(graph, hub.who["liaison"]["email"], everything=True, now=datetime.now(UTC))
    finally:
        graph.seen = None
    assert len(said) == 8
    assert "\x1b[1m" in draw(shown, width=80)
