"""The engines that a bare machine runs the hub on: ArcadeDB and Valkey, their data in one folder."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import platform
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from graph import children
from graph.children import DATABASE, ROOT, Child, EnginesRefused

__all__ = ["Addresses", "Engines", "EnginesRefused", "find_running"]

LOG = logging.getLogger(__name__)
GRAPH_SECRET, STORE_SECRET = "arcadedb.password", "valkey.password"
# Seconds that a hub waits for the engines of one that died to finish writing (graph.keeper stops them).
PATIENCE = children.GRACE + 5
# Seconds before an engine that died is started again: doubled at each death, forgotten after a good minute.
FIRST_PAUSE, LONGEST_PAUSE, GOOD_RUN = 0.5, 30.0, 60.0


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the engines answer, and as whom."""

    bolt_uri: str
    user: str
    password: str
    database: str
    redis_url: str


class Engines:
    """The two engines over one data folder; `with Engines(folder) as engines` starts and stops them.

    Everything is in the folder: `arcadedb/` and `valkey/` with the data and logs, the two passwords (files
    that only their owner reads), `ports.json`, and `engines.lock`, which the hub that owns the folder holds.
    """

    def __init__(
        self,
        folder: Path,
        *,
        say: Callable[[str], None] = LOG.info,
        heap: str = "1g",
        seconds: float = 90.0,
    ) -> None:
        """`heap` is what Java may take for the graph; `seconds` how long a start may last."""
        self.folder = folder.absolute()
        self._say = say
        self._heap = heap
        self._seconds = seconds
        self._lock: int | None = None
        self._children: list[Child] = []
        self._addresses: Addresses | None = None
        # The watch and the stop come from different threads or from a signal handler.
        self._turn = threading.RLock()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Addresses:
        """Start both engines and wait until they answer; a second call gives the same addresses.

        Refuses with `EnginesRefused` on another platform than Linux on x86-64, when the folder can't be used
        or another hub owns it, and when an engine does not answer in time (with the last lines of its log).
        """
        with self._turn:
            if self._addresses:
                return self._addresses
            _refuse_other_platforms()
            try:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = self._take_folder()
            except OSError as error:
                raise _unusable(self.folder, error) from error
            try:
                addresses = self._prepare()
                for child in self._children:
                    child.launch(self._lock)
                for child in self._children:
                    child.wait_until_it_answers(self._seconds)
            except BaseException:
                self.stop()
                raise
            self._addresses = addresses
            return addresses

    def stop(self) -> None:
        """Ask both to stop, wait until their data is on disk, and free the folder. Safe to call twice."""
        with self._turn:
            for child in self._children:
                child.ask_to_stop()
            for child in self._children:
                child.wait_until_stopped()
            self._children = []
            self._addresses = None
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None

    def is_alive(self) -> bool:
        """Both engines run. One that was just started again may not answer yet."""
        with self._turn:
            return bool(self._children) and all(child.is_alive() for child in self._children)

    def watch(self) -> None:
        """Look at both once, and start again one that died: call this every second or so. Never waits long.

        The ports stay, so drivers find it again by themselves.
        """
        with self._turn:
            for child in self._children:
                self._look_after(child, time.monotonic())

    def _look_after(self, child: Child, now: float) -> None:
        if child.is_alive():
            if child.answered:
                return
            if child.answers():
                child.answered = True
                self._say(f"{child.name} answers again.")
            elif now - child.since > self._seconds:
                # ArcadeDB stays up without its database when it can't open it at its start.
                self._say(f"{child.name} does not answer; stopping it.")
                child.ask_to_stop()
        elif child.keeper is not None:
            if now - child.since > GOOD_RUN:
                child.deaths = 0
            pause = min(FIRST_PAUSE * 2**child.deaths, LONGEST_PAUSE)
            child.deaths += 1
            child.again_at = now + pause
            self._say(
                f"{child.name} ended with code {child.keeper.wait()}; starting it again in {pause:g} s. "
                f"Its last lines:\n{child.last_lines(4)}"
            )
            child.ask_to_stop()
            child.keeper = None
        # After a keeper was killed, its engine may be writing still: its ports say so.
        elif now >= child.again_at and self._lock is not None and all(map(children.is_free, child.ports)):
            child.launch(self._lock)

    def _take_folder(self) -> int:
        path = self.folder / "engines.lock"
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + PATIENCE
        told = False
        while True:
            # An flock belongs to the open file: the keepers of the engines hold it too (Child.launch). So it
            # goes by itself when the hub and both engines are gone, however they went: none is ever stale.
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                owner = path.read_text(encoding="utf-8").strip()
                # A dead owner's engines are stopping; they have GRACE seconds to do it.
                if _is_running(owner) or time.monotonic() > until:
                    os.close(lock)
                    raise EnginesRefused(
                        f"Another hub (process {owner or 'unknown'}) is using the data folder {self.folder}. "
                        "Stop it first, or give this one another folder with HUB_DATA."
                    ) from None
            if not told:
                self._say("The last hub ended abruptly; waiting for its engines to finish writing.")
                told = True
            time.sleep(0.1)
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode())
        return lock

    def _prepare(self) -> Addresses:
        users = self.folder / "arcadedb/config/server-users.jsonl"
        graph_secret, store_secret = self.folder / GRAPH_SECRET, self.folder / STORE_SECRET
        if users.exists() and not graph_secret.exists():
            raise EnginesRefused(
                f"The file {graph_secret} is missing, and the records can't be opened without it. "
                "Put it back, for instance from a backup of the folder."
            )
        for secret in (graph_secret, store_secret):
            if not secret.exists():
                children.write_private(secret, secrets.token_urlsafe(32) + "\n")
            secret.chmod(0o600)
        ports = self._ports()
        self._children = [
            children.arcadedb(
                self.folder,
                bolt=ports["bolt"],
                http=ports["http"],
                password_file=graph_secret,
                heap=self._heap,
            ),
            children.valkey(self.folder, port=ports["redis"], password_file=store_secret),
        ]
        return _read_addresses(self.folder)

    def _ports(self) -> dict[str, int]:
        """The ports of the last start, but for one that somebody else took meanwhile."""
        path = self.folder / "ports.json"
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        ports: dict[str, int] = {}
        for name in ("bolt", "http", "redis"):
            port = kept.get(name)
            usable = isinstance(port, int) and port not in ports.values() and children.is_free(port)
            ports[name] = port if usable else children.free_port(but=ports.values())
        if ports != kept:
            children.write_private(path, json.dumps(ports) + "\n")
        return ports


