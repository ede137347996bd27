"""The forms that write about issues: an issue's words, and one form for each action."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from graph.matrix.issues import IssueRow
from hub.pages.forms import Form, offer
from matrix.issues import KINDS, Draft
from matrix.remarks import CLAIMS, ISSUE_READERS, ONLY_ME, OWN_PARTY, QUALITIES
from matrix.scope import Scope
from matrix.severity import Severity
from matrix.weighing import NEEDS_RESOLUTION, TRACKED

A_DAY = "A day, such as 2026-12-04."


class WordsForm(Form):
    """An issue's words, as reported or edited."""

    title = StringField("Title", description="What goes wrong, in one line.")
    text = TextAreaField("What happens", description="What was seen, where, and what should happen instead.")
    kind = SelectField("Kind", choices=offer(KINDS.items()), validate_choice=False)
    since = StringField("Since", description="A day, such as 2026-11-03, or a year alone.")
    flags = StringField("Tariff flags", description="Such as FD3, AQ2; a comma between.")
    programs = StringField("Programs", description="Such as FDA/FOO; a comma between.")
    hts = StringField("Headings", description="Chapters or headings of the tariff.")
    countries = StringField("Countries")
    entry_types = StringField("Entry types", description="Such as 01, 11.")
    workaround = TextAreaField("What helps meanwhile")
    end_date = StringField("Ends on", description=A_DAY)
    version = HiddenField()

    def draft(self) -> Draft:
        """What was typed."""
        return Draft(
            title=self.title.data or "",
            text=self.text.data or "",
            kind=self.kind.data or "",
            since=self.since.data or "",
            scope=Scope(
                flags=split(self.flags.data),
                programs=split(self.programs.data),
                hts=self.hts.data or "",
                countries=self.countries.data or "",
                entry_types=self.entry_types.data or "",
            ),
            workaround=self.workaround.data or "",
            end_date=self.end_date.data or "",
        )


class ReportForm(WordsForm):
    """A new issue, with who reads it and a token that lets it be made only once."""

    audience = RadioField(
        "Who reads it",
        choices=offer(
            [
                ("interagency", "Every federal employee of the hub"),
                ("parties", "Only my party and those chosen below"),
            ]
        ),
        default="interagency",
        validate_choice=False,
    )
    readers = SelectMultipleField("Parties that read it", validate_choice=False)
    token = HiddenField()
    follows_up = HiddenField()


class ReasonForm(Form):
    """A reason, where the action asks for one."""

    reason = TextAreaField("Reason")
    version = HiddenField()


class BareForm(Form):
    """Nothing but the button."""

    version = HiddenField()


class PlaceForm(Form):
    """The cells of an issue, one a line."""

    cells = TextAreaField(
        "Cells, one a line",
        description="A program and an industry: FDA/FOO | CEE002/aquaculture. An agency or Center alone "
        "stands for all of it: FDA | CEE002.",
    )
    version = HiddenField()


class AssessForm(Form):
    """How badly it hurts, and why."""

    severity = RadioField(
        "Severity",
        choices=offer((str(int(s)), f"{s.shape} {s.word}") for s in sorted(Severity, reverse=True) if s),
        validate_choice=False,
    )
    reason = TextAreaField("Why")
    version = HiddenField()


class StrengthForm(Form):
    """Tracked, or needs resolution."""

    strength = RadioField(
        "Strength",
        choices=offer([(NEEDS_RESOLUTION, NEEDS_RESOLUTION), (TRACKED, TRACKED)]),
        validate_choice=False,
    )
    reason = TextAreaField("Why")
    version = HiddenField()


class HandOverForm(Form):
    """Who holds it next, what they do, by when."""

    holder = SelectField("Held next by", validate_choice=False)
    next_action = StringField("Next action")
    due_on = StringField("Due on", description=A_DAY)
    note = TextAreaField("Note")
    version = HiddenField()


class CloseForm(Form):
    """What became of it, with the evidence."""

    outcome = RadioField(
        "Outcome",
        choices=offer([("implemented", "implemented"), ("not implemented", "not implemented")]),
        validate_choice=False,
    )
    reason = TextAreaField("Evidence or reason")
    version = HiddenField()


class CommentForm(Form):
    """A comment, with who reads it."""

    text = TextAreaField("Comment")
    readers = RadioField(
        "Who reads it",
        choices=offer(
            [
                (ISSUE_READERS, "All who read the issue"),
                (OWN_PARTY, "My party"),
                (ONLY_ME, "Only me"),
            ]
        ),
        default=ISSUE_READERS,
        validate_choice=False,
    )
    token = HiddenField()


class ClaimForm(Form):
    """A position or a figure of one's party."""

    about = SelectField("About", choices=offer(CLAIMS.items()), validate_choice=False)
    text = TextAreaField("What is stated")
    quality = SelectField(
        "How it is known",
        choices=offer([("", "a position needs none"), *((q, q) for q in QUALITIES)]),
        validate_choice=False,
    )
    token = HiddenField()


def split(text: str | None) -> tuple[str, ...]:
    """Words with commas between, each trimmed."""
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())


def words_of(issue: IssueRow) -> dict[str, str]:
    """An issue's words as the form shows them."""
    return {
        "title": issue["title"],
        "text": issue["text"],
        "kind": issue["kind"],
        "since": issue["since"],
        "flags": ", ".join(issue["scopeFlags"] or []),
        "programs": ", ".join(issue["scopePrograms"] or []),
        "hts": issue["scopeHts"] or "",
        "countries": issue["scopeCountries"] or "",
        "entry_types": issue["scopeEntryTypes"] or "",
        "workaround": issue["workaround"] or "",
        "end_date": issue["endDate"] or "",
    }
