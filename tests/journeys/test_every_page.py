"""Every page, for each kind of reader, wide and narrow: usable by everyone, and asking no other host."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys import walking
from tests.journeys.conftest import Site

READERS = {
    "the public": "",
    "a liaison": "liaison fda",
    "a director": "director app",
    "an account": "account user",
    "headquarters": "Ortega-Pike",
    "the BIEC": "Umeh",
    "a reviewer": "Philippa Stone",
}
WIDTHS = (1280, 320)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_usable_by_everyone(site: Site, browser: Browser, reader: str, width: int) -> None:
    # Past the content policy only to put axe in; the next test keeps the policy.
    with browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True) as context:
        page = context.new_page()
        if READERS[reader]:
            walking.sign_in(page, site.base, READERS[reader])
        done = walking.walk(page, site.app, site.base)
    assert done.faults == {}
    assert {"/", "/directory", "/sign-in"} <= set(done.seen)


@pytest.mark.parametrize("reader", READERS)
def test_every_page_keeps_the_content_policy(site: Site, browser: Browser, reader: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)
        if READERS[reader]:
            walking.sign_in(page, site.base, READERS[reader])
        for path in walking.plain_routes(site.app):
            page.goto(site.base + path)
    assert said == []


@pytest.mark.parametrize("reader", READERS)
def test_every_page_stands_without_scripts(site: Site, browser: Browser, reader: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        if READERS[reader]:
            walking.sign_in(page, site.base, READERS[reader])
        for path in walking.plain_routes(site.app):
            answer = page.goto(site.base + path)
            assert answer is not None
            assert answer.status < 500, path
            if "text/html" in (answer.headers.get("content-type") or ""):
                assert page.locator("h1").count() == 1, path
