"""Every request to the hub's pages, from its own table of routes: each address, each word that it looks at.

A route with an argument, or a word of an address or form, that is not in the tables here fails by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from unittest.mock import patch
from urllib.parse import quote, urlencode

from flask import Flask
from werkzeug.routing import Rule

from graph.errors import EngineDown
from hub.pages.input_actions import FORMS as INPUT_FORMS
from hub.pages.issue_actions import FORMS
from hub.pages.meeting_actions import OF_LINE, OF_MEETING
from hub.pages.packet_files import KINDS
from hub.pages.packet_rows import STEPS
from tests.worlds import noticing
from tests.worlds.asking import Ask, Session
from tests.worlds.noticing import place_of
from tests.worlds.planting import HIDDEN_ACCOUNT, OPEN_ISSUE, PASSWORD, WORD
from tests.worlds.world import Keys, World

Looked = set[tuple[str, str, str]]
Tried = Mapping[str, tuple[str, ...]]
# The APIs are walked by their schemas.
APIS = ("/graphql", "/public/graphql")
ACTIONS = (*FORMS, "explode")
# Meetings that are planned in both worlds, and one that is not.
CENTERS = ("CEE002", "CEE003", "MOON")
QUARTERS = ("FY27-Q1", "FY99-Q1")
EDITIONS = ("government", "FDA", "EPA", "trade", "MOON")
FILES = ("hub.css", "matrix.css", "none.css", "../config.py")
# Words that a page needs beside the one that is tried, by rule.
BESIDE: dict[str, dict[str, str]] = {
    "/act-for": {"party": "CEE002"},
    "/matrix/cell": {"area": "FDA/FOO", "column": "CEE002/aquaculture"},
    "/people/begin": {"person": "dana"},
    "/people/end": {"person": "dana", "assignment": "dana-0"},
    "/people/leave": {"person": "dana"},
    "/people/password": {"person": "dana"},
}


# One page of each kind of the directory that everyone in government opens.
PAGES_OF = {"centers": "CEE002", "agencies": "FDA", "areas": "FDA", "people": "dana"}


class NotWalked(AssertionError):
    """Something that answers, and that no walk tries."""


def words_tried(keys: Keys) -> dict[str, tuple[str, ...]]:
    """What is tried for each word of an address or form; the first does well where one can."""
    hidden = tuple(keys.hidden("Issue", "Publication", "Person"))
    issue_ranks = tuple(f"5{'2019':<10}{key}" for key in hidden[:2])
    people = tuple(keys.hidden("Person", "Assignment"))
    empty: tuple[str, ...] = ("",)
    return {
        "about": ("position", "cost", "moon"),
        "after": ("62016      ISS-037", "2016", "dana dana", *issue_ranks, *hidden),
        "again": ("a fine new sentence",),
        "agency": ("FDA", "EPA", HIDDEN_ACCOUNT, *hidden),
        "all": ("1",),
        "area": ("FDA/FOO", "EPA/PST", "FDA/DRU", "FDA", *hidden),
        "areas": ("FDA/FOO", *empty),
        "as": ("table", "list", "moon"),
        "assignment": ("dana-0", *people),
        "audience": ("parties", "interagency", "moon"),
        "block": ("group", "EPA", "moon"),
        "by": (keys.open("Input"), *keys.hidden("Input")),
        "by_day": ("2026-12-01", "x"),
        "charter": ("What it is for.", *empty),
        "day": ("2026-12-15", "2026-12-25", "x"),
        "evidence": ("As told.",),
        "file": ("none",),
        "finished": ("CEE002/FY27-Q1/" + OPEN_ISSUE, *hidden),
        "issues": (OPEN_ISSUE, *keys.hidden("Issue")),
        "issue": ("", OPEN_ISSUE, *keys.hidden("Issue"), *keys.made_up[:1]),
        "milestones": ("One", *empty),
        "missing": ("The ports.", *empty),
        "mine": ("1",),
        "minutes": ("10", "999", "x"),
        "starts_at": ("10:00", "noon"),
        "why": ("It is so.", *empty),
        "cells": ("FDA/FOO | CEE002/aquaculture", f"FDA | {HIDDEN_ACCOUNT}", *empty),
        "center": ("CEE002", "CEE003", HIDDEN_ACCOUNT),
        "column": ("CEE002/aquaculture", "CEE003", "CEE002/", "CEE002/tobacco", *hidden),
        "cosigners": ("CEE003", HIDDEN_ACCOUNT),
        "countries": ("Mexico",),
        "days": ("30", "x"),
        "due_on": ("2026-12-04", "2020-01-01"),
        "email": ("someone@new.example", f"client@{WORD}.example", f"official@{WORD}.example", "x"),
        "empty": ("none known", "not assessed", "moon"),
        "end_date": ("2027-01-31", "x"),
        "entry_types": ("01",),
        "flags": ("FD3", WORD),
        "follows": ("ISS-001", *hidden),
        "follows_up": ("", "ISS-001", *keys.hidden("Issue"), *keys.made_up[:1]),
        "holder": ("FDA", "EPA", HIDDEN_ACCOUNT, *hidden),
        "hours": ("8 to 4",),
        "hts": ("0805",),
        "kinds": ("data", "moon"),
        "kind": ("data", "outage", "moon"),
        "name": ("Some name", WORD),
        "next": ("/home", f"/issues/{hidden[0]}", "//elsewhere.example"),
        "next_action": ("Say which filers", *empty),
        "note": ("Seen.",),
        "once": ("once", "one", "narrow-1"),
        "older": ("1", "5", "moon"),
        "open": ("CEE002", "CEE003", HIDDEN_ACCOUNT),
        "of_party": ("FDA", "BIEC", HIDDEN_ACCOUNT),
        "other_issues": ("", *keys.hidden("Issue")),
        "outcome": ("implemented", "moon"),
        "over": ("yes", "all", "moon"),
        "party": ("EPA", "CEE003", "FDA", "A-OPEN", HIDDEN_ACCOUNT, *hidden),
        "password": ("a fine new sentence", PASSWORD, "short"),
        "people": ("all",),
        "person": ("dana", "account", *people, *keys.made_up[:1]),
        "phone": ("202",),
        "placed": ("1",),
        "present": (PASSWORD,),
        "programs": ("FDA/FOO",),
        "q": ("liaison fda", "a", "e", WORD, *hidden),
        "quality": ("estimated", "moon"),
        "readers": ("issue", "party", "me", "FDA", HIDDEN_ACCOUNT, *hidden),
        "reason": ("It is so.", *empty),
        "role": ("expert", "account-user", "moon"),
        "scope": ("flag FD3",),
        "severity": ("4", "3", "9"),
        "show": ("open", "closed", "all", "moon"),
        "since": ("2026-11-02", "2019", "x"),
        "size": ("25", "100", "7"),
        "sort": ("worst", "-worst", "title", "since", "holder", "-due", "moon"),
        "state": ("confirmed", "in-work", "reported", "moon"),
        "strength": ("needs resolution", "tracked", "moon"),
        "target": ("area:FDA", "alignment:CEE003~EPA", "party:EPA", f"party:{HIDDEN_ACCOUNT}", "moon"),
        "text": ("What is seen.", *empty),
        "time_zone": ("America/New_York", "moon"),
        "title": ("A title", *empty),
        "token": ("once", "one", *keys.hidden("Token"), *keys.made_up[:1]),
        "tried": ("Asked.",),
        "unplaced": ("1",),
        "until": ("2026-12-24", "x"),
        "verdict": ("none known", "moon"),
        "version": ("1", "0", "2", "8", "9", "10", "x"),
        "wanted": ("One list.",),
        "what": ("What happens.", *empty),
        "workaround": ("Call the port.",),
    }  # fmt: skip


def arguments_tried(rule: Rule, keys: Keys, *, writes: bool = False) -> list[dict[str, str]]:
    """The arguments of a route's address that are tried: planted keys, open ones and made-up ones."""
    pool = [
        *keys.hidden(),
        *(k for found in keys.there.values() for k in found),
        *keys.made_up,
        "FDA",
        "CEE002",
    ]
    few = [*keys.hidden("Issue", "Publication"), OPEN_ISSUE, keys.made_up[0]]
    pool = few if writes else pool
    names = set(rule.arguments)
    if names <= {"key"}:
        return [{"key": key} for key in pool] if names else [{}]
    if rule.rule.startswith("/inputs/<key>"):
        return _of_inputs(names, keys)
    if names == {"key", "name"}:
        return [{"key": k, "name": n} for n in ACTIONS for k in few] + [
            {"key": k, "name": "edit"} for k in pool
        ]
    if "center" in names:
        return _of_meetings(names, keys)
    if names == {"filename"}:
        return [{"filename": each} for each in (*FILES, *keys.hidden("Issue"))]
    raise NotWalked(f"{rule.rule}: no walk knows what to try for {', '.join(sorted(names))}")


