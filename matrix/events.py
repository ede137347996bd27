"""What can happen in the matrix, in the past tense. Each is a line of a history and of the outbox."""

from __future__ import annotations

from graph.outbox import Event


class IssueReported(Event):
    """Someone wrote down an issue."""


class IssueImported(Event):
    """An issue came with the reference data or a file."""


class IssueEdited(Event):
    """Title, text, scope, workaround or end date changed."""


class IssuePlaced(Event):
    """The cells of an issue changed."""


class VerdictGiven(Event):
    """An expert of one side said whether it is systemic; the other side has not agreed yet."""


class IssueConfirmed(Event):
    """Experts of both sides say it is systemic."""


class IssueDeclined(Event):
    """Experts of both sides say it is not systemic."""


class SeverityAssessed(Event):
    """Someone said how badly it hurts."""


class StrengthChanged(Event):
    """A party said that it needs resolution, or lifted that."""


class IssueHandedOver(Event):
    """Holder, next action or due day changed."""


class IssueTakenUp(Event):
    """The holder works on it."""


class CloseProposed(Event):
    """One side says it is over; the other has not agreed yet."""


class CloseDeclined(Event):
    """The proposal to close was declined or taken back."""


class IssueImplemented(Event):
    """Another than the implementer confirmed that it is done; it is watched for recurrence."""


class IssueClosed(Event):
    """Nothing more will come of it."""


class IssueReopened(Event):
    """It came back, or was judged wrongly."""


class ClaimStated(Event):
    """A party stated a position or a figure."""


class CommentMade(Event):
    """Someone wrote a comment."""


class CellAssessed(Event):
    """An expert said what is known of a cell."""


class PublicationDrafted(Event):
    """Someone wrote what the trade might read of an issue."""


class PublicationEdited(Event):
    """A draft changed."""


class PublicationPublished(Event):
    """A second person approved it: everyone reads it now."""


class PublicationWithdrawn(Event):
    """It is no longer public."""
