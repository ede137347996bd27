"""The command line: each command's words, its exit code, and what it leaves in the graph."""

from __future__ import annotations

import re
import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.children import free_port
from graph.cypher import Cypher
from graph.liaisons import reference
from hub.cli import main
from hub.config import SETTINGS
from tests.builders import fingerprint
from tests.engines.pool import Engine

ROOT = Path(__file__).parents[2]
FORGET_STEPS: Cypher[None] = Cypher("test.forget_steps", "MATCH (m:Migration) DELETE m", writes=True)
PEOPLE: Cypher[dict[str, str]] = Cypher(
    "test.people",
    "MATCH (p:Person)-[:HOLDS_ROLE]->(a:Assignment) RETURN {email: p.email, role: a.role} AS row",
)


class Hub:
    """The command line on one engine and a store."""

    def __init__(self, engine: Engine, redis_url: str) -> None:
        self.graph = engine.graph
        self.env = {
            "NEO4J_URI": engine.uri,
            "NEO4J_USER": engine.user,
            "NEO4J_PASSWORD": engine.password,
            "NEO4J_DATABASE": engine.database,
            "REDIS_URL": redis_url,
            "HUB_DATA": "/nowhere/at/all",
        }

    def run(self, *words: str, **env: str) -> Result:
        return CliRunner().invoke(main, words, env=self.env | env)


@pytest.fixture
def hub(any_engine: Engine, redis_url: str) -> Hub:
    return Hub(any_engine, redis_url)


def test_from_an_empty_graph_to_one_where_all_is_well(hub: Hub) -> None:
    first = hub.run("check")
    assert first.exit_code == 1
    assert "ok   The records answer.\n" in first.output
    assert "NOT  The directory has 0 Centers and 0 agencies. Run `hub seed`.\n" in first.output

    seeded = hub.run("seed")
    assert seeded.exit_code == 0, seeded.output
    assert re.search(r"Center +10, of them new or changed: 10\n", seeded.output)

    words = ("--name", "Ada Byrne", "--email", "Ada.Byrne@cbp.example", "--password", "a long enough word")
    added = hub.run("administrator", *words)
    assert (added.exit_code, added.output) == (0, "Ada Byrne can sign in with Ada.Byrne@cbp.example.\n")
    assert hub.graph.read(lambda tx: tx.all(PEOPLE)) == [
        {"email": "ada.byrne@cbp.example", "role": "administrator"}
    ]

    last = hub.run("check")
    assert last.exit_code == 0, last.output
    assert "NOT" not in last.output
    assert len(last.output.splitlines()) == 8


def test_seeding_again_changes_nothing(hub: Hub) -> None:
    assert hub.run("seed").exit_code == 0
    mark = fingerprint(hub.graph)
    again = hub.run("seed")
    assert again.exit_code == 0
    assert fingerprint(hub.graph) == mark
    assert set(re.findall(r"new or changed: (\d+)", again.output)) == {"0"}


def test_another_day_for_the_demonstration_is_refused(hub: Hub) -> None:
    assert hub.run("seed").exit_code == 0
    hub.graph.write(lambda tx: tx.the(reference.KEEP_DAY, day="2026-11-24"))
    mark = fingerprint(hub.graph)
    done = hub.run("seed", "--demo", "--day", "2027-01-04")
    assert done.exit_code == 1
    assert "Error: " in done.output and "2026-11-24" in done.output
    assert fingerprint(hub.graph) == mark


def test_a_day_that_is_none_is_refused_before_anything_runs(hub: Hub) -> None:
    mark = fingerprint(hub.graph)
    done = hub.run("seed", "--demo", "--day", "2026-13-01")
    assert done.exit_code == 2
    assert "'2026-13-01' does not match the format" in done.output
    assert fingerprint(hub.graph) == mark


def test_migrating_applies_what_is_missing_once(hub: Hub) -> None:
    hub.graph.write(lambda tx: tx.do(FORGET_STEPS))
    assert "NOT  Steps are missing: 0001 keys_and_indexes" in hub.run("check").output
    first = hub.run("migrate")
    assert first.exit_code == 0, first.output
    assert first.output.startswith("Applied step 0001 keys_and_indexes.\n")
    again = hub.run("migrate")
    assert again.output == "Constraints and indexes are as this release needs them.\n"


def test_an_administrator_with_a_short_password_is_refused(hub: Hub) -> None:
    assert hub.run("seed").exit_code == 0
    mark = fingerprint(hub.graph)
    done = hub.run("administrator", "--name", "A", "--email", "a@cbp.example", "--password", "short")
    assert done.exit_code == 1
    assert "The password has 5 characters. Choose one of 12 to 200." in " ".join(done.output.split())
    assert fingerprint(hub.graph) == mark


