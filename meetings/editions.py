"""The editions of one packet: which there are, with whose eyes each is filled, and who reads it when."""

from __future__ import annotations

from dataclasses import replace

from graph.cypher import Tx
from graph.meetings.meetings import MeetingRow
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor, Role, Standing
from liaisons.audiences import resolve_audiences
from liaisons.directory import Directory
from liaisons.errors import NotFound
from liaisons.parties import TRADE_OFFICE
from meetings.groups import agencies_of

GOVERNMENT, TRADE = "government", "trade"


def list_editions(directory: Directory, meeting: MeetingRow) -> list[str]:
    """The Center's own, one for each agency that is aligned on the day of the meeting, the trade's.

    Of a meeting with one agency alone: the Center's own and that agency's.
    """
    if meeting["agencyKey"]:
        return [GOVERNMENT, meeting["agencyKey"]]
    return [GOVERNMENT, *agencies_of(directory, meeting["centerKey"], today=meeting["day"]), TRADE]


def take_edition(directory: Directory, meeting: MeetingRow, edition: str) -> str:
    """An edition that the meeting has, or `NotFound`."""
    if edition not in list_editions(directory, meeting):
        raise NotFound
    return edition


def key_of(meeting: str, edition: str) -> str:
    """The key of an edition: `CEE002/FY27-Q1/trade`."""
    return f"{meeting}/{edition}"


def name_edition(directory: Directory, edition: str) -> str:
    """The edition in words: `Government edition`, `FDA edition`."""
    if edition in (GOVERNMENT, TRADE):
        return f"{edition.capitalize()} edition"
    return f"{directory.name_of(edition)} edition"


def preparing_readers(group: str) -> list[str]:
    """Who reads an edition that is frozen or cleared: who runs the group, and the reviewers' office."""
    return [f"{group}/government", TRADE_OFFICE]


def issued_readers(center: str, group: str, edition: str) -> list[str]:
    """Who reads it once it is issued, as well."""
    own = {GOVERNMENT: [], TRADE: [f"{group}/trade"]}.get(edition, [edition])
    return [*preparing_readers(group), center, *own]


def say_distribution(directory: Directory, center: str, edition: str) -> list[str]:
    """Who gets it, in words, for the cover."""
    code = directory.name_of(center)
    lines = [f"{code}: its people", "Office of Trade: it was cleared there"]
    if edition == TRADE:
        return [f"Members of the trade in {code}'s working group", *lines]
    return lines if edition == GOVERNMENT else [f"{directory.name_of(edition)}: its people", *lines]


def eyes_of(tx: Tx, actor: Actor, meeting: MeetingRow, edition: str) -> Actor:
    """With whose eyes an edition of government is filled.

    The Center's own edition: as the Center reads. An agency's: what both that agency and the Center read,
    since it passes through the Center's hands.
    """
    center = _as_party(tx, actor, meeting["centerKey"])
    if edition == GOVERNMENT:
        return center
    agency = _as_party(tx, actor, edition)
    both = set(center.audiences) & set(agency.audiences)
    return replace(agency, audiences=tuple(sorted(both)))


def _as_party(tx: Tx, actor: Actor, party: str) -> Actor:
    """Anyone who stands for the party, with nothing that is their own alone."""
    readers = frozenset({party, INTERAGENCY_READER, PUBLIC_READER})
    anyone = Actor(actor.person, actor.name, party, (Standing(Role.LIAISON, party, party, "party"),), readers)
    return replace(anyone, audiences=resolve_audiences(tx, anyone))
