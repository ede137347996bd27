"""Forms of the pages: a token against forged posts, and refusals shown beside the field they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are older
from wtforms.widgets import DateInput

from hub.pages.problems import STATUS
from liaisons.errors import Refused

Choices = list[SelectChoice]


class Form(FlaskForm):
    """A form of the hub. `refusal` is a no that belongs to no single field."""

    refusal: str | None = None

    def refuse(self, refused: Refused) -> int:
        """Show a no of a room, beside its field where the form has one, else on top; returns the status."""
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", refused.field or "").lower()
        found = self._fields.get(name) or self._fields.get(refused.field or "")
        if found is None:
            self.refusal = refused.sentence
        else:
            found.errors = [*found.errors, refused.sentence]
        return STATUS[refused.kind]


class DayField(StringField):
    """A day, asked with the browser's calendar; the room reads it, and says what is wrong with it."""

    widget = DateInput()


def offer(pairs: Iterable[tuple[str, str]], *, group: str | None = None) -> Choices:
    """Choices of a field from their values and words, under a heading if they have one."""
    return [SelectChoice(value, words, optgroup=group) for value, words in pairs]
