"""A made-up edition of a packet, for tests that need no graph."""

from __future__ import annotations

import hashlib

from meetings.contents import Contents, IssuePaper, PaperFile, Saying, sources_of

TITLE = "Prior notice is refused for shellfish mixed with other goods"


def make_paper(number: int = 1, *, title: str = TITLE, text: str = "", version: int = 3) -> IssuePaper:
    """The paper of an issue in work at FDA, with a figure and two positions."""
    return {
        "record": f"Issue 7KQ4-F2M{number}",
        "key": f"7KQ4-F2M{number}",
        "version": version,
        "title": title,
        "kind": "data",
        "state": "in-work",
        "severity": 3,
        "since": "2016",
        "text": text or "Entries that hold both are refused.\nSecond line.\n\nThe message names no line.",
        "holder": "FDA",
        "heldSince": "2026-11-03T14:00:00+00:00",
        "nextAction": "Say which filers are affected",
        "dueOn": "2026-12-04",
        "cells": ["FDA/FOO Food, APP whole Center"],
        "scope": "flags FD3, FD4; HTS chapters 03, 16; from Mexico",
        "workaround": "Split the entry.",
        "endDate": None,
        "effects": [_say("accounts", "APP", "about 40", "estimated")],
        "positions": [
            _say("position", "APP", "The refusal should name the line.", ""),
            _say("position", "FDA", "The system can't say it before spring 2027.", ""),
        ],
        "strength": "needs resolution",
        "closeProposed": "",
        "sourceTitle": "COAC recommendation 28",
        "sourceAddress": "https://www.cbp.gov/x",
    }


def make_contents(edition: str = "government", *, papers: int = 2) -> Contents:
    """An edition with an agenda of three lines."""
    made = [make_paper(number + 1) for number in range(papers)]
    return {
        "key": f"CEE002/FY27-Q1/{edition}",
        "number": 1,
        "cover": {
            "group": "APP working group",
            "center": "Agriculture and Prepared Products",
            "quarter": "FY2027 Q1",
            "day": "2026-12-08",
            "startsAt": "10:00",
            "edition": edition,
            "editionName": "Trade edition" if edition == "trade" else "Government edition",
            "marking": "CONTROLLED: ONLY THE PARTIES NAMED",
            "distribution": ["The people of APP", "The disclosure reviewers of the Office of Trade"],
            "frozenAt": "2026-12-01T14:00:00+00:00",
        },
        "agenda": [
            {"number": 1, "title": TITLE, "reason": "New since the last meeting", "block": "FDA",
             "who": "APP", "minutes": 15, "paper": "Issue 7KQ4-F2M1"},
            {"number": 2, "title": "Ask FDA to name the line", "reason": "Filed Nov 3", "block": "FDA",
             "who": "APP", "minutes": 10, "paper": "Input 3MPX-77QA"},
            {"number": 3, "title": "Round of the table", "reason": "Added by the chair", "block": "group",
             "who": "APP", "minutes": 5, "paper": ""},
        ],
        "changes": [
            {"kind": "new", "title": TITLE, "paper": "Issue 7KQ4-F2M1"},
            {"kind": "gone", "title": "An old one", "paper": ""},
        ],
        "matrix": [
            {"area": "FDA/FOO", "name": "Food", "number": 4, "severity": 3, "oldest": "2016"},
            {"area": "FDA", "name": "program not named", "number": 1, "severity": 0, "oldest": "2026-11-02"},
        ],
        "papers": made,
        "inputs": []
        if edition == "trade"
        else [
            {
                "record": "Input 3MPX-77QA",
                "key": "3MPX-77QA",
                "version": 2,
                "title": "Ask FDA to name the line",
                "state": "filed",
                "kinds": ["challenge"],
                "wanted": "That the refusal names the line.",
                "ofParty": "FDA",
                "byDay": "2026-12-30",
                "tried": "Calls.",
                "signedOn": "2026-11-01",
                "filedOn": "2026-11-03",
                "answer": "",
                "answeredOn": None,
            }
        ],
        "contacts": [
            {"name": "Iris Vale", "role": "director", "party": "APP", "phone": "305-555-0101",
             "email": "iris@app.example"},
        ],
        "sources": sources_of(made),
    }  # fmt: skip


def make_file(name: str, content: bytes = b"%PDF-1.7 a letter", *, key: str = "") -> PaperFile:
    """A file of an input."""
    sha256 = hashlib.sha256(content).hexdigest()
    return {
        "key": key or f"key of {name}",
        "name": name,
        "media": "application/pdf",
        "size": len(content),
        "sha256": sha256,
    }


def with_files(*files: PaperFile) -> Contents:
    """An edition whose input has these files."""
    contents = make_contents()
    contents["inputs"][0]["files"] = list(files)
    return contents


def _say(about: str, party: str, text: str, quality: str) -> Saying:
    return {
        "about": about,
        "party": party,
        "text": text,
        "quality": quality,
        "byName": "Nora Lind",
        "on": "2026-11-10",
    }
