"""Who hears of what: one table from event to notice and hearers. A new one is a row here and three files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.cypher import Tx
from graph.hub import recipients as sentences
from graph.hub.recipients import HearerRow, RoleRow
from graph.outbox import Event, Happened
from liaisons import events as liaisons
from liaisons.actors import Role, Standing, reader_keys
from liaisons.input_states import COUNCIL, HEADQUARTERS
from liaisons.parties import TRADE_OFFICE
from liaisons.roles import say
from matrix import events as matrix
from matrix.cells import parties_of
from meetings import events as meetings
from meetings.editions import GOVERNMENT, TRADE

# Who works on what a party holds, and who hears where none of these is there.
HANDS = frozenset(
    {Role.LIAISON, Role.BACKUP, Role.CENTER_LEAD, Role.HQ_OFFICER, Role.BIEC_SECRETARY, Role.PORT_OFFICER}
)
HEADS = frozenset({Role.DIRECTOR, Role.ACTING_DIRECTOR, Role.PRINCIPAL})


@dataclass(frozen=True, slots=True)
class Whom:
    """Some of those who hear of one event.

    `people` by key, with `because` as the sentence that says why. Or those with `roles` at `parties`: without
    roles, those at hand there, else its heads; of those whose role is on an alignment, the ones of `cells`
    come first. Or all with a role on one of `targets`, such as `group:CEE002`.
    """

    people: tuple[str, ...] = ()
    because: str = ""
    parties: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    cells: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told of an event: the folder of its three files, and a rule that says to whom."""

    name: str
    to: Callable[[Happened], tuple[Whom, ...]]


@dataclass(frozen=True, slots=True)
class Hearer:
    """A person who hears, where, and why."""

    key: str
    name: str
    email: str
    because: str


def named_in(field: str, because: str) -> Callable[[Happened], tuple[Whom, ...]]:
    """The person whose key stands in a field of the record: who drafted it, who asked for it."""

    def to(happened: Happened) -> tuple[Whom, ...]:
        person = happened.image.get(field)
        return (Whom(people=(person,), because=because),) if person else ()

    return to


def roles_at(*parties: str, roles: Iterable[Role] = ()) -> Callable[[Happened], tuple[Whom, ...]]:
    """Those with these roles at these parties, whatever happened."""
    return lambda _happened: (Whom(parties=parties, roles=frozenset(roles)),)


def party_in(field: str, *, roles: Iterable[Role] = ()) -> Callable[[Happened], tuple[Whom, ...]]:
    """Those with these roles (else those at hand) at the party that a field of the record names."""

    def to(happened: Happened) -> tuple[Whom, ...]:
        party = happened.image.get(field)
        return (Whom(parties=(party,), roles=frozenset(roles)),) if party else ()

    return to


def attending(happened: Happened) -> tuple[Whom, ...]:
    """All with a role on the meeting's group; where the Center meets one agency, those at hand there too.

    Who doesn't read the meeting isn't told: of one with an agency alone, the members of the trade.
    """
    group, agency = happened.image.get("groupKey"), happened.image.get("agencyKey")
    found = (Whom(targets=(group,)),) if group else ()
    return (*found, *(_of_alignment(agency, str(happened.image.get("centerKey"))) if agency else ()))


def all_of(*rules: Callable[[Happened], tuple[Whom, ...]]) -> Callable[[Happened], tuple[Whom, ...]]:
    """Everyone whom one of the rules names."""
    return lambda happened: tuple(whom for rule in rules for whom in rule(happened))


def holder(happened: Happened) -> tuple[Whom, ...]:
    """Who holds the record now: the person, where one is named, else those at hand at the party."""
    person, party = happened.image.get("holderPerson"), happened.image.get("holderKey")
    if person:
        return (Whom(people=(person,), because="It is in your hands now."),)
    return (Whom(parties=(party,), cells=_cells(happened)),) if party else ()


def other_sides(happened: Happened) -> tuple[Whom, ...]:
    """Those at hand at each party of the issue's cells but the one that did it."""
    cells = _cells(happened)
    others = tuple(sorted(parties_of(cells) - {happened.party}))
    return (Whom(parties=others, cells=cells),) if others else ()


def who_attached(happened: Happened) -> tuple[Whom, ...]:
    """Whoever brought the file."""
    return (Whom(people=(happened.said["by"],), because="You attached it."),)


# Those who wait for an input: its Center's director, and who drafted it.
the_center = all_of(
    named_in("draftedBy", "You drafted it."),
    party_in("centerKey", roles=(Role.DIRECTOR, Role.ACTING_DIRECTOR)),
)
officers = roles_at(HEADQUARTERS, roles=(Role.HQ_OFFICER,))
secretary = roles_at(COUNCIL, roles=(Role.BIEC_SECRETARY,))


def packet_readers(happened: Happened) -> tuple[Whom, ...]:
    """The group's people, and those at hand at the agency whose edition it is; who reads it, hears of it."""
    center, edition = str(happened.image.get("centerKey")), str(happened.image.get("edition"))
    group = Whom(targets=(f"group:{center}",))
    if edition == TRADE:
        return (group,)
    return (
        group,
        Whom(parties=(center,), roles=HEADS) if edition == GOVERNMENT else Whom(parties=(edition,)),
    )


