"""The pages of groups and meetings: what is missing first, one button that asks all, and what one chooses."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.liaisons import people
from graph.unit import Graph
from liaisons.actors import Actor
from tests.builders import build_directory, build_person, fingerprint
from tests.engines.pool import Engine
from tests.hub.stand import Stand, build_stand
from tests.meetings.quarter import GROUP, KEY, Quarter, seed

PAGE = f"/meetings/{KEY}"
NOTHING = "There is nothing here, or it is not shared with you."


@dataclass(frozen=True)
class Site:
    """The application over a seeded quarter."""

    stand: Stand
    quarter: Quarter

    def get(self, actor: Actor, path: str = PAGE) -> tuple[int, str]:
        answer = self.stand.client(actor).get(path)
        return answer.status_code, html.unescape(answer.get_data(as_text=True))

    def post(self, actor: Actor, path: str, **data: str) -> tuple[int, str]:
        answer = self.stand.client(actor).post(path, data=data)
        return answer.status_code, html.unescape(answer.get_data(as_text=True))

    def line(self, name: str) -> str:
        """The address of a line, by the name of its thing."""
        return f"{PAGE}/lines/{self.quarter.keys[name].rpartition('/')[2]}"


def build(graph: Graph, folder: Path) -> Site:
    """People of the quarter are in the directory too: a page asks for its reader's time zone."""
    directory = build_directory(graph)
    quarter = seed(graph, directory)
    for key in ("carla", "sol", "tia", "dana", "sam", "ada"):
        row = {
            "name": key, "sort": key, "email": f"{key}@x.example", "kind": "federal", "madeUp": True,
            "audienceKey": "public", "timeZone": "America/Chicago" if key == "carla" else None,
        }  # fmt: skip
        graph.write(
            lambda tx, k=key, r=row: tx.the(people.ADD, key=k, person=r)  # type: ignore[misc]  # bound now
        )
    return Site(build_stand(graph, directory, folder), quarter)


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


LINE = "{needs}"
BAD: tuple[tuple[str, dict[str, str], int, str], ...] = (
    ("/groups/CEE002/plan", {"day": "2026-12-25", "starts_at": "10:00", "minutes": "120"}, 422, "Christmas"),
    ("/groups/CEE002/plan", {"day": "soon", "starts_at": "10:00", "minutes": "120"}, 422, "is not a day"),
    ("/groups/CEE002/charter", {"charter": " ", "version": "0"}, 422, "The charter is empty."),
    ("/groups/CEE002/charter", {"charter": "Ours", "version": "4"}, 409, "saved this at"),
    (f"{PAGE}/move", {"day": "2026-12-12", "starts_at": "10:00", "minutes": "9", "reason": "So.",
                      "version": "1"}, 422, "a Saturday"),
    (f"{PAGE}/move", {"day": "2026-12-15", "starts_at": "noon", "minutes": "9", "reason": "So.",
                      "version": "1"}, 422, "Write it as 10:00."),
    (f"{PAGE}/move", {"day": "2026-12-15", "starts_at": "10:00", "minutes": "9", "version": "1"}, 422,
     "The reason is empty."),
    (f"{PAGE}/ask", {"by_day": "2026-12-24", "token": "t"}, 422, "after the meeting"),
    (f"{PAGE}/ask", {"by_day": "2026-12-03"}, 422, "Give an idempotency key"),
    (f"{PAGE}/add", {"title": "", "why": "So.", "minutes": "5", "block": "group", "token": "t"}, 422,
     "The line is empty."),
    (f"{PAGE}/add", {"title": "L", "why": "So.", "minutes": "999", "block": "group", "token": "t"}, 422,
     "Give a line 1 to 240 minutes"),
    (f"{PAGE}/add", {"title": "L", "why": "So.", "minutes": "5", "block": "MOON", "token": "t"}, 422,
     "has no block here"),
    (f"{PAGE}/add", {"title": "L", "why": "So.", "minutes": "5", "block": "group", "issue": "NO-SUCH",
                     "token": "t"}, 404, NOTHING),
    (f"{PAGE}/freeze", {"version": "9"}, 409, "saved this at"),
    (f"{PAGE}/reopen", {"reason": "So.", "version": "1"}, 409, "for that it would have to be frozen"),
    (f"{PAGE}/hold", {"version": "1"}, 409, "for that it would have to be frozen"),
    (f"{PAGE}/explode", {}, 404, NOTHING),
    (f"{PAGE}/lines/NO-SUCH/accept", {"version": "0"}, 404, NOTHING),
    (f"{PAGE}/lines/{LINE}/explode", {"version": "0"}, 404, NOTHING),
    (f"{PAGE}/lines/{LINE}/accept", {"version": "7"}, 409, "is undone"),
    (f"{PAGE}/lines/{LINE}/up", {"version": "0"}, 409, "first in its block already"),
    (f"{PAGE}/lines/{LINE}/undo", {"version": "0"}, 409, "Nothing was chosen"),
    (f"{PAGE}/lines/{LINE}/remove", {"version": "0"}, 422, "The reason is empty."),
    (f"{PAGE}/lines/{LINE}/minutes", {"version": "0", "minutes": "many"}, 422, ""),
    ("/meetings/CEE002/FY99-Q1/freeze", {"version": "1"}, 404, NOTHING),
)  # fmt: skip


@pytest.fixture(scope="module")
def still(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that nothing refused changes."""
    return build(one_engine.empty(), Path(tmp_path_factory.mktemp("hub")))


@pytest.fixture(scope="module")
def untouched(still: Site) -> str:
    return fingerprint(still.stand.graph)


@pytest.mark.parametrize(("path", "data", "status", "sentence"), BAD, ids=[f"{b[0]} {b[3]}" for b in BAD])
def test_what_can_t_be_taken_is_told_and_changes_nothing(
    still: Site, untouched: str, path: str, data: dict[str, str], status: int, sentence: str
) -> None:
    path = path.replace(LINE, still.quarter.keys["needs"])
    found, page = still.post(still.quarter.chair, path, **data)
    assert (found, sentence in page) == (status, True)
    assert fingerprint(still.stand.graph) == untouched


@pytest.mark.parametrize("who", ["liaison", "member", "other"])
def test_who_does_not_run_the_group_changes_nothing(still: Site, untouched: str, who: str) -> None:
    actors: dict[str, Callable[[], Actor]] = {
        "liaison": lambda: still.quarter.liaison,
        "member": lambda: still.quarter.member,
        "other": lambda: build_person(
            still.stand.graph, "otto", ("chair", "CEE003", "group:CEE003", "group"),
            ("liaison", "FDA", "CEE002~FDA", "alignment"), ("trade-member", "A-1", GROUP, "group"),
        ),
    }  # fmt: skip
    for path, data, _, _ in BAD:
        found, _page = still.post(actors[who](), path.replace(LINE, still.quarter.keys["needs"]), **data)
        assert found in (403, 404), path
    assert fingerprint(still.stand.graph) == untouched
