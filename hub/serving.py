"""Runs the hub: the engines of a bare machine, the parts that it supervises, and a clean stop of all."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import structlog
from gunicorn.app.base import BaseApplication
from structlog.tracebacks import ExceptionDictTransformer

from graph.driver import open_graph
from graph.embedded import Addresses, Engines, find_running
from graph.unit import Graph
from graph.watchdog import Watchdog
from hub.app import create_app, tell_time
from hub.config import SettingRefused, Settings
from hub.house import House
from hub.jobs import running
from hub.supervised import Supervised

Say = Callable[[str], None]
START_SECONDS = 60.0
PR_SET_PDEATHSIG = 1


class ServerRefused(Exception):
    """The web server did not start, or ended by itself; says what it said last."""


@contextlib.contextmanager
def engines_for(settings: Settings, say: Say) -> Iterator[tuple[Settings, Engines | None]]:
    """The settings with the addresses of running engines: those named, else the hub's own, started here."""
    if settings.neo4j_uri:
        yield settings, None
        return
    say(f"Starting the engines; their data is in {settings.data} ...")
    with Engines(settings.data, say=say) as engines:
        yield _at(settings, engines.start()), engines


@contextlib.contextmanager
def engines_beside(settings: Settings, say: Say) -> Iterator[Settings]:
    """The settings with the addresses of engines: those named, else those of the hub that runs on the data
    folder, else the hub's own, started for as long as the block lasts."""
    running = None if settings.neo4j_uri else find_running(settings.data)
    if running:
        yield _at(settings, running)
        return
    with engines_for(settings, say) as (found, _):
        yield found


@contextlib.contextmanager
def graph_for(settings: Settings) -> Iterator[Graph]:
    """The open graph of the settings."""
    graph = _open(settings)
    try:
        yield graph
    finally:
        graph.close()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with one worker of many threads; the application is made after the fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": self._settings.threads,
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "proc_name": "hub",
        }.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return create_app(self._settings, _open(self._settings))


def refuse_what_cannot_serve(settings: Settings) -> None:
    """Refuse, before anything starts, a graph without a store, and an address where nobody can listen."""
    if settings.neo4j_uri and not settings.redis_url:
        raise SettingRefused(
            "NEO4J_URI is set and REDIS_URL is not. Set both: a limit that each process counts alone is none."
        )
    try:
        with socket.socket() as tried:
            # As the server itself will ask: an address that was left a moment ago is free.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((settings.host, settings.port))
            tried.listen()
    except OSError as error:
        raise SettingRefused(
            f"The hub can't listen at {settings.host}, port {settings.port} ({error.strerror}). "
            "Stop what listens there, or change HUB_HOST or HUB_PORT."
        ) from error


def interrupt_on_term() -> None:
    """From now on, let SIGTERM do what Ctrl-C does."""
    signal.signal(signal.SIGTERM, _stop)


def serve(settings: Settings) -> None:
    """Serve until told to stop. Needs running engines."""
    log_as_records()
    Server(settings).run()


def end_with_parent() -> None:
    """Ask the kernel to stop this process when the one that started it is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def log_as_records() -> None:
    """Each line of the log is one JSON record, to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Without local variables: they hold what people wrote, and secrets.
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def work(settings: Settings) -> None:
    """Do jobs until told to stop. Needs running engines, and waits for those that are away."""
    log_as_records()
    with graph_for(settings) as graph:
        # A worker makes no tokens for programs.
        running.run_worker(settings, House(settings, graph, tell_time, new_token=str))


def beat(settings: Settings) -> None:
    """Say when each job is due until told to stop. Needs a broker, and waits for one that is away."""
    log_as_records()
    running.run_beat(settings)


def run_supervised(
    settings: Settings, engines: Engines | None, *, say: Say, ready: Callable[[str], None]
) -> None:
    """Run the server, a worker and a beat as children; call `ready` with the address once it answers.

    Stops all on Ctrl-C. A worker or beat that ends is started again. Refuses with `ServerRefused` when the
    server does not start or ends by itself.
    """
    log = settings.data / "hub.log"
    settings.data.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        if engines:
            stack.enter_context(_watchdog(settings))
        server = stack.enter_context(Supervised(settings, "serve", log))
        beside = [
            stack.enter_context(Supervised(settings, name, settings.data / f"{name}.log"))
            for name in ("worker", "beat")
        ]
        address = f"http://{settings.host}:{settings.port}"
        _wait_for(server, address, log)
        ready(address)
        while server.runs():
            if engines:
                engines.watch()
            for each in beside:
                each.look_after(say)
            time.sleep(1)
        raise ServerRefused(f"The server ended by itself. Its last lines:\n{last_lines(log)}")


def last_lines(file: Path, number: int = 8) -> str:
    """The end of a log."""
    try:
        return "\n".join(file.read_text(encoding="utf-8", errors="replace").splitlines()[-number:])
    except OSError:
        return "(nothing)"


def _open(settings: Settings) -> Graph:
    return open_graph(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password,
        database=settings.neo4j_database,
        seconds=settings.seconds,
    )


def _at(settings: Settings, at: Addresses) -> Settings:
    return replace(
        settings,
        neo4j_uri=at.bolt_uri,
        neo4j_user=at.user,
        neo4j_password=at.password,
        neo4j_database=at.database,
        redis_url=settings.redis_url or at.redis_url,
    )


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _watchdog(settings: Settings) -> Watchdog:
    return Watchdog(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password,
        database=settings.neo4j_database,
        limit=settings.seconds,
    )


def _wait_for(server: Supervised, address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if not server.runs():
            raise ServerRefused(f"The server did not start. Its last lines:\n{last_lines(log)}")
        try:
            with urlopen(f"{address}/health", timeout=2):  # noqa: S310 - the hub's own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise ServerRefused(f"The server does not answer at {address}. Its last lines:\n{last_lines(log)}")