def find_running(folder: Path) -> Addresses | None:
    """Where the engines of the hub that owns the folder answer; None where no living hub owns it.

    Refuses with `EnginesRefused` a folder that can't be read, and a hub that has only just begun to start.
    """
    folder = folder.absolute()
    path = folder / "engines.lock"
    try:
        with path.open(encoding="utf-8") as lock:
            if _is_free(lock.fileno()) or not _is_running(owner := lock.read().strip()):
                return None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(folder, error) from error
    try:
        return _read_addresses(folder)
    except (OSError, ValueError, KeyError) as error:
        raise EnginesRefused(
            f"The hub on the data folder {folder} (process {owner}) is starting. Try again in a minute."
        ) from error


def _read_addresses(folder: Path) -> Addresses:
    ports = json.loads((folder / "ports.json").read_text(encoding="utf-8"))
    graph_secret, store_secret = (
        (folder / name).read_text(encoding="utf-8").strip() for name in (GRAPH_SECRET, STORE_SECRET)
    )
    return Addresses(
        bolt_uri=f"bolt://127.0.0.1:{ports['bolt']}",
        user=ROOT,
        password=graph_secret,
        database=DATABASE,
        redis_url=f"redis://:{store_secret}@127.0.0.1:{ports['redis']}/0",
    )


def _is_free(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(lock, fcntl.LOCK_UN)
    return True


def _unusable(folder: Path, error: OSError) -> EnginesRefused:
    return EnginesRefused(
        f"The data folder {folder} can't be used ({error.strerror}). Mend it, or give another with HUB_DATA."
    )


def _refuse_other_platforms() -> None:
    system, machine = platform.system(), platform.machine().lower()
    if system != "Linux" or machine not in ("x86_64", "amd64"):
        raise EnginesRefused(
            f"The hub brings its own engines for Linux on x86-64 only; this is {system} on {machine}. "
            "Set NEO4J_URI and REDIS_URL to use servers of your own."
        )


def _is_running(process: str) -> bool:
    return process.isdigit() and Path(f"/proc/{process}").exists()
