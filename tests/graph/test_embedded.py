"""The hub's own engines: started, stopped, killed, started again; real processes throughout."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString

import neo4j
import pytest

from graph.embedded import Addresses, Engines, EnginesRefused
from tests.graph.processes import alive, command, listening, working_in

LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}
OWNER = """
import pathlib, sys, time
from graph.embedded import Engines
Engines(pathlib.Path(sys.argv[1]), heap="256m").start()
print("ready", flush=True)
time.sleep(600)
"""


class House:
    """Running engines and what was said of them."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.engines = Engines(folder, say=self.said.append, heap="256m")
        self.at = self.engines.start()

    def keepers(self) -> list[int]:
        return [child.keeper.pid for child in self.engines._children if child.keeper]

    def process(self, name: str) -> int:
        """The engine itself, not its keeper."""
        inside = [each for each in working_in(self.engines.folder) if each not in self.keepers()]
        return next(each for each in inside if name in command(each))

    def watch_until(self, answers: Callable[[], bool], seconds: float = 60.0) -> None:
        until = time.monotonic() + seconds
        while not answers():
            assert time.monotonic() < until, self.said
            self.engines.watch()
            time.sleep(0.1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("data") / "a folder")
    yield house
    house.engines.stop()


def ask(at: Addresses, sentence: LiteralString, **values: object) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(at.bolt_uri, auth=(at.user, at.password)) as driver:
        done = driver.execute_query(sentence, dict(values), database_=at.database)
    return [list(record.values()) for record in done.records]


def tell(at: Addresses, *words: str) -> str:
    """Say something to Valkey in its own protocol; gives the answer's first two lines."""
    password, _, place = at.redis_url.removeprefix("redis://:").partition("@")
    port = int(place.partition("/")[0].partition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"AUTH {password}\r\n{' '.join(words)}\r\n".encode())
        with connection.makefile("rb") as answer:
            assert answer.readline() == b"+OK\r\n"
            first = answer.readline().decode().strip()
            return answer.readline().decode().strip() if first.startswith("$") and first != "$-1" else first


def test_a_second_start_gives_the_same_addresses(house: House) -> None:
    assert house.engines.start() == house.at
    assert house.engines.is_alive()


def test_both_engines_answer_and_a_stored_instant_keeps_its_zone(house: House) -> None:
    ask(house.at, "CREATE (:Probe {at: datetime('2026-01-02T03:04:05Z')})")
    assert ask(house.at, "MATCH (p:Probe) RETURN toString(p.at), p.at.timezone IS NULL") == [
        ["2026-01-02T03:04:05Z", False]
    ]
    assert tell(house.at, "PING") == "+PONG"


def test_a_second_owner_is_refused_in_words(house: House) -> None:
    with pytest.raises(EnginesRefused) as refused:
        Engines(house.engines.folder).start()
    assert str(refused.value) == (
        f"Another hub (process {os.getpid()}) is using the data folder {house.engines.folder}. "
        "Stop it first, or give this one another folder with HUB_DATA."
    )
    assert house.engines.is_alive()


def test_what_holds_a_password_is_for_its_owner_alone(house: House) -> None:
    folder = house.engines.folder
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (
            folder / "arcadedb.password",
            folder / "valkey.password",
            folder / "valkey/valkey.conf",
            folder / "arcadedb/config/server-users.jsonl",
        )
    }
    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_password_stands_in_a_command_or_a_log(house: House) -> None:
    secrets = [house.at.password, house.at.redis_url.removeprefix("redis://:").partition("@")[0]]
    folder = house.engines.folder
    seen = [command(process) for process in working_in(folder)]
    seen += [path.read_text(errors="replace") for path in folder.glob("*/log/*")]
    seen += [path.read_text(errors="replace") for path in folder.glob("*/output.log")]
    assert [text for text in seen for secret in secrets if secret in text] == []


def test_nothing_listens_beyond_loopback(house: House) -> None:
    sockets = {name: listening(house.process(name)) for name in ("ArcadeDBServer", "valkey-server")}
    assert {name: len(found) for name, found in sockets.items()} == {"ArcadeDBServer": 2, "valkey-server": 1}
    assert {place.partition(":")[0] for found in sockets.values() for place in found} <= LOOPBACK


