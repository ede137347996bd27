"""Gives the templates the words for days and instants as filters: `{{ day|say_day }}`."""

from __future__ import annotations

from flask import Flask

from hub.dates import (
    say_age,
    say_clock,
    say_day,
    say_days,
    say_due,
    say_full_day,
    say_instant,
    say_over,
    say_short_day,
    say_since,
    say_time,
)

FILTERS = (
    say_day,
    say_short_day,
    say_full_day,
    say_days,
    say_time,
    say_clock,
    say_instant,
    say_since,
    say_age,
    say_due,
    say_over,
)


def register(app: Flask) -> None:
    """Give the templates their filters."""
    for say in FILTERS:
        app.add_template_filter(say)
