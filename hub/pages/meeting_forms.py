"""The forms of the meetings' pages."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from graph.meetings.lines import LineRow
from hub.pages.forms import DayField, Form, offer
from liaisons.directory import Directory
from meetings.deciding import GOVERNMENT, MEMBERS, Added
from meetings.reasons import GROUP_BLOCK
from meetings.schedule import When


def name_everyone(agency: str | None) -> str:
    """What the block of all is called: at a meeting of the group, and at one with an agency alone."""
    return "Both sides" if agency else "The whole group"


class ChecksField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class WhenForm(Form):
    """A day, when it begins, and how long it lasts."""

    day = DayField("Day", description="A business day of the quarter.")
    starts_at = StringField("Begins at", description="Eastern time, such as 10:00.")
    minutes = IntegerField("Minutes")

    def when(self) -> When:
        """What was typed."""
        return When(self.day.data or "", self.starts_at.data or "", self.minutes.data or 0)


class PlanForm(WhenForm):
    """The meeting of a quarter, and with whom."""

    agency = SelectField(
        "With",
        description="With one agency alone: no other agency reads of it, and no member of the trade.",
        validate_choice=False,
    )
    token = HiddenField()

    def offer(self, agencies: Iterable[str], directory: Directory) -> None:
        """Offer the whole group, and each agency of it."""
        pairs = [("", "The whole group"), *((key, directory.name_of(key)) for key in agencies)]
        self.agency.choices = offer(pairs)


class MoveForm(WhenForm):
    """Another day or time, and why."""

    reason = TextAreaField("Reason", description="Everyone who attends reads it.")
    version = HiddenField()


class AskForm(Form):
    """By when everyone is asked."""

    by_day = DayField("By")
    token = HiddenField()


class AddForm(Form):
    """A line written by hand."""

    title = StringField("Line", description="What the group talks about, in one line.")
    why = StringField("Why it is here")
    block = SelectField("Block", validate_choice=False)
    minutes = IntegerField("Minutes")
    issue = StringField(
        "About an issue", description="Its key, such as 7KQ4-F2M9. Then its readers read the line."
    )
    readers = RadioField(
        "Who reads it",
        choices=offer([(GOVERNMENT, "Government"), (MEMBERS, "All members of the group, the trade too")]),
        default=GOVERNMENT,
        validate_choice=False,
    )
    token = HiddenField()

    def offer(self, alone: str | None, agencies: Iterable[str], directory: Directory) -> None:
        """Offer the group's blocks; of a meeting with one agency `alone`, its own, and its readers."""
        blocks = (alone,) if alone else agencies
        pairs = [(GROUP_BLOCK, name_everyone(alone)), *((key, directory.name_of(key)) for key in blocks)]
        self.block.choices = offer(pairs)
        if alone:
            self.readers.choices = offer([(GOVERNMENT, "Government, as far as it reads this meeting")])

    def added(self) -> Added:
        """What was typed."""
        return Added(
            title=self.title.data or "",
            why=self.why.data or "",
            block=self.block.data or "",
            minutes=self.minutes.data or 0,
            issue=self.issue.data or "",
            readers=self.readers.data or "",
        )


class HoldForm(Form):
    """Which lines were dealt with."""

    finished = ChecksField(
        "Dealt with", description="What stays unticked goes to the next agenda.", validate_choice=False
    )
    version = HiddenField()

    def offer(self, lines: Iterable[LineRow]) -> None:
        """Offer the agenda's lines."""
        self.finished.choices = offer((line["key"], line["title"]) for line in lines)


class MinutesForm(Form):
    """How long a line takes."""

    minutes = IntegerField("Minutes")
    version = HiddenField()


class CharterForm(Form):
    """What the group is for, and what it wants to reach."""

    charter = TextAreaField("Charter", description="What the group is for, and how it works.")
    milestones = TextAreaField("Milestones", description="One a line, with its day.")
    version = HiddenField()

    def steps(self) -> tuple[str, ...]:
        """The milestones, one a line."""
        return tuple((self.milestones.data or "").splitlines())
