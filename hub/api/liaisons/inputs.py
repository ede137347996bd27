"""What clients send about people."""

from __future__ import annotations

import strawberry

from liaisons import assignments, people


@strawberry.input
class PersonDraft:
    """Someone to be added, at the party they come to; `timeZone` as `America/New_York`."""

    name: str
    email: str
    party: str
    phone: str = ""
    hours: str = ""
    timeZone: str = ""

    def taken(self) -> people.NewPerson:
        """As the rooms take it."""
        return people.NewPerson(self.name, self.email, self.party, self.phone, self.hours, self.timeZone)


@strawberry.input
class AssignmentDraft:
    """A role to be given; without a target, on the whole party. `until` is the first day it is over."""

    person: str
    role: str
    party: str
    target: str = ""
    targetKind: str = "party"
    since: str = ""
    until: str = ""

    def taken(self) -> assignments.NewSeat:
        """As the rooms take it."""
        return assignments.NewSeat(
            self.person, self.role, self.party, self.target, self.targetKind, self.since, self.until
        )
