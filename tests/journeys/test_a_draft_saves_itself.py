"""A draft that saves itself as one types, in a real browser; and the same form where no scripts run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import walking
from tests.journeys.conftest import Site
from tests.journeys.doing import a_person, choose, follow, press, said, state_line

PRIYA, INES = "Priya Ramanath", "Inés Calloway"


@contextmanager
def typing(browser: Browser, site: Site, name: str) -> Iterator[Page]:
    """A browser with scripts, signed in; at the end it has broken no content policy and no script failed."""
    with browser.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        walking.sign_in(page, site.base, name)
        yield page
        assert faults == []


def test_what_is_typed_stands_after_the_page_was_left(site: Site, browser: Browser) -> None:
    with typing(browser, site, PRIYA) as page:
        page.goto(f"{site.base}/inputs/new?area=FDA/FOO&column=CEE002/aquaculture")
        page.get_by_label("What is wanted").fill("One list of the codes")
        expect(page.locator("#saved")).to_have_text("Not saved. The title is empty. Write it.")
        page.get_by_label("Title").fill("Late notices, typed")
        expect(page.locator("#saved")).to_have_text("Saved at 10:00 a.m. ET.")
        address = page.url
        assert address.endswith("/edit")
        page.get_by_label("What was tried").press_sequentially("Asked twice")
        page.get_by_text("Data issue").click()
        with page.expect_response("**/save") as answer:
            pass
        assert answer.value.status == 200
        page.goto(f"{site.base}/home")
        page.goto(address)
        assert page.get_by_label("What is wanted").input_value() == "One list of the codes"
        assert page.get_by_label("What was tried").input_value() == "Asked twice"
        assert page.locator("#kinds-3").is_checked()
        # The button saves what is typed at once, also while a save is under way.
        page.get_by_label("Title").fill("Late notices, by the button")
        page.get_by_role("button", name="Save the draft").click()
        assert page.locator("h1").inner_text() == "Late notices, by the button"


def test_on_a_conflict_it_stops_and_leads_to_the_difference(site: Site, browser: Browser) -> None:
    with typing(browser, site, PRIYA) as hers, typing(browser, site, INES) as other:
        hers.goto(f"{site.base}/inputs/new")
        hers.get_by_label("Title").fill("Two write this")
        expect(hers.locator("#saved")).to_contain_text("Saved at")
        other.goto(hers.url)
        other.get_by_label("What is wanted").fill("The director's words")
        expect(other.locator("#saved")).to_contain_text("Saved at")
        hers.get_by_label("What is wanted").fill("Her own words")
        expect(hers.locator("#saved")).to_contain_text("Inés Calloway saved this after you opened it.")
        hers.get_by_role("button", name="See the difference").click()
        expect(hers.locator("h1")).to_have_text("Edit the draft")
        row = hers.locator("tr", has=hers.locator("th", has_text="What is wanted"))
        assert row.locator("td").all_inner_texts() == ["The director's words", "Her own words"]
        assert hers.get_by_label("What is wanted").input_value() == "Her own words"
        hers.get_by_label("Title").fill("Nothing saves itself now")
        hers.wait_for_timeout(2500)
        assert "Saved at" not in hers.locator("#saved").inner_text()
        hers.get_by_role("button", name="Save the draft").click()
        assert "Her own words" in hers.locator(".input-wanted").inner_text()


def test_without_scripts_the_button_does_the_same(site: Site, browser: Browser) -> None:
    with a_person(browser, site, PRIYA) as page:
        follow(page, "Inputs")
        follow(page, "File input")
        press(page, "Save the draft")
        assert page.get_by_role("link", name="The title is empty. Write it.").count() == 1
        page.get_by_label("Title").fill("Filed without scripts")
        page.get_by_label("What is wanted").fill("An answer by spring")
        choose(page, "Data issue")
        page.get_by_label("Wanted by").fill("2027-03-01")
        press(page, "Save the draft")
        assert said(page) == "The draft is saved. Nothing is sent before the director signs."
        assert state_line(page).startswith("Draft by the Center. Priya Ramanath (APP) got it today.")
        address = page.url
    with a_person(browser, site, INES) as page:
        page.goto(address)
        follow(page, "Sign")
        press(page, "Sign")
        assert said(page).startswith("Signed. Your receipt is ")
        follow(page, "Receipts to print")
        assert "2026-11-24 15:00:00 UTC" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_an_input_are_usable_by_everyone(site: Site, browser: Browser, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True) as context:
        page = context.new_page()
        walking.sign_in(page, site.base, INES)
        page.goto(f"{site.base}/inputs/new?issue=ISS-015")
        page.get_by_label("Title").fill(f"Looked at, {width} wide")
        page.get_by_role("button", name="Save the draft").click()
        address = page.url.removeprefix(site.base)
        assert address != "/inputs/new"
        done = walking.Walk()
        for path in ("", "/edit", "/sign", "/withdraw", "/receipt"):
            walking.look(page, site.base, address + path, done)
        for name in ("Samuel Ortega-Pike", "Constance Umeh"):
            walking.sign_in(page, site.base, name)
            walking.look(page, site.base, "/desk", done)
    assert done.faults == {}
