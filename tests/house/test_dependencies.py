"""What the project is made of: pinned, with a reason each, in the lock, and installed as the lock says."""

import json
import re
import tomllib
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.premises import text

SETTINGS = text(Path("pyproject.toml"))
PINNED = re.compile(r'^    "(?P<requirement>[A-Za-z0-9_.\[\]-]+==[^"]+)",$')


def declared() -> list[Requirement]:
    settings = tomllib.loads(SETTINGS)
    groups = settings["dependency-groups"].values()
    lists = [settings["project"]["dependencies"], settings["build-system"]["requires"], *groups]
    return [Requirement(line) for lines in lists for line in lines]


def locked() -> dict[tuple[str, str], str]:
    """(name, version) to the hashes that the lock gives it, as text."""
    blocks = re.split(r"\n(?=[a-z0-9])", text(Path("requirements.lock")))
    heads = [re.match(r"([a-z0-9._-]+)(?:\[[^\]]*\])?==([^ \n]+)(.*)", block, re.DOTALL) for block in blocks]
    return {(canonicalize_name(head[1]), head[2]): head[3] for head in heads if head}


def test_every_dependency_is_pinned_exactly() -> None:
    loose = [str(each) for each in declared() if not re.fullmatch(r"==[^*,]+", str(each.specifier))]
    assert loose == []


def test_every_dependency_has_a_line_that_says_why() -> None:
    lines = SETTINGS.splitlines()
    unexplained = [
        line.strip()
        for before, line in pairwise(lines)
        if PINNED.match(line) and not re.match(r"    # \w.* .*[.)]$", before)
    ]
    assert unexplained == []


def test_the_lock_holds_what_is_declared() -> None:
    held = locked()
    wanted = {(canonicalize_name(each.name), str(each.specifier).removeprefix("==")) for each in declared()}
    assert sorted(wanted - held.keys()) == []


def test_every_locked_package_has_a_hash() -> None:
    assert [name for (name, _), rest in locked().items() if "--hash=sha256:" not in rest] == []


def test_what_is_installed_is_what_is_declared() -> None:
    here = [each for each in declared() if each.marker is None or each.marker.evaluate()]
    assert {each.name: version(each.name) for each in here} == {
        each.name: str(each.specifier).removeprefix("==") for each in here
    }


def test_the_front_end_is_pinned_exactly_and_locked() -> None:
    package = json.loads(text(Path("package.json")))
    held = json.loads(text(Path("package-lock.json")))["packages"]
    for name, wanted in (package["dependencies"] | package["devDependencies"]).items():
        assert held[f"node_modules/{name}"]["version"] == wanted
        assert held[f"node_modules/{name}"]["integrity"].startswith("sha512-")
