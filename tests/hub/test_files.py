"""Files lie whole under the hash of what is in them, and what nobody names goes after a day."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.files import LEFT_ALONE, Files

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_what_is_kept_is_read_again_and_kept_once(tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    name = files.keep(b"one")
    assert name == hashlib.sha256(b"one").hexdigest() == files.keep(b"one")
    assert files.read(name) == b"one"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [name]


def test_a_file_that_changed_on_the_disk_is_none(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.keep(b"one")
    (tmp_path / name[:2] / name).write_bytes(b"two")
    assert files.read(name) is None


def test_what_was_dropped_is_gone(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.keep(b"one")
    files.drop(name)
    files.drop(name)
    assert files.read(name) is None


@pytest.mark.parametrize("name", ["../secret-key", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        Files(tmp_path).read(name)


def test_a_sweep_takes_what_is_old_and_unnamed_alone(tmp_path: Path) -> None:
    files = Files(tmp_path)
    named, young, old = files.keep(b"named"), files.keep(b"young"), files.keep(b"old")
    then = (NOW - LEFT_ALONE - timedelta(seconds=1)).timestamp()
    for name in (named, old):
        os.utime(tmp_path / name[:2] / name, (then, then))
    os.utime(tmp_path / young[:2] / young, (NOW.timestamp(), NOW.timestamp()))
    assert files.sweep([named], now=NOW) == [old]
    assert files.read(named) and files.read(young) and files.read(old) is None
