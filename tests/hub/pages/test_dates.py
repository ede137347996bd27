"""Days and instants read as people say them."""

import pytest

from hub import dates

TODAY = "2026-11-24"


def test_a_day_is_said_with_its_month_in_letters() -> None:
    assert dates.say_day("2026-12-04") == "Dec 4, 2026"


@pytest.mark.parametrize(("known", "said"), [("2016", "2016"), ("2013-06", "Jun 2013")])
def test_what_is_known_by_year_or_month_stays_so(known: str, said: str) -> None:
    assert dates.say_day(known) == said


def test_a_day_of_this_year_needs_no_year() -> None:
    assert dates.say_short_day("2026-12-04", TODAY) == "Dec 4"
    assert dates.say_short_day("2027-01-05", TODAY) == "Jan 5, 2027"


def test_the_title_of_a_day_names_its_weekday() -> None:
    assert dates.say_full_day("2026-12-04") == "Friday, Dec 4, 2026"
    assert dates.say_full_day("2016") == "2016 (year only)"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ("2026-12-04T19:05:00+00:00", "Dec 4, 2026, 2:05 p.m. ET"),
        ("2026-07-04T16:00:00+00:00", "Jul 4, 2026, 12:00 p.m. ET"),
        ("2026-12-05T04:59:00+00:00", "Dec 4, 2026, 11:59 p.m. ET"),
        ("2026-12-04T05:07:00Z", "Dec 4, 2026, 12:07 a.m. ET"),
    ],
)
def test_an_instant_is_said_by_the_clock_of_washington(instant: str, said: str) -> None:
    assert dates.say_instant(instant) == said


def test_since_a_year_or_a_day() -> None:
    assert dates.say_since("2016") == "since 2016"
    assert dates.say_since("2026-11-03") == "since Nov 3, 2026"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-03", "21 days"),
        ("2026-11-23", "1 day"),
        ("2026-11-24", "0 days"),
        ("2016", "10 years"),
        ("2025", "1 year"),
        ("2026", "this year"),
    ],
)
def test_an_age_is_in_days_where_the_day_is_known(day: str, said: str) -> None:
    assert dates.say_age(day, TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        # Thanksgiving, Nov 26, is no business day.
        ("2026-12-04", "due Dec 4 (7 business days)"),
        ("2026-11-25", "due Nov 25 (1 business day)"),
        ("2026-11-24", "due today"),
        ("2026-11-12", "due Nov 12 (12 days over)"),
    ],
)
def test_a_due_day_says_how_long_is_left(day: str, said: str) -> None:
    assert dates.say_due(day, TODAY) == said


def test_over_is_said_only_when_it_is_over() -> None:
    assert dates.say_over("2026-11-23", TODAY) == "1 day over"
    assert dates.say_over("2026-11-24", TODAY) == ""
