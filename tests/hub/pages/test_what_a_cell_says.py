"""What an empty cell says, who is missing from one, and an issue that stands in none: on a real engine."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from graph.cypher import Tx
from liaisons import assignments, clocks
from liaisons.actors import Role
from matrix import assessments, table, weighing
from matrix.cells import Cell
from tests.builders import FOOD, NOW, People, build_issue, build_person, place
from tests.hub.staff import bring
from tests.hub.stand import Stand

DRUGS = Cell("FDA/FOO", "CEE002/beverages")
MATRIX = """
{ matrix(filter: {agencies: ["FDA"], centers: ["CEE002"], opened: ["CEE002"]}) {
  unplaced total cells { row column number empty missing } } }
"""
PAGE = "/matrix?agency=FDA&center=CEE002&open=CEE002"


def cell(stand: Stand, cast: People, wanted: Cell) -> dict[str, object]:
    """One cell as the agency API tells it."""
    status, said = stand.ask(cast.liaison, MATRIX)
    assert status == 200, said
    (found,) = [
        c for c in said["data"]["matrix"]["cells"] if (c["row"], c["column"]) == (wanted.area, wanted.column)
    ]
    return dict(found)


@pytest.fixture
def owned(stand: Stand) -> Stand:
    """The food and aquaculture cell has a liaison and a lead."""

    def bring_both(tx: Tx) -> None:
        bring(tx, "lena", "liaison", "FDA", "CEE002~FDA", "alignment")
        bring(tx, "cleo", "center-lead", "CEE002", "CEE002~FDA", "alignment")

    stand.graph.write(bring_both)
    return stand


def test_a_cell_whose_liaison_is_gone_says_so_at_the_next_look(owned: Stand, cast: People) -> None:
    place(owned.graph, cast, build_issue(owned.graph, cast))
    assert cell(owned, cast, FOOD)["missing"] == []
    admin = build_person(owned.graph, "max", (str(Role.ADMINISTRATOR), "OT", "OT", "party"))
    owned.graph.write(
        lambda tx: assignments.end_assignment(tx, admin, "lena-seat", reason="Left the agency", now=NOW)
    )
    assert cell(owned, cast, FOOD)["missing"] == ["no PGA owner"]
    page = owned.client(cast.liaison).get(PAGE).text
    assert '<span class="hub-vacant">no PGA owner</span>' in page


def test_an_empty_cell_says_which_kind_it_is_in_words(stand: Stand, cast: People) -> None:
    for expert in (cast.center_expert, cast.agency_expert):
        stand.graph.write(
            lambda tx, e=expert: assessments.assess_cell(  # type: ignore[misc]  # bound now
                tx, e, Cell("FDA", "CEE002"), verdict=assessments.NONE_KNOWN, now=NOW
            )
        )
    assert cell(stand, cast, Cell("FDA", "CEE002"))["empty"] == "none known"
    assert cell(stand, cast, FOOD)["empty"] == "not assessed"
    page = stand.client(cast.liaison).get(PAGE).text
    assert len(re.findall(r'<a class="matrix-words" href="[^"]+">none known, Nov 2026</a>', page)) == 1


def test_what_experts_said_a_quarter_ago_is_out_of_date(stand: Stand, cast: People) -> None:
    for expert in (cast.center_expert, cast.agency_expert):
        stand.graph.write(
            lambda tx, e=expert: assessments.assess_cell(  # type: ignore[misc]  # bound now
                tx, e, Cell("FDA", "CEE002"), verdict=assessments.NOT_APPLICABLE, now=NOW
            )
        )

    def said(days: int) -> str | None:
        day = clocks.day_of(NOW + timedelta(days=days))
        view = table.View(agencies=("FDA",), centers=("CEE002",), opened=("CEE002",))
        actor = cast.liaison
        found = stand.graph.read(lambda tx: table.read_table(tx, actor, stand.directory, view, today=day))
        (one,) = [c for c in found["cells"] if (c["row"], c["column"]) == ("FDA", "CEE002")]
        return one["empty"]

    assert said(clocks.A_QUARTER) == "not applicable"
    assert said(clocks.A_QUARTER + 1) == "out of date"


def test_an_issue_in_no_cell_stands_in_the_lane_at_once(stand: Stand, cast: People) -> None:
    placed = build_issue(stand.graph, cast, key="placed")
    place(stand.graph, cast, placed)
    nowhere = build_issue(stand.graph, cast, key="nowhere")
    _, said = stand.ask(cast.liaison, MATRIX)
    told = said["data"]["matrix"]
    assert (told["unplaced"], told["total"]) == (1, 1)
    client = stand.client(cast.liaison)
    assert f'href="/issues/{nowhere.key}"' in client.get("/issues?unplaced=1").text
    assert '"/issues?unplaced=1">1 issue that nobody has placed yet</a>' in client.get(PAGE).text


def test_severity_is_told_by_word_and_shape_and_not_by_colour_alone(stand: Stand, cast: People) -> None:
    issue = place(stand.graph, cast, build_issue(stand.graph, cast))
    assert "severity not assessed" in stand.client(cast.liaison).get(PAGE).text
    for severity, words in ((4, "◆</span> critical"), (3, "▲</span> high"), (1, "○</span> low")):
        issue = stand.graph.write(
            lambda tx, s=severity, i=issue: weighing.assess_issue(  # type: ignore[misc]  # bound now
                tx, cast.liaison, i.key, severity=s, reason="Calls", version=i.version, now=NOW
            )
        )
        assert words in stand.client(cast.liaison).get(PAGE).text