def test_a_wrong_password_opens_nothing(house: House) -> None:
    with (
        neo4j.GraphDatabase.driver(house.at.bolt_uri, auth=(house.at.user, "wrong")) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.verify_connectivity()


@pytest.mark.parametrize("name", ["ArcadeDBServer", "valkey-server"])
def test_an_engine_that_is_killed_comes_back_with_its_data(house: House, name: str) -> None:
    ask(house.at, "MERGE (:Kept {key: $key})", key=name)
    tell(house.at, "SET", "kept", name)
    # What Valkey was told in the last second may be lost.
    time.sleep(1.2)
    killed = house.process(name)
    house.said.clear()
    os.kill(killed, signal.SIGKILL)
    house.watch_until(lambda: any("answers again" in words for words in house.said))
    assert "ended with code 137" in house.said[0]
    assert not alive(killed)
    assert ask(house.at, "MATCH (k:Kept {key: $key}) RETURN count(k)", key=name) == [[1]]
    assert tell(house.at, "GET", "kept") == name


def test_a_keeper_that_is_killed_takes_its_engine_along_and_both_come_back(house: House) -> None:
    before = house.process("ArcadeDBServer")
    house.said.clear()
    os.kill(house.keepers()[0], signal.SIGKILL)
    house.watch_until(lambda: any("answers again" in words for words in house.said))
    assert not alive(before)
    assert ask(house.at, "RETURN 1") == [[1]]


def test_a_clean_stop_leaves_no_process_and_the_next_start_finds_the_data(tmp_path: Path) -> None:
    with Engines(tmp_path, heap="256m") as engines:
        first = engines.start()
        ask(first, "CREATE (:Kept {key: 'a'})")
        tell(first, "SET", "kept", "a")
        assert len(working_in(tmp_path)) == 4
    assert working_in(tmp_path) == []
    assert not engines.is_alive()
    engines.stop()
    with engines:
        assert engines.start() == first
        assert ask(first, "MATCH (k:Kept) RETURN k.key") == [["a"]]
        assert tell(first, "GET", "kept") == "a"


def test_an_owner_that_is_killed_leaves_no_orphan_and_no_stale_lock(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert owner.stdout
        assert owner.stdout.readline() == b"ready\n"
        # The process that started it is in the tree of the project, not in the data.
        left = working_in(tmp_path)
        assert len(left) == 4
    finally:
        owner.kill()
        owner.communicate()
    said: list[str] = []
    # At once, while the engines of the dead one may still be writing.
    with Engines(tmp_path, say=said.append, heap="256m") as engines:
        assert [process for process in left if alive(process)] == []
        assert ask(engines.start(), "RETURN 1") == [[1]]
    assert working_in(tmp_path) == []
    assert said in ([], ["The last hub ended abruptly; waiting for its engines to finish writing."])


def test_a_port_taken_meanwhile_is_changed(tmp_path: Path) -> None:
    engines = Engines(tmp_path)
    first = engines._ports()
    with socket.create_server(("127.0.0.1", first["bolt"])):
        second = engines._ports()
    assert second["bolt"] != first["bolt"]
    assert (second["http"], second["redis"]) == (first["http"], first["redis"])
    assert engines._ports() == second


def test_a_lost_password_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "arcadedb/config").mkdir(parents=True)
    (tmp_path / "arcadedb/config/server-users.jsonl").write_text("{}\n")
    with pytest.raises(
        EnginesRefused, match=r"arcadedb\.password is missing, and the records can't be opened"
    ):
        Engines(tmp_path).start()
    assert working_in(tmp_path) == []
    # The folder is free again.
    with pytest.raises(EnginesRefused, match="is missing"):
        Engines(tmp_path).start()


def test_an_engine_that_does_not_start_is_quoted_and_the_other_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(EnginesRefused, match=r"ArcadeDB did not start\. Its last lines:\n(.|\n)*[Hh]eap"):
        Engines(tmp_path, heap="1").start()
    assert working_in(tmp_path) == []


def test_another_platform_is_told_which_settings_to_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    with pytest.raises(EnginesRefused) as refused:
        Engines(tmp_path / "never made").start()
    assert str(refused.value) == (
        "The hub brings its own engines for Linux on x86-64 only; this is Linux on aarch64. "
        "Set NEO4J_URI and REDIS_URL to use servers of your own."
    )
    assert not (tmp_path / "never made").exists()
