"""README's first two minutes, walked as they are told: one command, a browser, and the terminal beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.hub.running import Running, run, started


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """What `make run` starts once everything is set up."""
    with started(tmp_path_factory.mktemp("hub"), "up", "--demo") as running:
        running.wait_until("/ready")
        yield running


def _ask(address: str, query: str, **headers: str) -> dict[str, Any]:
    body = json.dumps({"query": query}).encode()
    asked = Request(address, body, {"Content-Type": "application/json", **headers})  # noqa: S310 - the hub
    with urlopen(asked) as answer:  # noqa: S310 - the hub's own address
        said: dict[str, Any] = json.loads(answer.read())
    assert "errors" not in said
    return said


def test_the_browser_shows_what_is_told(hub: Running, browser: Browser) -> None:
    (address,) = re.findall(r"The hub is at (\S+)", hub.words)
    assert re.search(r"^  \S.*, liaison for ", hub.words, re.MULTILINE)
    with browser.new_context() as context:
        page = context.new_page()
        # 1. The front: ten Centers and what is published, and nobody has signed in.
        page.goto(address)
        assert page.locator("main tbody tr").count() == 10
        expect(page.get_by_role("link", name="Published issues").first).to_be_visible()
        # 2. Sign in as a liaison of FDA.
        page.get_by_role("link", name="Sign in").click()
        page.get_by_role("searchbox").fill("liaison FDA")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("button", name="Be ").first.click()
        # 3. The matrix opens on the rows of one's own agency.
        page.get_by_role("link", name="Matrix", exact=True).click()
        expect(page.locator("thead").get_by_role("link", name="APP open the industries of")).to_be_visible()
        rows = page.locator("tbody th").all_inner_texts()
        assert {re.split(r"[\s/]", row)[0] for row in rows} == {"FDA", "All"}
        page.locator("thead").get_by_role("link", name="APP open the industries of").click()
        expect(page.locator("thead th", has_text="Aquaculture").first).to_be_visible()
        assert any("Aquaculture" in head for head in page.locator("thead th").all_inner_texts())
        page.locator("tbody tr", has_text="FDA/FOO").locator("a.matrix-number").first.click()
        page.locator("tbody th a[href^='/issues/']").first.click()
        words = page.locator("main").inner_text()
        for told in ("Scope", "Source", "Held by", "Timeline"):
            assert told.casefold() in words.casefold(), told
        assert page.locator(".hub-actions a, .hub-actions button").count() > 0
        # 4. GraphiQL and Tokens are at the foot of the page.
        foot = page.locator("footer")
        foot.get_by_role("link", name="GraphiQL").click()
        expect(page.get_by_role("button", name="Execute query")).to_be_visible(timeout=60_000)
        page.locator("footer").get_by_role("link", name="Tokens").click()
        page.get_by_label("Name").fill("first two minutes")
        page.get_by_role("button", name="Make the token").click()
        token = page.locator(".hub-secret").inner_text()
    answer = _ask(f"{address}/graphql", "{ viewer { party } }", Authorization=f"Bearer {token}")
    assert answer == {"data": {"viewer": {"party": "FDA"}}}
    public = _ask(f"{address}/public/graphql", "{ centers { key } publicMatrix { total } }")
    assert len(public["data"]["centers"]) == 10


def test_the_terminal_beside_it_shows_the_same(hub: Running, browser: Browser) -> None:
    data = {"HUB_DATA": hub.settings["HUB_DATA"]}
    public = run("matrix", **data)
    assert public.returncode == 0, public.stderr
    assert public.stdout.startswith("PGA-issue matrix for the public")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{hub.base}/sign-in?q=liaison FDA")
        page.get_by_role("button", name="Be ").first.click()
        # The directory has the e-mail address.
        name = page.locator(".hub-who b").inner_text()
        page.goto(f"{hub.base}/directory?q={name}")
        page.get_by_role("link", name=name).first.click()
        (email,) = set(re.findall(r"\S+@\S+\.example", page.locator("main").inner_text()))
    theirs = run("matrix", "--as", email, **data)
    assert theirs.returncode == 0, theirs.stderr
    assert theirs.stdout.startswith(f"PGA-issue matrix for {name} (FDA)")
    checked = run("check", **data)
    assert (checked.returncode, "NOT" in checked.stdout) == (0, False), checked.stdout
