"""The demonstration's people as actors, and the hours at which they act."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hub.demo import draws, people
from hub.seed.batches import SEEDER
from liaisons.actors import Actor, Role, Standing, reader_keys


class Cast:
    """The demonstration's people as actors, with the roles they hold on its day."""

    def __init__(self) -> None:
        self._names = {row["key"]: row["name"] for row in people.make_people()}
        self._standings: dict[str, list[Standing]] = {}
        for row in people.list_serving(draws.SEED, *Role):
            standing = Standing(Role(row["role"]), row["partyKey"], row["targetKey"], row["targetKind"])
            self._standings.setdefault(row["personKey"], []).append(standing)

    def actor(self, person: str, party: str) -> Actor:
        """One of them, acting for a party, who reads what everyone in government reads."""
        standings = tuple(self._standings[person])
        return Actor(
            person=person,
            name=self._names[person],
            party=party,
            standings=standings,
            readers=reader_keys(person, standings),
            audiences=SEEDER.audiences,
        )


def noon(day: date, offset: int) -> datetime:
    """Noon in Washington, or an hour after it, on a day as an offset from the demonstration's."""
    return datetime.combine(day + timedelta(days=offset), time(17), UTC)
