"""The demo's inputs to the BIEC: each in its state, read and held by those whom the table of states names."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial

from graph.unit import Graph
from hub.demo import inputs as demo
from hub.seed import seed_demo, seed_reference
from liaisons import inputs, steps
from liaisons.actors import Actor
from liaisons.audiences import clock_actor
from matrix import reference
from matrix.states import is_open
from tests.liaisons.doubles import NOW


def test_no_two_are_about_one_issue_and_each_is_about_an_open_one_of_its_center() -> None:
    rows = demo.make_inputs()
    known = {row["key"]: row for row in reference.read_issues()}
    assert len({row["issueKey"] for row in rows}) == len(rows) == 9
    for row in rows:
        issue = known[row["issueKey"]]
        assert is_open(issue["state"])
        assert row["cell"] in {f"{place['area']}|{place['column']}" for place in issue["placements"]}
        assert row["cell"].partition("|")[2].startswith(row["centerKey"])
        assert row["title"].startswith("Made up: ")


def test_they_stand_in_every_state_but_one_each_with_the_holder_it_should_have(graph: Graph) -> None:
    seed_reference(graph, now=NOW)
    seed_demo(graph, day=date(2026, 12, 1), now=NOW)
    reader: Actor = graph.read(clock_actor)
    rows = graph.read(lambda tx: inputs.list_inputs(tx, reader, inputs.Which(), limit=200))
    assert Counter(row["state"] for row in rows) == {
        "draft": 1, "with-hq": 1, "returned": 1, "filed": 1, "acknowledged": 1, "assigned": 1, "answered": 1,
        "closed": 1, "withdrawn": 1,
    }  # fmt: skip
    held = {row["state"]: row["holderKey"] for row in rows}
    assert (held["draft"], held["with-hq"], held["filed"], held["closed"]) == (
        "CEE002",
        "OFO-HQ",
        "BIEC",
        None,
    )
    assert held["assigned"] == next(row["assignedTo"] for row in rows if row["state"] == "assigned")
    assert {row["filedHow"] for row in rows} == {None, "passed", "bypassed", "not coordinated"}
    assert all(row["madeUp"] for row in rows)
    for row in rows:
        found = graph.read(partial(steps.list_steps, actor=reader, key=row["key"]))
        assert [each.at for each in found] == sorted(each.at for each in found)
        assert all(each.at[:10] <= "2026-12-01" for each in found)
