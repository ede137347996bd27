"""The words of a notice, from its three files; they tell nothing that a record holds, unless it is public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from graph.outbox import Happened
from hub.dates import say_short_day
from hub.messages.recipients import Hearer
from liaisons import clocks
from liaisons.actors import PUBLIC_READER
from liaisons.directory import Directory

FOLDER = Path(__file__).parent / "templates"
FILES = ("subject.txt", "body.txt", "body.html")

# Where a record's page is, by the label of the event's subject.
PAGES: Mapping[str, str] = {
    "Issue": "/issues/",
    "Input": "/inputs/",
    "Meeting": "/meetings/",
    "Publication": "/publications/",
    "Packet": "/packets/",
}

# What a mail may say of what was said: keys of parties, days, and words of a short list. What a person typed
# stays in the hub.
MAY_TELL = frozenset({"from", "to", "dueOn", "outcome", "how", "day", "byDay", "party", "agency"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice in words, for one person."""

    subject: str
    text: str
    html: str


WORDS = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def write(
    notice: str,
    happened: Happened,
    hearer: Hearer,
    *,
    directory: Directory,
    address: str,
    now: datetime,
) -> Letter:
    """The letter of a notice. `address` is where the hub is reached; the link leads to the record's page."""
    values = _values(happened, hearer, directory, address, clocks.today_of(now))
    subject, text, html = (WORDS.get_template(f"{notice}/{file}").render(values) for file in FILES)
    return Letter(" ".join(subject.split()), text, html)


def _values(
    happened: Happened, hearer: Hearer, directory: Directory, address: str, today: str
) -> dict[str, Any]:
    is_public = happened.image.get("audienceKey") == PUBLIC_READER
    return {
        "who": directory.name_of(happened.party),
        "person": happened.person_name,
        "code": happened.subject,
        "center": happened.image.get("centerKey"),
        "title": happened.image.get("title") if is_public else None,
        "said": {key: happened.said.get(key) for key in MAY_TELL},
        "because": hearer.because,
        "link": f"{address}{PAGES[happened.label]}{happened.subject}",
        "home": f"{address}/home",
        "name_of": lambda key: directory.name_of(key or ""),
        "say_day": lambda day: say_short_day(day, today),
    }