def _of_inputs(names: set[str], keys: Keys) -> list[dict[str, str]]:
    """Inputs that are planted, one that is not and one of nobody, with each action or a few files."""
    found = (*keys.hidden("Input"), keys.open("Input"), keys.made_up[0])
    if "file" in names:
        files = (*keys.hidden("Attachment"), keys.made_up[1])
        return [{"key": key, "file": file} for key in found for file in files]
    if "name" in names:
        return [{"key": key, "name": name} for key in found for name in (*INPUT_FORMS, "explode")]
    return [{"key": key} for key in found]


def _of_meetings(names: set[str], keys: Keys) -> list[dict[str, str]]:
    """Groups, meetings and lines: each action on what is planned, and a few on what is not."""
    if names == {"center"}:
        return [{"center": center} for center in CENTERS]
    there = [{"center": c, "quarter": QUARTERS[0]} for c in CENTERS[:2]]
    hidden = (key.partition("/") for key in keys.hidden("Meeting"))
    there += [{"center": center, "quarter": quarter} for center, _, quarter in hidden]
    if names == {"center", "quarter"}:
        return [*there, *({"center": c, "quarter": QUARTERS[1]} for c in CENTERS)]
    if "edition" in names:
        there.append({"center": "CEE003", "quarter": "FY27-Q2"})
        return [{**at, **edition} for at in there for edition in _of_packets(names, keys)]
    if names == {"center", "quarter", "name"}:
        return [{**at, "name": name} for at in there for name in (*OF_MEETING, "explode")]
    by_hand = (key.rpartition("/")[2] for key in keys.hidden("AgendaItem"))
    items = (*keys.hidden("Issue"), *by_hand, OPEN_ISSUE, keys.made_up[0])
    return [
        {**at, "item": item, "name": name} for at in there for item in items for name in (*OF_LINE, "explode")
    ]


