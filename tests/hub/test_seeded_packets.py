"""The demonstration's packets: APP's last meeting had its editions issued, the coming one collects."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.unit import Graph
from hub import printing, seed
from hub.papers.shelf import Shelf
from hub.printing import Wanted
from hub.seed.cast import Cast
from hub.seed.packets import EDITIONS, seed_packets
from liaisons.errors import BadInput
from meetings.contents import figures_of
from meetings.packets import find_packet, list_packets, read_contents
from tests.builders import NOW, build_person, fingerprint
from tests.engines.pool import Engine

DAY = date(2026, 11, 24)
LAST = "CEE002/FY26-Q4"


@pytest.fixture(scope="module")
def demo(one_engine: Engine) -> Graph:
    """The whole demonstration."""
    graph = one_engine.empty()
    seed.seed_reference(graph, now=NOW)
    seed.seed_demo(graph, day=DAY, now=NOW)
    return graph


def test_the_last_meeting_had_its_packets_and_a_second_seeding_brings_nothing(demo: Graph) -> None:
    chair = build_person(demo, "inez", ("chair", "CEE002", "group:CEE002", "group"))
    rows = demo.read(lambda tx: list_packets(tx, chair))
    assert {(row["meetingKey"], row["edition"], row["state"]) for row in rows} == {
        (LAST, edition, "issued") for edition in EDITIONS
    }
    assert {row["madeUp"] for row in rows} == {True}
    whole = demo.read(lambda tx: find_packet(tx, chair, f"{LAST}/government"))
    assert figures_of(read_contents(whole))["papers"] == 4
    before = fingerprint(demo)
    seed_packets(demo, cast=Cast(), day=DAY, tell=lambda _line: None)
    assert fingerprint(demo) == before


def test_the_command_line_gives_what_was_issued_and_previews_what_is_coming(
    demo: Graph, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path)

    def ask(quarter: str, edition: str, email: str | None = None) -> printing.Printed:
        wanted = Wanted("APP", quarter, edition)
        return printing.print_packet(demo, shelf, wanted, email, as_zip=False, now=NOW)

    issued = ask("last", "fda")
    assert issued.data.startswith(b"%PDF-")
    assert issued.words.startswith("APP working group, FY2026 Q4, FDA edition: issued.")
    assert ask("FY2026 Q4", "FDA").data == issued.data
    assert "a preview; nobody has frozen it" in ask("next", "trade").words
    with pytest.raises(BadInput, match="is no edition of this packet"):
        ask("next", "EPB")
    alone = Wanted("APP", "next", "FDA", "fda")
    printed = printing.print_packet(demo, shelf, alone, None, as_zip=False, now=NOW)
    assert printed.words.startswith("APP with FDA, FY2027 Q1, FDA edition: a preview;")
    for quarter, edition, agency, why in (
        ("next", "trade", "FDA", "Choose one of: government, FDA."),
        ("last", "FDA", "FDA", "The group of APP has no last meeting with FDA alone."),
        ("next", "FDA", "MOON", "is no agency. Give a code such as FDA."),
    ):
        with pytest.raises(BadInput, match=why):
            printing.print_packet(
                demo, shelf, Wanted("APP", quarter, edition, agency), None, as_zip=False, now=NOW
            )
    with pytest.raises(BadInput, match="is no Center"):
        printing.print_packet(demo, shelf, Wanted("XYZ", "next", "trade"), None, as_zip=False, now=NOW)
