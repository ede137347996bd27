"""The government's calendar, on known days and on made-up ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaisons import clocks
from liaisons.clocks import FiscalQuarter

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
COUNTS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 12, 2, 4, 30, tzinfo=UTC), "2026-12-01"),  # 11:30 p.m. in Washington
        (datetime(2026, 12, 2, 5, 0, tzinfo=UTC), "2026-12-02"),
        (datetime(2026, 7, 2, 3, 59, tzinfo=UTC), "2026-07-01"),  # summer time
        (datetime(2026, 7, 2, 4, 0, tzinfo=UTC), "2026-07-02"),
    ],
)
def test_the_day_is_washingtons(instant: datetime, day: str) -> None:
    assert clocks.today_of(instant) == day
    assert clocks.day_of(instant) == date.fromisoformat(day)


def test_the_holidays_of_2026() -> None:
    # As the Office of Personnel Management lists them; Independence Day falls on a Saturday.
    assert clocks.list_holidays(2026) == (
        (date(2026, 1, 1), "New Year's Day"),
        (date(2026, 1, 19), "Birthday of Martin Luther King, Jr."),
        (date(2026, 2, 16), "Washington's Birthday"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 6, 19), "Juneteenth National Independence Day"),
        (date(2026, 7, 3), "Independence Day"),
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 10, 12), "Columbus Day"),
        (date(2026, 11, 11), "Veterans Day"),
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 12, 25), "Christmas Day"),
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 12, 31), "New Year's Day"),  # January 1, 2022, is a Saturday
        (date(2022, 1, 1), None),
        (date(2023, 1, 2), "New Year's Day"),  # January 1, 2023, is a Sunday
        (date(2023, 1, 1), None),
        (date(2021, 6, 18), "Juneteenth National Independence Day"),  # the first one, on a Saturday
        (date(2020, 6, 19), None),
        (date(2027, 6, 18), "Juneteenth National Independence Day"),
        (date(2021, 5, 31), "Memorial Day"),  # the last of five Mondays
        (date(2018, 11, 12), "Veterans Day"),  # November 11 is a Sunday
        (date(2025, 1, 20), "Birthday of Martin Luther King, Jr."),
        (date(2021, 1, 20), None),  # Inauguration Day is none here
        (date(2027, 12, 24), "Christmas Day"),  # Saturday
    ],
)
def test_holidays_are_kept_on_the_day_they_are_observed(day: date, name: str | None) -> None:
    assert clocks.holiday_name(day) == name


def test_a_year_has_eleven_holidays_and_had_ten_before_juneteenth() -> None:
    assert [len(clocks.list_holidays(year)) for year in (2019, 2020, 2021, 2022, 2026)] == [
        10,
        10,
        11,
        11,
        11,
    ]


@given(st.integers(1990, 2100))
def test_every_holiday_is_kept_from_monday_to_friday(year: int) -> None:
    assert all(day.weekday() < 5 and not clocks.is_business_day(day) for day, _ in clocks.list_holidays(year))


def test_business_days_over_thanksgiving() -> None:
    tuesday = date(2026, 11, 24)
    assert clocks.add_business_days(tuesday, 1) == date(2026, 11, 25)
    assert clocks.add_business_days(tuesday, 2) == date(2026, 11, 27)
    assert clocks.add_business_days(tuesday, 3) == date(2026, 11, 30)
    assert clocks.add_business_days(date(2026, 11, 30), -3) == tuesday
    assert clocks.business_days_between(tuesday, date(2026, 11, 30)) == 3
    assert clocks.business_days_between(date(2026, 11, 30), tuesday) == -3


def test_nothing_added_is_the_day_itself_even_on_a_sunday() -> None:
    sunday = date(2026, 11, 22)
    assert clocks.add_business_days(sunday, 0) == sunday
    assert clocks.add_business_days(sunday, 1) == date(2026, 11, 23)
    assert clocks.business_days_between(sunday, sunday) == 0


@given(DAYS, COUNTS)
def test_counting_undoes_adding(day: date, number: int) -> None:
    assert clocks.business_days_between(day, clocks.add_business_days(day, number)) == number


@given(DAYS, st.integers(1, 60))
def test_adding_ends_on_a_business_day_on_either_side(day: date, number: int) -> None:
    after, before = clocks.add_business_days(day, number), clocks.add_business_days(day, -number)
    assert clocks.is_business_day(after) and clocks.is_business_day(before)
    assert before < day < after


@given(DAYS, COUNTS, COUNTS)
def test_adding_twice_is_adding_the_sum(day: date, first: int, second: int) -> None:
    together = clocks.add_business_days(day, first + second)
    assert clocks.add_business_days(clocks.add_business_days(day, first), second) == together


@given(DAYS, COUNTS, COUNTS)
def test_counts_over_two_spans_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    whole = clocks.business_days_between(start, end)
    parts = clocks.business_days_between(start, middle) + clocks.business_days_between(middle, end)
    assert whole == parts
    assert clocks.business_days_between(end, start) == -whole


@given(DAYS)
def test_no_stretch_without_a_business_day_is_longer_than_four_days(day: date) -> None:
    assert any(clocks.is_business_day(day + timedelta(days=n)) for n in range(5))


@pytest.mark.parametrize(
    ("day", "label", "first", "last"),
    [
        (date(2026, 9, 30), "FY2026 Q4", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), "FY2027 Q1", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 11, 24), "FY2027 Q1", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), "FY2027 Q2", date(2027, 1, 1), date(2027, 3, 31)),
        (date(2028, 4, 30), "FY2028 Q3", date(2028, 4, 1), date(2028, 6, 30)),
    ],
)
def test_quarters_of_known_days(day: date, label: str, first: date, last: date) -> None:
    quarter = clocks.fiscal_quarter(day)
    assert (quarter.label, quarter.first_day, quarter.last_day) == (label, first, last)
    assert clocks.fiscal_year(day) == quarter.year


@given(DAYS)
def test_a_day_is_in_its_quarter_and_quarters_follow_without_a_gap(day: date) -> None:
    quarter = clocks.fiscal_quarter(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.next.first_day == quarter.last_day + timedelta(days=1)
    assert quarter.before < quarter < quarter.next
    assert quarter.next.before == quarter == quarter.before.next
    assert FiscalQuarter.parse(quarter.label) == quarter


def test_a_quarter_is_read_in_small_letters_and_without_spaces() -> None:
    assert FiscalQuarter.parse(" fy2027q1 ") == FiscalQuarter(2027, 1)
    assert FiscalQuarter.parse("FY 2027 Q4") == FiscalQuarter(2027, 4)


@pytest.mark.parametrize(
    "text", ["", "2027 Q1", "FY2027 Q5", "FY27 Q1", "FY2027 Q1 and more", "FY٢٠٢٧ Q1", "FY9999 Q1"]
)
def test_other_words_are_refused_with_how_to_write_a_quarter(text: str) -> None:
    with pytest.raises(clocks.QuarterUnreadable) as no:
        FiscalQuarter.parse(text)
    assert no.value.sentence == f"“{text}” is no fiscal quarter. Write it as FY2027 Q1."
    assert no.value.field == "quarter"


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(clocks.QuarterUnreadable):
        FiscalQuarter(2027, 5)


def test_an_assessment_counts_for_92_days() -> None:
    assessed = date(2026, 8, 24)
    assert clocks.last_good_day(assessed) == date(2026, 11, 24)
    assert not clocks.lapses_after_a_quarter(assessed, date(2026, 11, 24))
    assert clocks.lapses_after_a_quarter(assessed, date(2026, 11, 25))
    assert not clocks.lapses_after_a_quarter(assessed, assessed)


@given(DAYS)
def test_an_assessment_outlives_every_quarter_that_begins_with_it(day: date) -> None:
    quarter = clocks.fiscal_quarter(day)
    assert not clocks.lapses_after_a_quarter(quarter.first_day, quarter.last_day)
    assert clocks.lapses_after_a_quarter(quarter.first_day, quarter.next.last_day)


def test_age_counts_days() -> None:
    assert clocks.age_in_days(date(2026, 11, 24), date(2026, 11, 24)) == 0
    assert clocks.age_in_days(date(2026, 10, 24), date(2026, 11, 24)) == 31
