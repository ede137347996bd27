"""Who hears of a meeting: members of its day, each party of what is asked of it; never what an issue says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.liaisons import reference
from graph.unit import Graph
from hub.config import Settings
from hub.house import House
from hub.messages.deliveries import hand_over_due
from meetings import materials, meetings
from meetings.schedule import When
from tests.builders import NOW, build_directory
from tests.hub.mailing import Clock, Mailing, Post, add_person
from tests.meetings.pairing import PAIR
from tests.meetings.quarter import GROUP, KEY, Quarter


@pytest.fixture
def quarter(graph: Graph) -> Quarter:
    """The group's people and FDA's liaison as records with an address."""
    made = Quarter(graph, build_directory(graph))
    for name, role, party, target, kind in (
        ("carla", "chair", "CEE002", GROUP, "group"),
        ("sol", "group-secretary", "CEE002", GROUP, "group"),
        ("dana", "liaison", "FDA", "CEE002~FDA", "alignment"),
        ("lou", "liaison", "FDA", "CEE001~FDA", "alignment"),
    ):
        add_person(graph, name, role=role, party=party, target=target, kind=kind)
    return made


@pytest.fixture
def mailing(quarter: Quarter, tmp_path: Path) -> Mailing:
    """The worker's house over their graph."""
    settings = Settings(data=tmp_path, mail_from="hub@hub.example", address="https://hub.example")
    clock = Clock()
    return Mailing(House(settings, quarter.graph, clock, new_token=str), quarter.graph, clock)


def sent(mailing: Mailing) -> set[tuple[str, str]]:
    """Who is told what since the last time, by subject; and never what an issue says."""
    post = Post()
    mailing.relay()
    hand_over_due(mailing.house, post, until=mailing.clock() + timedelta(minutes=1))
    assert [each for each in post.taken if "Secret fish" in each.as_string()] == []
    assert [each for each in post.taken if "A storm." in each.as_string()] == []
    return {(str(each["To"]).partition("@")[0], str(each["Subject"])) for each in post.taken}


def test_members_hear_the_day_and_each_party_what_is_asked_of_it(quarter: Quarter, mailing: Mailing) -> None:
    quarter.plan()
    assert sent(mailing) == {("sol", "APP: the working group meets on Dec 10")}
    quarter.graph.write(
        lambda tx: meetings.move_meeting(
            tx, quarter.secretary, quarter.directory, KEY, When("2026-12-15"), reason="A storm.", version=1,
            now=NOW,
        )
    )  # fmt: skip
    assert sent(mailing) == {("carla", "APP: the working group's meeting is on Dec 15 now")}
    quarter.strengthen(quarter.issue("Secret fish"))
    sent(mailing)
    quarter.graph.write(
        lambda tx: materials.ask_all(
            tx, quarter.chair, KEY, by_day="2026-12-08", idempotency_key="ask", now=NOW
        )
    )
    assert sent(mailing) == {("dana", f"APP: the meeting {KEY} needs something of FDA by Dec 8")}


def test_of_a_meeting_with_one_agency_its_people_hear_and_nobody_of_the_trade(
    quarter: Quarter, mailing: Mailing
) -> None:
    row: dict[str, Any] = {
        "key": "A-1", "name": "Made-up Imports", "centerKey": "CEE002", "madeUp": True, "print": "x",
        "industryKey": "CEE002/aquaculture", "audienceKey": "CEE002",
    }  # fmt: skip
    quarter.graph.write(lambda tx: tx.the(reference.ACCOUNTS, rows=[row]))
    add_person(quarter.graph, "tia", role="trade-member", party="A-1", target=GROUP, kind="group")
    add_person(quarter.graph, "ann", role="liaison", party="APH", target="CEE002~APH", kind="alignment")
    quarter.plan("2026-12-14", agency="FDA")
    told = "APP: the meeting with FDA is on Dec 14"
    assert sent(mailing) == {("sol", told), ("dana", told)}
    quarter.graph.write(
        lambda tx: meetings.move_meeting(
            tx, quarter.chair, quarter.directory, PAIR, When("2026-12-15"), reason="A storm.", version=1,
            now=NOW,
        )
    )  # fmt: skip
    told = "APP: the meeting with FDA is on Dec 15 now"
    assert sent(mailing) == {("sol", told), ("dana", told)}
    quarter.strengthen(quarter.issue("Secret fish"))
    sent(mailing)
    quarter.graph.write(
        lambda tx: materials.ask_all(
            tx, quarter.chair, PAIR, by_day="2026-12-08", idempotency_key="ask", now=NOW
        )
    )
    assert sent(mailing) == {("dana", f"APP: the meeting {PAIR} needs something of FDA by Dec 8")}