def _of_packets(names: set[str], keys: Keys) -> list[dict[str, str]]:
    """Editions, with each step, kind of paper or attached file where the address names one."""
    beside: list[dict[str, str]] = [{}]
    if "step" in names:
        beside = [{"step": step} for step in (*STEPS, "explode")]
    elif "file" in names:
        beside = [{"file": file} for file in (*keys.hidden("Attachment"), keys.made_up[1])]
    elif "kind" in names:
        beside = [{"kind": kind} for kind in (*KINDS, "exe")]
    return [{"edition": edition, **each} for edition in EDITIONS for each in beside]


def address_of(rule: Rule, arguments: Mapping[str, str]) -> str:
    """The path with its arguments filled in."""
    path = rule.rule
    for converter in ("path:", ""):
        for name, value in arguments.items():
            path = path.replace(f"<{converter}{name}>", quote(value, safe="/" if converter else ""))
    return path


def look_around(world: World, readers: Iterable[str]) -> Looked:
    """Which words each route looks at, found by asking as each of the readers."""
    noticing.LOOKED_AT.clear()
    with patch.object(world.graph, "write", _write_nothing):
        for reader in readers:
            session = Session(world, reader)
            for rule, method in _routes(world.app):
                beside = BESIDE.get(rule.rule, {})
                for arguments in _some_arguments(rule, world.keys):
                    path = address_of(rule, arguments)
                    if method == "GET":
                        session.send(Ask("GET", f"{path}?{urlencode(beside)}"))
                    else:
                        session.send(Ask("POST", path, form={"x": "1", **beside}))
    looked = set(noticing.LOOKED_AT)
    refuse_unknown(looked, world.keys)
    return looked


def _write_nothing(*_given: object, **_named: object) -> None:
    raise EngineDown


def walk_reading(app: Flask, keys: Keys, looked: Looked) -> Iterator[Ask]:
    """Every address, then each word that it looks at in turn; with the other harmless methods."""
    tried = words_tried(keys)
    for rule, method in _routes(app):
        if method != "GET":
            continue
        beside = BESIDE.get(rule.rule, {})
        for arguments in arguments_tried(rule, keys):
            yield Ask("GET", address_of(rule, arguments) + (f"?{urlencode(beside)}" if beside else ""))
        for arguments in _some_arguments(rule, keys):
            path = address_of(rule, arguments)
            for other in ("HEAD", "OPTIONS", "DELETE"):
                yield Ask(other, path)
            for name in _names(looked, place_of(rule.rule, arguments), "GET", tried):
                for value in tried[name]:
                    yield Ask("GET", f"{path}?{urlencode({**beside, name: value})}")
    yield from (Ask("GET", address) for address in TOGETHER)


