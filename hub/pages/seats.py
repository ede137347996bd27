"""People and the roles they hold, as rows with words for the directory's pages."""

from __future__ import annotations

from dataclasses import dataclass

from graph.liaisons.directory import CoverRow
from hub.login import Visit
from hub.pages import dates
from liaisons.directory import Directory
from liaisons.seats import list_seats

MOST = 50


@dataclass(frozen=True, slots=True)
class Seat:
    """One role that someone holds today, in words."""

    person_key: str
    person_name: str
    made_up: bool
    role: str
    party: str
    target: str
    address: str | None


def search(seen: Visit, asked: str) -> list[Seat]:
    """The roles whose person, role, party or target holds the words asked; all of them without any."""
    words = asked.casefold().split()
    found = []
    for seat in _read(seen):
        names = (seat.person_name, seat.role, seat.party, seen.directory.name_of(seat.party), seat.target)
        text = " ".join(names).casefold()
        if all(word in text for word in words):
            found.append(seat)
    return found


def of_party(seen: Visit, party: str) -> list[Seat]:
    """The roles at one party, by role and then name."""
    return sorted((s for s in _read(seen) if s.party == party), key=lambda s: (s.role, s.person_name))


def of_person(seen: Visit, person: str) -> list[Seat]:
    """The roles that one person holds today."""
    return [seat for seat in _read(seen) if seat.person_key == person]


def say_role(role: str) -> str:
    """`acting-director` as people say it."""
    return {"hq-officer": "headquarters officer", "biec-secretary": "secretary of the BIEC"}.get(
        role, role.replace("-", " ")
    )


def say_target(directory: Directory, target: str, party: str) -> str:
    """What the role is on: a Center and an agency, a program, an industry, or all that the party does."""
    if target == party:
        return "all of it"
    if "~" in target:
        center, _, rest = target.partition("~")
        agency, _, industry = rest.partition("~")
        words = f"{directory.name_of(agency)} and {directory.name_of(center)}"
        return f"{words}, {directory.name_of(industry)}" if industry else words
    return directory.name_of(target)


def address_of(directory: Directory, party: str) -> str | None:
    """The directory's page of a party, where it has one."""
    if party in directory.centers:
        return f"/directory/centers/{party}"
    return f"/directory/agencies/{party}" if party in directory.agencies else None


def _read(seen: Visit) -> list[Seat]:
    today = dates.today_of(seen.now)
    rows = seen.graph.read(lambda tx: list_seats(tx, seen.actor, today=today))
    return [_seat(seen.directory, row) for row in rows]


def _seat(directory: Directory, row: CoverRow) -> Seat:
    return Seat(
        person_key=row["personKey"],
        person_name=row["personName"],
        made_up=row["madeUp"],
        role=say_role(row["role"]),
        party=row["partyKey"],
        target=say_target(directory, row["targetKey"], row["partyKey"]),
        address=address_of(directory, row["partyKey"]),
    )
