"""What the hub takes as text: trimmed, bounded, no control characters; markup stays as it was typed."""

from __future__ import annotations

import unicodedata
from datetime import date

from liaisons.errors import BadInput

TITLE = 200
SENTENCE = 500
PAGE = 5_000


class TextMissing(BadInput):
    """A text that must be there is empty."""


class TextTooLong(BadInput):
    """A text is longer than its place allows."""


class TextUnreadable(BadInput):
    """A text holds characters that can't be shown."""


class DayUnreadable(BadInput):
    """A day is not written as a date."""


def take_text(text: str | None, *, field: str, name: str, limit: int, required: bool = True) -> str:
    """The text, trimmed, in composed form (NFC). `name` is what the sentence calls it ("The title")."""
    taken = unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n")).strip()
    if required and not taken:
        raise TextMissing(f"{name} is empty. Write it.", field=field)
    if len(taken) > limit:
        raise TextTooLong(
            f"{name} has {len(taken):,} characters; {limit:,} are allowed. Shorten it.",
            field=field, length=len(taken), limit=limit,
        )  # fmt: skip
    for character in taken:
        if unicodedata.category(character) in {"Cc", "Cs", "Cn"} and character not in "\n\t":
            raise TextUnreadable(
                f"{name} holds a character that can't be shown (U+{ord(character):04X}). Remove it.",
                field=field,
            )
    return taken


def take_day_or_none(text: str | None, *, field: str, name: str) -> str | None:
    """A day that may be left out."""
    return take_day(text, field=field, name=name) if (text or "").strip() else None


def take_day(text: str | None, *, field: str, name: str) -> str:
    """A day as `2026-12-04`, checked against the calendar."""
    taken = (text or "").strip()
    if not taken:
        raise TextMissing(f"{name} is empty. Give a day, such as 2026-12-04.", field=field)
    try:
        day = date.fromisoformat(taken)
    except ValueError:
        raise DayUnreadable(
            f"{name}, “{taken[:40]}”, is not a day. Write it as 2026-12-04.", field=field
        ) from None
    if not 1990 <= day.year <= 2100:
        sentence = f"{name} is in the year {day.year}. Give a year from 1990 to 2100."
        raise DayUnreadable(sentence, field=field)
    return day.isoformat()
