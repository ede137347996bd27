"""Who acts: a person with the parties they stand for, the one they act for now, and what they read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from liaisons.errors import NotAllowed

PUBLIC_READER = "public"
INTERAGENCY_READER = "interagency"


class Role(StrEnum):
    """What a person is to a party, for as long as the assignment lasts."""

    DIRECTOR = "director"
    ACTING_DIRECTOR = "acting-director"
    CENTER_LEAD = "center-lead"
    IMPORT_SPECIALIST = "import-specialist"
    EXPERT = "expert"
    ACCOUNT_MANAGER = "account-manager"
    LIAISON = "liaison"
    BACKUP = "backup"
    PRINCIPAL = "principal"
    HQ_OFFICER = "hq-officer"
    HQ_DEPUTY = "hq-deputy"
    BIEC_SECRETARY = "biec-secretary"
    CHAIR = "chair"
    GROUP_SECRETARY = "group-secretary"
    DISCLOSURE_REVIEWER = "disclosure-reviewer"
    PORT_OFFICER = "port-officer"
    ACCOUNT_USER = "account-user"
    FILER = "filer"
    TRADE_MEMBER = "trade-member"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


TRADE_ROLES = frozenset({Role.ACCOUNT_USER, Role.FILER, Role.TRADE_MEMBER})


class NotYourParty(NotAllowed):
    """The person holds no role at the party they want to act for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One role that a person holds today at a party, on a target: a party, alignment, area, column, group."""

    role: Role
    party: str
    target: str
    target_kind: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone in front of the hub. Reads with all their parties, acts for one."""

    person: str
    name: str
    party: str
    standings: tuple[Standing, ...] = ()
    readers: frozenset[str] = frozenset({PUBLIC_READER})
    audiences: tuple[str, ...] = (PUBLIC_READER,)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held at the party acted for."""
        return frozenset(s.role for s in self.standings if s.party == self.party)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties the person may act for, in a fixed order."""
        return tuple(sorted({s.party for s in self.standings}))

    @property
    def is_public(self) -> bool:
        """Nobody has signed in."""
        return self.person == PUBLIC_READER

    @property
    def is_trade(self) -> bool:
        """Stands only for accounts and filers."""
        return bool(self.standings) and all(s.role in TRADE_ROLES for s in self.standings)

    @property
    def is_federal(self) -> bool:
        """Holds at least one federal role today."""
        return any(s.role not in TRADE_ROLES for s in self.standings)

    def acting_for(self, party: str) -> Actor:
        """The same person acting for another of their parties."""
        if party not in self.parties:
            raise NotYourParty("You hold no role there today. Choose one of your own parties.", field="party")
        return replace(self, party=party)

    def reading(self, audience: str) -> Actor:
        """The same person with one more audience: that of a record which they have just made."""
        return replace(self, audiences=tuple(sorted({*self.audiences, audience})))


# Who acts where time alone does: a due day that passed. No person, no role, at no party.
CLOCK = Actor(person="clock", name="The hub's clock", party="hub")
PUBLIC = Actor(person=PUBLIC_READER, name="The public", party=PUBLIC_READER)


def reader_keys(person: str, standings: tuple[Standing, ...]) -> frozenset[str]:
    """Every reader key a person holds today: pure, from their standings alone."""
    keys = {PUBLIC_READER}
    if standings:
        keys.add(f"person:{person}")
    for standing in standings:
        keys.add(standing.party)
        trade = standing.role in TRADE_ROLES
        if not trade:
            keys.add(INTERAGENCY_READER)
        if standing.target_kind == "group":
            keys.add(f"{standing.target}/{'trade' if trade else 'government'}")
    return frozenset(keys)
