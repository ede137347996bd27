"""Every module stands on a floor, and nobody looks up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.premises import FLOORS, ROOT, floor_modules, modules

LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # The folder first on the path: a planted copy must be read in place of the tree that is installed.
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    asked = [str(LINTER), "--no-logo", "--no-cache", "--config", str(folder / "pyproject.toml")]
    return subprocess.run(asked, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_nobody_looks_up() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_stands_on_a_floor() -> None:
    known = {*FLOORS, "tests", "scripts"}
    assert [str(path) for path in modules() if path.parts[0] not in known] == []


def test_every_folder_of_modules_is_a_package() -> None:
    # The linter does not look into a folder without an __init__.py: what stands there would obey nothing.
    folders = {parent for path in floor_modules() for parent in path.parents if parent != Path()}
    assert sorted(str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()) == []


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for path in floor_modules():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, folder / path)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("graph/planted.py", "import liaisons", "Look down, never up"),
        ("liaisons/planted.py", "import matrix", "Look down, never up"),
        ("matrix/planted.py", "import meetings", "Look down, never up"),
        ("meetings/planted.py", "import hub.pages", "Look down, never up"),
        ("hub/wire/planted.py", "import hub.pages", "Inside the hub"),
        ("hub/pages/planted.py", "import hub.api", "Inside the hub"),
        ("hub/planted.py", "", "Inside the hub"),
        ("liaisons/planted.py", "import flask", "Rooms know no web"),
        ("meetings/planted.py", "import redis", "Rooms know no web"),
        ("matrix/planted.py", "import neo4j", "Rooms know no web"),
        ("hub/wire/planted.py", "import neo4j", "Only graph/ speaks"),
        ("graph/planted.py", "import celery", "graph/ knows no web"),
        ("hub/public/planted.py", "import liaisons.directory_planted", "The trade API takes"),
        ("hub/public/planted.py", "import graph", "The trade API takes"),
        ("hub/public/planted.py", "import hub.config", "The trade API takes"),
        ("hub/public/planted.py", "import strawberry", "The trade's schema"),
        ("hub/api/planted.py", "import graphene", "The agency's schema"),
        ("hub/pages/planted.py", "import strawberry", "Pages ask the rooms"),
    ],
)
def test_the_linter_refuses(copy_of_the_house: Path, module: str, line: str, contract: str) -> None:
    planted = copy_of_the_house / module
    # What the import names must exist, or there is no import to find.
    named = [copy_of_the_house / "liaisons/directory_planted.py", copy_of_the_house / "hub/config.py"]
    made = [path for path in (planted, *named) if not path.exists()]
    try:
        for path in made:
            path.write_text('"""Planted."""\n')
        planted.write_text(f'"""Planted."""\n{line}\n')
        done = lint(copy_of_the_house)
        assert done.returncode == 1, done.stdout + done.stderr
        broken = [row for row in done.stdout.splitlines() if " BROKEN" in row]
        assert any(row.startswith(contract) for row in broken), done.stdout
    finally:
        for path in made:
            path.unlink()


def test_the_trade_api_may_take_what_a_room_publishes(copy_of_the_house: Path) -> None:
    published = copy_of_the_house / "matrix/public"
    planted = copy_of_the_house / "hub/public/planted.py"
    made = not published.exists() and not published.with_suffix(".py").exists()
    try:
        if made:
            published.mkdir()
            (published / "__init__.py").write_text('"""Planted."""\n')
        planted.write_text('"""Planted."""\nimport hub.wire\nimport matrix.public\n')
        done = lint(copy_of_the_house)
        assert done.returncode == 0, done.stdout + done.stderr
    finally:
        planted.unlink()
        if made:
            shutil.rmtree(published)
