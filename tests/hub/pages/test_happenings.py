"""The timeline has words for everything that can happen to an issue."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from graph.outbox import Event
from hub.pages.happenings import DETAIL, DONE, happenings_of
from matrix import events
from tests.hub.pages.stub import the_directory

# What experts say of a cell stands on the cell's page, with its own words.
ELSEWHERE = {"CellAssessed"}

SAID: list[tuple[str, dict[str, Any], str]] = [
    ("IssueReported", {}, "reported it"),
    ("IssueImported", {"source": "GAO-20-62"}, "brought it in from a source: GAO-20-62"),
    ("IssueEdited", {"changed": "endDate, title"}, "changed its words: end date, title"),
    ("IssueEdited", {"changed": ""}, "changed its words: nothing"),
    (
        "IssuePlaced",
        {"added": "FDA/FOO|CEE002/aquaculture, FDA|CEE002", "ended": "", "cells": 2},
        "placed it in the matrix: into FDA/FOO Food × APP Aquaculture, FDA × APP; it stands in 2 cells",
    ),
    (
        "IssuePlaced",
        {"added": "", "ended": "FDA|CEE002", "cells": 1},
        "placed it in the matrix: out of FDA × APP; it stands in 1 cell",
    ),
    (
        "VerdictGiven",
        {"side": "center", "verdict": "confirm", "reason": ""},
        "gave one side's verdict: for the Center's side, systemic",
    ),
    (
        "IssueConfirmed",
        {"side": "agency", "verdict": "confirm", "reason": ""},
        "confirmed it as systemic, as the second side: for the agency's side, systemic",
    ),
    (
        "IssueDeclined",
        {"side": "agency", "verdict": "decline", "reason": "One filer only"},
        "said that it is not systemic, as the second side: "
        "for the agency's side, not systemic. One filer only",
    ),
    (
        "SeverityAssessed",
        {"from": "not assessed", "to": "high", "reason": "Trucks wait"},
        "assessed its severity: from not assessed to high. Trucks wait",
    ),
    (
        "StrengthChanged",
        {"to": "needs resolution", "reason": "Fish spoils"},
        "changed its strength: it needs resolution. Fish spoils",
    ),
    (
        "StrengthChanged",
        {"to": "tracked", "reason": "It stopped"},
        "changed its strength: tracking it is enough. It stopped",
    ),
    (
        "IssueHandedOver",
        {"to": "FDA", "toPerson": "Dana Ruiz", "nextAction": "Call", "dueOn": "2026-12-04", "note": "Soon"},
        "handed it over: to Dana Ruiz (FDA). Next: Call, by Dec 4, 2026. Soon",
    ),
    (
        "IssueHandedOver",
        {"to": "CEE002", "toPerson": None, "nextAction": "Call", "dueOn": "2026-12-04", "note": ""},
        "handed it over: to APP. Next: Call, by Dec 4, 2026",
    ),
    ("IssueTakenUp", {}, "took it up"),
    (
        "CloseProposed",
        {"outcome": "implemented", "reason": "In the release of May"},
        "proposed to close it: implemented. In the release of May",
    ),
    (
        "CloseDeclined",
        {"outcome": "implemented", "reason": "Still seen", "proposedBy": "FDA"},
        "declined to close it: implemented, as FDA proposed. Still seen",
    ),
    (
        "IssueImplemented",
        {"outcome": "implemented", "reason": "Seen", "proposedBy": "FDA"},
        "agreed that it is implemented; it is watched for a quarter: implemented, as FDA proposed. Seen",
    ),
    ("IssueClosed", {"outcome": "not implemented"}, "closed it: not implemented"),
    ("IssueReopened", {"reason": "Back again"}, "reopened it: Back again"),
    ("ClaimStated", {"about": "cost", "text": "$400 a day"}, "made a statement: cost: $400 a day"),
    ("CommentMade", {}, "commented"),
    ("PublicationDrafted", {}, "drafted what the trade might read of it"),
    ("PublicationEdited", {}, "changed the draft for the trade"),
    ("PublicationPublished", {}, "published it for the trade"),
    ("PublicationWithdrawn", {"reason": "Outdated"}, "withdrew what the trade read of it: Outdated"),
]


def say(name: str, said: dict[str, Any]) -> str:
    row: Any = {
        "name": name,
        "said": orjson.dumps(said).decode(),
        "personName": "Kim Osei",
        "partyKey": "CEE002",
        "at": "2026-11-24T15:00:00+00:00",
        "audienceKey": "interagency",
        "subjectKey": "K1",
    }
    [line] = happenings_of([row], the_directory())
    assert (line.who, line.party) == ("Kim Osei", "APP")
    return f"{line.words}: {line.detail}" if line.detail else line.words


def test_every_kind_of_event_has_words() -> None:
    known = {
        name for name, kind in vars(events).items() if isinstance(kind, type) and issubclass(kind, Event)
    } - {"Event"}
    assert set(DONE) == known - ELSEWHERE
    assert set(DETAIL) <= set(DONE)
    assert {name for name, _, _ in SAID} == set(DONE)


@pytest.mark.parametrize(("name", "said", "words"), SAID)
def test_an_event_is_told_in_words(name: str, said: dict[str, Any], words: str) -> None:
    assert say(name, said) == words
