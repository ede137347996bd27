"""A small world in which people hear of things: their roles, a clock to be moved, a post that can fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from graph.cypher import Cypher
from graph.hub.deliveries import DeliveryRow
from graph.liaisons import assignments, people
from graph.unit import Graph
from hub.config import Settings
from hub.house import House
from hub.jobs import relay
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from matrix.locking import Changed
from tests.builders import NOW, People, build_directory, build_issue, confirm, place, take_up

# Who is in the world: role, party, what the role is on, and the kind of that.
ROLES: dict[str, tuple[str, str, str, str]] = {
    "dana": ("liaison", "FDA", "CEE002~FDA", "alignment"),
    "odessa": ("liaison", "FDA", "CEE001~FDA", "alignment"),
    "harriet": ("principal", "FDA", "FDA", "party"),
    "kim": ("center-lead", "CEE002", "CEE002~FDA", "alignment"),
    "iris": ("director", "CEE002", "CEE002", "party"),
    "hal": ("disclosure-reviewer", "OT", "OT", "party"),
    "sam": ("liaison", "EPA", "CEE001~EPA", "alignment"),
    "specialist": ("import-specialist", "CEE002", "CEE002", "party"),
}

DELIVERIES: Cypher[DeliveryRow] = Cypher(
    "test.deliveries", "MATCH (d:Delivery) RETURN properties(d) AS row ORDER BY d.personKey, d.key"
)
EVENTS: Cypher[dict[str, Any]] = Cypher(
    "test.events",
    "MATCH (e:Event) RETURN {key: e.key, name: e.name, state: e.state, tries: e.tries} AS row ORDER BY e.key",
)
END_ROLES: Cypher[None] = Cypher(
    "test.end_roles", "MATCH (a:Assignment {personKey: $person}) SET a.until = $today", writes=True
)


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Post:
    """A carrier that keeps what it takes; `says` is raised instead, as long as it is set."""

    taken: list[EmailMessage] = field(default_factory=list)
    says: Exception | None = None

    def carry(self, message: EmailMessage) -> None:
        if self.says:
            raise self.says
        self.taken.append(message)

    @property
    def to(self) -> list[str]:
        return sorted(str(message["To"]).partition("@")[0] for message in self.taken)


@dataclass
class Mailing:
    """The house of a worker over a graph with people in it."""

    house: House
    graph: Graph
    clock: Clock

    def relay(self) -> int:
        """Pass on all that is new."""
        return relay.relay_new(self.house, until=self.clock() + timedelta(minutes=1))

    @property
    def deliveries(self) -> list[DeliveryRow]:
        return self.graph.read(lambda tx: tx.all(DELIVERIES))

    @property
    def hearers(self) -> list[str]:
        return [row["personKey"] for row in self.deliveries]

    def states(self, name: str) -> list[str]:
        """The states of all events of the name."""
        return [row["state"] for row in self.graph.read(lambda tx: tx.all(EVENTS)) if row["name"] == name]

    def end_roles(self, person: str) -> None:
        self.graph.write(lambda tx: tx.do(END_ROLES, person=person, today="2026-11-24"))

    def hand_over(self, *, key: str = "one", readers: tuple[str, ...] = (), title: str = "Late") -> Changed:
        """An issue that APP's specialist hands to FDA, which takes it up."""
        issue = build_issue(self.graph, People(self.graph), key=key, readers=readers, title=title)
        # Whose audience may be new: they read it from now on.
        people = People(self.graph)
        return take_up(self.graph, people, confirm(self.graph, people, place(self.graph, people, issue)))


def build_mailing(graph: Graph, folder: Path, **settings: Any) -> Mailing:
    """The real directory, the people of `ROLES` as records, and nothing that happened yet."""
    build_directory(graph)
    add_people(graph)
    clock = Clock()
    kept = Settings(data=folder, mail_from="hub@hub.example", address="https://hub.example", **settings)
    return Mailing(House(kept, graph, clock, new_token=str), graph, clock)


def add_people(graph: Graph) -> None:
    """Write them down, each with a role and an address."""
    for key, (role, party, target, kind) in ROLES.items():
        add_person(graph, key, role=role, party=party, target=target, kind=kind)


def add_person(graph: Graph, key: str, *, role: str, party: str, target: str, kind: str) -> None:
    """One of them."""
    seat = {"personKey": key, "role": role, "partyKey": party, "targetKey": target, "targetKind": kind,
            "since": "2016-01-01", "until": None, "madeUp": True}  # fmt: skip

    def add(tx: Any) -> None:
        words = {"name": key.title(), "sort": key, "email": f"{key}@x.example", "madeUp": True,
                 "kind": "federal", "audienceKey": ensure_audience(tx, ["interagency"])}  # fmt: skip
        tx.the(people.ADD, key=key, person=words)
        tx.the(assignments.BEGIN, key=f"{key} seat", person=key, party=party, seat=seat)

    graph.write(add)


def actor_named(world: Mailing, name: str) -> Actor:
    """Someone of the builders' people, reading what there is by now."""
    actor: Actor = getattr(People(world.graph), name)
    return actor
