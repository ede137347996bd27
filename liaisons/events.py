"""What can happen among people and parties, in the past tense."""

from __future__ import annotations

from graph.outbox import Event


class PersonAdded(Event):
    """Someone was written into the directory."""


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


class ReferenceSeeded(Event):
    """Reference records of one kind were brought in or brought up to date."""


class DemoSeeded(Event):
    """Made-up records of one kind were brought in."""
