"""Home: what waits for the party that one acts for, overdue first, and the next meeting."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from hub.login import visit
from hub.pages.inputs import SMALL_WORDS
from hub.pages.meetings import who_meets
from liaisons import clocks
from liaisons.waiting import waiting_for
from matrix.states import WORDS, State
from meetings.meetings import find_next

pages = Blueprint("home", __name__)


@pages.get("/home")
def show() -> ResponseReturnValue:
    """The held things, each with its next action, due day and one link."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=/home")
    today = clocks.today_of(seen.now)
    week = (date.fromisoformat(today) + timedelta(days=7)).isoformat()
    waiting, meeting = seen.graph.read(
        lambda tx: (waiting_for(tx, seen.actor), find_next(tx, seen.actor, today=today))
    )
    return render_template(
        "home.html",
        title="What waits for you",
        section="home",
        waiting=waiting,
        overdue=waiting.count_overdue(today),
        meeting=meeting,
        soon=waiting.count_due(today, week),
        state_words={
            "issue": {str(state): words.lower() for state, words in WORDS.items()},
            "input": SMALL_WORDS,
        },
        states=State,
        name_of=seen.directory.name_of,
        who_meets=who_meets(seen),
    )
