"""Someone else saved first: what they did since, and where it differs from what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectFieldBase

from graph.outbox import EventRow
from hub import dates
from hub.pages.forms import Form
from hub.pages.happenings import BESIDE, Happening, happenings_of
from liaisons.directory import Directory
from liaisons.errors import Stale


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what stands now, and what was typed; both in words, "nothing" where empty."""

    label: str
    stands: str
    typed: str


@dataclass(frozen=True, slots=True)
class Passed:
    """What the reader could not know when they opened the form."""

    happened: list[Happening]
    differences: list[Difference]


def take_version(given: str | None) -> int:
    """The version that a form was opened at; none came: one that never stands, so nothing is saved unseen."""
    return int(given) if given and given.isdecimal() and len(given) < 10 else -1


def tell(
    form: Form,
    refused: Stale,
    standing: Mapping[str, Any],
    history: list[EventRow],
    directory: Directory,
) -> Passed:
    """Say on the form who saved and when, and let its next save be of what stands now.

    `standing` is what stands, by the form's fields; `history`, newest first, has an event for each version.
    """
    seen, version = _say_no(form, refused)
    since = [row for row in history if row["name"] not in BESIDE][: max(version - seen, 0)]
    return Passed(happenings_of(since, directory), _compare(form, standing))


def tell_of(form: Form, refused: Stale, standing: Mapping[str, Any], happened: Sequence[Happening]) -> Passed:
    """The same where what happened is in words already, newest first."""
    seen, version = _say_no(form, refused)
    return Passed(list(happened[: max(version - seen, 0)]), _compare(form, standing))


def _say_no(form: Form, refused: Stale) -> tuple[int, int]:
    """Refuse on the form, and take the version that stands; returns the one before and that one."""
    version = int(refused.values["version"] or 0)
    seen = take_version(form["version"].data)
    at = dates.say_clock(str(refused.values["at"]))
    form.refusal = (
        f"{refused.values['by']} saved this at {at}. What changed stands below, and what you typed is still "
        "here. Nothing was saved."
    )
    form["version"].data = str(version)
    return seen, version


def _compare(form: Form, standing: Mapping[str, Any]) -> list[Difference]:
    found = []
    for name, value in standing.items():
        field = form[name]
        stands, typed = _say(field, value), _say(field, field.data)
        if stands != typed:
            found.append(Difference(field.label.text, stands or "nothing", typed or "nothing"))
    return found


def _say(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, SelectMultipleField):
        offered: list[Any] = list(field.iter_choices())
        words = {choice.value: choice.label for choice in offered}
        return ", ".join(str(words.get(each, each)) for each in sorted(value or []))
    text = str(value or "").replace("\r\n", "\n").strip()
    if isinstance(field, SelectFieldBase):
        choices: list[Any] = list(field.iter_choices())
        return next((choice.label for choice in choices if choice.value == text), text)
    return text
