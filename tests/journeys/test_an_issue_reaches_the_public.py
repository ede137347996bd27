"""A specialist reports an issue, two experts confirm it, two officers publish it, and the public reads it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.journeys import doing
from tests.journeys.conftest import Site

TITLE = "Seal numbers on shellfish cartons are refused"
WHAT = "The message is refused when a carton's seal number has a hyphen."
HELPS = "Leave the hyphen out."
INSIDE = "Seen at three ports since the summer."
QUESTION = """
query Published($key: String!) {
  publication(key: $key) { key title what scope workaround since places { area column } }
}
"""


def find_by_the_matrix(page: Page) -> None:
    """The issue by its cell, as one who has never seen it."""
    doing.follow(page, "Matrix")
    doing.follow(page, "Show all")
    page.locator("thead").get_by_role("link", name="APP open the industries of").click()
    doing.cell_at(page, "FDA/FOO", "Aquaculture").locator("a").first.click()
    doing.follow(page, TITLE)


def test_from_the_first_report_to_the_public(site: Site, browser: Browser) -> None:
    with doing.a_person(browser, site, "Priya Ramanath") as page:
        doing.follow(page, "Issues")
        doing.follow(page, "Report an issue")
        page.get_by_label("Title").fill(TITLE)
        page.get_by_label("What happens").fill(f"{WHAT} {INSIDE}")
        page.get_by_label("Kind").select_option(label="Data issue")
        page.get_by_label("Since").fill("2026-08-03")
        page.get_by_label("Tariff flags").fill("FD3")
        doing.press(page, "Report the issue")
        assert doing.said(page).startswith("Reported. APP holds it")
        assert doing.state_line(page).startswith("Reported.")

        doing.follow(page, "Place in the matrix")
        page.get_by_label("Agency").select_option(label="EPA Environmental Protection Agency")
        doing.press(page, "Show its cells")
        doing.choose(page.get_by_role("group", name="EPA/PST"), "Aquaculture")
        page.get_by_label("Agency").select_option(label="FDA Food and Drug Administration")
        doing.press(page, "Show its cells")
        doing.choose(page.get_by_role("group", name="FDA/FOO Food"), "Aquaculture")
        # What was ticked before stays in sight, and goes as it came.
        doing.choose(
            page.get_by_role("group", name="Where it stands"),
            "EPA/PST Pesticides and devices × APP Aquaculture",
        )
        doing.press(page, "Place in the matrix")
        assert doing.state_line(page).startswith("Placed.")
        assert doing.said(page).endswith("APP holds it.")

    with doing.a_person(browser, site, "Anna Novak") as page:
        doing.follow(page, TITLE)
        doing.follow(page, "Confirm as systemic")
        doing.press(page, "Confirm as systemic")
        assert doing.state_line(page).startswith("Placed.")
        assert page.get_by_role("link", name="Confirm as systemic").count() == 0

    with doing.a_person(browser, site, "Rui Chen") as page:
        find_by_the_matrix(page)
        doing.follow(page, "Confirm as systemic")
        doing.press(page, "Confirm as systemic")
        assert doing.state_line(page).startswith("Confirmed systemic.")

    with doing.a_person(browser, site, "Inés Calloway") as page:
        doing.follow(page, TITLE)
        doing.follow(page, "Draft a publication")
        page.get_by_label("What happens").fill(WHAT)
        page.get_by_label("What helps meanwhile").fill(HELPS)
        doing.press(page, "Draft a publication")
        assert "Someone else who may approve it publishes it" in doing.said(page)
        assert page.get_by_role("link", name="Publish", exact=True).count() == 0

    with doing.a_person(browser, site) as page:
        doing.follow(page, "Published issues")
        assert page.get_by_role("link", name=TITLE).count() == 0

    with doing.a_person(browser, site, "Philippa Stone") as page:
        doing.follow(page, "Publications")
        doing.follow(page, TITLE)
        doing.follow(page, "Publish")
        assert f"Everyone will read “{TITLE}”" in doing.state_line(page)
        doing.press(page, "Publish")
        assert doing.said(page).startswith("Published: everyone reads it now.")

    with doing.a_person(browser, site) as page:
        doing.follow(page, "Public matrix")
        doing.cell_at(page, "FDA/FOO", "APP").locator("a").click()
        doing.follow(page, TITLE)
        shown = page.locator("main").inner_text()
        assert WHAT in shown
        assert HELPS in shown
        assert "flag FD3" in shown
        assert INSIDE not in page.content()
        assert page.locator(".hub-marking").first.inner_text() == "PUBLIC"

        key = page.url.rpartition("/")[2]
        answer = page.request.post(
            f"{site.base}/public/graphql", data={"query": QUESTION, "variables": {"key": key}}
        ).json()
        assert answer == {
            "data": {
                "publication": {
                    "key": key,
                    "title": TITLE,
                    "what": WHAT,
                    "scope": "flag FD3",
                    "workaround": HELPS,
                    "since": "2026-08-03",
                    "places": [{"area": "FDA/FOO", "column": "CEE002/aquaculture"}],
                }
            }
        }
