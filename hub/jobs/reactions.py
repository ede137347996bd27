"""What follows an event: one table, in which every event of every room has a row, if only an empty one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from graph.cypher import Tx
from graph.outbox import Event, Happened
from liaisons import events as liaisons
from matrix import events as matrix
from meetings import events as meetings


class Reaction(Protocol):
    """A function of a room; it runs in the write that relays the event, so that both are kept or none."""

    def __call__(self, tx: Tx, happened: Happened, /, *, now: datetime) -> object:
        """Do what follows. It may run twice; only the last time is kept."""
        ...


REACTIONS: Mapping[type[Event], tuple[Reaction, ...]] = {
    liaisons.PersonAdded: (),
    liaisons.PersonEnded: (),
    liaisons.AssignmentBegun: (),
    liaisons.AssignmentEnded: (),
    liaisons.PasswordSet: (),
    liaisons.TokenMade: (),
    liaisons.TokenRevoked: (),
    liaisons.InputDrafted: (),
    liaisons.InputEdited: (),
    liaisons.FileAttached: (),
    liaisons.FileRemoved: (),
    liaisons.FileScanned: (),
    liaisons.FileRefused: (),
    liaisons.InputCosigned: (),
    liaisons.InputSigned: (),
    liaisons.InputReturned: (),
    liaisons.InputWentToDeputy: (),
    liaisons.InputPassed: (),
    liaisons.InputPassedByClock: (),
    liaisons.InputBypassed: (),
    liaisons.InputAcknowledged: (),
    liaisons.InputAssigned: (),
    liaisons.InputAnswered: (),
    liaisons.InputAccepted: (),
    liaisons.InputAskedAgain: (),
    liaisons.InputWithdrawn: (),
    liaisons.InputSuperseded: (),
    liaisons.ReferenceSeeded: (),
    liaisons.DemoSeeded: (),
    matrix.IssueReported: (),
    matrix.IssueImported: (),
    matrix.IssueEdited: (),
    matrix.IssuePlaced: (),
    matrix.VerdictGiven: (),
    matrix.IssueConfirmed: (),
    matrix.IssueDeclined: (),
    matrix.SeverityAssessed: (),
    matrix.StrengthChanged: (),
    matrix.IssueHandedOver: (),
    matrix.IssueTakenUp: (),
    matrix.CloseProposed: (),
    matrix.CloseDeclined: (),
    matrix.IssueImplemented: (),
    matrix.IssueClosed: (),
    matrix.IssueReopened: (),
    matrix.ClaimStated: (),
    matrix.CommentMade: (),
    matrix.CellAssessed: (),
    matrix.PublicationDrafted: (),
    matrix.PublicationEdited: (),
    matrix.PublicationPublished: (),
    matrix.PublicationWithdrawn: (),
    meetings.CharterWritten: (),
    meetings.MeetingPlanned: (),
    meetings.MeetingMoved: (),
    meetings.AgendaLineAccepted: (),
    meetings.AgendaLineRemoved: (),
    meetings.AgendaLineMoved: (),
    meetings.AgendaLineTimed: (),
    meetings.AgendaLineAdded: (),
    meetings.AgendaLineReset: (),
    meetings.MaterialsAsked: (),
    meetings.AgendaFrozen: (),
    meetings.AgendaReopened: (),
    meetings.MeetingHeld: (),
    meetings.PacketFrozen: (),
    meetings.PacketReopened: (),
    meetings.PacketReturned: (),
    meetings.PacketCleared: (),
    meetings.PacketIssued: (),
}

FOLLOWING: Mapping[str, tuple[Reaction, ...]] = {event.__name__: does for event, does in REACTIONS.items()}
