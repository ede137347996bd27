"""Who hears of an event: those it concerns, who are still there and read it, and not whoever did it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.hub.recipients import RoleRow
from graph.unit import Graph
from hub.messages.recipients import choose
from matrix import closing
from tests.builders import NOW
from tests.hub.mailing import Mailing, actor_named, add_person, build_mailing

APP_FOOD = ("FDA/FOO|CEE002/aquaculture",)


@pytest.fixture
def world(graph: Graph, tmp_path: Path) -> Mailing:
    return build_mailing(graph, tmp_path)


def test_the_liaison_of_the_cell_hears_what_is_handed_to_the_agency(world: Mailing) -> None:
    world.hand_over()
    assert world.relay() > 0
    (row,) = world.deliveries
    assert (row["personKey"], row["notice"], row["state"]) == ("dana", "issue_handed_over", "waiting")
    assert row["because"] == "You are a liaison at FDA."
    assert set(world.states("IssueHandedOver")) == {"relayed"}


def test_where_nobody_is_at_hand_the_head_hears(world: Mailing) -> None:
    for person in ("dana", "odessa"):
        world.end_roles(person)
    world.hand_over()
    world.relay()
    assert world.hearers == ["harriet"]


def test_whoever_left_hears_nothing(world: Mailing) -> None:
    for person in ("dana", "odessa", "harriet"):
        world.end_roles(person)
    world.hand_over()
    world.relay()
    assert world.hearers == []


def test_the_other_side_hears_of_a_proposal_and_whoever_made_it_does_not(world: Mailing) -> None:
    issue = world.hand_over()
    world.graph.write(
        lambda tx: closing.propose_close(
            tx,
            actor_named(world, "liaison"),
            issue.key,
            outcome="implemented",
            reason="The flag is fixed.",
            version=issue.version,
            now=NOW,
        )
    )
    world.relay()
    proposed = [row for row in world.deliveries if row["notice"] == "close_proposed"]
    assert [row["personKey"] for row in proposed] == ["kim"]


def test_only_who_reads_the_event_hears_of_it(world: Mailing) -> None:
    issue = world.hand_over(readers=("FDA",))
    # Of a cell's other agency, which the record is not shared with.
    add_person(world.graph, "ellis", role="liaison", party="EPA", target="CEE002~EPA", kind="alignment")
    world.relay()
    assert world.hearers == ["dana"]
    (row,) = world.deliveries
    assert row["audienceKey"] == issue.issue["audienceKey"] == "CEE002|FDA"


def _role(person: str, role: str, target: str, kind: str = "alignment") -> RoleRow:
    return {"person": person, "role": role, "party": "FDA", "target": target, "targetKind": kind}


def test_of_a_partys_people_the_nearest_are_chosen() -> None:
    near, far = _role("near", "liaison", "CEE002~FDA"), _role("far", "liaison", "CEE001~FDA")
    head = _role("head", "principal", "FDA", "party")
    assert choose([near, far, head], APP_FOOD) == [near]
    assert choose([far, head], APP_FOOD) == [far]
    assert choose([head], APP_FOOD) == [head]
    assert choose([near, far], ()) == [near, far]
    assert choose([], APP_FOOD) == []
