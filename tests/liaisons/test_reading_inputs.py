"""What is read of inputs, and by whom: lists, queues, linked issues, and the steps of a life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons import coordination, inputs, steps
from liaisons.errors import NotFound, Refused
from liaisons.input_states import HEADQUARTERS, InputMove
from liaisons.input_words import InputDraft, list_linked
from liaisons.inputs import Queue, Which
from matrix import issues
from tests.builders import NOW
from tests.liaisons.input_world import DRAFT, World


@pytest.fixture
def world(graph: Graph) -> World:
    """A graph of its own for each test."""
    return World(graph)


def report(world: World, *shared: str) -> str:
    draft = issues.Draft("Late notices", "They come late.", "data", "2026-11-02")
    actor = world.person("priya")
    changed = world.graph.write(
        lambda tx: issues.report_issue(
            tx, actor, draft, idempotency_key=f"to {shared}", readers=shared, now=NOW
        )
    )
    return changed.key


def test_issues_are_shown_in_it_to_those_alone_who_read_them(world: World) -> None:
    everyones, own = report(world), report(world, "CEE002")
    row = world.new_draft(replace(DRAFT, issues=(everyones, own)))
    filed = world.let_pass(world.sign(row))
    assert filed["issues"] == [everyones]
    row = world.read("iris", row["key"])
    assert row["issues"] == sorted([everyones, own])
    assert world.read("bea", row["key"])["issues"] == [everyones]
    iris, bea = world.person("iris"), world.person("bea")
    assert len(world.graph.read(lambda tx: list_linked(tx, iris, row))) == 2
    assert [each["key"] for each in world.graph.read(lambda tx: list_linked(tx, bea, row))] == [everyones]
    found = world.graph.read(lambda tx: inputs.list_of_issue(tx, iris, own))
    assert [each["key"] for each in found] == [row["key"]]
    assert world.graph.read(lambda tx: inputs.list_of_issue(tx, bea, own)) == []
    assert world.graph.read(lambda tx: inputs.count_inputs(tx, bea, Which(issue=own))) == 0
    assert world.acknowledge(row)["issues"] == [everyones]


def test_an_issue_that_an_editor_cannot_read_stays_and_cannot_be_named_by_them(world: World) -> None:
    hidden = report(world, f"{HEADQUARTERS}")
    own = world.new_draft(replace(DRAFT, issues=(hidden,)))
    narrow = replace(world.person("corinne"), audiences=("CEE002|CEE003", "interagency", "public"))

    def edit(draft: InputDraft, version: int) -> Callable[[Tx], Any]:
        return lambda tx: inputs.edit_input(tx, narrow, own["key"], draft, version=version, now=NOW)

    saved = world.graph.write(edit(replace(DRAFT, title="New"), 1))
    assert saved["issues"] == []
    assert world.read("priya", own["key"])["issues"] == [hidden]
    with pytest.raises(Refused) as no:
        world.graph.write(edit(replace(DRAFT, issues=(hidden,)), 2))
    assert no.value.sentence == f"There is no issue {hidden}, or it is not shared with you. Leave it out."


def test_lists_are_by_clock_and_each_queue_holds_what_waits_there(world: World) -> None:
    rows = {state: world.at(state)["key"] for state in ("answered", "assigned", "filed", "with-hq", "draft")}

    def keys(name: str, queue: Queue) -> list[str]:
        actor = world.person(name)
        found = world.graph.read(lambda tx: inputs.list_inputs(tx, actor, inputs.which_of(queue, actor)))
        assert [row["rank"] for row in found] == sorted(row["rank"] for row in found)
        total = world.graph.read(lambda tx: inputs.count_inputs(tx, actor, inputs.which_of(queue, actor)))
        assert total == len(found)
        return [row["key"] for row in found]

    assert keys("quinn", Queue.HEADQUARTERS) == [rows["with-hq"]]
    assert keys("bea", Queue.COUNCIL) == [rows["filed"], rows["assigned"]]
    assert keys("dana", Queue.AGENCY) == [rows["assigned"]]
    assert keys("sam", Queue.AGENCY) == keys("ada", Queue.ALL) == []
    assert set(keys("iris", Queue.CENTER)) == set(keys("priya", Queue.MINE)) == set(rows.values())
    assert set(keys("otto", Queue.CENTER)) == set(rows.values())
    assert set(keys("bea", Queue.ALL)) == {rows["answered"], rows["assigned"], rows["filed"]}


def test_pages_of_a_list_hold_each_once(world: World) -> None:
    keys = {world.new_draft()["key"] for _ in range(5)}
    actor = world.person("iris")
    seen: list[str] = []
    after = ""
    while True:
        page = world.graph.read(partial(inputs.list_inputs, actor=actor, which=Which(), after=after, limit=2))
        if not page:
            break
        seen += [row["key"] for row in page]
        after = page[-1]["rank"]
    assert (len(seen), set(seen)) == (5, keys)
    with pytest.raises(Refused):
        world.graph.read(lambda tx: inputs.list_inputs(tx, actor, Which(), limit=201))


def test_inputs_of_a_cell_and_of_a_kind(world: World) -> None:
    row = world.new_draft()
    actor = world.person("iris")

    def keys(which: Which) -> list[str]:
        return [each["key"] for each in world.graph.read(lambda tx: inputs.list_inputs(tx, actor, which))]

    cells = DRAFT.cells
    found = world.graph.read(lambda tx: inputs.list_of_cells(tx, actor, cells))
    assert [each["key"] for each in found] == keys(Which(kinds=("data",))) == [row["key"]]
    assert keys(Which(cells=("FDA|CEE002",))) == keys(Which(kinds=("outreach",))) == []


def test_the_steps_are_those_that_a_reader_was_there_for_and_the_signature(world: World) -> None:
    row = world.sign(world.give_back(world.at("with-hq")))
    row = world.assign(world.acknowledge(world.let_pass(row)))

    def names(who: str) -> list[str]:
        actor = world.person(who)
        return [each.name for each in world.graph.read(lambda tx: steps.list_steps(tx, actor, row["key"]))]

    assert names("iris") == [
        "InputDrafted", "InputSigned", "InputReturned", "InputSigned", "InputPassed", "InputAcknowledged",
        "InputAssigned",
    ]  # fmt: skip
    assert names("quinn") == names("iris")[1:]
    assert names("bea") == ["InputSigned", "InputPassed", "InputAcknowledged", "InputAssigned"]
    assert names("dana") == ["InputSigned", "InputAssigned"]
    bea = world.person("bea")
    found = world.graph.read(lambda tx: steps.list_steps(tx, bea, row["key"]))
    assert [each.receipt for each in found] == [row["receipt"], row["filingReceipt"], None, None]
    with pytest.raises(NotFound):
        sam = world.person("sam")
        world.graph.read(lambda tx: steps.list_steps(tx, sam, row["key"]))


def test_before_signing_one_sees_who_will_read_it_and_what_headquarters_usually_takes(world: World) -> None:
    row = world.new_draft()
    assert steps.readers_of(row, InputMove.SIGN) == ["CEE002", "CEE003", HEADQUARTERS]
    assert steps.readers_of(row, InputMove.ACKNOWLEDGE) == ["CEE002", "CEE003"]
    iris = world.person("iris")
    asked = world.graph.read(lambda tx: coordination.who_can_pass(tx, iris, today="2026-11-24"))
    assert (asked.usual_days, asked.days, asked.deputy_days) == (None, 5, 3)
    for days in (0, 1, 6):
        waits = world.at("with-hq")
        when = NOW + timedelta(days=days)
        pass_on = partial(coordination.pass_input, key=waits["key"], version=waits["version"], now=when)
        world.do("quinn", lambda tx, a: pass_on(tx, a))  # noqa: B023 - done before the next
    asked = world.graph.read(
        lambda tx: coordination.who_can_pass(tx, world.outdated("sam"), today="2026-11-24")
    )
    assert asked.usual_days is None
    iris = world.person("iris")
    asked = world.graph.read(lambda tx: coordination.who_can_pass(tx, iris, today="2026-11-24"))
    assert asked.usual_days == 1.0
