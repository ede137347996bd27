"""A director's input goes from an issue to headquarters, the BIEC, an agency, the agenda and the packet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from hub.app import make_token
from hub.house import House
from hub.jobs import relay
from hub.messages import deliveries
from hub.messages.mail import open_carrier
from tests.hub.jobs.post_office import PostOffice
from tests.journeys import doing
from tests.journeys.conftest import NOW, Site

ISSUE = "Import alert removals not monitored for seafood"
TITLE = "Name who watches that import alerts are lifted"
WANTED = "One office at FDA that says within five days which entries an alert no longer holds."
MISSING = "Say at which ports it was seen"
PORTS = "Seen at Los Angeles and Miami since August."
ANSWER = "The Office of Import Operations does so from January 4 on"


class Mail:
    """A real mail server, and the two jobs of a worker: what arrived since the last look."""

    def __init__(self, site: Site, office: PostOffice) -> None:
        settings = replace(site.app.extensions["house"].settings, smtp=office.address)
        self._house = House(settings, site.graph, lambda: NOW, make_token)
        self._office = office
        self._seen = 0

    def arrived(self) -> list[tuple[str, str]]:
        """To whom, and the subject, in order of the addressee."""
        until = NOW + timedelta(minutes=5)
        relay.relay_new(self._house, until=until)
        deliveries.hand_over_due(self._house, open_carrier(self._house.settings), until=until)
        new, self._seen = self._office.arrived[self._seen :], len(self._office.arrived)
        assert len(set(self._office.ids)) == len(self._office.ids), "each once"
        for message in new:
            assert WANTED not in str(message) and TITLE not in str(message)
        return sorted((str(m["To"]).partition("@")[0], str(m["Subject"])) for m in new)


@pytest.fixture
def mail(site: Site) -> Iterator[Mail]:
    office = PostOffice()
    office.open()
    found = Mail(site, office)
    # What the demonstration itself brought about is no part of this.
    found.arrived()
    yield found
    office.close()


def find(page: Page) -> None:
    """The input by the list."""
    doing.follow(page, "Inputs")
    doing.follow(page, TITLE)


def step(page: Page, words: str) -> None:
    """Open an action's form and press its button."""
    doing.follow(page, words)
    doing.press(page, words)


