"""What stands around every page: the menu, who is signed in and for whom, the marking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, has_request_context, request
from flask_wtf.csrf import generate_csrf

from hub.login import Visit, visit
from hub.pages import desk
from liaisons import clocks
from liaisons.actors import INTERAGENCY_READER, PUBLIC_READER, Actor
from liaisons.audiences import marking_of
from liaisons.permissions import Permission, may

HUB_NAME = "Inter-Agency Hub"


# Who may ever draft, sign, pass, assign, answer or audit an input.
WITH_INPUTS = (
    Permission.DRAFT_INPUT,
    Permission.SIGN_INPUT,
    Permission.PASS_INPUT,
    Permission.ASSIGN_INPUT,
    Permission.ANSWER_INPUT,
    Permission.READ_EVERYTHING,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu; a page belongs to it by setting `section`. Shown where its address is served."""

    words: str
    address: str
    section: str


PUBLIC_MENU = (
    Item("Matrix", "/public/matrix", "matrix"),
    Item("Published issues", "/published", "published"),
    Item("Directory", "/directory", "directory"),
)
MENU = (
    Item("Home", "/home", "home"),
    Item("Matrix", "/matrix", "matrix"),
    Item("Issues", "/issues", "issues"),
)
MEETINGS = (Item("Meetings", "/meetings", "meetings"), Item("Packets", "/packets", "packets"))
INPUTS = Item("Inputs", "/inputs", "inputs")
DESK = Item("Desk", "/desk", "desk")
OFFICERS = Item("Publications", "/publications", "publications")


def menu_of(actor: Actor) -> list[Item]:
    """The lines that this reader may use, in their order."""
    if actor.is_public:
        return list(PUBLIC_MENU)
    if actor.is_trade:
        return [*MENU, *MEETINGS, *PUBLIC_MENU[1:]]
    officer = may(actor, Permission.DRAFT_PUBLICATION) or may(actor, Permission.APPROVE_PUBLICATION)
    own = [
        *([INPUTS] if any(may(actor, permission) for permission in WITH_INPUTS) else []),
        *([DESK] if desk.desk_of(actor) else []),
        *MEETINGS,
        *([OFFICERS] if officer else []),
    ]
    return [*MENU, *own, PUBLIC_MENU[2]]


def marking_for(actor: Actor) -> str:
    """The marking of a page that shows what this reader reads; a page of one record says its own."""
    if actor.is_public:
        return marking_of(PUBLIC_READER)
    return marking_of(INTERAGENCY_READER if actor.is_federal else actor.party)


def local_address(text: str | None, otherwise: str) -> str:
    """An address within the hub to go on to; anything else becomes `otherwise`."""
    parts = urlsplit(text or "")
    inside = bool(text) and not parts.scheme and not parts.netloc and parts.path.startswith("/")
    # A browser reads `/\host` and `//host` as another host.
    return text if text and inside and not text.startswith(("//", "/\\")) and "\\" not in text else otherwise


def register(app: Flask) -> None:
    """Give every template the frame's values; a page passes `marking` itself where it knows better."""
    app.jinja_env.globals.setdefault("csrf_token", generate_csrf)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def frame() -> dict[str, Any]:
        seen = _visit_or_none()
        values: dict[str, Any] = {
            "hub_name": HUB_NAME,
            "home_address": "/",
            "sign_in_address": "/sign-in",
            "sign_out_address": "/sign-out",
            "act_for_address": "/act-for",
            "here": request.full_path.rstrip("?")
            if has_request_context() and request.method != "POST"
            else "/home",
            "today": clocks.today_of(seen.now if seen else datetime.now(UTC)),
            "marking": "PUBLIC",
            "menu": [],
            "actor": None,
            "demo": False,
            "party_names": {},
            "section": "",
        }
        if seen:
            actor = seen.actor
            values |= {
                "actor": actor,
                "demo": seen.demo,
                "marking": marking_for(actor),
                "menu": [item for item in menu_of(actor) if _exists(app, item)],
                "party_names": {key: seen.directory.name_of(key) for key in actor.parties},
                "home_address": "/" if actor.is_public else "/home",
            }
        return values


def _exists(app: Flask, item: Item) -> bool:
    return any(rule.rule == item.address for rule in app.url_map.iter_rules())


def _visit_or_none() -> Visit | None:
    """Nobody, where finding out fails: an error page must stand whatever has failed."""
    if not has_request_context():
        return None
    try:
        return visit()
    except Exception:
        return None
