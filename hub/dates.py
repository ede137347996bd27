"""Puts days and instants into words, for pages, papers and mail: this is the one place that does."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from liaisons.clocks import WASHINGTON, business_days_between

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEAR, YEAR_MONTH = 4, 7


def say_day(day: str | date) -> str:
    """`Dec 4, 2026`; a fact dated only by its month or year stays so: `Jun 2013`, `2016`."""
    text = str(day)
    if len(text) == YEAR:
        return text
    if len(text) == YEAR_MONTH:
        return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}"
    taken = date.fromisoformat(text[:10])
    return f"{MONTHS[taken.month - 1]} {taken.day}, {taken.year}"


def say_short_day(day: str | date, today: str) -> str:
    """`Dec 4` in this year, `Dec 4, 2027` in another."""
    words = say_day(day)
    return words.removesuffix(f", {today[:4]}")


def say_full_day(day: str | date) -> str:
    """`Friday, Dec 4, 2026`, for the title of a day."""
    text = str(day)
    if len(text) < len("2026-12-04"):
        return f"{say_day(text)} ({'year' if len(text) == YEAR else 'month'} only)"
    return f"{WEEKDAYS[date.fromisoformat(text[:10]).weekday()]}, {say_day(text)}"


def say_days(text: str) -> str:
    """A sentence of a room with its days in words: “since Dec 4, 2026”."""
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda found: say_day(found[0]), text)


def say_time(clock: str) -> str:
    """`10:05 a.m.`, from `10:05`; noon and midnight by their names."""
    hour, minute = map(int, clock.split(":")[:2])
    if minute == 0 and hour in (0, 12):
        return "12 noon" if hour else "midnight"
    return f"{hour % 12 or 12}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"


def instant_of(day: str, clock: str) -> str:
    """The instant of a Washington time on a day, with its zone."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), WASHINGTON).isoformat()


def say_clock_in(day: str, clock: str, zone: str | None) -> str | None:
    """What a Washington time of a day is in another zone; None where it is the same, or none is known."""
    here = datetime.fromisoformat(instant_of(day, clock))
    there = here.astimezone(ZoneInfo(zone)) if zone else here
    return say_time(there.strftime("%H:%M")) if there.utcoffset() != here.utcoffset() else None


def say_clock(instant: str | datetime) -> str:
    """`2:05 p.m. ET`."""
    local = _local(instant)
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}:{local.minute:02} {half} ET"


def say_instant(instant: str | datetime) -> str:
    """`Dec 4, 2026, 2:05 p.m. ET`."""
    return f"{say_day(_local(instant).date())}, {say_clock(instant)}"


def say_since(day: str | date) -> str:
    """`since Dec 4, 2026`, or `since 2016` when only the year is known."""
    return f"since {say_day(day)}"


def say_age(day: str | date, today: str) -> str:
    """How long ago: `21 days`; where only the year or month is known, `10 years` by the calendar."""
    text = str(day)
    if len(text) < len("2026-12-04"):
        years = int(today[:4]) - int(text[:4])
        return say_count(years, "year") if years else "this year"
    return say_count(_days(text, today), "day")


def say_due(day: str | date, today: str) -> str:
    """`due Dec 4 (8 business days)`, `due today`, `due Nov 12 (12 days over)`."""
    left = _days(today, str(day))
    if left == 0:
        return "due today"
    when = f"due {say_short_day(day, today)}"
    return f"{when} ({say_over(day, today)})" if left < 0 else f"{when} ({_business(str(day), today)})"


def say_over(day: str | date, today: str) -> str:
    """`12 days over`; nothing before the due day has passed."""
    over = _days(str(day), today)
    return f"{say_count(over, 'day')} over" if over > 0 else ""


def say_count(number: int, noun: str) -> str:
    """`1 line`, `12 lines`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _local(instant: str | datetime) -> datetime:
    taken = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return taken.astimezone(WASHINGTON)


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days


def _business(day: str, today: str) -> str:
    days = business_days_between(date.fromisoformat(today), date.fromisoformat(day[:10]))
    return say_count(days, "business day")
