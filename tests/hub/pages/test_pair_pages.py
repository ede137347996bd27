"""The pages of a meeting with one agency alone: planned by the same form, and no word of it to others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liaisons.actors import Actor
from tests.builders import build_person, fingerprint
from tests.engines.pool import Engine
from tests.hub.pages.meeting_site import NOTHING, Site, build
from tests.meetings.pairing import AGENCY, PAIR, freeze, issue

PAGE = f"/meetings/{PAIR}"
FORM = {"day": "2026-12-14", "starts_at": "10:00", "minutes": "60", "agency": AGENCY, "token": "t"}
PLAN = "/groups/CEE002/plan"
# What changes at each look, whoever looks.
FRESH = re.compile(r'(nonce|value)="[^"]*"')


@pytest.fixture
def site(any_engine: Engine, tmp_path: Path) -> Site:
    return build(any_engine.empty(), tmp_path)


def test_it_is_planned_by_the_same_form_with_a_choice(site: Site) -> None:
    chair = site.quarter.chair
    _, page = site.get(chair, "/groups/CEE002")
    [address] = re.findall(r'href="(/groups/CEE002/plan\?with=[A-Z]+)">Plan a meeting with one agency', page)
    status, page = site.get(chair, address)
    assert status == 200
    assert f'<option selected value="{address.rpartition("=")[2]}">' in page
    assert '<option value="">The whole group</option>' in page
    assert site.post(chair, PLAN, **FORM)[0] == 303
    status, page = site.get(chair, PAGE)
    assert status == 200
    assert "<h1>APP with FDA, FY2027 Q1</h1>" in page
    assert "Needs an answer" in page
    assert "Left over" not in page
    _, page = site.get(chair, "/groups/CEE002")
    assert "FY2027 Q1 with FDA, Dec 14" in page
    assert "APP and FDA alone" in page
    assert "Meets Thursday, Dec 10, 2026" in page
    for path in ("/meetings", f"/issues/{site.quarter.keys['needs']}"):
        assert "APP with FDA" in site.get(site.quarter.liaison, path)[1], path
    _, page = site.get(chair, "/packets")
    assert "APP with FDA, FDA edition" in page
    assert "APP with FDA, Trade edition" not in page


def test_every_action_of_a_meeting_is_there_for_it(site: Site) -> None:
    chair = site.quarter.chair
    assert site.post(chair, PLAN, **FORM)[0] == 303
    _, page = site.get(chair, f"{PAGE}/add")
    assert "Both sides" in page
    assert "APHIS" not in page
    assert "the trade too" not in page
    line = f"{PAGE}/lines/{site.quarter.keys['needs']}"
    when = {"day": "2026-12-15", "starts_at": "9:30", "minutes": "90", "reason": "A storm."}
    for path, data in (
        (f"{PAGE}/ask", {"by_day": "2026-12-03", "token": "t"}),
        (f"{line}/accept", {"version": "0"}),
        (f"{PAGE}/add", {"title": "Tour", "why": "So.", "block": "group", "minutes": "5", "token": "u",
                         "readers": "government"}),
        (f"{PAGE}/move", when | {"version": "1"}),
        (f"{PAGE}/freeze", {"version": "2"}),
        (f"{PAGE}/reopen", {"version": "3", "reason": "One more."}),
        (f"{PAGE}/freeze", {"version": "4"}),
        (f"/packets/{PAIR}/government/freeze", {"version": "0"}),
    ):  # fmt: skip
        assert site.post(chair, path, **data)[0] == 303, path
    _, page = site.get(chair, PAGE)
    assert "Tuesday, Dec 15, 2026, 9:30 a.m." in page
    assert "Both sides, 9:30 a.m." in page
    status, page = site.get(chair, f"/packets/{PAIR}/government")
    assert (status, "APP with FDA: Government edition" in page) == (200, True)
    assert site.get(chair, f"/packets/{PAIR}/trade")[0] == 404


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        ({"agency": "MOON"}, 422, "MOON is not aligned with APP on 2026-12-14."),
        ({"agency": "TSA"}, 422, "is not aligned with APP on 2026-12-14. Choose an agency that is"),
        ({"agency": AGENCY}, 409, "The group has its meeting with FDA of FY2027 Q1. Move that one."),
        ({"agency": "APH", "day": "2026-12-25"}, 422, "Christmas"),
    ],
)
def test_what_can_t_be_planned_is_told_at_its_field_and_changes_nothing(
    site: Site, data: dict[str, str], status: int, sentence: str
) -> None:
    site.quarter.plan(FORM["day"], agency=AGENCY)
    before = fingerprint(site.stand.graph)
    found, page = site.post(site.quarter.chair, PLAN, **(FORM | {"token": "u"} | data))
    assert (found, sentence in page) == (status, True)
    if "agency" in sentence:
        assert re.search(r'href="#agency"', page)
    assert fingerprint(site.stand.graph) == before


def test_every_page_of_who_does_not_read_it_is_the_same_as_if_it_were_not_there(site: Site) -> None:
    q = site.quarter
    aphis = build_person(q.graph, "dana", ("liaison", "APH", "CEE002~APH", "alignment"))
    others = {"aphis": aphis, "stranger": q.people.stranger, "member": q.member, "account": q.people.account}
    paths = ("/home", "/meetings", "/groups/CEE002", "/packets", f"/issues/{q.keys['needs']}", PAGE,
             f"{PAGE}/freeze", f"/packets/{PAIR}/government", f"/packets/{PAIR}/FDA",
             f"/packets/{PAIR}/FDA/packet.pdf", "/meetings/CEE002/FY27-Q1")  # fmt: skip

    def look(actor: Actor) -> list[tuple[int, str]]:
        answers = (site.get(actor, path) for path in paths)
        return [(status, FRESH.sub("", page)) for status, page in answers]

    before = {name: look(actor) for name, actor in others.items()}
    q.plan("2026-12-08", agency=AGENCY)
    freeze(q, PAIR)
    for edition in ("government", AGENCY):
        issue(q, PAIR, edition)
    for name, actor in others.items():
        assert look(actor) == before[name], name
        assert NOTHING in site.get(actor, PAGE)[1]
        status, _ = site.post(actor, PLAN, **FORM)
        assert status == 403
    assert "APP with FDA" in site.get(q.liaison, "/home")[1]
