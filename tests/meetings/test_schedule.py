"""Four meetings in a fiscal year, on business days, whatever the year and whoever's turn it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaisons.clocks import FiscalQuarter, fiscal_quarter, holiday_name, is_business_day
from liaisons.errors import Refused
from meetings.schedule import (
    When,
    cut_off_of,
    key_of,
    next_quarter,
    propose_day,
    take_when,
    turn_of,
)

YEARS = st.integers(1990, 2100)
TURNS = st.integers(0, 9)
Q1 = FiscalQuarter(2027, 1)
TODAY = date(2026, 11, 24)


@given(YEARS, TURNS)
def test_a_group_meets_four_times_a_year_on_business_days_and_on_no_holiday(year: int, turn: int) -> None:
    quarters = [FiscalQuarter(year, number) for number in (1, 2, 3, 4)]
    days = [propose_day(quarter, turn=turn) for quarter in quarters]
    assert [fiscal_quarter(day) for day in days] == quarters
    assert all(is_business_day(day) and holiday_name(day) is None for day in days)
    assert all(fiscal_quarter(cut_off_of(day)) == fiscal_quarter(day) for day in days)


@given(YEARS, st.sampled_from((1, 2, 3, 4)))
def test_no_two_centers_meet_on_one_day(year: int, number: int) -> None:
    days = {propose_day(FiscalQuarter(year, number), turn=turn) for turn in range(10)}
    assert len(days) == 10


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), TURNS)
def test_the_next_meeting_is_never_in_the_past_nor_more_than_a_quarter_and_a_half_away(
    today: date, turn: int
) -> None:
    day = propose_day(next_quarter(today, turn=turn), turn=turn)
    assert 0 <= (day - today).days <= 120


def test_what_the_demonstrations_day_gives() -> None:
    assert turn_of("CEE002") == 2
    assert next_quarter(TODAY, turn=2) == Q1
    assert propose_day(Q1, turn=2) == date(2026, 12, 10)
    assert cut_off_of(date(2026, 12, 10)) == date(2026, 12, 3)
    assert key_of("CEE002", Q1) == "CEE002/FY27-Q1"


@pytest.mark.parametrize(
    ("when", "code", "words"),
    [
        (When("2026-12-25"), "NO_BUSINESS_DAY", "Christmas Day"),
        (When("2026-12-12"), "NO_BUSINESS_DAY", "a Saturday"),
        (When("2026-12-13"), "NO_BUSINESS_DAY", "a Sunday"),
        (When("2027-01-05"), "DAY_OUTSIDE_QUARTER", "FY2027 Q1"),
        (When("2026-11-23"), "DAY_PASSED", "has passed"),
        (When("2026-12-10", "25:00"), "CLOCK_UNREADABLE", "10:00"),
        (When("2026-12-10", "9:77"), "CLOCK_UNREADABLE", "10:00"),
        (When("2026-12-10", "noon"), "CLOCK_UNREADABLE", "10:00"),
        (When("2026-12-10", minutes=0), "LENGTH_IMPOSSIBLE", "480"),
        (When("2026-12-10", minutes=481), "LENGTH_IMPOSSIBLE", "480"),
    ],
)
def test_a_day_or_time_that_cannot_be_is_refused_in_words(when: When, code: str, words: str) -> None:
    with pytest.raises(Refused) as no:
        take_when(when, Q1, today=TODAY)
    assert no.value.code == code
    assert words in no.value.sentence


def test_a_time_is_kept_in_one_form() -> None:
    assert take_when(When("2026-12-10", "9:05"), Q1, today=TODAY) == When("2026-12-10", "09:05")