def test_an_input_reaches_the_packet(site: Site, browser: Browser, mail: Mail) -> None:
    with doing.a_person(browser, site, "Priya Ramanath") as page:
        doing.follow(page, "Issues")
        doing.follow(page, ISSUE)
        doing.follow(page, "File input")
        page.get_by_label("Title").fill(TITLE)
        doing.choose(page.get_by_role("group", name="Kind"), "Challenge that needs PGA input")
        page.get_by_label("What is wanted").fill(WANTED)
        page.get_by_label("Asked of").select_option(label="FDA Food and Drug Administration")
        page.get_by_label("Wanted by").fill("2027-03-01")
        page.get_by_label("What was tried").fill("Asked the liaison twice.")
        doing.press(page, "Save the draft")
        assert doing.said(page).startswith("The draft is saved.")
        assert page.get_by_role("link", name="Sign", exact=True).count() == 0
        key = page.url.rpartition("/")[2]
    assert mail.arrived() == []

    with doing.a_person(browser, site, "Inés Calloway") as page:
        find(page)
        doing.follow(page, "Sign")
        shown = page.locator("main").inner_text()
        assert "Samuel Ortega-Pike" in shown and "Beatrix Oduya" in shown
        doing.press(page, "Sign")
        assert "eadquarters" in doing.state_line(page)
        doing.follow(page, "Receipts to print")
        receipt = page.locator("main").inner_text()
        assert "15:00:00 UTC" in receipt and "10:00:00" in receipt
        assert re.search(r"\b[0-9a-f]{64}\b", receipt)
    told = mail.arrived()
    assert [who for who, _ in told] == ["samuel.ortega-pike"]
    assert key in told[0][1]

    with doing.a_person(browser, site, "Samuel Ortega-Pike") as page:
        doing.follow(page, "Desk")
        doing.follow(page, TITLE)
        doing.follow(page, "Return it")
        page.get_by_label("What is missing").fill(MISSING)
        doing.press(page, "Return it")
    assert {who for who, _ in mail.arrived()} == {"ines.calloway", "priya.ramanath"}

    with doing.a_person(browser, site, "Priya Ramanath") as page:
        find(page)
        assert MISSING in page.locator("main").inner_text()
        doing.follow(page, "Edit the draft")
        page.get_by_label("Evidence").fill(PORTS)
        doing.press(page, "Save the draft")
    with doing.a_person(browser, site, "Inés Calloway") as page:
        find(page)
        step(page, "Sign")
    assert [who for who, _ in mail.arrived()] == ["samuel.ortega-pike"]

    with doing.a_person(browser, site, "Samuel Ortega-Pike") as page:
        doing.follow(page, "Desk")
        doing.follow(page, TITLE)
        assert PORTS in page.locator("main").inner_text()
        step(page, "Pass to the BIEC")
    assert {who for who, _ in mail.arrived()} == {"constance.umeh", "ines.calloway", "priya.ramanath"}

    with doing.a_person(browser, site, "Constance Umeh") as page:
        doing.follow(page, "Desk")
        doing.follow(page, TITLE)
        step(page, "Acknowledge")
        doing.follow(page, "Assign to an agency")
        page.get_by_label("Agency").select_option(label="FDA Food and Drug Administration")
        doing.press(page, "Assign to an agency")
    told = mail.arrived()
    assert "dana.ruiz" in {who for who, _ in told}

    with doing.a_person(browser, site, "Dana Ruiz") as page:
        find(page)
        doing.follow(page, "Answer")
        doing.choose(page, "Accepted")
        page.get_by_label("Answer", exact=True).fill(ANSWER)
        doing.press(page, "Answer")
        assert doing.state_line(page).startswith("Answered.")
    assert {"ines.calloway", "priya.ramanath"} <= {who for who, _ in mail.arrived()}

    with doing.a_person(browser, site, "Joel Baptiste") as page:
        doing.follow(page, "Meetings")
        page.locator("main table").first.get_by_role("link", name=re.compile("APP")).first.click()
        meeting = page.url.removeprefix(f"{site.base}/meetings/")
        row = page.locator("tr", has_text=TITLE)
        assert "answered" in row.inner_text().lower()
        step(page, "Freeze the agenda")
        for edition in ("government", "trade"):
            page.goto(f"{site.base}/packets/{meeting}/{edition}")
            step(page, "Freeze")
    mail.arrived()

    with doing.a_person(browser, site, "Philippa Stone") as page:
        for edition in ("government", "trade"):
            page.goto(f"{site.base}/packets/{meeting}/{edition}")
            doing.follow(page, "Clear")
            left_out = page.locator("main").inner_text()
            assert (TITLE in left_out) == (edition == "trade")
            doing.press(page, "Clear")
    mail.arrived()

    with doing.a_person(browser, site, "Inés Calloway") as page:
        for edition in ("government", "trade"):
            page.goto(f"{site.base}/packets/{meeting}/{edition}")
            step(page, "Issue")
    told = mail.arrived()
    assert "diego.montalvo" in {who for who, _ in told}

    with doing.a_person(browser, site, "Priya Ramanath") as page:
        page.goto(f"{site.base}/packets/{meeting}/government")
        packet = page.locator("main").inner_text()
        assert TITLE in packet and WANTED in packet and ANSWER in packet
        pdf = page.request.get(f"{site.base}/packets/{meeting}/government/packet.pdf").body()
        assert TITLE in text_of(pdf)

    with doing.a_person(browser, site, "Diego Montalvo") as page:
        doing.follow(page, "Packets")
        page.goto(f"{site.base}/packets/{meeting}/trade")
        packet = page.locator("main").inner_text()
        assert "Agenda" in packet
        for hidden in (TITLE, WANTED, ANSWER, key):
            assert hidden not in page.content()
        pdf = page.request.get(f"{site.base}/packets/{meeting}/trade/packet.pdf").body()
        assert "Agenda" in text_of(pdf)
        for hidden in (TITLE, ANSWER, key):
            assert hidden not in text_of(pdf)
        page.goto(f"{site.base}/packets/{meeting}/government")
        assert page.locator("h1").inner_text() == "Nothing here"


def text_of(pdf: bytes) -> str:
    """The words of a PDF, each line's end a space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
