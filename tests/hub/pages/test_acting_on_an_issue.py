"""Acting on an issue by its pages: to whom it goes, where it stands, what can't be done, who saved first."""

from __future__ import annotations

import re

import pytest

from liaisons import assignments, people
from liaisons.actors import Actor, Role, Standing
from liaisons.assignments import NewSeat
from liaisons.people import NewPerson
from matrix import closing, issues, weighing
from matrix.issues import find_issue
from tests.builders import NOW, People, build_issue, confirm, fingerprint, place, take_up
from tests.hub.stand import Stand

ADMINISTRATOR = Actor(
    "p-administrator",
    "Max (made up)",
    "OT",
    (Standing(Role.ADMINISTRATOR, "OT", "OT", "party"),),
    audiences=("interagency", "public"),
)
BOX = re.compile(r'<input[^>]*name="cells" value="([^"]+)"[^>]*?( checked)?>')


def hire(stand: Stand, name: str, role: str, party: str) -> str:
    """Someone in the directory with a role; returns their key."""
    person = NewPerson(name, f"{name.split()[0].lower()}@hub.example", party)
    key = stand.graph.write(
        lambda tx: people.add_person(tx, ADMINISTRATOR, person, idempotency_key=name, now=NOW)
    )["key"]
    seat = NewSeat(key, role, party)
    stand.graph.write(
        lambda tx: assignments.begin_assignment(tx, ADMINISTRATOR, seat, idempotency_key=name, now=NOW)
    )
    return key


def options(page: str) -> dict[str, str]:
    """What a page's first list to choose from offers: words by value."""
    return dict(re.findall(r'<option(?: selected)? value="([^"]*)">([^<]*)</option>', page))


# ---- handing over ----


def test_the_list_offers_parties_and_people_who_may_hold_it(stand: Stand, cast: People) -> None:
    kim = hire(stand, "Kim Osei", "import-specialist", "CEE002")
    hire(stand, "Theo Blunt", "auditor", "OFO-HQ")
    rosa = hire(stand, "Rosa Ingram", "hq-officer", "OFO-FPF")
    changed = place(stand.graph, cast, build_issue(stand.graph, cast))
    page = stand.client(cast.specialist).get(f"/issues/{changed.key}/hand-over").text
    assert options(page) == {
        "CEE002": "APP, whoever is there",
        f"CEE002|{kim}": "Kim Osei, import specialist (APP)",
        "FDA": "FDA, where nobody is named yet",
        "OFO-FPF": "Fines, Penalties and Forfeitures Division, whoever is there",
        f"OFO-FPF|{rosa}": ("Rosa Ingram, headquarters officer (Fines, Penalties and Forfeitures Division)"),
    }


def test_what_few_read_is_offered_to_those_few(stand: Stand, cast: People) -> None:
    hire(stand, "Rosa Ingram", "hq-officer", "OFO-FPF")
    kim = hire(stand, "Kim Osei", "import-specialist", "CEE002")
    changed = build_issue(stand.graph, cast, readers=("FDA",))
    page = stand.client(cast.specialist).get(f"/issues/{changed.key}/hand-over").text
    assert set(options(page)) == {"CEE002", f"CEE002|{kim}", "FDA"}


def test_a_named_person_holds_it_then(stand: Stand, cast: People) -> None:
    rosa = hire(stand, "Rosa Ingram", "hq-officer", "OFO-FPF")
    changed = build_issue(stand.graph, cast)
    data = {"holder": f"OFO-FPF|{rosa}", "next_action": "Call", "due_on": "2026-12-04", "version": "1"}
    client = stand.client(cast.specialist)
    assert client.post(f"/issues/{changed.key}/hand-over", data=data).status_code == 303
    row = stand.graph.read(lambda tx: find_issue(tx, cast.specialist, changed.key))
    assert (row["holderKey"], row["holderPerson"]) == ("OFO-FPF", rosa)
    page = client.get(f"/issues/{changed.key}").text
    assert "to Rosa Ingram (Fines, Penalties and Forfeitures Division). Next: Call, by Dec 4, 2026" in page


