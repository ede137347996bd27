"""What setup copies for the pages is whole, small, and asks no other host."""

import re
from pathlib import Path

import pytest

from tests.house.premises import ROOT

VENDOR = ROOT / "hub" / "pages" / "static" / "vendor"
# A picture of a component that no page uses; scripts/assets.py leaves it out.
LEFT_OUT = {"../img/hero.jpg"}
STYLES = ("uswds/css/uswds.min.css", "graphiql/graphiql.css")


@pytest.mark.parametrize("name", STYLES)
def test_a_style_sheet_finds_all_that_it_names(name: str) -> None:
    sheet = VENDOR / name
    named = set(re.findall(r"url\(\"?([^)\"]+)\"?\)", sheet.read_text("utf-8"))) - LEFT_OUT
    files = {each.partition("#")[0].partition("?")[0] for each in named if not each.startswith("data:")}
    assert sorted(each for each in files if not (sheet.parent / each).is_file()) == []


@pytest.mark.parametrize("name", STYLES)
def test_a_style_sheet_holds_no_font(name: str) -> None:
    # A content policy of "our own files only" refuses fonts that are written into a style sheet.
    assert "data:font" not in (VENDOR / name).read_text("utf-8")


@pytest.mark.parametrize("path", sorted(VENDOR.rglob("*.js")), ids=lambda path: str(path.relative_to(VENDOR)))
def test_a_script_loads_nothing_from_elsewhere(path: Path) -> None:
    script = path.read_text("utf-8")
    assert not re.search(r"(?:import|importScripts)\(\s*[\"']https?:", script)
    assert not re.search(r"unpkg\.com|esm\.sh|jsdelivr|cdnjs", script)
    assert "sourceMappingURL=" not in script


def test_it_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in VENDOR.rglob("*") if path.is_file()) < 12_000_000
