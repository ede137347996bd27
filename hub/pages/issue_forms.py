"""The forms that write about issues: an issue's words, and one form for each action."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from graph.liaisons.holdings import HolderRow
from graph.matrix.issues import IssueRow
from hub.pages.asked import choices_of
from hub.pages.forms import Choices, Form, offer
from hub.pages.seats import say_role
from liaisons.actors import INTERAGENCY_READER
from liaisons.directory import Directory
from matrix.cells import parties_of
from matrix.issues import KINDS, Draft
from matrix.remarks import CLAIMS, ISSUE_READERS, ONLY_ME, OWN_PARTY, QUALITIES
from matrix.scope import Scope
from matrix.severity import Severity
from matrix.weighing import NEEDS_RESOLUTION, TRACKED

A_DAY = "A day, such as 2026-12-04."
BETWEEN = "|"


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

    holder = SelectField(
        "Held next by",
        description="A party, or one of its people. Everyone here reads the issue; the issue's own parties "
        "come first.",
        validate_choice=False,
    )
    next_action = StringField("Next action")
    due_on = StringField("Due on", description=A_DAY)
    note = TextAreaField("Note")
    version = HiddenField()
    offered: frozenset[str] = frozenset()

    def offer(self, found: Mapping[str, list[HolderRow]], issue: IssueRow, directory: Directory) -> None:
        """Offer who may hold it, party by party: the issue's own first, then others that have people here."""
        own = [*sorted(parties_of(issue["cells"])), issue["reportedByParty"], issue["holderKey"]]
        if issue["audienceKey"] != INTERAGENCY_READER:
            # Those few with whom it is shared are its own too.
            own += found
        others = [party for party, people in found.items() if people]
        words = {key: name for field in ("center", "agency") for key, name in choices_of(directory)[field]}
        choices: Choices = []
        for party in dict.fromkeys(party for party in [*own, *others] if party and party in found):
            name, people = directory.name_of(party), found[party]
            whoever = f"{name}, whoever is there" if people else f"{name}, where nobody is named yet"
            pairs = [(party, whoever)]
            pairs += [
                (
                    holder_value(party, row["personKey"]),
                    f"{row['personName']}, {say_role(row['role'])} ({name})",
                )
                for row in people
            ]
            choices += offer(pairs, group=words.get(party, name))
        self.holder.choices = choices
        self.offered = frozenset(choice.value for choice in choices)


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


def holder_value(party: str | None, person: str | None) -> str:
    """A holder as the form sends it: a party, or a party and one of its people."""
    return f"{party}{BETWEEN}{person}" if party and person else party or ""


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
