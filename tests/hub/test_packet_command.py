"""`hub packet` writes papers with the files of inputs, and says which one is missing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.cli import main
from tests.builders import build_directory
from tests.engines.pool import Engine
from tests.meetings.enclosing import FILES, content_of, plant_files
from tests.meetings.papering import freeze, freeze_agenda
from tests.meetings.quarter import Quarter


@pytest.fixture
def quarter(any_engine: Engine, tmp_path: Path) -> Quarter:
    """A meeting whose government edition is frozen, with files."""
    made = Quarter(any_engine.graph, build_directory(any_engine.graph))
    plant_files(made, tmp_path)
    made.plan()
    freeze_agenda(made)
    freeze(made, "government")
    return made


def run(engine: Engine, redis_url: str, data: Path, *words: str) -> Result:
    env = {
        "NEO4J_URI": engine.uri,
        "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password,
        "NEO4J_DATABASE": engine.database,
        "REDIS_URL": redis_url,
        "HUB_DATA": str(data),
    }
    asked = ("packet", "APP", "--quarter", "FY2027 Q1", "-o", str(data / "out"), *words)
    return CliRunner().invoke(main, asked, env=env)


@pytest.mark.usefixtures("quarter")
@pytest.mark.parametrize("edition", ["government", "FDA", "trade"])
def test_the_zip_on_the_command_line_holds_the_files(
    any_engine: Engine, redis_url: str, tmp_path: Path, edition: str
) -> None:
    """The government's is frozen; the others are previews."""
    done = run(any_engine, redis_url, tmp_path, "--edition", edition, "--zip")
    assert done.exit_code == 0, done.output
    held = {name for name, (_, _, _, holders) in FILES.items() if edition in holders}
    assert f", {len(held)} file{'' if len(held) == 1 else 's'}.\n" in done.output
    with zipfile.ZipFile(tmp_path / "out") as opened:
        found = {name.rpartition("/")[2]: opened.read(name) for name in opened.namelist() if "files/" in name}
    assert found == {name: content_of(name) for name in held}


@pytest.mark.usefixtures("quarter")
def test_a_missing_file_is_named_and_the_pdf_is_written_all_the_same(
    any_engine: Engine, redis_url: str, tmp_path: Path
) -> None:
    for each in (tmp_path / "files").rglob("*"):
        if each.is_file() and each.read_bytes() == content_of("CENTERFILE.pdf"):
            each.unlink()
    done = run(any_engine, redis_url, tmp_path, "--zip")
    assert done.exit_code == 1
    said = " ".join(done.output.split())
    assert said.startswith(
        "Error: “CENTERFILE.pdf” of the input “Input OWN” is not where the hub keeps files"
    )
    assert "Tell the hub's support to bring it back from a backup" in said
    assert not (tmp_path / "out").exists()
    assert run(any_engine, redis_url, tmp_path).exit_code == 0
    assert (tmp_path / "out").read_bytes().startswith(b"%PDF-")
