"""How long a packet of two hundred pages takes: set anew, and from the shelf."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import perf_counter

from pypdf import PdfReader

from hub.papers.shelf import Shelf
from tests.meetings.samples import make_contents

# Of the issue: a packet of this many pages, in seconds set anew and from the shelf, on two cores.
PAGES, ANEW, AGAIN = 200, 30.0, 1.0
PAPERS, QUICK_PAPERS = 200, 20


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet: its pages, and the seconds that it took each way."""

    pages: int
    anew: float
    again: float


def measure_packet(papers: int) -> Packet:
    """Set a packet of so many issue papers, then ask for it again."""
    contents = make_contents(papers=papers)
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        taken = []
        for _ in range(2):
            shelf, began = Shelf(Path(folder)), perf_counter()
            pdf = shelf.pdf(contents)
            taken.append(perf_counter() - began)
        assert shelf.made == 0
        return Packet(len(PdfReader(BytesIO(pdf)).pages), *taken)


def tell_packet(packet: Packet) -> Iterator[str]:
    """What was measured, and whether the targets were met."""
    yield ""
    yield "| packet | pages | set anew, s | from the shelf, s | ratio |\n|---|--:|--:|--:|--:|"
    ratio = packet.anew / packet.again
    yield f"| PDF/UA-1 | {packet.pages} | {packet.anew:.2f} | {packet.again:.3f} | {ratio:,.0f} |"
    yield ""
    for word, seconds, target in (("set anew", packet.anew, ANEW), ("from the shelf", packet.again, AGAIN)):
        met = "met" if seconds <= target else "MISSED"
        enough = "" if packet.pages >= PAGES else f", of fewer than the {PAGES} pages of the target"
        took = f"a packet of {packet.pages} pages {word} takes {seconds:.2f} s"
        yield f"- {met}: {took} (target {target:g}{enough})."
