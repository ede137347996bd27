"""Counts by looking at every record of the graph: what cells, totals and lists must say to a reader."""

from __future__ import annotations

from typing import Any

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.directory import Directory
from matrix import issues, public
from matrix.cells import BETWEEN, Cell, cell_of, reach
from matrix.issues import Wanted
from matrix.severity import rank_of
from matrix.states import FINAL
from matrix.table import View, read_table
from tests.builders import NOW, refresh

# Where it stands by its placements, who reads it by its audience's readers: not by what the sentences use.
ISSUES: Cypher[Any] = Cypher(
    "test.issues",
    """
    MATCH (i:Issue)
    OPTIONAL MATCH (i)-[:PLACED]->(p:Placement) WHERE p.until IS NULL
    WITH i, collect(p.cell) AS placed
    OPTIONAL MATCH (r:Reader)-[:READS]->(:Audience {key: i.audienceKey})
    WITH i, placed, collect(r.key) AS readers
    OPTIONAL MATCH (i)-[:WAS_HELD]->(h:Holding) WHERE h.until IS NULL AND h.endedAt IS NULL
    WITH i, placed, readers, collect(h.holderKey) AS holdings
    OPTIONAL MATCH (i)-[:HELD_BY]->(holder:Party)
    WITH i, placed, readers, holdings, collect(holder.key) AS holders
    RETURN {words: properties(i), placed: placed, readers: readers, holdings: holdings,
            holders: holders} AS row
    """,
)
PUBLICATIONS: Cypher[Any] = Cypher(
    "test.publications", "MATCH (p:Publication) RETURN {words: properties(p)} AS row"
)
# Every line of the history that changed the issue, with its audit entry.
LINES: Cypher[Any] = Cypher(
    "test.lines",
    """
    MATCH (e:Event)
    OPTIONAL MATCH (a:AuditEntry {key: e.key})
    WITH e, count(a) AS entries ORDER BY e.key
    RETURN {name: e.name, label: e.subjectLabel, subject: e.subjectKey, images: e.images,
            entries: entries} AS row
    """,
)
OPENED = "CEE002"
ASKED = (
    ("FDA", "CEE002"),
    ("FDA/FOO", "CEE002/aquaculture"),
    ("FDA/FOO", None),
    ("EPA", "CEE001"),
)


def check_counts(graph: Graph, directory: Directory, readers: list[Actor]) -> None:
    """Cells, totals, lists and reach, for each reader and for what is open and what is over."""
    every = graph.read(lambda tx: tx.all(ISSUES))
    for row in every:
        check_record(row)
    for reader in readers:
        actor = refresh(graph, reader)
        seen = [row for row in every if set(row["readers"]) & actor.readers]
        for is_open in (True, False):
            chosen = [r for r in seen if r["words"]["isOpen"] == is_open]
            graph.read(
                lambda tx, a=actor, c=chosen, o=is_open: check_reader(tx, directory, a, c, o)  # type: ignore[misc]  # bound now
            )
    graph.read(lambda tx: check_public(tx, directory))


def check_record(row: dict[str, Any]) -> None:
    """What the issue keeps for speed is what its placements, holdings and state say."""
    words = row["words"]
    assert sorted(words["cells"]) == sorted(row["placed"])
    assert words["isOpen"] == (words["state"] not in {str(state) for state in FINAL})
    assert words["shelf"] == f"{'open' if words['isOpen'] else 'closed'}|{words['audienceKey']}"
    assert words["rank"] == rank_of(words["severity"], words["since"], words["key"])
    held = [words["holderKey"]] if words.get("holderKey") else []
    assert row["holdings"] == row["holders"] == held


def check_reader(
    tx: Tx, directory: Directory, actor: Actor, chosen: list[dict[str, Any]], is_open: bool
) -> None:
    """All that one reader is shown of these issues."""
    for severities in (None, (3, 4)):
        kept = [r for r in chosen if severities is None or r["words"]["severity"] in severities]
        view = View(opened=(OPENED,), is_open=is_open, severities=severities)
        table = read_table(tx, actor, directory, view, today=NOW.date())
        for cell in table["cells"]:
            found = [r["words"] for r in kept if any(_in(key, cell) for key in r["placed"])]
            said = (cell["number"], cell["severity"], cell["oldest"])
            worst = max((words["severity"] for words in found), default=0)
            assert said == (len(found), worst, min((words["since"] for words in found), default=None)), cell
        shown = {(cell["row"], cell["column"]) for cell in table["cells"]}
        placed = {key for r in kept for key in r["placed"]}
        assert all((cell_of(key).agency + "/", cell_of(key).center + "/") in shown for key in placed)
        assert table["total"] == sum(bool(r["placed"]) for r in kept)
        assert table["unplaced"] == sum(not r["placed"] for r in kept)
        wanted = Wanted(is_open=is_open, severities=severities)
        check_list(tx, actor, wanted, kept)
    for key in sorted({key for r in chosen for key in r["placed"]}):
        check_list(
            tx, actor, Wanted(is_open=is_open, cells=(key,)), [r for r in chosen if key in r["placed"]]
        )
    check_list(tx, actor, Wanted(is_open=is_open, unplaced=True), [r for r in chosen if not r["placed"]])
    for area, column in ASKED:
        named = tuple(reach(directory, area=area, column=column) or ())
        touching = [r for r in chosen if any(_touches(cell_of(k), area, column) for k in r["placed"])]
        check_list(tx, actor, Wanted(is_open=is_open, cells=named), touching)


def check_list(tx: Tx, actor: Actor, wanted: Wanted, kept: list[dict[str, Any]]) -> None:
    """The list holds these issues in order of rank, and its count is its length."""
    rows = issues.list_issues(tx, actor, wanted, limit=200)
    assert [row["key"] for row in rows] == [
        r["words"]["key"] for r in sorted(kept, key=lambda r: r["words"]["rank"])
    ]
    assert issues.count_issues(tx, actor, wanted) == len(rows)


def check_public(tx: Tx, directory: Directory) -> None:
    """What everyone is shown: what is published, at most one of each issue."""
    every = [row["words"] for row in tx.all(PUBLICATIONS)]
    assert all((w["audienceKey"] == "public") == (w["state"] == "published") for w in every)
    published = [words for words in every if words["state"] == "published"]
    assert len({words["issueKey"] for words in published}) == len(published)
    rows = public.list_published(tx, limit=200)
    assert [r["key"] for r in rows] == [w["key"] for w in sorted(published, key=lambda w: w["rank"])]
    assert public.count_published(tx) == len(published)
    counted = public.count_public_matrix(tx, directory)
    for cell in public.list_public_cells(counted):
        key = f"{cell['area']}{BETWEEN}{cell['column']}"
        assert cell["number"] == sum(key in words["cells"] for words in published)
    assert counted.at("*", "*").number == sum(bool(words["cells"]) for words in published)


def _in(key: str, shown: Any) -> bool:
    cell = cell_of(key)
    rows = (cell.area, f"{cell.agency}/", "*")
    columns = (cell.column, f"{cell.center}/", "*")
    return shown["row"] in rows and shown["column"] in columns


def _touches(cell: Cell, area: str | None, column: str | None) -> bool:
    wide_area = area is None or cell.agency == area or cell.area in (area, area.partition("/")[0])
    wide_column = column is None or cell.center == column or cell.column in (column, column.partition("/")[0])
    return wide_area and wide_column
