"""The roles that people hold: who gets one, where, from when, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from graph.cypher import Tx
from graph.liaisons import assignments as sentences
from graph.liaisons import people as people_sentences
from graph.liaisons.assignments import LockedSeatRow, SeatRow
from graph.outbox import Event
from liaisons import clocks, events, parties, roles, words
from liaisons.actors import Actor, Role
from liaisons.errors import BadInput, WrongState, require_found
from liaisons.once import make_once
from liaisons.permissions import Permission, require


class TargetUnknown(BadInput):
    """The target of a role is not one of its party's."""


class KindMixed(BadInput):
    """A person of the trade can't hold a federal role, nor the other way round."""


class SeatTaken(WrongState):
    """The person holds just this role already."""


class SeatEnded(WrongState):
    """The role has ended already."""


class DayPassed(BadInput):
    """A role can't end on a day that is over."""


class EndBeforeStart(BadInput):
    """A role would end before it begins."""


class EndPutOff(BadInput):
    """A role that has its last day would end no earlier than that."""


class LastAdministrator(WrongState):
    """Nobody would be left who may give every role."""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A role to be given, on a target of its party; days are ISO days, `until` the first day it is over."""

    person: str
    role: str
    party: str
    target: str = ""
    target_kind: str = "party"
    since: str = ""
    until: str = ""


def begin_assignment(tx: Tx, actor: Actor, seat: NewSeat, *, idempotency_key: str, now: datetime) -> SeatRow:
    """Give someone a role from a day on, today if none is given.

    Refuses another party's people, one's own person, a role that such a party doesn't have, a target that
    isn't the party's, and the same role twice.
    """
    require(actor, Permission.MANAGE_PEOPLE)
    role = roles.take_role(seat.role)
    roles.require_manages(actor, seat.party, role)
    if seat.person == actor.person:
        raise roles.OwnRole("Nobody gives a role to themselves. Ask another who may.", field="person")
    person = require_found(
        tx.one(people_sentences.LOCK, key=seat.person, at=now.isoformat(), audiences=actor.audiences)
    )
    target, kind = seat.target.strip() or seat.party, seat.target_kind if seat.target.strip() else "party"
    party = parties.find_party(tx, actor, seat.party, target=target, target_kind=kind)
    roles.require_role_at(role, party["kind"], kind)
    if not party["hasTarget"]:
        raise TargetUnknown(f"“{target[:60]}” is nothing of {seat.party}'s. Choose.", field="target")
    if (person["kind"] == "trade") != parties.is_trade(party):
        raise KindMixed("A person of the trade holds no federal role, nor the reverse.", field="role")
    today = clocks.today_of(now)
    since = words.take_day_or_none(seat.since, field="since", name="The first day") or today
    until = words.take_day_or_none(seat.until, field="until", name="The last day")
    if until is not None and until <= since:
        raise EndBeforeStart(f"The role would end on {until}, before it begins.", field="until")

    def make() -> str:
        for held in tx.all(sentences.OF_PERSON, person=seat.person, audiences=actor.audiences):
            same = (held["role"], held["partyKey"], held["targetKey"]) == (str(role), seat.party, target)
            if same and _overlap(held["since"], held["until"], since, until):
                sentence = f"{person['name']} holds this role already, from {held['since']} on."
                raise SeatTaken(sentence, field="role")
        row = tx.the(
            sentences.BEGIN,
            key=tx.new_id(),
            person=seat.person,
            party=seat.party,
            seat={
                "personKey": seat.person,
                "role": str(role),
                "partyKey": seat.party,
                "targetKey": target,
                "targetKind": kind,
                "since": since,
                "until": until,
                "madeUp": False,
                "createdAt": now.isoformat(),
                "createdBy": actor.person,
            },
        )
        said = {"role": str(role), "party": seat.party, "target": target, "since": since, "until": until}
        _tell(tx, actor, events.AssignmentBegun, row, person["audienceKey"], said, now)
        return row["key"]

    key, _ = make_once(tx, actor, "begin_assignment", idempotency_key, asdict(seat), make=make, now=now)
    rows = tx.all(sentences.OF_PERSON, person=seat.person, audiences=actor.audiences)
    return require_found(next((row for row in rows if row["key"] == key), None))


def end_assignment(tx: Tx, actor: Actor, key: str, *, reason: str, until: str = "", now: datetime) -> SeatRow:
    """End a role at once, or on a later day, from which it allows nothing.

    One that has not begun is called off: it ends on its first day. Refuses one that has ended, a day that
    doesn't make it shorter, and to end the last administrator's.
    """
    require(actor, Permission.MANAGE_PEOPLE)
    seat = require_found(tx.one(sentences.LOCK, key=key, at=now.isoformat(), audiences=actor.audiences))
    roles.require_manages(actor, seat["partyKey"], roles.take_role(seat["role"]))
    why = words.take_text(reason, field="reason", name="The reason", limit=words.SENTENCE)
    today, first = clocks.today_of(now), first_end(seat, now)
    day = words.take_day_or_none(until, field="until", name="The day it ends") or first
    if day < today:
        raise DayPassed(f"{day} has passed. Give today or a later day.", field="until")
    if is_over(seat, now):
        raise SeatEnded(f"This role ended on {seat['until']}.", field="until")
    if day < first:
        raise EndBeforeStart(f"The role begins on {first}. Give that day to call it off.", field="until")
    if seat["until"] is not None and day >= seat["until"]:
        raise EndPutOff(f"This role ends on {seat['until']}. Give an earlier day.", field="until")
    require_administrator_left(tx, actor, [seat], day=day)
    return end_locked(tx, actor, seat, day=day, reason=why, now=now)


def first_end(seat: SeatRow, now: datetime) -> str:
    """The first day on which a role can end: today, or the day on which it begins."""
    return max(clocks.today_of(now), seat["since"])


def is_over(seat: SeatRow, now: datetime) -> bool:
    """Whether a role has ended, or was called off before it began."""
    return seat["until"] is not None and seat["until"] <= first_end(seat, now)


def require_administrator_left(tx: Tx, actor: Actor, ending: Sequence[SeatRow], *, day: str) -> None:
    """Refuse with `LastAdministrator` unless there is one from the day on, beside the roles that end.

    An administrator whose role has a last day is none to rely on. Whoever ends one's role waits for whoever
    does so at the same time.
    """
    if Role.ADMINISTRATOR not in [seat["role"] for seat in ending]:
        return
    tx.do(people_sentences.LOCK_ALL)
    keys = [seat["key"] for seat in ending]
    if not tx.the(sentences.COUNT_ADMINISTRATORS, day=day, ending=keys, audiences=actor.audiences):
        raise LastAdministrator(
            "No administrator would be left. Begin another administrator's role, without a last day, first."
        )


def end_locked(tx: Tx, actor: Actor, seat: LockedSeatRow, *, day: str, reason: str, now: datetime) -> SeatRow:
    """End a role that the command has locked and judged."""
    row = tx.the(sentences.END, key=seat["key"], until=day, at=now.isoformat(), by=actor.person)
    said = {"role": seat["role"], "party": seat["partyKey"], "until": day, "reason": reason}
    _tell(tx, actor, events.AssignmentEnded, row, seat["audienceKey"], said, now)
    return row


def list_assignments(tx: Tx, actor: Actor, person: str) -> list[SeatRow]:
    """All roles that the person holds, held, or will hold; the present first."""
    require(actor, Permission.SEE_PEOPLE)
    return tx.all(sentences.OF_PERSON, person=person, audiences=actor.audiences)


def _overlap(since: str, until: str | None, other_since: str, other_until: str | None) -> bool:
    """Whether two spans of days share one; a role that was called off spans none."""
    forever = "9999"
    return max(since, other_since) < min(until or forever, other_until or forever)


def _tell(
    tx: Tx,
    actor: Actor,
    event: type[Event],
    row: SeatRow,
    audience: str,
    said: Mapping[str, str | None],
    now: datetime,
) -> None:
    events.tell(tx, actor, event, row, label="Assignment", audience=audience, said=said, now=now)
