"""The forms that write about inputs: the draft's words, and one form for each action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from graph.liaisons.inputs import InputRow
from hub.pages.forms import Choices, DayField, Form, offer
from hub.pages.happenings import say_cell
from hub.pages.issue_forms import split
from liaisons.answers import OUTCOMES
from liaisons.directory import Directory
from liaisons.input_states import COUNCIL
from liaisons.input_words import KINDS, InputDraft


class DraftForm(Form):
    """All that a Center asks, in its own words; the token lets a new one be made only once."""

    title = StringField("Title", description="What is asked, in one line.")
    kinds = SelectMultipleField("Kind", choices=offer(KINDS.items()), validate_choice=False)
    wanted = TextAreaField(
        "What is wanted", description="What should be done or answered, so that one can tell when it is."
    )
    of_party = SelectField("Asked of", validate_choice=False)
    by_day = DayField("Wanted by")
    tried = TextAreaField("What was tried", description="By whom, since when, and what came of it.")
    evidence = TextAreaField(
        "Evidence", description="Figures, entries, messages; addresses of pages as links."
    )
    issues = SelectMultipleField("Issues it is about", validate_choice=False)
    other_issues = StringField(
        "Other issues, by key", description="The key stands among the facts of an issue's page."
    )
    cells = SelectMultipleField("Where it stands in the matrix", validate_choice=False)
    areas = SelectMultipleField(
        "Agency programs it touches", description="Several may be chosen.", validate_choice=False
    )
    cosigners = SelectMultipleField(
        "Centers that sign with yours",
        description="Their people read the draft from now on, and their directors sign it too.",
        validate_choice=False,
    )
    version = HiddenField()
    token = HiddenField()

    def gather(self) -> None:
        """Put the keys that were typed among those that were ticked."""
        self.issues.data = sorted({*(self.issues.data or []), *split(self.other_issues.data)})
        self.other_issues.data = ""

    def draft(self) -> InputDraft:
        """What was typed."""
        return InputDraft(
            title=self.title.data or "",
            wanted=self.wanted.data or "",
            kinds=tuple(self.kinds.data or ()),
            of_party=self.of_party.data or "",
            by_day=self.by_day.data or "",
            tried=self.tried.data or "",
            areas=tuple(self.areas.data or ()),
            issues=tuple(self.issues.data or ()),
            cells=tuple(self.cells.data or ()),
            evidence=self.evidence.data or "",
            cosigners=tuple(self.cosigners.data or ()),
        )

    def offer(
        self, directory: Directory, center: str, *, issues: Mapping[str, str], cells: Iterable[str]
    ) -> None:
        """Offer what may be chosen: `issues` are titles by key, `cells` keys; what was sent stays offered."""
        d = directory
        self.of_party.choices = offer(asked_of(d))
        self.areas.choices = areas_of(d, first=[area.partition("/")[0] for area in self.areas.data or ()])
        self.cosigners.choices = offer(
            (key, f"{c['code']} {c['name']}") for key, c in d.centers.items() if key != center
        )
        known = dict(issues) | {key: key for key in self.issues.data or () if key not in issues}
        self.issues.choices = offer(known.items())
        chosen = dict.fromkeys([*cells, *(self.cells.data or ())])
        self.cells.choices = offer((key, _say_cell(key, d)) for key in chosen)


class PassForm(Form):
    """Passed on, perhaps with a note."""

    note = TextAreaField("Note", description="Everyone who reads the input sees it.")
    version = HiddenField()


class ReturnForm(Form):
    """What is missing."""

    missing = TextAreaField(
        "What is missing", description="What the Center has to add or change before you can pass it."
    )
    version = HiddenField()


class AssignForm(Form):
    """Which agency answers, and by when."""

    agency = SelectField("Agency", validate_choice=False)
    due_on = DayField("Answer due on", description="Left empty, twenty business days from today.")
    version = HiddenField()


class AnswerForm(Form):
    """The answer, and what it comes to."""

    outcome = RadioField("What is wanted is", choices=offer(OUTCOMES.items()), validate_choice=False)
    text = TextAreaField("Answer", description="What is done, by whom and by when; or why it is not.")
    version = HiddenField()


class SupersedeForm(Form):
    """Which input takes its place, and why."""

    by = SelectField("Superseded by", validate_choice=False)
    reason = TextAreaField("Reason")
    version = HiddenField()


def asked_of(directory: Directory) -> list[tuple[str, str]]:
    """Whom an input may ask: the council as a whole, then each agency."""
    agencies = [(key, f"{a['acronym']} {a['name']}") for key, a in directory.agencies.items()]
    return [(COUNCIL, "The BIEC as a whole"), *agencies]


def areas_of(directory: Directory, *, first: Iterable[str] = ()) -> Choices:
    """Agencies and their programs, agency by agency; some agencies come first, where they are seen."""
    found: Choices = []
    known = directory.agencies
    for key in dict.fromkeys([*(each for each in first if each in known), *known]):
        agency = known[key]
        pairs = [(key, f"{agency['acronym']}, program not named")]
        pairs += [(area, directory.name_of(area)) for area in directory.areas_of(key) if area != key]
        found += offer(pairs, group=f"{agency['acronym']} {agency['name']}")
    return found


def words_of(row: InputRow) -> dict[str, Any]:
    """An input's words as the form shows them."""
    return {
        "title": row["title"],
        "kinds": row["kinds"],
        "wanted": row["wanted"],
        "of_party": row["ofParty"],
        "by_day": row["byDay"] or "",
        "tried": row["tried"],
        "evidence": row["evidence"],
        "issues": row["issues"],
        "cells": row["cells"],
        "areas": row["areas"],
        "cosigners": row["cosigners"],
    }


def _say_cell(key: str, directory: Directory) -> str:
    area, between, column = key.partition("|")
    return say_cell(key, directory) if area and between and column else key
