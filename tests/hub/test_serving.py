"""Hubs that really run: `up` with its own engines, commands beside it, `serve`, and how each of them ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.children import free_port
from tests.engines.pool import Engine
from tests.graph.processes import alive, children_of, command, working_in
from tests.hub.running import PATIENCE, Running, run, started

SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def up(folder: Path) -> Iterator[Running]:
    """`hub up` that has greeted."""
    with started(folder, "up") as hub:
        hub.wait_until("/ready")
        yield hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with up(tmp_path_factory.mktemp("hub")) as running:
        yield running


def _server(hub: Running) -> int:
    """The web server that it supervises."""
    return _part(hub, "serve")


def _part(hub: Running, name: str) -> int:
    """The server, worker or beat that it supervises."""
    return next(each for each in children_of(hub.process.pid) if f"hub {name} --child" in command(each))


def _is_free(hub: Running) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return tried.connect_ex(("127.0.0.1", int(hub.settings["HUB_PORT"]))) != 0


def _wait_until_gone(*processes: int) -> None:
    until = time.monotonic() + PATIENCE
    while any(map(alive, processes)):
        assert time.monotonic() < until, [command(each) for each in processes if alive(each)]
        time.sleep(0.1)


def test_up_starts_its_own_engines_and_answers(hub: Running) -> None:
    assert hub.get("/health") == (200, {"status": "up"})
    assert hub.get("/ready") == (200, {"records": "answers", "store": "answers"})
    data = Path(hub.settings["HUB_DATA"])
    assert f"Starting the engines; their data is in {data} ..." in hub.words
    assert f"The hub is at {hub.base}" in hub.words
    assert "Sign in at" not in hub.words
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_second_owner_of_the_folder_is_refused_in_one_sentence(hub: Running) -> None:
    done = run("up", HUB_DATA=hub.settings["HUB_DATA"], HUB_PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: Another hub (process {hub.process.pid}) is using the data folder "
        f"{hub.settings['HUB_DATA']}. Stop it first, or give this one another folder with HUB_DATA.\n"
    )
    assert hub.get("/ready")[0] == 200


def test_a_second_hub_on_the_port_is_refused_before_it_starts_anything(hub: Running, tmp_path: Path) -> None:
    done = run("up", HUB_DATA=str(tmp_path / "data"), HUB_PORT=hub.settings["HUB_PORT"])
    assert done.returncode == 1
    assert "Address already in use" in done.stderr
    assert not (tmp_path / "data").exists()
    assert hub.get("/ready")[0] == 200


def test_commands_work_beside_a_hub_that_runs(hub: Running) -> None:
    data = {"HUB_DATA": hub.settings["HUB_DATA"]}
    words = ("--name", "Ada", "--email", "ada@cbp.example", "--password", "a long enough word")
    assert run("administrator", *words, **data).stdout == "Ada can sign in with ada@cbp.example.\n"
    checked = run("check", **data)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "NOT" not in checked.stdout
    assert "ok   People: 1." in checked.stdout
    again = run("seed", **data)
    assert again.returncode == 0, again.stderr
    assert "Starting the engines" not in again.stdout + again.stderr
    matrix = run("matrix", "--json", "--as", "ada@cbp.example", **data)
    assert json.loads(matrix.stdout)["reader"] == {"name": "Ada", "party": "OT"}
    assert hub.get("/ready")[0] == 200


@pytest.mark.parametrize("how", SIGNALS)
def test_up_stops_cleanly_and_starts_again_with_its_data(tmp_path: Path, how: signal.Signals) -> None:
    data = tmp_path / "data"
    with up(tmp_path) as hub:
        assert len(working_in(data)) == 4
        parts = [_part(hub, name) for name in ("serve", "worker", "beat")]
        assert hub.stop(how) == 0
        assert hub.words.endswith("Stopped. Everything is kept.\n")
        assert working_in(data) == []
        assert not any(map(alive, parts))
        assert _is_free(hub)
    with up(tmp_path) as hub:
        assert "Center        10, of them new or changed: 0" in hub.words


def test_a_hub_that_is_killed_leaves_neither_server_nor_engines(tmp_path: Path) -> None:
    with up(tmp_path) as hub:
        server = _server(hub)
        beside = [_part(hub, name) for name in ("worker", "beat")]
        left = [server, *children_of(server), *beside, *working_in(tmp_path / "data")]
        assert len(left) == 8
        hub.stop(signal.SIGKILL)
        _wait_until_gone(*left)
        assert _is_free(hub)


def test_a_server_that_ends_by_itself_ends_the_hub_in_words(tmp_path: Path) -> None:
    with up(tmp_path) as hub:
        os.kill(_server(hub), signal.SIGKILL)
        assert hub.process.wait(PATIENCE) == 1
        assert "Error: The server ended by itself. Its last lines:" in hub.words
        assert working_in(tmp_path / "data") == []


def test_a_worker_or_beat_that_dies_is_started_again(tmp_path: Path) -> None:
    with up(tmp_path) as hub:
        for name in ("worker", "beat"):
            before = _part(hub, name)
            os.kill(before, signal.SIGKILL)
            _wait_until_gone(before)
            until = time.monotonic() + PATIENCE
            while not [e for e in children_of(hub.process.pid) if f"hub {name} --child" in command(e)]:
                assert time.monotonic() < until, hub.words
                time.sleep(0.2)
            assert f"The {name} ended and is started again." in hub.words
        assert hub.get("/ready")[0] == 200


def test_serve_with_engines_that_are_named(any_engine: Engine, redis_url: str, tmp_path: Path) -> None:
    named = {
        "NEO4J_URI": any_engine.uri,
        "NEO4J_USER": any_engine.user,
        "NEO4J_PASSWORD": any_engine.password,
        "NEO4J_DATABASE": any_engine.database,
        "REDIS_URL": redis_url,
    }
    with started(tmp_path, "serve", **named) as hub:
        hub.wait_until("/ready")
        assert hub.get("/ready") == (200, {"records": "answers", "store": "answers"})
        assert sorted(each.name for each in (tmp_path / "data").iterdir()) == ["secret-key"]
        (server,) = children_of(hub.process.pid)
        assert hub.stop() == 0
        assert not alive(server)
        assert _is_free(hub)
    lines = [json.loads(line) for line in hub.words.splitlines() if line.startswith("{")]
    assert {line["event"] for line in lines} == {"request"}


def test_serve_without_its_engines_lives_and_says_what_is_missing(tmp_path: Path) -> None:
    nowhere = {
        "NEO4J_URI": f"bolt://127.0.0.1:{free_port()}",
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
    }
    with started(tmp_path, "serve", **nowhere) as hub:
        hub.wait_until("/health")
        assert hub.get("/ready") == (503, {"records": "does not answer", "store": "does not answer"})
        assert hub.stop() == 0
