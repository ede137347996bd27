"""What can happen to a group and its meetings, in the past tense, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from graph import outbox
from graph.cypher import Tx
from graph.outbox import Event
from liaisons.actors import Actor


class CharterWritten(Event):
    """What the group is for, and what it wants to reach, changed."""


class MeetingPlanned(Event):
    """A meeting got its day."""


class MeetingMoved(Event):
    """A meeting got another day or time."""


class AgendaLineAccepted(Event):
    """Chair or secretary keep a line, whatever becomes of its cause."""


class AgendaLineRemoved(Event):
    """Chair or secretary took a line off, with a reason."""


class AgendaLineMoved(Event):
    """A line went up or down in its block."""


class AgendaLineTimed(Event):
    """A line got other minutes."""


class AgendaLineAdded(Event):
    """Someone wrote a line by hand."""


class AgendaLineReset(Event):
    """What was chosen about a line was undone."""


class MaterialsAsked(Event):
    """A party was asked for what an agenda still lacks of it."""


class AgendaFrozen(Event):
    """The agenda stands as it is."""


class AgendaReopened(Event):
    """A frozen agenda is drawn up again."""


class MeetingHeld(Event):
    """The group met; what is unfinished goes to the next agenda."""


class PacketFrozen(Event):
    """An edition's contents are fixed; its reviewer may look at them."""


class PacketReopened(Event):
    """Chair or secretary collect an edition again, with a reason."""


class PacketReturned(Event):
    """A reviewer sent an edition back, with what is wrong with it."""


class PacketCleared(Event):
    """A reviewer said that an edition may go to its readers."""


class PacketIssued(Event):
    """An edition went to its readers; it never changes any more."""


def tell(
    tx: Tx,
    actor: Actor,
    event: type[Event],
    *,
    subject: str,
    label: str,
    audience: str,
    said: Mapping[str, str | int | None] | None = None,
    images: Mapping[str, Mapping[str, Any]] | None = None,
    now: datetime,
) -> None:
    """Keep what happened, for whoever reads the record it happened to."""
    outbox.append(
        tx,
        event(
            subject=subject,
            label=label,
            audience=audience,
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said=said or {},
            images=images or {},
        ),
    )
