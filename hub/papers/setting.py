"""Sets an edition as PDF/UA-1: the same edition gives the same bytes, on a bare machine too."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from hub.papers.words import word
from meetings.contents import Contents

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "packet.typ"
# Copied by scripts/assets.py.
FONTS = FOLDER.parent / "pages" / "static" / "vendor" / "uswds" / "paper"
# Letters that the fonts have: European ones, the signs of print, and the hub's own shapes.
LAST_LATIN = 0x17F
SIGNS = frozenset("ȘșȚț‐‑–—‘’‚“”„†‡•…‰′″‹›€™−≈≠≤≥→←↑↓◆▲●○×")


class FontsMissing(Exception):
    """The front end's files were not copied, so there is nothing to set a paper in."""


def set_paper(contents: Contents, *, manifest_hash: str) -> bytes:
    """The PDF of an edition. A character that no font has is set as its code, such as [U+4E2D]."""
    if not FONTS.is_dir():
        raise FontsMissing(f"There are no fonts in {FONTS}. Run `make assets`.")
    worded = word(contents, manifest_hash=manifest_hash)
    frozen = datetime.fromisoformat(contents["cover"]["frozenAt"])
    try:
        return _compile(worded, frozen)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compile(_spell(worded), frozen)


def _compile(worded: Any, frozen: datetime) -> bytes:
    setter = typst.Compiler(
        str(TEMPLATE),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(worded, ensure_ascii=False, sort_keys=True)},
    )
    made = setter.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(frozen.timestamp()))
    assert isinstance(made, bytes)
    return made


def _spell(words: Any) -> Any:
    """The same with every character spelled out that the fonts may not have."""
    if isinstance(words, dict):
        return {name: _spell(value) for name, value in words.items()}
    if isinstance(words, list | tuple):
        return [_spell(value) for value in words]
    if isinstance(words, str):
        return "".join(c if ord(c) <= LAST_LATIN or c in SIGNS else f"[U+{ord(c):04X}]" for c in words)
    return words
