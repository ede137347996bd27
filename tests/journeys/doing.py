"""What people do on the pages with mouse and keyboard, in a browser that runs no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page

from tests.journeys.conftest import Site


@contextmanager
def a_person(browser: Browser, site: Site, name: str = "") -> Iterator[Page]:
    """A browser of one's own without scripts, signed in by clicking; nobody without a name."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.base)
        if name:
            page.get_by_role("link", name="Sign in").click()
            page.get_by_role("searchbox").fill(name)
            page.get_by_role("button", name="Search").click()
            page.get_by_role("button", name=f"Be {name}").click()
            assert page.locator(".hub-who b").inner_text() == name
        yield page


def follow(page: Page | Locator, words: str) -> None:
    """Click the first link of these words."""
    page.get_by_role("link", name=words, exact=True).first.click()


def press(page: Page, words: str) -> None:
    """Press the button of these words."""
    page.get_by_role("button", name=words, exact=True).click()


def choose(page: Page | Locator, words: str) -> None:
    """Click the words beside a box or a circle, as one does where the box itself is drawn."""
    page.locator("label").get_by_text(words, exact=True).click()


def cell_at(page: Page, row: str, column: str) -> Locator:
    """The cell of the matrix's table where a row and a column meet, by the words of their heads."""
    heads = page.locator("thead th").all_inner_texts()
    place = next(n for n, head in enumerate(heads) if column in head)
    return page.locator("tbody tr", has=page.locator("th", has_text=row)).locator("td").nth(place - 1)


def state_line(page: Page) -> str:
    """The sentence under the title."""
    return page.locator(".hub-state").inner_text()


def said(page: Page) -> str:
    """What the page says was just done."""
    return page.get_by_role("status").inner_text()
