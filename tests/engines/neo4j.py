"""A real Neo4j Community of one's own, on loopback and without a password: for tests, and for anyone to look.

`python -m tests.engines.neo4j` starts one, says how to point the hub at it, and stops it on Ctrl-C.
"""

import re
import shutil
import signal
import tempfile
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

import click
import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.children import Child, EnginesRefused, free_port

JARS = Path(__file__).resolve().parents[2] / ".tools/neo4j/lib"
# What Neo4j 5 reflects on in Java 17.
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
SECONDS = 120.0
SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
# It listens on loopback only, and holds what a test put there.
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=128m
# Otherwise each new home takes 256 MB of disk at once.
db.tx_log.preallocate=false
"""


class Neo4j:
    """`with Neo4j() as server` starts one and stops it; without a home, its data is thrown away.

    Its keeper (`graph.keeper`) stops it also when the process that started it is killed.
    """

    def __init__(self, home: Path | None = None, *, port: int | None = None, heap: str = "512m") -> None:
        self._thrown_away = home is None
        self.home = home.absolute() if home else Path(tempfile.mkdtemp(prefix="hub-neo4j-"))
        self.port = port or free_port()
        self._heap = heap
        self._log = self.home / "logs/neo4j.log"
        self._server: Child | None = None

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers. Refuses with `EnginesRefused` and the end of its log."""
        for folder in ("conf", "logs", "data"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        (self.home / "conf/neo4j.conf").write_text(SETTINGS.format(port=self.port))
        self._log.unlink(missing_ok=True)
        command = [
            _java(),
            f"-Xmx{self._heap}",
            "-XX:-UsePerfData",
            *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
            "-cp",
            f"{_jars()}/*",
            "org.neo4j.server.CommunityEntryPoint",
            f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
        ]
        self._server = Child("Neo4j", self.home, command, self._answers, (self.port,), (self._log,))
        self._server.launch()
        try:
            self._server.wait_until_it_answers(SECONDS)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        if self._server:
            self._server.ask_to_stop()
            self._server.wait_until_stopped()
            self._server = None
        if self._thrown_away:
            shutil.rmtree(self.home, ignore_errors=True)

    def has_ended(self) -> str | None:
        """The last lines of its log, should it have ended by itself."""
        if self._server is None or self._server.is_alive():
            return None
        return self._server.last_lines()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _answers(self) -> bool:
        if not self._log.exists() or not re.search(r"\bStarted\.$", self._log.read_text(), re.MULTILINE):
            return False
        try:
            with neo4j.GraphDatabase.driver(self.uri) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
        except (DriverError, Neo4jError):
            return False
        return True


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise EnginesRefused("Neo4j needs Java 17 or later; `make test-tools` installs it.")
    return java


def _jars() -> Path:
    if not list(JARS.glob("neo4j-5.*.jar")):
        raise EnginesRefused("Neo4j's jars are not here yet; `make test-tools` fetches them.")
    return JARS


@click.command()
@click.option("--home", type=click.Path(path_type=Path), help="Keep the data here, and don't throw it away.")
@click.option("--port", type=int, default=7687, show_default=True, help="Where it speaks Bolt, on loopback.")
def main(home: Path | None, port: int) -> None:
    """Start a Neo4j Community on loopback, without a password, until Ctrl-C."""
    over = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    try:
        with Neo4j(home, port=port) as server:
            click.echo(f"Neo4j answers at {server.uri} (database neo4j, no password). Ctrl-C stops it.")
            click.echo(f"To run the hub on it:  NEO4J_URI={server.uri} make run")
            while not over.wait(1):
                if (said := server.has_ended()) is not None:
                    raise click.ClickException(f"Neo4j ended by itself. Its last lines:\n{said}")
    except EnginesRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo("Stopped.")


if __name__ == "__main__":
    main()
