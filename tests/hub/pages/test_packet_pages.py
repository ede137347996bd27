"""A packet goes its way on pages without scripts: frozen, cleared by another, issued, taken along."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.papers import verify
from liaisons.actors import PUBLIC
from tests.builders import build_directory
from tests.engines.pool import Engine
from tests.hub.stand import Stand, build_stand
from tests.meetings.papering import freeze_agenda, plant
from tests.meetings.quarter import KEY, Quarter

GOVERNMENT, TRADE = f"/packets/{KEY}/government", f"/packets/{KEY}/trade"


@pytest.fixture(scope="module")
def quarter(one_engine: Engine) -> Quarter:
    """The coming meeting, with issues that few read; its agenda is frozen by the first test that needs it."""
    graph = one_engine.empty()
    made = Quarter(graph, build_directory(graph))
    plant(made)
    made.plan()
    return made


@pytest.fixture(scope="module")
def stand(quarter: Quarter, tmp_path_factory: pytest.TempPathFactory) -> Stand:
    return build_stand(quarter.graph, quarter.directory, Path(tmp_path_factory.mktemp("hub")))


def words(answer: TestResponse) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", answer.get_data(as_text=True)))


def post(client: FlaskClient, address: str, **data: str) -> TestResponse:
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(address).get_data(as_text=True))
    assert version, words(client.get(address))
    return client.post(address, data={"version": version[1], **data}, follow_redirects=True)


def test_a_packet_is_read_on_the_page_and_taken_along(stand: Stand, quarter: Quarter) -> None:
    chair = stand.client(quarter.chair)
    listed = chair.get("/packets")
    assert "Still collecting" in words(listed)
    coming = chair.get(GOVERNMENT)
    assert "Next: freeze the agenda, by" in words(coming)
    assert "The agenda of this meeting is still open." in words(chair.get(f"{GOVERNMENT}/freeze"))
    freeze_agenda(quarter)
    chair = stand.client(quarter.chair)
    asked = words(chair.get(f"{GOVERNMENT}/freeze"))
    assert re.search(r"It would hold 3 lines \(\d+ minutes\), 3 papers, 0 inputs", asked)
    for address in (GOVERNMENT, TRADE):
        assert "Frozen. A disclosure reviewer" in words(post(chair, f"{address}/freeze"))
    assert stand.client(quarter.chair).get(f"{GOVERNMENT}/issue").status_code == 409

    reviewer = stand.client(quarter.people.reviewer)
    left = words(reviewer.get(f"{TRADE}/clear"))
    assert "CENTERSECRET" in left
    assert "in its published words: Publication" in left
    assert "Returned with your reason." in words(post(reviewer, f"{TRADE}/return", reason="One too many."))
    chair = stand.client(quarter.chair)
    assert "One too many." in words(chair.get(TRADE))
    post(chair, f"{TRADE}/freeze")
    reviewer = stand.client(quarter.people.reviewer)
    for address in (GOVERNMENT, TRADE):
        assert "Cleared. The chair or secretary" in words(post(reviewer, f"{address}/clear"))
    member = stand.client(quarter.member)
    assert member.get(TRADE).status_code == 404
    chair = stand.client(quarter.chair)
    assert "will get this edition." in words(chair.get(f"{TRADE}/issue"))
    for address in (GOVERNMENT, TRADE):
        post(chair, f"{address}/issue")
        # Each audience is new with its first record; the next request reads it.
        chair = stand.client(quarter.chair)
        assert "It never changes any more." in words(chair.get(address))

    member = stand.client(quarter.member)
    read = words(member.get(TRADE))
    assert "PUBLICWORD" in read
    for secret in ("INSIDEWORD", "CENTERSECRET", "BETWEENSECRET", "Carla", "Hal"):
        assert secret not in read
    assert member.get(GOVERNMENT).status_code == 404
    assert f'href="{TRADE}"' in member.get("/packets").get_data(as_text=True)
    pdf = member.get(f"{TRADE}/packet.pdf")
    assert (pdf.mimetype, pdf.get_data()[:5]) == ("application/pdf", b"%PDF-")
    folded = member.get(f"{TRADE}/packet.zip")
    assert folded.headers["Content-Disposition"] == 'attachment; filename="APP-FY27-Q1-trade.zip"'
    with zipfile.ZipFile(BytesIO(folded.get_data())) as opened:
        assert opened.read("packet.pdf") == pdf.get_data()
        assert verify.SUMS in opened.namelist()
    assert member.get(f"{TRADE}/packet.exe").status_code == 404
    assert stand.client(PUBLIC).get("/packets").status_code == 302


def test_a_step_that_there_is_not_and_a_version_passed_are_told(stand: Stand, quarter: Quarter) -> None:
    chair = stand.client(quarter.chair)
    assert chair.get(f"{GOVERNMENT}/burn").status_code == 404
    assert chair.get(f"/packets/{KEY}/EPB/freeze").status_code == 404
    assert chair.get("/packets/CEE002/FY99-Q9/government/freeze").status_code == 404
    assert stand.client(quarter.people.director).get(f"{GOVERNMENT}/freeze").status_code == 403
    assert stand.client(quarter.member).post(f"{TRADE}/issue").status_code == 403
