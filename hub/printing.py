"""A packet on the command line: the same papers as on the page, for whoever runs the hub on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from graph import audit
from graph.cypher import Tx
from graph.meetings.meetings import MeetingRow
from graph.unit import Graph
from hub import dates
from hub.papers.shelf import Shelf
from hub.terminal import become
from liaisons import clocks
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor
from liaisons.audiences import resolve_audiences
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory, read_directory
from liaisons.errors import BadInput, NotFound
from liaisons.parties import TRADE_OFFICE
from meetings import clearing, editions, packets
from meetings.contents import Contents, figures_of
from meetings.gathering import find_last_issued, read_edition
from meetings.groups import group_key
from meetings.meetings import find_meeting, list_meetings, series_of
from meetings.packet_states import WORDS, PacketState
from meetings.schedule import key_of

NEXT, LAST = "next", "last"
PREVIEW = "PREVIEW, NOT CLEARED"


class CenterUnknown(BadInput):
    """No Center has the code."""


class EditionUnknown(BadInput):
    """The packet has no such edition."""


class AgencyUnknown(BadInput):
    """No agency has the code."""


class NoMeeting(BadInput):
    """The group, or the pair, has no meeting then."""


class Wanted(NamedTuple):
    """Which paper: a Center's code, a quarter (`next`, `last` or FY2027 Q1), and an edition.

    With an `agency`, of the Center's meeting with that one alone.
    """

    center: str
    quarter: str
    edition: str
    agency: str = ""


class Printed(NamedTuple):
    """The paper, and what it is in a sentence."""

    data: bytes
    words: str


def print_packet(
    graph: Graph, shelf: Shelf, wanted: Wanted, email: str | None, *, as_zip: bool, now: datetime
) -> Printed:
    """An edition as PDF or zip, as the person with `email` reads it, or as the hub's own operator.

    What is not frozen yet is set as a preview, marked so on every page. Each such reading leaves an audit
    entry first.
    """
    subject = " ".join(word[:40] for word in ("hub packet", *wanted) if word)

    def enter(tx: Tx) -> Actor:
        if email:
            return become(tx, email, subject=subject, now=now)
        return _operate(tx, wanted, subject=subject, now=now)

    reader = graph.write(enter)

    def read(tx: Tx) -> tuple[Contents, str]:
        directory = read_directory(tx)
        meeting = _find_meeting(tx, reader, directory, wanted, today=clocks.today_of(now))
        edition = _take_edition(directory, meeting, wanted.edition)
        key = editions.key_of(meeting["key"], edition)
        try:
            row = packets.find_packet(tx, reader, key)
        except NotFound:
            row = None
        if row is not None and row["state"] != PacketState.COLLECTING:
            return packets.read_contents(row), WORDS[PacketState(row["state"])].lower()
        if email:
            _, contents = clearing.read_preview(tx, reader, directory, meeting["key"], edition, now=now)
        else:
            before = find_last_issued(tx, reader, meeting, edition)
            contents = read_edition(tx, reader, directory, meeting, edition, before=before, now=now)
        return _mark(contents), "a preview; nobody has frozen it"

    contents, state = graph.read(read)
    cover, figures = contents["cover"], figures_of(contents)
    said = (
        f"{cover['group']}, {cover['quarter']}, {cover['editionName']}: {state}. "
        f"{dates.say_count(figures['lines'], 'line')}, {dates.say_count(figures['papers'], 'paper')}, "
        f"{dates.say_count(figures['files'], 'file')}."
    )
    return Printed(shelf.zip(contents) if as_zip else shelf.pdf(contents), said)


def _operate(tx: Tx, wanted: Wanted, *, subject: str, now: datetime) -> Actor:
    """Whoever may start the hub here, reading what those read who prepare the Center's packets."""
    center = _take_center(read_directory(tx), wanted.center)
    readers = frozenset(
        {center, TRADE_OFFICE, f"{group_key(center)}/government", INTERAGENCY_READER, PUBLIC_READER}
    )
    operator = Actor("hub", "The hub's operator", TRADE_OFFICE, (), readers)
    audit.append(
        tx,
        act="Read",
        subject=subject,
        person=operator.person,
        party=operator.party,
        audience=operator.party,
        at=now.isoformat(),
    )
    return replace(operator, audiences=resolve_audiences(tx, operator))


def _mark(contents: Contents) -> Contents:
    cover = contents["cover"]
    return {**contents, "cover": {**cover, "marking": f"{PREVIEW}. {cover['marking']}"}}


def _find_meeting(tx: Tx, reader: Actor, directory: Directory, wanted: Wanted, *, today: str) -> MeetingRow:
    center, agency = _take_center(directory, wanted.center), _take_agency(directory, wanted.agency)
    series = series_of(agency)
    found: Sequence[MeetingRow]
    if wanted.quarter == NEXT:
        found = list_meetings(tx, reader, centers=(center,), series=series, first=today, limit=1)
    elif wanted.quarter == LAST:
        found = list_meetings(tx, reader, centers=(center,), series=series, last=today, newest=True, limit=1)
    else:
        return find_meeting(tx, reader, key_of(center, FiscalQuarter.parse(wanted.quarter), agency))
    if not found:
        alone = f" with {directory.name_of(agency)} alone" if agency else ""
        raise NoMeeting(
            f"The group of {wanted.center} has no {wanted.quarter} meeting{alone}.", field="quarter"
        )
    return found[0]


def _take_center(directory: Directory, word: str) -> str:
    center = directory.center_key(word)
    if center is None:
        raise CenterUnknown(f"“{word[:40]}” is no Center. Give a code such as APP.", field="center")
    return center


def _take_agency(directory: Directory, word: str) -> str | None:
    agency = directory.agency_key(word) if word else None
    if word and agency is None:
        raise AgencyUnknown(f"“{word[:40]}” is no agency. Give a code such as FDA.", field="agency")
    return agency


def _take_edition(directory: Directory, meeting: MeetingRow, word: str) -> str:
    known = editions.list_editions(directory, meeting)
    edition = word.strip().lower()
    edition = edition if edition in known else directory.agency_key(word) or ""
    if edition not in known:
        raise EditionUnknown(
            f"“{word[:40]}” is no edition of this packet. Choose one of: {', '.join(known)}.", field="edition"
        )
    return edition