@pytest.mark.parametrize("holder", ["EPA", "CEE002|nobody", "A-7KQ4F2", ""])
def test_nobody_else_is_taken_and_what_was_typed_stays(stand: Stand, cast: People, holder: str) -> None:
    changed = build_issue(stand.graph, cast, readers=("FDA",))
    data = {"holder": holder, "next_action": "Call them", "due_on": "2026-12-04", "version": "1"}
    client, before = stand.client(cast.specialist), fingerprint(stand.graph)
    answer = client.post(f"/issues/{changed.key}/hand-over", data=data)
    assert answer.status_code == 422
    assert "Choose" in answer.text
    assert 'value="Call them"' in answer.text
    assert fingerprint(stand.graph) == before


# ---- placing ----


def test_boxes_are_shown_center_by_center_and_keep_what_is_ticked(stand: Stand, cast: People) -> None:
    changed = build_issue(stand.graph, cast)
    address = f"/issues/{changed.key}/place"
    client, before = stand.client(cast.specialist), fingerprint(stand.graph)
    page = client.get(address).text
    assert not any(ticked for _, ticked in BOX.findall(page))

    data = {"show": "1", "agency": "FDA", "center": "CEE002", "version": "1", "cells": ["EPA/PST|CEE001"]}
    answer = client.post(address, data=data)
    boxes = dict(BOX.findall(answer.text))
    assert answer.status_code == 200
    assert boxes["EPA/PST|CEE001"] == " checked"
    assert boxes["FDA/FOO|CEE002/aquaculture"] == boxes["FDA|CEE002"] == ""
    assert fingerprint(stand.graph) == before

    cells = ["EPA/PST|CEE001", "FDA/FOO|CEE002/aquaculture"]
    assert client.post(address, data={"version": "1", "cells": cells}).status_code == 303
    row = stand.graph.read(lambda tx: find_issue(tx, cast.specialist, changed.key))
    assert (row["cells"], row["state"]) == (cells, "placed")


def test_what_stands_elsewhere_is_never_out_of_sight(stand: Stand, cast: People) -> None:
    changed = place(stand.graph, cast, build_issue(stand.graph, cast))
    data = {"show": "1", "agency": "EPA", "center": "CEE001", "version": "2"}
    page = stand.client(cast.specialist).post(f"/issues/{changed.key}/place", data=data).text
    assert dict(BOX.findall(page))["FDA/FOO|CEE002/aquaculture"] == ""
    assert "FDA/FOO Food × APP Aquaculture" in page


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([], "Choose at least one agency program and Center or industry."),
        (["FDA/XXX|CEE002"], "“FDA/XXX” is no agency or program of the directory."),
        (["nonsense"], "“nonsense” is no agency or program of the directory."),
        (["FDA|CEE002/<b>"], "“CEE002/&lt;b&gt;” is no Center or industry of the directory."),
    ],
)
def test_what_can_t_be_placed_is_told(stand: Stand, cast: People, cells: list[str], sentence: str) -> None:
    changed = build_issue(stand.graph, cast)
    client, before = stand.client(cast.specialist), fingerprint(stand.graph)
    answer = client.post(f"/issues/{changed.key}/place", data={"version": "1", "cells": cells})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert fingerprint(stand.graph) == before


# ---- what this state doesn't allow ----

