"""Both schema files are the contracts that the code serves."""

from __future__ import annotations

from pathlib import Path

from hub.api import schema as agency
from hub.public import schema as trade

ROOT = Path(__file__).parents[2]


def test_the_agency_apis_file_is_what_the_code_serves() -> None:
    assert (ROOT / "schema.graphql").read_text(encoding="utf-8") == agency.sdl(), "Run `hub schema --write`."


def test_the_trade_apis_file_is_what_the_code_serves() -> None:
    file = ROOT / "hub" / "public" / "schema.graphql"
    assert file.read_text(encoding="utf-8") == trade.sdl(), "Run `hub schema --write`."


def test_the_trade_api_has_nothing_that_writes() -> None:
    assert trade.core_schema().mutation_type is None
