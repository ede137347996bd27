"""The mailbox of the demonstration: each sees the mail about what they read, and there is none elsewhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hub.app import create_app
from hub.config import Settings
from hub.messages.deliveries import hand_over_due
from hub.messages.mail import NotNow, open_carrier
from liaisons.actors import PUBLIC
from liaisons.directory import read_directory
from tests.builders import NOW, People
from tests.engines.pool import Engine
from tests.hub.mailing import Mailing, Post, build_mailing
from tests.hub.stand import Stand, build_stand


@pytest.fixture
def world(any_engine: Engine, tmp_path: Path) -> Mailing:
    return build_mailing(any_engine.graph, tmp_path)


@pytest.fixture
def stand(world: Mailing, tmp_path: Path) -> Stand:
    return build_stand(world.graph, world.graph.read(read_directory), tmp_path)


def send(world: Mailing, carrier: object = None) -> None:
    world.relay()
    taken = carrier or open_carrier(world.house.settings)
    hand_over_due(world.house, taken, until=NOW + timedelta(minutes=1))  # type: ignore[arg-type]  # a carrier


def main(page: str) -> str:
    """What stands between the frame: the frame has a token for each page."""
    return page.partition("<main")[2].partition("</main>")[0]


def test_whoever_reads_the_record_sees_who_was_told_and_how(world: Mailing, stand: Stand) -> None:
    issue = world.hand_over(readers=("FDA",))
    send(world)
    people = People(world.graph)
    for reader in (people.liaison, people.director):
        page = stand.client(reader).get("/mailbox").text
        assert f"APP: issue {issue.key} is with FDA now, due Dec 4" in page
        assert "For Dana." in page
        assert "The mail server has taken it; whether it was read isn&#39;t known." in page
        assert f'<a href="https://hub.example/issues/{issue.key}"' in page


def test_whoever_does_not_read_it_sees_that_there_is_no_mail(world: Mailing, stand: Stand) -> None:
    people = People(world.graph)
    before = main(stand.client(people.stranger).get("/mailbox").text)
    assert "No mail yet." in before
    world.hand_over(readers=("FDA",))
    send(world)
    assert main(stand.client(people.stranger).get("/mailbox").text) == before


def test_what_waits_says_so_and_why(world: Mailing, stand: Stand) -> None:
    world.hand_over()
    world.relay()
    liaison = People(world.graph).liaison
    assert "It leaves within seconds." in stand.client(liaison).get("/mailbox").text
    send(world, Post(says=NotNow("The mail server can't be reached: refused")))
    page = stand.client(liaison).get("/mailbox").text
    assert "Not written yet" in page
    assert "It could not be handed over and is tried again by itself." in page
    assert "Reason: The mail server can&#39;t be reached: refused" in page


def test_nobody_is_asked_to_sign_in_first(stand: Stand) -> None:
    answer = stand.client(PUBLIC).get("/mailbox")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/mailbox")


def test_outside_the_demonstration_there_is_none(world: Mailing, tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path), world.graph, clock=lambda: NOW)
    assert app.test_client().get("/mailbox").status_code == 404
