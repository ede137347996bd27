"""People and the roles they hold, as rows with words for the directory's pages."""

from __future__ import annotations

from dataclasses import dataclass

from graph.liaisons.assignments import SeatRow
from graph.liaisons.people import ListedPersonRow
from hub.login import Visit
from liaisons.actors import Role
from liaisons.directory import Directory
from liaisons.people import list_people

MOST = 50
WORDS = {Role.HQ_OFFICER: "headquarters officer", Role.BIEC_SECRETARY: "secretary of the BIEC"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One role that someone holds, held or will hold, in words."""

    key: str
    person_key: str
    person_name: str
    made_up: bool
    role: str
    party: str
    target: str
    address: str | None
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """What someone typed into the search for people: a role and a party where the words name one."""

    role: str | None
    party: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """People found, as their roles; those without one today; and where the next page begins."""

    seats: list[Seat]
    idle: list[ListedPersonRow]
    after: str | None


def read_question(directory: Directory, asked: str) -> Question:
    """The role, the party and the rest of the words: "liaison fda dana"."""
    text = " ".join(asked.casefold().split())
    role = next((r for r in sorted(Role, key=len, reverse=True) if say_role(r).casefold() in text), None)
    rest = text.replace(say_role(role).casefold(), " ") if role else text
    party, words = None, []
    for word in rest.split():
        found = directory.center_key(word) or directory.agency_key(word)
        if found and party is None:
            party = found
        else:
            words.append(word)
    return Question(str(role) if role else None, party, " ".join(words))


def search(seen: Visit, asked: str, after: str = "") -> Page:
    """People whose name, role or party the words name, from `after` on."""
    return _find(seen, read_question(seen.directory, asked), after)


def of_party(seen: Visit, party: str, after: str = "") -> Page:
    """The roles at one party today, by name, from `after` on."""
    return _find(seen, Question(None, party, ""), after)


def _find(seen: Visit, question: Question, after: str) -> Page:
    rows = seen.graph.read(
        lambda tx: list_people(
            tx,
            seen.actor,
            search=question.name,
            party=question.party,
            role=question.role,
            after=after,
            limit=MOST,
            peek=True,
            now=seen.now,
        )
    )
    shown = rows[:MOST]
    return Page(
        [say_seat(seen.directory, seat) for row in shown for seat in _asked_for(row, question)],
        [row for row in shown if not row["seats"]],
        shown[-1]["sort"] if len(rows) > MOST else None,
    )


def say_seat(directory: Directory, row: SeatRow) -> Seat:
    """A role in words."""
    return Seat(
        key=row["key"],
        person_key=row["personKey"],
        person_name=row["personName"],
        made_up=row["madeUp"],
        role=say_role(row["role"]),
        party=row["partyKey"],
        target=say_target(directory, row["targetKey"], row["partyKey"]),
        address=address_of(directory, row["partyKey"]),
        since=row["since"],
        until=row["until"],
    )


def say_role(role: str) -> str:
    """`acting-director` as people say it."""
    return WORDS.get(Role(role), role.replace("-", " "))


def say_target(directory: Directory, target: str, party: str) -> str:
    """What the role is on: a Center and an agency, a program, an industry, or all that the party does."""
    if target == party:
        return "all of it"
    if target.startswith("group:"):
        return f"working group of {directory.name_of(target.removeprefix('group:'))}"
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


def _asked_for(row: ListedPersonRow, question: Question) -> list[SeatRow]:
    return [
        seat
        for seat in row["seats"]
        if question.role in (None, seat["role"]) and question.party in (None, seat["partyKey"])
    ]
