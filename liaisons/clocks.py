"""The government's calendar: which day it is, holidays, business days, fiscal quarters. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from liaisons.errors import BadInput

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
ONE_DAY = timedelta(days=1)

# The hub's people are all over the country; its day is Washington's, in every room and on every page.
WASHINGTON = ZoneInfo("America/New_York")

# Juneteenth became a federal holiday on June 17, 2021: Pub. L. 117-17.
FIRST_JUNETEENTH = 2021

# The longest that a quarter of the year lasts: April to June has 91 days, July to September 92.
A_QUARTER = 92


class QuarterUnreadable(BadInput):
    """A fiscal quarter is not written as one."""


def day_of(now: datetime) -> date:
    """The day that it is in Washington at an instant."""
    return now.astimezone(WASHINGTON).date()


def today_of(now: datetime) -> str:
    """The same as an ISO day, as the graph keeps days."""
    return day_of(now).isoformat()


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`-th such weekday of a month, from 1."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _observed(day: date) -> date:
    """The day on which a holiday of a fixed date is kept."""
    # Saturday: the Friday before, 5 U.S.C. 6103(b)(1).
    # Sunday: the Monday after, Executive Order 11582, section 3.
    if day.weekday() == SATURDAY:
        return day - ONE_DAY
    if day.weekday() == SUNDAY:
        return day + ONE_DAY
    return day


@cache
def _holidays(year: int) -> dict[date, str]:
    named = [
        (_observed(date(year, 1, 1)), "New Year's Day"),
        (_nth(year, 1, MONDAY, 3), "Birthday of Martin Luther King, Jr."),
        (_nth(year, 2, MONDAY, 3), "Washington's Birthday"),
        (_nth(year, 6, MONDAY, 1) - timedelta(days=7), "Memorial Day"),
        (_observed(date(year, 7, 4)), "Independence Day"),
        (_nth(year, 9, MONDAY, 1), "Labor Day"),
        (_nth(year, 10, MONDAY, 2), "Columbus Day"),
        (_observed(date(year, 11, 11)), "Veterans Day"),
        (_nth(year, 11, THURSDAY, 4), "Thanksgiving Day"),
        (_observed(date(year, 12, 25)), "Christmas Day"),
    ]
    if year >= FIRST_JUNETEENTH:
        named.append((_observed(date(year, 6, 19)), "Juneteenth National Independence Day"))
    return dict(sorted(named))


def list_holidays(year: int) -> tuple[tuple[date, str], ...]:
    """The federal holidays of a year with their names, as observed, in order: 5 U.S.C. 6103(a).

    New Year's Day may be observed on December 31 of the year before; it stays with its own year.
    Inauguration Day is a holiday around Washington only (6103(c)) and none here, nor are days off given by
    executive order.
    Right for 1986 and later.
    """
    return tuple(_holidays(year).items())


def holiday_name(day: date) -> str | None:
    """The name of the federal holiday observed on the day, or None."""
    return _holidays(day.year).get(day) or _holidays(day.year + 1).get(day)


def is_business_day(day: date) -> bool:
    """Whether federal offices are open: Monday to Friday, and no federal holiday."""
    return day.weekday() < SATURDAY and holiday_name(day) is None


def add_business_days(day: date, number: int) -> date:
    """The business day that is `number` after the day (before it when negative); the day itself never counts.

    Zero gives the day as it is, business day or not.
    """
    step = ONE_DAY if number > 0 else -ONE_DAY
    left = abs(number)
    while left:
        day += step
        left -= is_business_day(day)
    return day


def business_days_between(start: date, end: date) -> int:
    """How many business days come after the start, up to and with the end; negative when the end comes first.

    So `business_days_between(d, add_business_days(d, n)) == n` for every n from zero up.
    """
    if end < start:
        return -business_days_between(end, start)
    return sum(is_business_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def fiscal_year(day: date) -> int:
    """The federal fiscal year, which begins on October 1 of the year before: 31 U.S.C. 1102."""
    return day.year + (day.month >= 10)


@dataclass(frozen=True, slots=True, order=True)
class FiscalQuarter:
    """A quarter of the federal fiscal year; `number` runs from 1 (October to December) to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise QuarterUnreadable(f"A year has quarters 1 to 4, not {self.number}.", field="quarter")

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return date(self.year - 1, 10, 1) if self.number == 1 else date(self.year, 3 * self.number - 5, 1)

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return self.next.first_day - ONE_DAY

    @property
    def next(self) -> FiscalQuarter:
        """The quarter after this one."""
        return FiscalQuarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> FiscalQuarter:
        """The quarter before this one."""
        return fiscal_quarter(self.first_day - ONE_DAY)

    @property
    def label(self) -> str:
        """The quarter as people write it: `FY2027 Q1`."""
        return f"FY{self.year} Q{self.number}"

    @classmethod
    def parse(cls, text: str) -> FiscalQuarter:
        """The quarter that a label names. Refuses anything but a label, with how to write one."""
        found = re.fullmatch(r"FY ?(\d{4}) ?Q([1-4])", text.strip().upper(), re.ASCII)
        if not found or not 1990 <= int(found[1]) <= 2100:
            raise QuarterUnreadable(
                f"“{text.strip()[:40]}” is no fiscal quarter. Write it as FY2027 Q1.", field="quarter"
            )
        return cls(int(found[1]), int(found[2]))


def fiscal_quarter(day: date) -> FiscalQuarter:
    """The fiscal quarter that the day is in."""
    return FiscalQuarter(fiscal_year(day), (day.month - 10) % 12 // 3 + 1)


def age_in_days(since: date, today: date) -> int:
    """How many days it has been; 0 on the day itself, negative before it."""
    return (today - since).days


def lapses_after_a_quarter(assessed_on: date, today: date) -> bool:
    """Whether an assessment is out of date: more than 92 days old.

    A rule of the hub: experts look at their cells once between quarterly meetings. Counted in days from the
    assessment, so that nobody needs to know where a quarter ends to know when theirs runs out.
    """
    return age_in_days(assessed_on, today) > A_QUARTER


def last_good_day(assessed_on: date) -> date:
    """The last day on which an assessment still counts."""
    return assessed_on + timedelta(days=A_QUARTER)
