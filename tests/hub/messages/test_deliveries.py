"""A message is handed over once; whatever goes wrong it isn't lost, and its record tells the truth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from graph.errors import EngineDown
from graph.hub.deliveries import DeliveryRow
from graph.unit import Graph
from hub.messages import deliveries, notices
from hub.messages.deliveries import MOST_FAULTS, hand_over_due, pause_after
from hub.messages.mail import Declined, Folder, NotNow, Rejected, file_of
from hub.messages.stages import Stage
from tests.builders import fingerprint
from tests.hub.mailing import Mailing, Post, build_mailing


@pytest.fixture
def world(graph: Graph, tmp_path: Path) -> Mailing:
    """A message for Dana is promised."""
    built = build_mailing(graph, tmp_path)
    built.hand_over()
    built.relay()
    return built


def send(world: Mailing, post: Post | Folder) -> int:
    return hand_over_due(world.house, post, until=world.clock() + timedelta(minutes=1))


def the(world: Mailing) -> DeliveryRow:
    (row,) = world.deliveries
    return row


def test_what_is_promised_is_sent_once(world: Mailing) -> None:
    post = Post()
    assert send(world, post) == 1
    assert (post.to, the(world)["state"], the(world)["tries"]) == (["dana"], Stage.SENT, 1)
    (message,) = post.taken
    assert message["Message-ID"] == the(world)["messageId"]
    assert message["From"] == "hub@hub.example"
    before = fingerprint(world.graph)
    world.clock.go_on(days=1)
    assert send(world, post) == 0
    assert fingerprint(world.graph) == before


def test_many_hands_send_each_message_once(world: Mailing) -> None:
    for number in range(8):
        world.hand_over(key=f"more {number}")
    world.relay()
    post = Post()
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(send, world, post) for _ in range(4)]
    assert sum(each.result() for each in sent) == 9
    assert len({message["Message-ID"] for message in post.taken}) == len(post.taken) == 9


def test_a_server_that_is_away_is_tried_for_ever_at_growing_pauses(world: Mailing) -> None:
    post = Post(says=NotNow("away"))
    for tries in range(1, MOST_FAULTS + 6):
        assert send(world, post) == 0
        row = the(world)
        assert (row["state"], row["tries"], row["faults"]) == (Stage.FAILED, tries, 0)
        assert row["dueAt"] == (world.clock() + pause_after(tries)).isoformat()
        world.clock.go_on(seconds=1)
        assert send(world, post) == 0
        assert the(world)["tries"] == tries
        world.clock.go_on(minutes=5)
    post.says = None
    assert send(world, post) == 1
    assert the(world)["state"] == Stage.SENT
    assert the(world)["doublePossible"] is False


def test_while_a_server_is_away_the_others_wait(world: Mailing) -> None:
    world.hand_over(key="more")
    world.relay()
    send(world, Post(says=NotNow("away")))
    assert sorted(row["state"] for row in world.deliveries) == [Stage.FAILED, Stage.WAITING]


def test_pauses_double_up_to_five_minutes() -> None:
    assert [pause_after(tries).total_seconds() for tries in (1, 2, 3, 5, 6, 7, 500)] == [
        10, 20, 40, 160, 300, 300, 300
    ]  # fmt: skip


def test_a_message_that_is_declined_again_and_again_is_given_up_and_can_be_sent_again(
    world: Mailing,
) -> None:
    post = Post(says=Declined("The mail server said 452: full"))
    for _ in range(MOST_FAULTS):
        assert the(world)["state"] in (Stage.WAITING, Stage.FAILED)
        send(world, post)
        world.clock.go_on(minutes=6)
    assert (the(world)["state"], the(world)["reason"]) == (Stage.DEAD, "The mail server said 452: full")
    post.says = None
    assert send(world, post) == 0
    assert world.graph.write(lambda tx: deliveries.revive(tx, now=world.clock())) == 1
    assert send(world, post) == 1


def test_a_message_that_will_never_be_taken_is_given_up_at_once(world: Mailing) -> None:
    send(world, Post(says=Rejected("The mail server said 550: nobody there")))
    assert the(world)["state"] == Stage.DEAD


def test_a_poisonous_message_is_given_up_and_stops_nothing(
    world: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "write", lambda *_a, **_k: 1 / 0)
    for _ in range(MOST_FAULTS):
        send(world, Post())
        world.clock.go_on(minutes=6)
    assert the(world)["state"] == Stage.DEAD
    assert "ZeroDivisionError" in str(the(world)["reason"])


def test_one_that_was_in_hand_when_the_worker_died_is_sent_again_and_says_so(world: Mailing) -> None:
    class Dies(Post):
        def carry(self, message: EmailMessage) -> None:
            super().carry(message)
            raise KeyboardInterrupt

    dying = Dies()
    with pytest.raises(KeyboardInterrupt):
        send(world, dying)
    assert the(world)["state"] == Stage.HANDING_OVER
    # Perhaps it is only slow.
    world.clock.go_on(minutes=2)
    assert world.graph.write(lambda tx: deliveries.bring_back(tx, now=world.clock())) == 0
    world.clock.go_on(minutes=2)
    assert world.graph.write(lambda tx: deliveries.bring_back(tx, now=world.clock())) == 1
    assert (the(world)["state"], the(world)["doublePossible"]) == (Stage.FAILED, True)
    post = Post()
    assert send(world, post) == 1
    assert (the(world)["state"], the(world)["doublePossible"]) == (Stage.SENT, True)
    assert {message["Message-ID"] for message in (*dying.taken, *post.taken)} == {the(world)["messageId"]}


def test_who_was_too_slow_does_not_say_how_it_ended(world: Mailing) -> None:
    class Slow(Post):
        def carry(self, message: EmailMessage) -> None:
            super().carry(message)
            world.clock.go_on(minutes=10)
            world.graph.write(lambda tx: deliveries.bring_back(tx, now=world.clock()))
            raise Rejected("The mail server said 550: no")

    send(world, Slow())
    assert the(world)["state"] == Stage.FAILED


def test_an_engine_that_is_away_leaves_it_in_hand(world: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise EngineDown("away")

    monkeypatch.setattr(deliveries, "_settle", fail)
    with pytest.raises(EngineDown):
        send(world, Post())
    assert the(world)["state"] == Stage.HANDING_OVER


def test_whoever_left_in_the_meantime_gets_nothing(world: Mailing) -> None:
    world.end_roles("dana")
    post = Post()
    assert send(world, post) == 0
    assert post.taken == []
    assert the(world)["state"] == Stage.DROPPED


def test_a_folder_keeps_a_message_once_however_often_it_is_sent(world: Mailing, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    assert send(world, Folder(folder)) == 1
    file = file_of(folder, the(world)["messageId"])
    assert [each.name for each in folder.iterdir()] == [file.name]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert b"To: dana@x.example" in file.read_bytes()
