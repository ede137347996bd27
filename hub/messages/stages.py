"""Where a delivery stands, in plain words: what that means, since when, and what one can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.hub.deliveries import DeliveryRow


class Stage(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    HANDING_OVER = "handing over"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Words:
    """What a stage means, and what one can do; no more than is known: "sent" is not "read"."""

    means: str
    help: str


WORDS: Mapping[Stage, Words] = {
    Stage.WAITING: Words("It leaves within seconds.", "There is nothing to do."),
    Stage.HANDING_OVER: Words("The mail server is being given it.", "There is nothing to do."),
    Stage.SENT: Words(
        "The mail server has taken it; whether it was read isn't known.",
        "If it is in no mailbox, look among the unwanted mail.",
    ),
    Stage.FAILED: Words(
        "It could not be handed over and is tried again by itself.",
        "There is nothing to do; what it is about is in the hub already.",
    ),
    Stage.DEAD: Words(
        "It was given up.",
        "Whoever runs the hub mends what the reason says and runs `hub resend`.",
    ),
    Stage.DROPPED: Words(
        "It was not sent: the person left or may no longer read what it is about.",
        "If they should hear of it, give them a role again.",
    ),
}
DOUBLE = "It may have arrived twice, with one and the same Message-ID."


def since_of(row: DeliveryRow) -> str:
    """The instant from which it stands so, as far as it is known."""
    return row["sentAt"] or row["deadAt"] or row["handingAt"] or row["madeAt"]
