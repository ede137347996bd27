"""Hubs as processes of their own: started as a person starts one, on a free port, watched and stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from graph.children import free_port
from hub.config import SETTINGS

ROOT = Path(__file__).parents[2]
# A start takes some seconds; on a machine with other things to do, many.
PATIENCE = 180.0


def environment(**settings: str) -> dict[str, str]:
    """This process's own, with these settings of the hub and no other."""
    names = {setting.name for setting in SETTINGS}
    return {name: value for name, value in os.environ.items() if name not in names} | settings


@dataclass
class Running:
    """One hub: the process that a person started, its settings, and the file that it talks into."""

    process: subprocess.Popen[bytes]
    settings: dict[str, str]
    said: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.settings['HUB_PORT']}"

    @property
    def words(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def get(self, path: str) -> tuple[int, dict[str, str]]:
        """The status and the JSON of an answer."""
        try:
            with urlopen(f"{self.base}{path}", timeout=30) as answer:  # noqa: S310 - the hub's own address
                return answer.status, json.loads(answer.read())
        except HTTPError as error:
            with error:
                return error.code, json.loads(error.read())

    def wait_until(self, path: str) -> None:
        """Wait until it answers there, and fail with what it said if it ends first."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, self.words
            try:
                self.get(path)
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"It does not answer: {self.words}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop; gives its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextmanager
def started(folder: Path, *words: str, **settings: str) -> Iterator[Running]:
    """`hub` with these words, as a child, until the block ends."""
    settings = {"HUB_DATA": str(folder / "data"), "HUB_PORT": str(free_port())} | settings
    said = folder / f"said-{settings['HUB_PORT']}"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "hub", *words],
            env=environment(**settings),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            # A run in the background ignores Ctrl-C, and its children with it: a person's own does not.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
    try:
        yield Running(process, settings, said)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`hub` with these words, as a child that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "hub", *words],
        env=environment(**settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
