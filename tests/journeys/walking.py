"""Walks the hub's pages as one reader with a browser, and says what would keep someone from using them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page, Request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# Not pages: files, and addresses that answer programs.
APART = ("/assets/", "/issues.csv", "/static/", "/graphql", "/public/graphql")
# Files, which a browser keeps and doesn't show.
FILES = (".pdf", ".zip")

RUN_AXE = """
tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then(found => found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html).join(" / ")))
"""
# What sticks out to the right, beside what stands in a region that scrolls by itself and takes the focus.
STICKS_OUT = """
() => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > room + 1 && !e.closest("[tabindex='0']"))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 160));
}
"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"


@dataclass
class Walk:
    """What one reader met: the pages seen, and the faults by page."""

    seen: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def note(self, path: str, *faults: str) -> None:
        if faults:
            self.faults.setdefault(path, []).extend(faults)


def sign_in(page: Page, base: str, words: str) -> None:
    """Be the first made-up person whom the words find, by the form that people use."""
    page.goto(f"{base}/sign-in?q={words}")
    page.get_by_role("button", name="Be ").first.click()
    page.wait_for_url(f"{base}/home")


def plain_routes(app: Flask) -> list[str]:
    """Every address that answers GET and needs no argument, in a fixed order."""
    found = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and not rule.rule.startswith(APART)
    }
    return sorted(found)


class Routes:
    """Which addresses with arguments were met: one link of each endpoint is followed."""

    def __init__(self, app: Flask, base: str) -> None:
        self._adapter = app.url_map.bind(urlsplit(base).netloc)
        self._base = base
        self._met: set[str] = set()

    def choose(self, links: list[str]) -> list[str]:
        """Of these links, the first one to each endpoint with arguments that was not met yet."""
        chosen = []
        for link in links:
            parts = urlsplit(link)
            if not link.startswith(self._base + "/") or parts.path.startswith(APART):
                continue
            try:
                endpoint, arguments = self._adapter.match(parts.path, method="GET")
            except (HTTPException, RequestRedirect):
                continue
            # A page that is all in its question mark counts as one with arguments.
            if (arguments or parts.query) and endpoint not in self._met:
                self._met.add(endpoint)
                chosen.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return chosen


def walk(page: Page, app: Flask, base: str) -> Walk:
    """See every page that this reader can reach, once, and note what is wrong with it."""
    done = Walk()
    elsewhere: list[str] = []
    page.on("request", lambda request: _note_elsewhere(request, base, elsewhere))
    page.on("pageerror", lambda error: elsewhere.append(f"script failed: {error}"))
    routes = Routes(app, base)
    ahead = plain_routes(app)
    while ahead:
        path = ahead.pop(0)
        if path in done.seen:
            continue
        done.seen.append(path)
        ahead += routes.choose(look(page, base, path, done))
        done.note(path, *elsewhere)
        elsewhere.clear()
    return done


def look(page: Page, base: str, path: str, done: Walk) -> list[str]:
    """Open one page and judge it; returns its links. Of a file only that it is there."""
    if path.endswith(FILES):
        status = page.request.get(base + path).status
        done.note(path, *([] if status == 200 else [f"answered {status}"]))
        return []
    answer = page.goto(base + path)
    assert answer is not None
    if "text/html" not in (answer.headers.get("content-type") or ""):
        return []
    if answer.status >= 500:
        done.note(path, f"answered {answer.status}")
    page.evaluate(AXE.read_text("utf-8"))
    violations: list[str] = page.evaluate(RUN_AXE, TAGS)
    done.note(path, *violations, *judge_frame(page))
    sticks_out: list[str] = page.evaluate(STICKS_OUT)
    done.note(path, *(f"sticks out: {each}" for each in sticks_out))
    links: list[str] = page.evaluate(LINKS)
    return links


def judge_frame(page: Page) -> list[str]:
    """One heading of the first rank, and the browser's title begins with its words."""
    heads: list[Any] = page.locator("h1").all_inner_texts()
    if len(heads) != 1:
        return [f"{len(heads)} first headings"]
    return [] if page.title().startswith(heads[0]) else [f"title “{page.title()}”, heading “{heads[0]}”"]


def _note_elsewhere(request: Request, base: str, elsewhere: list[str]) -> None:
    if not request.url.startswith((base + "/", "data:")):
        elsewhere.append(f"asked {request.url}")