def asked_party(happened: Happened) -> tuple[Whom, ...]:
    """Those at hand at the party that is asked, of its alignment with the meeting's Center first."""
    return _of_alignment(str(happened.said.get("party")), happened.subject.partition("/")[0])


def _of_alignment(party: str, center: str) -> tuple[Whom, ...]:
    return (Whom(parties=(party,), cells=(f"{party}|{center}",)),)


RECIPIENTS: Mapping[type[Event], Notice] = {
    liaisons.FileRefused: Notice("file_refused", who_attached),
    liaisons.InputSigned: Notice("input_signed", officers),
    liaisons.InputWentToDeputy: Notice("input_signed", roles_at(HEADQUARTERS, roles=(Role.HQ_DEPUTY,))),
    liaisons.InputReturned: Notice("input_returned", the_center),
    liaisons.InputPassed: Notice("input_filed", all_of(secretary, the_center)),
    liaisons.InputPassedByClock: Notice("input_filed", all_of(secretary, the_center, officers)),
    liaisons.InputBypassed: Notice("input_filed", all_of(secretary, the_center, officers)),
    liaisons.InputAssigned: Notice("input_assigned", holder),
    liaisons.InputAskedAgain: Notice("input_asked_again", holder),
    liaisons.InputAnswered: Notice("input_answered", the_center),
    matrix.IssueHandedOver: Notice("issue_handed_over", holder),
    matrix.CloseProposed: Notice("close_proposed", other_sides),
    matrix.PublicationPublished: Notice("publication_published", named_in("draftedBy", "You drafted it.")),
    meetings.PacketFrozen: Notice("packet_frozen", roles_at(TRADE_OFFICE, roles=[Role.DISCLOSURE_REVIEWER])),
    meetings.PacketReturned: Notice("packet_returned", named_in("frozenBy", "You froze it.")),
    meetings.PacketIssued: Notice("packet_issued", packet_readers),
    meetings.MeetingPlanned: Notice("meeting_planned", attending),
    meetings.MeetingMoved: Notice("meeting_moved", attending),
    meetings.MaterialsAsked: Notice("materials_asked", asked_party),
}

NOTICES: Mapping[str, Notice] = {event.__name__: notice for event, notice in RECIPIENTS.items()}


def find_hearers(tx: Tx, happened: Happened, *, today: str) -> list[Hearer]:
    """Everyone who hears of the event today: who still holds a role and reads it, but not who did it."""
    notice = NOTICES.get(happened.name)
    if notice is None:
        return []
    reasons: dict[str, str] = {}
    for whom in notice.to(happened):
        for person, because in _reasons(tx, whom, today).items():
            reasons.setdefault(person, because)
    reasons.pop(happened.person, None)
    return _who_may_read(tx, happened.audience, reasons, today)


def find_hearer(tx: Tx, happened: Happened, person: str, because: str, *, today: str) -> Hearer | None:
    """The person, if they still may hear of it today."""
    return next(iter(_who_may_read(tx, happened.audience, {person: because}, today)), None)


def _reasons(tx: Tx, whom: Whom, today: str) -> dict[str, str]:
    """People's keys, each with the sentence that says why they hear."""
    found = dict.fromkeys(whom.people, whom.because)
    for party in whom.parties:
        wanted = whom.roles or HANDS | HEADS
        rows = tx.all(sentences.AT_PARTIES, parties=[party], roles=sorted(map(str, wanted)), today=today)
        found |= _say_why(rows if whom.roles else choose(rows, whom.cells))
    if whom.targets:
        found |= _say_why(tx.all(sentences.ON_TARGETS, targets=list(whom.targets), today=today))
    return found


def choose(rows: list[RoleRow], cells: Iterable[str]) -> list[RoleRow]:
    """Of a party's people: those whose alignment is of the cells, else all at hand, else its heads. Pure."""
    at_hand = [row for row in rows if Role(row["role"]) in HANDS]
    sides = parties_of(cells)
    aligned = [
        row for row in at_hand if row["targetKind"] != "alignment" or set(row["target"].split("~")) <= sides
    ]
    return aligned or at_hand or [row for row in rows if Role(row["role"]) in HEADS]


def _say_why(rows: list[RoleRow]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["person"], f"You are {_with_article(say(Role(row['role'])))} at {row['party']}.")
    return found


def _with_article(role: str) -> str:
    return f"an {role}" if role[0] in "aeiou" or role.startswith("hq") else f"a {role}"


def _who_may_read(tx: Tx, audience: str, reasons: Mapping[str, str], today: str) -> list[Hearer]:
    if not reasons:
        return []
    readers = set(tx.all(sentences.READERS, key=audience))
    people = tx.all(sentences.PEOPLE, keys=sorted(reasons), today=today)
    return [
        Hearer(row["key"], row["name"], row["email"], reasons[row["key"]])
        for row in people
        if row["email"] and _keys_of(row) & readers
    ]


def _keys_of(row: HearerRow) -> frozenset[str]:
    return reader_keys(
        row["key"],
        tuple(Standing(Role(s["role"]), s["party"], s["target"], s["targetKind"]) for s in row["standings"]),
    )


def _cells(happened: Happened) -> tuple[str, ...]:
    return tuple(happened.image.get("cells") or ())
