"""Real workers, a real broker and a real mail server, each of which dies: nothing is lost or told twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import redis

from graph.children import free_port
from graph.cypher import Cypher
from hub.config import Settings
from hub.jobs.running import make_celery
from hub.jobs.timetable import MAIL
from hub.messages.stages import Stage
from tests.engines.arcade import valkey
from tests.engines.pool import Engine
from tests.hub.jobs.post_office import Killer, PostOffice
from tests.hub.mailing import Mailing, build_mailing
from tests.hub.running import Running, started

PATIENCE = 120.0

# As if so much time had passed.
PASS_TIME: Cypher[None] = Cypher(
    "test.pass_time",
    """
    MATCH (d:Delivery)
    SET d.handingAt = CASE WHEN d.handingAt IS NULL THEN NULL ELSE '2026-01-01' END,
        d.dueAt = CASE WHEN d.dueAt IS NULL THEN NULL ELSE '2026-01-01' END
    """,
    writes=True,
)


@pytest.fixture
def world(any_engine: Engine, tmp_path: Path) -> Mailing:
    return build_mailing(any_engine.graph, tmp_path)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    found = PostOffice()
    found.open()
    yield found
    found.close()


@pytest.fixture
def named(any_engine: Engine, redis_url: str, office: PostOffice) -> dict[str, str]:
    """The settings of workers and beats."""
    return {
        "NEO4J_URI": any_engine.uri,
        "NEO4J_USER": any_engine.user,
        "NEO4J_PASSWORD": any_engine.password,
        "NEO4J_DATABASE": any_engine.database,
        "REDIS_URL": redis_url,
        "HUB_SMTP": office.address,
        "HUB_MAIL_FROM": "hub@hub.example",
        "HUB_ADDRESS": "https://hub.example",
    }


@contextmanager
def at_work(folder: Path, named: dict[str, str]) -> Iterator[Running]:
    """A worker and a beat; gives the worker."""
    with started(folder, "beat", **named), started(folder, "worker", **named) as worker:
        yield worker


def wait_for(what: Callable[[], bool], world: Mailing) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, world.deliveries
        time.sleep(0.2)


def are_sent(world: Mailing, number: int) -> Callable[[], bool]:
    return lambda: [row["state"] for row in world.deliveries] == [Stage.SENT] * number


def pass_time(world: Mailing, named: dict[str, str]) -> None:
    """The time is over in which a hand-over may last; the sweeper's tick comes now."""
    world.graph.write(lambda tx: tx.do(PASS_TIME))
    make_celery(Settings(redis_url=named["REDIS_URL"])).send_task("hub.sweep-deliveries", queue=MAIL)


def test_what_happens_reaches_the_mailbox_of_whom_it_concerns(
    world: Mailing, office: PostOffice, named: dict[str, str], tmp_path: Path
) -> None:
    with at_work(tmp_path, named) as worker:
        world.hand_over()
        wait_for(are_sent(world, 1), world)
        assert worker.stop() == 0
    (message,) = office.arrived
    assert message["To"] == "dana@x.example"
    assert office.ids == [row["messageId"] for row in world.deliveries]


@pytest.mark.parametrize("moment", ["between commit and mail", "between mail and commit"])
def test_a_worker_that_is_killed_loses_nothing(
    world: Mailing, office: PostOffice, named: dict[str, str], tmp_path: Path, moment: str
) -> None:
    world.hand_over()
    with started(tmp_path, "beat", **named), started(tmp_path, "worker", **named) as worker:
        kill = Killer(worker.process.pid, times=1)
        if moment == "between commit and mail":
            office.at_mail = kill
        else:
            office.at_data = kill
        worker.process.wait(PATIENCE)
        (row,) = world.deliveries
        assert row["state"] == Stage.HANDING_OVER
        with started(tmp_path, "worker", **named):
            pass_time(world, named)
            wait_for(are_sent(world, 1), world)
    (row,) = world.deliveries
    assert row["doublePossible"] is True
    assert set(office.ids) == {row["messageId"]}
    assert len(office.ids) == (1 if moment == "between commit and mail" else 2)


def test_workers_killed_again_and_again_and_a_broker_emptied_lose_nothing(
    world: Mailing, office: PostOffice, named: dict[str, str], redis_url: str, tmp_path: Path
) -> None:
    number = 24
    for each in range(number):
        world.hand_over(key=f"{each}")
    store = redis.Redis.from_url(redis_url)
    with ExitStack() as stack:
        stack.enter_context(started(tmp_path, "beat", **named))
        for _ in range(3):
            before = len(office.arrived)
            with started(tmp_path, "worker", **named) as worker:
                kill = Killer(worker.process.pid, times=1)
                office.at_mail = office.at_data = lambda k=kill, b=before: (  # type: ignore[misc]  # bound now
                    k() if len(office.arrived) >= b + 4 else None
                )
                wait_for(lambda w=worker: w.process.poll() is not None, world)  # type: ignore[misc]  # bound now
            store.flushall()
        office.at_mail = office.at_data = lambda: None
        stack.enter_context(started(tmp_path, "worker", **named))
        pass_time(world, named)
        wait_for(are_sent(world, number), world)
        # With both at work, too.
        store.flushall()
        world.hand_over(key="last")
        wait_for(are_sent(world, number + 1), world)
    assert set(office.ids) == {row["messageId"] for row in world.deliveries}
    # One more than once for each that died, and the record says which.
    twice = {each for each in office.ids if office.ids.count(each) > 1}
    assert twice <= {row["messageId"] for row in world.deliveries if row["doublePossible"]}
    assert len([row for row in world.deliveries if row["doublePossible"]]) <= 3


def test_while_the_mail_server_is_away_messages_wait_for_it(
    world: Mailing, office: PostOffice, named: dict[str, str], tmp_path: Path
) -> None:
    office.close()
    with at_work(tmp_path, named):
        world.hand_over()
        wait_for(lambda: [row["state"] for row in world.deliveries] == [Stage.FAILED], world)
        (row,) = world.deliveries
        assert str(row["reason"]).startswith("The mail server can't be reached")
        office.open()
        world.graph.write(lambda tx: tx.do(PASS_TIME))
        wait_for(are_sent(world, 1), world)
    assert len(office.ids) == 1
    assert world.deliveries[0]["doublePossible"] is False


def test_while_the_broker_is_away_everything_works_and_is_told_later(
    world: Mailing, office: PostOffice, named: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    url = f"redis://:of-the-tests@127.0.0.1:{port}/0"
    with at_work(tmp_path, named | {"REDIS_URL": url}) as worker:
        world.hand_over()
        time.sleep(3)
        assert worker.process.poll() is None
        assert world.deliveries == []
        with valkey(port):
            wait_for(are_sent(world, 1), world)
    assert len(office.ids) == 1