@pytest.mark.parametrize("command", ["migrate", "seed", "matrix"])
def test_without_records_a_command_says_so(hub: Hub, command: str) -> None:
    done = hub.run(command, NEO4J_URI=f"bolt://127.0.0.1:{free_port()}")
    assert done.exit_code == 1
    assert "Error: The hub can't reach its records. Nothing was saved." in done.output


def test_without_records_the_check_says_so(hub: Hub) -> None:
    done = hub.run("check", NEO4J_URI=f"bolt://127.0.0.1:{free_port()}")
    assert done.exit_code == 1
    assert "ok   The store answers." in done.output
    assert "NOT  The records don't answer. Start the engine, or mend NEO4J_URI" in done.output


@pytest.mark.parametrize(
    ("words", "env", "said"),
    [
        (["serve"], {"NEO4J_URI": ""}, "needs NEO4J_URI. For a hub on this machine alone: `hub up`."),
        (["serve"], {"REDIS_URL": ""}, "NEO4J_URI is set and REDIS_URL is not. Set both"),
        (["up"], {"REDIS_URL": ""}, "NEO4J_URI is set and REDIS_URL is not. Set both"),
        (["worker"], {"REDIS_URL": ""}, "`hub worker` needs NEO4J_URI and REDIS_URL. `hub up` has a worker"),
        (["beat"], {"NEO4J_URI": ""}, "`hub beat` needs NEO4J_URI and REDIS_URL. `hub up` has a beat"),
        (["check"], {"HUB_SMTP": "relay:587"}, "HUB_SMTP is no address that the hub can use."),
        (["serve"], {"HUB_PORT": "eight"}, "HUB_PORT is “eight”. Give a whole number from 1 to 65,535."),
        (["up"], {"HUB_WORKERS": "0"}, "HUB_WORKERS is “0”. Give a whole number from 1 to 1,000."),
        (["check"], {"HUB_SECONDS": "soon"}, "HUB_SECONDS is “soon”. Give a whole number from 1 to 600."),
        (["check"], {"NEO4J_URI": "http://x"}, "NEO4J_URI is no address that the hub can use."),
        (["serve"], {"REDIS_URL": "x"}, "REDIS_URL is no address that the hub can use."),
        (["serve"], {"HUB_HOST": "203.0.113.7"}, "The hub can't listen at 203.0.113.7, port 8500"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused_in_words(
    hub: Hub, words: list[str], env: dict[str, str], said: str
) -> None:
    mark = fingerprint(hub.graph)
    done = hub.run(*words, **env)
    assert done.exit_code == 1
    assert said in " ".join(done.output.split())
    assert fingerprint(hub.graph) == mark


@pytest.mark.parametrize("command", ["serve", "up"])
def test_a_port_that_is_taken_is_refused_before_anything_starts(hub: Hub, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = hub.run(command, HUB_PORT=str(port))
    assert done.exit_code == 1
    assert f"The hub can't listen at 127.0.0.1, port {port} (Address already in use)." in " ".join(
        done.output.split()
    )


@pytest.mark.parametrize("command", ["check", "up", "matrix"])
def test_a_data_folder_that_is_none_is_refused_in_words(hub: Hub, tmp_path: Path, command: str) -> None:
    file = tmp_path / "a file"
    file.write_text("mine")
    done = hub.run(command, NEO4J_URI="", HUB_DATA=str(file), HUB_PORT=str(free_port()))
    assert done.exit_code == 1
    assert f"The data folder {file} can't be used (" in done.output
    assert file.read_text() == "mine"


def test_the_schemas_are_printed_as_they_are_kept() -> None:
    done = CliRunner().invoke(main, ["schema"])
    assert done.exit_code == 0
    for name in ("schema.graphql", "hub/public/schema.graphql"):
        assert f"# {name}\n{(ROOT / name).read_text(encoding='utf-8')}" in done.output


def test_the_schemas_are_written_over_the_kept_ones_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "schema.graphql", "schema.graphql")
    Path("schema.graphql").write_text("old")
    refused = CliRunner().invoke(main, ["schema", "--write"])
    assert refused.exit_code == 1
    assert (
        "There is no hub/public/schema.graphql here. Run this in the project's own folder." in refused.output
    )
    assert Path("schema.graphql").read_text() == "old"
    Path("hub/public").mkdir(parents=True)
    Path("hub/public/schema.graphql").write_text("old")
    done = CliRunner().invoke(main, ["schema", "--write"])
    assert done.output == "Wrote schema.graphql.\nWrote hub/public/schema.graphql.\n"
    for name in ("schema.graphql", "hub/public/schema.graphql"):
        assert Path(name).read_text(encoding="utf-8") == (ROOT / name).read_text(encoding="utf-8")


def test_help_names_every_command_and_setting() -> None:
    done = CliRunner().invoke(main, ["--help"])
    assert done.exit_code == 0
    for name in (*main.commands, *(setting.name for setting in SETTINGS)):
        assert re.search(rf"^  {re.escape(name)} ", done.output, re.MULTILINE), name
