"""What can happen among people and parties and to inputs, in the past tense, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from graph import outbox
from graph.cypher import Tx
from graph.outbox import Event
from liaisons.actors import Actor


class PersonAdded(Event):
    """Someone was written into the directory."""


class PersonEnded(Event):
    """Someone left: all their roles ended, and neither password nor tokens open anything more."""


class AssignmentBegun(Event):
    """Someone got a role."""


class AssignmentEnded(Event):
    """A role of someone ended, or got its last day."""


class PasswordSet(Event):
    """Someone has a new password; sessions from before are over."""


class TokenMade(Event):
    """Someone made a token for a program."""


class TokenRevoked(Event):
    """Someone took a token back."""


class InputDrafted(Event):
    """Someone at a Center began an input to the BIEC."""


class InputEdited(Event):
    """The words of a draft changed."""


class InputCosigned(Event):
    """The director of a Center named in it signed with the first."""


class InputSigned(Event):
    """The director signed: the receipt is told, and headquarters has it."""


class InputReturned(Event):
    """Headquarters gave it back, with what is missing."""


class InputWentToDeputy(Event):
    """Headquarters' first days ran out; its deputy has it."""


class InputPassed(Event):
    """Headquarters passed it on: it is filed with the BIEC."""


class InputPassedByClock(Event):
    """Headquarters' clock ran out at its deputy too: filed, marked as not coordinated."""


class InputBypassed(Event):
    """The director filed it past headquarters, with a reason."""


class InputAcknowledged(Event):
    """The BIEC's secretary has seen it."""


class InputAssigned(Event):
    """The BIEC's secretary gave it to an agency to answer."""


class InputAnswered(Event):
    """It has its answer."""


class FileAttached(Event):
    """Someone attached a file to an input."""


class FileRemoved(Event):
    """Someone took a file from an input."""


class FileScanned(Event):
    """The scanner found a file clean: whoever reads the input may open it."""


class FileRefused(Event):
    """The scanner found something in a file: nobody can open it."""


class InputAccepted(Event):
    """The director accepted the answer, or let its days pass."""


class InputAskedAgain(Event):
    """The director asked again, with a reason."""


class InputWithdrawn(Event):
    """The Center took it back."""


class InputSuperseded(Event):
    """Another input takes its place."""


class ReferenceSeeded(Event):
    """Reference records of one kind were brought in or brought up to date."""


class DemoSeeded(Event):
    """Made-up records of one kind were brought in."""


def tell(
    tx: Tx,
    actor: Actor,
    event: type[Event],
    row: Mapping[str, Any],
    *,
    label: str,
    audience: str,
    said: Mapping[str, str | int | None],
    now: datetime,
) -> None:
    """Keep what happened to the record of the row, as it is after the change, for whoever reads it."""
    outbox.append(
        tx,
        event(
            subject=row["key"],
            label=label,
            audience=audience,
            person=actor.person,
            person_name=actor.name,
            party=actor.party,
            at=now.isoformat(),
            said=said,
            images={row["key"]: dict(row)},
        ),
    )
