"""On a machine that lacks something, setup and test tools say what, and how to get it."""

import shutil
import subprocess
from pathlib import Path

from tests.house.premises import ROOT, files, text

FEW = ("bash", "cat", "cut", "dirname", "head", "id", "mktemp", "rm", "sed", "tr")


def bare_machine(folder: Path, *, stand_ins: dict[str, str]) -> dict[str, str]:
    """A PATH with a shell, a few of its tools and the stand-ins, and nothing else."""
    for name in FEW:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    for name, script in stand_ins.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def run(script: str, *arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    asked = ["bash", str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(asked, env=env, capture_output=True, text=True, check=False)


def test_the_test_tools_list_what_is_missing_where_nothing_can_be_installed(tmp_path: Path) -> None:
    done = run("test-tools", env=bare_machine(tmp_path, stand_ins={}))
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends chromium default-jre-headless maven" in done.stderr


def test_a_java_that_is_too_old_counts_as_missing(tmp_path: Path) -> None:
    old = "echo 'openjdk version \"1.8.0_372\"' >&2"
    there = {"java": old, "mvn": "exit 0", "chromium": "exit 0"}
    done = run("test-tools", env=bare_machine(tmp_path, stand_ins=there))
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends default-jre-headless" in done.stderr
    assert "chromium" not in done.stderr.splitlines()[-2]


def test_the_test_tools_are_silent_where_all_is_there(tmp_path: Path) -> None:
    new = "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2"
    there = {"java": new, "mvn": "exit 0", "chromium": "exit 0"}
    done = run("test-tools", env=bare_machine(tmp_path, stand_ins=there))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_setup_refuses_a_python_that_is_not_there(tmp_path: Path) -> None:
    done = run("venv", "python-of-nobody", env=bare_machine(tmp_path, stand_ins={}))
    assert done.returncode == 1
    assert "there is no 'python-of-nobody' here" in done.stderr


def test_setup_refuses_a_python_that_is_too_old(tmp_path: Path) -> None:
    old = 'test "$1" = --version && echo Python 3.9.2; exit 1'
    done = run("venv", "python3", env=bare_machine(tmp_path, stand_ins={"python3": old}))
    assert done.returncode == 1
    assert "'python3' is Python 3.9.2; the hub needs Python 3.11, 3.12 or 3.13" in done.stderr


def test_every_shell_script_says_what_it_does_and_stops_at_an_error() -> None:
    scripts = [path for path in files() if text(path).startswith("#!/usr/bin/env bash")]
    assert scripts
    for path in scripts:
        _, second, third = text(path).splitlines()[:3]
        assert second.startswith("# ") and second.endswith("."), path
        assert "pipefail" in third, path
