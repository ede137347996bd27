"""What the pages of groups and meetings can't take is told, and changes nothing; nor do those who may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from liaisons.actors import Actor
from tests.builders import build_person, fingerprint
from tests.engines.pool import Engine
from tests.hub.pages.meeting_site import NOTHING, PAGE, Site, build
from tests.meetings.quarter import GROUP

LINE = "{needs}"
BAD: tuple[tuple[str, dict[str, str], int, str], ...] = (
    ("/groups/CEE002/plan", {"day": "2026-12-25", "starts_at": "10:00", "minutes": "120"}, 422, "Christmas"),
    ("/groups/CEE002/plan", {"day": "soon", "starts_at": "10:00", "minutes": "120"}, 422, "is not a day"),
    ("/groups/CEE002/plan", {"day": "2026-12-14", "starts_at": "9:00", "minutes": "9", "agency": "MOON"}, 422,
     "MOON is not aligned with APP"),
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
