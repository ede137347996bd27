"""What `docs/features.md` names as the proof of a feature is a test that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.house.premises import ROOT

FEATURES = ROOT / "docs" / "features.md"
NAMED = re.compile(r"`(tests/[\w/.]+)::(\w+)`")
ROW = re.compile(r"^\| ([A-Z]\d+(?:, [A-Z]\d+)*) \|.*$", re.M)


def rows() -> Iterator[tuple[str, str]]:
    """Each row of the table: the ids of its features, and its line."""
    yield from ((found[1], found[0]) for found in ROW.finditer(FEATURES.read_text("utf-8")))


@pytest.mark.parametrize(("path", "test"), sorted(set(NAMED.findall(FEATURES.read_text("utf-8")))))
def test_a_proof_is_a_test(path: str, test: str) -> None:
    assert f"\ndef {test}(" in (ROOT / path).read_text("utf-8")


def test_every_row_has_a_proof_and_stands_once() -> None:
    assert [ids for ids, line in rows() if not NAMED.search(line)] == []
    found = [each for ids, _ in rows() for each in ids.split(", ")]
    assert len(found) == len(set(found)) > 0
