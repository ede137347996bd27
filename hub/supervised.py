"""A part of the hub that runs as a child of `hub up`, and ends with it however that goes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from hub.config import Settings

STOP_SECONDS = 15.0
# Before a child that ended is started again.
PAUSE = 5.0


class Supervised:
    """`hub serve`, `hub worker` or `hub beat` with the settings of this run; `with` starts and stops it."""

    def __init__(self, settings: Settings, name: str, log: Path) -> None:
        self._settings = settings
        self._name = name
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._ended: float | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process is not None and self._process.poll() is None

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start it again if it has ended, after a pause: call this every second or so."""
        if self.runs():
            return
        if self._ended is None:
            self._ended = time.monotonic()
            say(f"The {self._name} ended and is started again. What it said last is in {self._log}.")
        elif time.monotonic() - self._ended >= PAUSE:
            self._ended = None
            self._start()

    def _start(self) -> None:
        settings = self._settings
        demo = ["--demo"] if settings.demo else []
        command = [sys.executable, "-m", "hub", self._name, "--child", *demo]
        environment = os.environ | {
            "HUB_DATA": str(settings.data),
            "HUB_HOST": settings.host,
            "HUB_PORT": str(settings.port),
            "NEO4J_URI": settings.neo4j_uri,
            "NEO4J_USER": settings.neo4j_user,
            "NEO4J_PASSWORD": settings.neo4j_password,
            "NEO4J_DATABASE": settings.neo4j_database,
            "REDIS_URL": settings.redis_url,
        }
        with self._log.open("ab") as out:
            # In a session of its own: Ctrl-C reaches the supervisor alone, which stops all in order.
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                command,
                env=environment,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
