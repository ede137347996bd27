"""GraphiQL in a real browser: who gets it, that it asks and answers, and that its page alone draws freely."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import Request, urlopen

import orjson
import pytest
from playwright.sync_api import Browser, Page, expect

from graph.cypher import Cypher
from hub.app import create_app
from hub.config import Settings
from tests.engines.pool import Engine
from tests.journeys import walking
from tests.journeys.conftest import Site, served
from tests.liaisons.doubles import seed

STRICT = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
DANA: Cypher[None] = Cypher(
    "test.dana",
    """
    CREATE (p:Person {key: 'dana', name: 'Dana Ruiz', sort: 'dana ruiz', email: 'dana@fda.example',
                      kind: 'federal', madeUp: true, audienceKey: 'interagency', version: 1})
    CREATE (p)-[:HOLDS_ROLE]->(:Assignment {key: 'r1', personKey: 'dana', personName: 'Dana Ruiz',
      role: 'liaison', partyKey: 'FDA', targetKey: 'CEE002~FDA', targetKind: 'alignment',
      since: '2020-01-01', madeUp: true, audienceKey: 'interagency', version: 1})
    """,
    writes=True,
)


@pytest.fixture(scope="module")
def site(one_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two Centers, an agency and its liaison: GraphiQL needs no more."""
    graph = one_engine.empty()
    seed(graph)
    graph.write(lambda tx: tx.do(DANA))
    app = create_app(Settings(data=Path(tmp_path_factory.mktemp("hub")), demo=True), graph)
    with served(app) as base:
        yield Site(base, app, graph)


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A liaison's browser; at the end it has asked no other host, and broken no content policy."""
    with browser.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        own = (f"{site.base}/", "data:")
        page.on("request", lambda asked: None if asked.url.startswith(own) else faults.append(asked.url))
        walking.sign_in(page, site.base, "dana")
        yield page
    assert faults == []


def _open(page: Page, site: Site) -> None:
    # It asks for the schema first, by itself.
    with page.expect_response("**/graphql", timeout=60_000):
        page.goto(f"{site.base}/graphiql")
    expect(page.get_by_role("button", name="Execute query")).to_be_visible(timeout=60_000)


def _run(page: Page) -> None:
    page.get_by_role("button", name="Execute query").click()


def test_a_liaison_runs_a_query_and_sees_the_answer(site: Site, page: Page) -> None:
    _open(page, site)
    _run(page)
    answer = page.locator(".graphiql-response")
    expect(answer).to_contain_text('"name": "Dana Ruiz"', timeout=60_000)
    expect(answer).to_contain_text('"party": "FDA"')


def test_it_explains_the_schema(site: Site, page: Page) -> None:
    _open(page, site)
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).click(timeout=60_000)
    expect(page.locator(".graphiql-doc-explorer")).to_contain_text("viewer", timeout=60_000)


def test_a_lost_session_is_told_in_words(site: Site, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        walking.sign_in(page, site.base, "dana")
        _open(page, site)
        context.clear_cookies()
        _run(page)
        expect(page.locator(".graphiql-response")).to_contain_text("Sign in", timeout=60_000)


def test_whoever_is_not_signed_in_is_sent_there_and_comes_back(site: Site, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site.base}/graphiql")
        assert page.url == f"{site.base}/sign-in?next=/graphiql"
        page.get_by_role("button", name="Be ").first.click()
        page.wait_for_url(f"{site.base}/graphiql")


@pytest.mark.parametrize("path", ["/home", "/tokens"])
def test_a_link_leads_there(site: Site, page: Page, path: str) -> None:
    page.goto(site.base + path)
    page.get_by_role("link", name="GraphiQL").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("GraphiQL")


def test_without_scripts_its_example_works_with_a_token(site: Site, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        walking.sign_in(page, site.base, "dana")
        page.goto(f"{site.base}/tokens")
        page.get_by_label("Name").fill("curl")
        page.get_by_role("button", name="Make the token").click()
        token = page.locator(".hub-secret").inner_text()
        page.goto(f"{site.base}/graphiql")
        assert page.get_by_role("button", name="Execute query").count() == 0
        example = page.locator("pre").inner_text().replace("$HUB_TOKEN", token)
    program, address, *options = shlex.split(example.replace("\\\n", ""))
    assert (program, options[0::2]) == ("curl", ["-H", "-H", "-d"])
    headers = dict(line.split(": ", 1) for line in (options[1], options[3]))
    assert address == f"{site.base}/graphql"
    asked = Request(address, options[5].encode(), headers)  # noqa: S310 - the hub's own address
    with urlopen(asked) as answer:  # noqa: S310 - the same
        said = orjson.loads(answer.read())
    assert said["data"]["viewer"] == {"name": "Dana Ruiz", "party": "FDA"}
    assert "errors" not in said


def test_its_page_alone_has_a_looser_policy(site: Site) -> None:
    client = site.app.test_client()
    site.app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/sign-in", data={"person": "dana"}).status_code == 303
    paths = [*walking.plain_routes(site.app), "/assets/hub.css", "/graphql", "/public/graphql", "/nowhere"]
    policies: dict[str, set[str]] = {}
    for path in paths:
        with client.get(path) as answer:
            policies[path] = set(answer.headers["Content-Security-Policy"].split("; "))
    looser = policies.pop("/graphiql")
    assert looser - STRICT == {"style-src 'self' 'unsafe-inline'", "img-src 'self' data:"}
    assert STRICT - looser == set()
    assert {path: policy for path, policy in policies.items() if policy != STRICT} == {}


def test_the_policy_does_not_spread_to_another_application_of_the_process(site: Site, tmp_path: Path) -> None:
    behind = create_app(Settings(data=tmp_path, proxies=1), site.graph, clock=lambda: datetime.now(UTC))
    assert behind.test_client().get("/graphiql").status_code == 302
    assert site.app.test_client().get("/graphiql").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("width", [1280, 320])
def test_everyone_can_use_it_once_it_has_drawn_itself(site: Site, browser: Browser, width: int) -> None:
    # Past the content policy only to put axe in.
    with browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True) as context:
        page = context.new_page()
        walking.sign_in(page, site.base, "dana")
        _open(page, site)
        _run(page)
        expect(page.locator(".graphiql-response")).to_contain_text("Dana Ruiz", timeout=60_000)
        page.evaluate(walking.AXE.read_text("utf-8"))
        assert page.evaluate(walking.RUN_AXE, walking.TAGS) == []
        assert page.evaluate(walking.STICKS_OUT) == []
        assert walking.judge_frame(page) == []
