"""How the tests of inputs read their pages: as one of the people who have a part in them."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from tests.hub.stand import Stand
from tests.liaisons.input_world import World

WORDS = {
    "title": "Late prior notices",
    "kinds": ["data"],
    "wanted": "One list of the codes that FDA takes",
    "of_party": "FDA",
    "by_day": "2027-03-01",
    "tried": "Asked the liaison twice",
    "evidence": "CSMS 15-000655",
    "areas": ["FDA/FOO"],
    "cells": ["FDA/FOO|CEE002/aquaculture"],
}


def browser(stand: Stand, world: World, name: str) -> FlaskClient:
    """A browser in which one of the world's people is signed in, until the next is."""
    return stand.client(world.person(name))


def browser_again(stand: Stand, world: World, name: str, client: FlaskClient) -> FlaskClient:
    """The same browser at its next request: with the audiences that there are by then."""
    browser(stand, world, name)
    return client


def look(stand: Stand, world: World, name: str, address: str) -> str:
    """What someone reads at an address, as plain words."""
    answer = browser(stand, world, name).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return html.unescape(answer.text)


def state_line(page: str) -> str:
    """The sentence under the title."""
    found = re.search(r'hub-state">(.*?)</p>', page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def buttons(page: str, key: str) -> list[str]:
    """The actions that a page of an input offers, by their word in the address."""
    block = re.search(r'<div class="hub-actions">(.*?)</div>', page, re.S)
    return re.findall(rf'href="/inputs/{key}/([a-z-]+)"', block[1]) if block else []


def act(stand: Stand, world: World, name: str, address: str, **data: str) -> str:
    """Open the form of an action, send it with what was typed, and read the page after it."""
    client = browser(stand, world, name)
    form = client.get(address)
    assert form.status_code == 200, (address, form.status_code)
    version = re.search(r'name="version"[^>]*value="(\d+)"', form.text)
    assert version
    answer = client.post(address, data={"version": version[1], **data})
    assert answer.status_code == 303, re.findall(r"<li>(.*?)</li>", answer.text)
    return html.unescape(browser_again(stand, world, name, client).get(answer.headers["Location"]).text)
