"""Forms of the pages: a token against forged posts, and refusals shown beside the field they speak of."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm

from hub.pages.problems import STATUS
from liaisons.errors import Refused


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