IMPOSSIBLE = {
    "confirm": "This issue is confirmed systemic; for that it would have to be: placed.",
    "agree-close": "Nobody has proposed to close this issue. Propose it first.",
    "decline-close": "Nobody has proposed to close this issue. Propose it first.",
    "end-watch": "for that it would have to be: done, watched for recurrence.",
    "reopen": "for that it would have to be: not systemic.",
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_no_form_is_shown_for_what_this_state_doesn_t_allow(stand: Stand, cast: People, name: str) -> None:
    changed = confirm(stand.graph, cast, place(stand.graph, cast, build_issue(stand.graph, cast)))
    client = stand.client(cast.center_expert)
    assert f"/issues/{changed.key}/{name}" not in client.get(f"/issues/{changed.key}").text
    before = fingerprint(stand.graph)
    answer = client.get(f"/issues/{changed.key}/{name}")
    assert answer.status_code == 409
    assert IMPOSSIBLE[name] in answer.text
    assert f'href="/issues/{changed.key}"' in answer.text
    assert "<form class" not in answer.text
    assert fingerprint(stand.graph) == before


def test_what_is_over_has_no_form_but_for_remarks(stand: Stand, cast: People) -> None:
    changed = take_up(
        stand.graph,
        cast,
        confirm(stand.graph, cast, place(stand.graph, cast, build_issue(stand.graph, cast))),
    )
    given_up = stand.graph.write(
        lambda tx: closing.propose_close(
            tx, cast.liaison, changed.key, outcome="not implemented", reason="No funds",
            version=changed.version, now=NOW,
        )
    )  # fmt: skip
    stand.graph.write(
        lambda tx: closing.agree_close(tx, cast.director, given_up.key, version=given_up.version, now=NOW)
    )
    client = stand.client(cast.director)
    offered = re.findall(
        rf'href="/issues/{changed.key}/([a-z-]+)"', client.get(f"/issues/{changed.key}").text
    )
    assert offered == ["comment", "claim", "publish"]
    for name in ("edit", "place", "assess", "strength", "hand-over", "reopen", "propose-close"):
        answer = client.get(f"/issues/{changed.key}/{name}")
        assert answer.status_code == 409, name


# ---- someone saved first ----


def test_a_passed_version_tells_who_did_what_and_keeps_what_was_typed(stand: Stand, cast: People) -> None:
    changed = place(stand.graph, cast, build_issue(stand.graph, cast))
    draft = issues.Draft("Notices are late", "Prior notices arrive late.", "process", "2026-11-02")
    edited = stand.graph.write(
        lambda tx: issues.edit_issue(tx, cast.director, changed.key, draft, version=changed.version, now=NOW)
    )
    stand.graph.write(
        lambda tx: weighing.assess_issue(
            tx, cast.director, changed.key, severity=3, reason="Fish waits", version=edited.version, now=NOW
        )
    )
    client, before = stand.client(cast.specialist), fingerprint(stand.graph)
    data = {
        "title": "My own title", "text": "Prior notices arrive late.", "kind": "data", "since": "2026-11-02",
        "version": str(changed.version),
    }  # fmt: skip
    answer = client.post(f"/issues/{changed.key}/edit", data=data)
    page = answer.text
    assert answer.status_code == 409
    assert "Iris (made up) saved this at 10:00 a.m. ET." in page
    assert "assessed its severity: from not assessed to high. Fish waits" in page
    assert "changed its words: kind, title" in page
    # Only what passed since, and only where it differs, in the words of the form.
    assert "reported it" not in page
    assert re.findall(r'data-label="Stands now">([^<]*)<', page) == ["Notices are late", "Process"]
    assert 'value="My own title"' in page
    assert fingerprint(stand.graph) == before
    # The form carries what stands now: sent again, it saves.
    version = re.findall(r'name="version"[^>]*value="(\d+)"', page)
    assert version == [str(edited.version + 1)]
    assert client.post(f"/issues/{changed.key}/edit", data=data | {"version": version[0]}).status_code == 303


def test_a_passed_version_of_a_form_without_words_tells_what_happened(stand: Stand, cast: People) -> None:
    changed = place(stand.graph, cast, build_issue(stand.graph, cast))
    stand.graph.write(
        lambda tx: weighing.assess_issue(
            tx, cast.director, changed.key, severity=3, reason="Fish waits", version=changed.version, now=NOW
        )
    )
    client = stand.client(cast.specialist)
    data = {"version": str(changed.version), "cells": ["FDA|CEE002"]}
    answer = client.post(f"/issues/{changed.key}/place", data=data)
    assert answer.status_code == 409
    assert "Iris (made up)" in answer.text
    assert "assessed its severity" in answer.text
    assert dict(BOX.findall(answer.text))["FDA|CEE002"] == " checked"
