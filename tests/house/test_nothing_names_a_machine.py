"""No kept file names a package registry's host or a folder of somebody's machine."""

import re

import pytest

from tests.house.premises import files, text

# In pieces, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted" + ".org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
    "maven.apache" + ".org/maven2",
    "repo1.maven" + ".org",
    "proxy.golang" + ".org",
    "crates" + ".io",
    "deb.debian" + ".org",
]
FOLDERS = re.compile(
    r"(?<![\w./-])/(?:" + "|".join(["ro" + "ot", "wo" + "rk", "opt/wh" + "eels", "Us" + "ers"]) + r")/"
)
CHOICE_OF_REGISTRY = re.compile(r"--(?:extra-)?index-" + r"url|find-" + r"links|^registry\s*=", re.MULTILINE)


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_the_host(host: str) -> None:
    assert [str(path) for path in files() if host in text(path)] == []


def test_no_file_names_a_folder_of_a_machine() -> None:
    assert [str(path) for path in files() if FOLDERS.search(text(path))] == []


def test_no_file_chooses_a_registry() -> None:
    assert [str(path) for path in files() if CHOICE_OF_REGISTRY.search(text(path))] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "package-lock.json"])
def test_locks_hold_no_address(lock: str) -> None:
    [path] = [path for path in files() if str(path) == lock]
    assert "://" not in text(path)
