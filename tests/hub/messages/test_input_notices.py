"""Who hears of each step of an input, and in which words: Center, code and day, never what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from graph.liaisons.inputs import InputRow
from graph.unit import Graph
from hub.config import Settings
from hub.house import House
from hub.messages.deliveries import hand_over_due
from liaisons import answers, coordination, signing
from tests.builders import NOW
from tests.hub.mailing import Clock, Mailing, Post, add_person
from tests.liaisons.input_world import DRAFT, LATER, WHO, World


@pytest.fixture
def world(graph: Graph) -> World:
    """Everyone with a part in an input, as records with an address."""
    world = World(graph)
    for name, (role, party, target, kind) in WHO.items():
        if name != "ada":
            add_person(graph, name, role=role, party=party, target=target, kind=kind)
    return world


@pytest.fixture
def mailing(world: World, tmp_path: Path) -> Mailing:
    """The worker's house over their graph."""
    settings = Settings(data=tmp_path, mail_from="hub@hub.example", address="https://hub.example")
    clock = Clock()
    return Mailing(House(settings, world.graph, clock, new_token=str), world.graph, clock)


def sent(mailing: Mailing) -> dict[str, list[str]]:
    """Who is told what since the last time: the hearers of each subject."""
    post = Post()
    mailing.relay()
    hand_over_due(mailing.house, post, until=mailing.clock() + timedelta(minutes=1))
    found: dict[str, list[str]] = {}
    for message in post.taken:
        text = message.as_string()
        said = (
            DRAFT.title,
            DRAFT.wanted,
            DRAFT.tried,
            "Which ports?",
            "By spring.",
            "Which day?",
            "Perishables",
        )
        assert [words for words in said if words in text] == []
        found.setdefault(str(message["Subject"]), []).append(str(message["To"]).partition("@")[0])
    return {subject: sorted(hearers) for subject, hearers in found.items()}


APP = ["iris", "ivan", "priya"]


def test_each_step_is_told_to_those_whose_turn_it_is_or_who_wait(world: World, mailing: Mailing) -> None:
    row = world.sign(world.new_draft())
    code = row["key"]
    assert sent(mailing) == {f"APP: input {code} waits for headquarters, due Dec 2": ["quentin", "quinn"]}
    row = world.give_back(row)
    assert sent(mailing) == {f"APP: your input {code} was returned; mend it by Dec 9": APP}
    row = world.sign(row)
    sent(mailing)
    row = world.let_pass(row)
    assert sent(mailing) == {f"APP: input {code} is filed with the BIEC": ["bea", "boris", *APP]}
    row = world.acknowledge(row)
    assert sent(mailing) == {}
    row = world.assign(row)
    assert sent(mailing) == {f"APP: input {code} is with FDA to answer, due Dec 23": ["dana"]}
    row = world.answer(row)
    assert sent(mailing) == {f"APP: your input {code} is answered; accept it or ask again by Dec 23": APP}
    world.do(
        "iris",
        lambda tx, a: answers.ask_again(tx, a, code, reason="Which day?", version=row["version"], now=NOW),
    )
    assert sent(mailing) == {f"APP asks again: input {code} is with FDA, due Dec 23": ["dana"]}


def _bypass(world: World, row: InputRow) -> InputRow:
    return world.do(
        "iris",
        lambda tx, a: signing.bypass_headquarters(
            tx, a, row["key"], reason="Perishables", version=row["version"], now=NOW
        ),
    )


def _run_out(world: World, row: InputRow) -> InputRow:
    return world.do("clock", lambda tx, a: coordination.pass_overdue(tx, a, row["key"], now=LATER))


@pytest.mark.parametrize(
    ("ready", "go", "words", "center"),
    [
        (lambda world: world.at("with-hq"), _bypass, "bypassed", ["ivan", "priya"]),
        (World.with_deputy, _run_out, "not coordinated", APP),
    ],
)
def test_headquarters_hears_of_what_went_past_it(
    world: World,
    mailing: Mailing,
    ready: Callable[[World], InputRow],
    go: Callable[[World, InputRow], InputRow],
    words: str,
    center: list[str],
) -> None:
    row = ready(world)
    sent(mailing)
    go(world, row)
    hearers = sorted(["bea", "boris", "quentin", "quinn", *center])
    assert sent(mailing) == {f"APP: input {row['key']} is filed with the BIEC, {words}": hearers}


def test_the_deputy_is_told_when_the_officers_days_are_over(world: World, mailing: Mailing) -> None:
    row = world.at("with-hq")
    sent(mailing)
    when = NOW + timedelta(days=9)
    world.do("clock", lambda tx, a: coordination.pass_overdue(tx, a, row["key"], now=when))
    assert sent(mailing) == {f"APP: input {row['key']} waits for headquarters, due Dec 8": ["della"]}
