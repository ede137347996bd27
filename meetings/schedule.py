"""When a group meets: once in each federal fiscal quarter, on a business day. Pure: no graph, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liaisons import words
from liaisons.clocks import (
    FiscalQuarter,
    add_business_days,
    fiscal_quarter,
    holiday_name,
    is_business_day,
)
from liaisons.errors import BadInput

# Habits of the hub, until a charter says otherwise: in the quarter's last month, after its first week, so
# that what the quarter brought is known; each Center on a business day of its own, so that an agency can
# attend all.
FIRST_TURN = 6
TURNS = 10
STARTS_AT = "10:00"
MINUTES = 120
# Five business days before, so that a packet can be cleared and read.
CUT_OFF_DAYS = 5
LONGEST_MINUTES = 480


class NoBusinessDay(BadInput):
    """A day on which federal offices are closed."""


class DayOutsideQuarter(BadInput):
    """A day of another quarter than the meeting's."""


class DayPassed(BadInput):
    """A day before today."""


class ClockUnreadable(BadInput):
    """A time that is not written as one."""


class LengthImpossible(BadInput):
    """More minutes than a day's work has, or none."""


@dataclass(frozen=True, slots=True)
class When:
    """A meeting's day, the Washington time it begins, and how many minutes it lasts."""

    day: str
    starts_at: str = STARTS_AT
    minutes: int = MINUTES


def turn_of(center: str) -> int:
    """Which of the ten turns a Center has, from 0: by the number in its key."""
    return int("".join(letter for letter in center if letter.isdigit()) or "0") % TURNS


def propose_day(quarter: FiscalQuarter, *, turn: int) -> date:
    """The business day in the quarter's last month that is the turn's own."""
    before = _last_month(quarter)
    return add_business_days(before, FIRST_TURN + turn % TURNS)


def next_quarter(today: date, *, turn: int) -> FiscalQuarter:
    """The quarter whose proposed day is still to come: this one, or the next."""
    quarter = fiscal_quarter(today)
    return quarter if propose_day(quarter, turn=turn) >= today else quarter.next


def cut_off_of(day: date) -> date:
    """The last day on which a line comes in time."""
    return add_business_days(day, -CUT_OFF_DAYS)


def key_of(center: str, quarter: FiscalQuarter, agency: str | None = None) -> str:
    """The meeting's key: `CEE002/FY27-Q1`; with one agency alone `CEE002/FY27-Q1-FDA`."""
    key = f"{center}/FY{quarter.year % 100:02}-Q{quarter.number}"
    return f"{key}-{agency}" if agency else key


def take_when(when: When, quarter: FiscalQuarter, *, today: date) -> When:
    """Check a day and time. Refuses closed days with the holiday's name, other quarters, and the past."""
    day = date.fromisoformat(words.take_day(when.day, field="day", name="The day"))
    if not is_business_day(day):
        why = holiday_name(day) or ("a Saturday" if day.weekday() == 5 else "a Sunday")
        raise NoBusinessDay(f"{day} is {why}: federal offices are closed. Choose another.", field="day")
    if not quarter.first_day <= day <= quarter.last_day:
        raise DayOutsideQuarter(
            f"{day} is not in {quarter.label}. Choose a day from {quarter.first_day} to {quarter.last_day}.",
            field="day",
        )
    if day < today:
        raise DayPassed(f"{day} has passed. Choose today or a later day.", field="day")
    return When(day.isoformat(), _take_clock(when.starts_at), _take_minutes(when.minutes))


def _take_clock(text: str) -> str:
    hour, _, minute = text.strip().partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) < 24):
        raise ClockUnreadable(f"“{text[:20]}” is no time. Write it as 10:00.", field="startsAt")
    if int(minute) > 59:
        raise ClockUnreadable(f"“{text[:20]}” is no time. Write it as 10:00.", field="startsAt")
    return f"{int(hour):02}:{int(minute):02}"


def _take_minutes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise LengthImpossible(
            f"A meeting lasts 1 to {LONGEST_MINUTES} minutes, not {minutes}.", field="minutes"
        )
    return minutes


def _last_month(quarter: FiscalQuarter) -> date:
    """The day before the first of the quarter's last month."""
    last = quarter.last_day
    return date.fromordinal(last.replace(day=1).toordinal() - 1)