# What people ask with several words at once: cells in which planted issues stand, and lists around them.
TOGETHER = (
    "/matrix?all=1&open=CEE002&open=CEE003",
    "/matrix?agency=FDA&center=CEE002&open=CEE002&severity=4",
    "/matrix?agency=EPA&center=CEE003&show=all&as=list",
    "/matrix/cell?area=EPA/PST&column=CEE003",
    "/matrix/cell?area=FDA/DRU&column=CEE002/tobacco&show=all",
    "/matrix/cell?area=FDA/BIO&column=CEE002/tobacco",
    "/matrix/cell?area=FDA&column=CEE002/",
    "/issues?area=FDA/FOO&column=CEE002/aquaculture",
    "/issues?agency=EPA&center=CEE003&show=all&size=25",
    "/issues?severity=4&kind=outage&strength=needs+resolution&holder=FDA",
    "/issues?show=all&size=25&after=62019",
    "/published?agency=FDA&over=all&size=25",
    "/directory?people=all&q=fda",
)


def walk_writing(app: Flask, keys: Keys, looked: Looked) -> Iterator[Ask]:
    """Every form: filled in well, empty, without its token, and with each word changed in turn."""
    tried = words_tried(keys)
    for rule, method in _routes(app):
        if method != "POST":
            continue
        for arguments in arguments_tried(rule, keys, writes=True):
            path, well = address_of(rule, arguments), _well(rule, arguments, looked, tried)
            yield Ask("POST", path, form=well)
            yield Ask("POST", path, form={"x": "1"})
        for arguments in _some_arguments(rule, keys):
            path, well = address_of(rule, arguments), _well(rule, arguments, looked, tried)
            yield Ask("POST", path, form=well, forged=True)
            for name in _names(looked, place_of(rule.rule, arguments), "POST", tried):
                yield from (Ask("POST", path, form={**well, name: value}) for value in tried[name][1:])


def _well(rule: Rule, arguments: Mapping[str, str], looked: Looked, tried: Tried) -> dict[str, str]:
    """The form filled in as one should."""
    names = _names(looked, place_of(rule.rule, arguments), "POST", tried)
    return {name: tried[name][0] for name in names} | BESIDE.get(rule.rule, {})


def refuse_unknown(looked: Looked, keys: Keys) -> None:
    """Fail with every word that some page looks at and no walk knows."""
    tried = words_tried(keys)
    unknown = sorted({(place, name) for place, _, name in looked if name not in tried})
    if unknown:
        raise NotWalked("; ".join(f"{place} looks at {name}, which no walk tries" for place, name in unknown))


def _routes(app: Flask) -> list[tuple[Rule, str]]:
    return [
        (rule, method)
        for rule in sorted(app.url_map.iter_rules(), key=lambda r: (r.rule, r.endpoint))
        for method in ("GET", "POST")
        if method in (rule.methods or ()) and rule.rule not in APIS
    ]


def _names(looked: Looked, place: str, method: str, tried: Tried) -> list[str]:
    return sorted(name for at, by, name in looked if (at, by) == (place, method) and name in tried)


def _some_arguments(rule: Rule, keys: Keys) -> list[dict[str, str]]:
    """One for each action: on what is planted, and on what is open."""
    if rule.rule.startswith("/inputs/<key>"):
        return [a for a in arguments_tried(rule, keys) if a["key"] != keys.made_up[0]]
    if rule.arguments == {"key", "name"}:
        return [{"key": key, "name": n} for n in ACTIONS for key in (keys.hidden("Issue")[0], OPEN_ISSUE)]
    if "edition" in rule.arguments:
        tried = arguments_tried(rule, keys)
        return [a for a in tried if a["center"] == CENTERS[0] and a["edition"] == EDITIONS[0]]
    if "quarter" in rule.arguments and "name" in rule.arguments:
        known = (OPEN_ISSUE, None)
        tried = arguments_tried(rule, keys)
        return [a for a in tried if a["center"] == CENTERS[0] and a.get("item") in known]
    if rule.rule.startswith("/publications/"):
        return [{"key": key} for key in (keys.hidden("Publication")[0], keys.open("Publication"))]
    if rule.rule.startswith("/issues/<key>"):
        return [{"key": key} for key in (*keys.hidden("Issue"), OPEN_ISSUE)]
    if rule.rule.startswith("/directory/"):
        return [{"key": PAGES_OF[rule.rule.split("/")[2]]}] if "key" in rule.arguments else [{}]
    return arguments_tried(rule, keys)[:1]
