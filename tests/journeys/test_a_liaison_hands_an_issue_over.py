"""A liaison finds an issue in the matrix by agency and industry, reads it, comments, and hands it over."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.journeys import doing
from tests.journeys.conftest import Site

TITLE = "Import alert removals not monitored for seafood"
COMMENT = "Two importers of shrimp asked again <b>this week</b>."
ACTION = "Name the ports where the alert is still applied"


def test_a_liaison_finds_reads_comments_and_hands_over(site: Site, browser: Browser) -> None:
    with doing.a_person(browser, site, "Dana Ruiz") as page:
        doing.follow(page, "Matrix")
        assert "of your areas" in doing.state_line(page)
        doing.choose(page, "APP Agriculture & Prepared Products")
        doing.press(page, "Show these")
        page.locator("thead").get_by_role("link", name="APP open the industries of").click()
        cell = doing.cell_at(page, "FDA/FOO", "Aquaculture")
        number = int(cell.locator("a").inner_text().split()[0])
        cell.locator("a").click()
        assert doing.state_line(page).startswith(f"{number} open issue")
        doing.follow(page, TITLE)

        assert page.locator("h1").inner_text() == TITLE
        assert "Held by FDA" in doing.state_line(page)
        assert page.get_by_role("heading", name="What happens").is_visible()

        doing.follow(page, "Comment")
        page.get_by_label("Comment", exact=True).fill(COMMENT)
        doing.press(page, "Comment")
        assert doing.said(page) == "Your comment stands below."
        assert page.locator("article").inner_text().startswith("Dana Ruiz (FDA), Nov 24, 2026, 10:00 a.m. ET")
        assert COMMENT in page.locator("article").inner_text()

        doing.follow(page, "Hand over")
        page.get_by_label("Held next by").select_option(label="Kim Osei, center lead (APP)")
        page.get_by_label("Next action").fill(ACTION)
        page.get_by_label("Due on").fill("2026-12-11")
        doing.press(page, "Hand over")
        assert "APP holds it" in doing.said(page)
        assert "Held by APP, Kim Osei, for 0 days." in doing.state_line(page)
        first = page.locator("ol.issue-line li").first.inner_text()
        assert first.startswith(f"Dana Ruiz (FDA) handed it over: to Kim Osei (APP). Next: {ACTION}")
        assert f"Next: {ACTION}, due Dec 11" in doing.state_line(page)

    with doing.a_person(browser, site, "Kim Osei") as page:
        row = page.locator("tbody tr", has_text=TITLE)
        assert ACTION in row.inner_text()
        doing.follow(row, TITLE)
        assert "Held by APP" in doing.state_line(page)
        assert COMMENT in page.locator("article").inner_text()
