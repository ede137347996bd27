"""The pages of groups and meetings: what is missing first, one button that asks all, and what one chooses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import build_person
from tests.engines.pool import Engine
from tests.hub.pages.meeting_site import PAGE, Site, build


@pytest.fixture
def site(any_engine: Engine, tmp_path: Path) -> Site:
    return build(any_engine.empty(), tmp_path)


def test_the_first_screen_says_when_what_is_missing_and_from_whom(site: Site) -> None:
    status, page = site.get(site.quarter.chair)
    assert status == 200
    assert "Thursday, Dec 10, 2026, 10:00 a.m.</time> to 12 noon ET (9:00 a.m. where you are)." in page
    assert "Cut-off" in page
    assert page.index("It lacks") < page.index("Ask all by Thursday, Dec 3, 2026") < page.index("<h2>Missing")
    assert page.index("<h2>Missing") < page.index('id="agenda"')
    assert "a position on “Needs an answer”" in page
    assert "FDA says it needs resolution since Oct 14, 2026" in page
    assert f'href="/issues/{site.quarter.keys["needs"]}"' in page
    assert "105 of 120 minutes" in page


def test_one_button_asks_all_and_the_page_says_since_when(site: Site) -> None:
    status, _ = site.post(site.quarter.chair, f"{PAGE}/ask", by_day="2026-12-03", token="t")
    assert status == 303
    _, page = site.get(site.quarter.chair)
    assert "not yet" not in page


def test_choices_of_a_line_by_its_buttons_and_forms(site: Site) -> None:
    chair, line = site.quarter.chair, site.line("needs")
    assert site.post(chair, f"{line}/down", version="0")[0] == 303
    _, page = site.get(chair)
    assert page.index("Got worse</a>") < page.rindex("Needs an answer</a>")
    assert site.post(chair, f"{line}/minutes", version="1", minutes="60")[0] == 303
    assert "155 of 120 minutes: <b" in site.get(chair)[1]
    assert "35 minutes over" in site.get(chair)[1]
    assert site.post(chair, f"{line}/remove", version="2", reason="Next time.")[0] == 303
    _, page = site.get(chair)
    assert "Next time." in page[page.index("<h2>Taken off") :]
    assert site.post(chair, f"{line}/undo", version="3")[0] == 303
    assert "Taken off" not in site.get(chair)[1]


def test_a_line_by_hand_a_freeze_a_reopening_and_a_move(site: Site) -> None:
    chair = site.quarter.chair
    added = {"title": "Tour de table", "why": "asked for", "block": "group", "minutes": "5",
             "readers": "members", "token": "t"}  # fmt: skip
    assert site.post(chair, f"{PAGE}/add", **added)[0] == 303
    assert "Tour de table" in site.get(chair)[1]
    moved = {"day": "2026-12-15", "starts_at": "9:30", "minutes": "90", "reason": "A storm.", "version": "1"}
    assert site.post(chair, f"{PAGE}/move", **moved)[0] == 303
    assert "Tuesday, Dec 15, 2026, 9:30 a.m." in site.get(chair)[1]
    assert site.post(chair, f"{PAGE}/freeze", version="2")[0] == 303
    _, page = site.get(chair)
    assert "The agenda is frozen since" in page
    assert "Add a line" not in page
    status, said = site.get(chair, f"{PAGE}/add")
    assert (status, "Reopen it first." in said) == (409, True)
    assert site.post(chair, f"{PAGE}/reopen", version="3", reason="One more.")[0] == 303
    assert "Add a line" in site.get(chair)[1]


def test_the_same_page_for_those_who_attend_has_no_buttons(site: Site) -> None:
    site.quarter.publish(site.quarter.keys["needs"], "Notices may come late")
    _, page = site.get(site.quarter.liaison)
    assert "Needs an answer" in page
    assert "Freeze the agenda" not in page
    assert "Ask all" not in page
    assert "Input FILED" not in page
    status, page = site.get(site.quarter.member)
    assert status == 200
    # Times of a line would tell of those between.
    assert "of 120 minutes" not in page
    assert 'data-label="Time"' not in page
    assert "Notices may come late" in page
    assert "Needs an answer" not in page
    assert "Missing" not in page
    for stranger in (site.quarter.people.stranger, site.quarter.people.account):
        assert site.get(stranger)[0] == 404


def test_the_issue_and_home_lead_to_the_meeting(site: Site) -> None:
    for path in (f"/issues/{site.quarter.keys['needs']}", "/home", "/meetings", "/groups/CEE002"):
        assert f'href="{PAGE}"' in site.get(site.quarter.liaison, path)[1], path


def test_the_groups_page_is_complete(site: Site) -> None:
    chair = site.quarter.chair
    words = {"charter": "What we are for.", "milestones": "One\r\nTwo", "version": "0"}
    assert site.post(chair, "/groups/CEE002/charter", **words)[0] == 303
    _, page = site.get(chair, "/groups/CEE002")
    for words_of in ("APP working group", "What we are for.", "<li>Two</li>", "FDA</a>", "APHIS</a>"):
        assert words_of in page
    assert site.get(chair, "/groups/CEE001")[0] == 200
    assert site.get(chair, "/groups/MOON")[0] == 404


def test_a_coming_meeting_is_planned_once(site: Site) -> None:
    other = build_person(site.stand.graph, "carla", ("chair", "CEE003", "group:CEE003", "group"))
    _, page = site.get(other, "/groups/CEE003")
    assert "Plan the meeting of FY2027 Q1" in page
    form = {"day": "2026-12-09", "starts_at": "10:00", "minutes": "120", "token": "t"}
    assert site.post(other, "/groups/CEE003/plan", **form)[0] == 303
    status, page = site.post(other, "/groups/CEE003/plan", **(form | {"token": "u"}))
    assert (status, "The group has its meeting of FY2027 Q1. Move that one." in page) == (409, True)
