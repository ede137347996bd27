"""An edition in words, ready to set: what its PDF and its page say, they say from here."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypedDict

from jinja2.filters import do_filesizeformat

from hub import dates
from liaisons import clocks, input_states, input_words
from liaisons.file_types import TYPES
from liaisons.input_states import InputState
from matrix.issues import KINDS
from matrix.severity import Severity
from matrix.states import WORDS, State
from meetings.contents import AgendaLine, Change, Contents, Cover, InputPaper, IssuePaper, MatrixLine, Saying
from meetings.enclosures import Enclosure, list_enclosures
from meetings.manifest import SHORT

Fact = tuple[str, str]
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

CHANGES = {"new": "New", "changed": "Changed", "gone": "No longer in it"}
FILE_KINDS = dict(TYPES.values())
FIGURES = {"accounts": "Accounts", "ports": "Ports", "delay": "Delay", "cost": "Cost"}


class WordedFile(TypedDict):
    """A file of an input: its name, kind and size in words, the first of its hash, and where the zip has it.

    `called` is its name there, "" where that is the same; `of` is the input.
    """

    key: str
    name: str
    kind: str
    size: str
    hash: str
    folder: str
    called: str
    of: str


class Paper(TypedDict):
    """One paper: what it is in a sentence, then its parts; an empty part is left out."""

    anchor: str
    title: str
    code: str
    state: str
    text: str
    facts: list[Fact]
    workaround: str
    effects: list[list[str]]
    positions: list[list[str]]
    asked: list[str]
    files: list[WordedFile]


class Worded(TypedDict):
    """The whole edition in words."""

    title: str
    marking: str
    foot: str
    hash: str
    cover: list[Fact]
    group: str
    quarter: str
    edition: str
    distribution: list[str]
    agenda: list[list[str]]
    agendaLine: str
    changes: list[list[str]]
    changesLine: str
    matrix: list[list[str]]
    papers: list[Paper]
    papersLine: str
    inputs: list[Paper]
    contacts: list[list[str]]
    sources: list[list[str]]
    forTrade: bool


def word(contents: Contents, *, manifest_hash: str) -> Worded:
    """The edition as people read it; ages and due days are as of the day it was frozen."""
    cover = contents["cover"]
    today = clocks.today_of(datetime.fromisoformat(cover["frozenAt"]))
    trade = cover["edition"] == "trade"
    minutes = sum(line["minutes"] for line in contents["agenda"])
    files = word_files(contents)
    reached = {paper["record"] for paper in (*contents["papers"], *contents["inputs"])}
    return {
        "title": f"{cover['group']}, {cover['quarter']}: {cover['editionName']}",
        "marking": cover["marking"],
        "foot": f"{cover['group']}, {cover['quarter']}, {cover['editionName']}",
        "hash": manifest_hash[:SHORT],
        "group": cover["group"],
        "quarter": cover["quarter"],
        "edition": cover["editionName"],
        "cover": [
            ("Meeting", f"{dates.say_full_day(cover['day'])}, {_say_start(cover)}"),
            ("Center", cover["center"]),
            ("Marking", cover["marking"]),
            ("Contents", f"frozen {dates.say_instant(cover['frozenAt'])}"),
            ("Manifest", manifest_hash),
        ],
        "distribution": cover["distribution"],
        "agenda": [_agenda_line(line, reached) for line in contents["agenda"]],
        "agendaLine": _say_agenda(len(contents["agenda"]), minutes),
        "changes": [_change(change, reached) for change in contents["changes"]],
        "changesLine": _say_changes(contents),
        "matrix": [_matrix_line(line, today) for line in contents["matrix"]],
        "papers": [_published(p) if trade else _issue(p, today) for p in contents["papers"]],
        "papersLine": "" if contents["papers"] else "No line of this agenda has a paper.",
        "inputs": [_input(paper, files) for paper in contents["inputs"]],
        "contacts": [
            [c["name"], c["role"], c["party"], ", ".join(filter(None, (c["phone"], c["email"])))]
            for c in contents["contacts"]
        ],
        "sources": [[source["title"], source["address"]] for source in contents["sources"]],
        "forTrade": trade,
    }


def anchor_of(record: str) -> str:
    """The name by which a page or a bookmark reaches a record's paper; "" for none."""
    return record.replace(" ", "-").lower()


def word_files(contents: Contents) -> list[WordedFile]:
    """The files that the edition brings, in the order of its papers."""
    return [_file(each) for each in list_enclosures(contents)]


def _file(enclosed: Enclosure) -> WordedFile:
    paper, file, place = enclosed
    kind = FILE_KINDS.get(file["media"], file["media"])
    folder, _, called = place.rpartition("/")
    return {
        "key": file["key"],
        "name": file["name"],
        "kind": kind[:1].upper() + kind[1:],
        "size": do_filesizeformat(file["size"]),
        "hash": file["sha256"][:SHORT],
        "folder": folder,
        "called": "" if called == file["name"] else called,
        "of": paper["key"],
    }


def _say_start(cover: Cover) -> str:
    begins = datetime.fromisoformat(f"{cover['day']}T{cover['startsAt']}")
    return dates.say_clock(begins.replace(tzinfo=clocks.WASHINGTON))


def _say_agenda(lines: int, minutes: int) -> str:
    if not lines:
        return "Nothing stands on the agenda for the readers of this edition."
    return f"{dates.say_count(lines, 'line')}, {dates.say_count(minutes, 'minute')} in all."


def _say_changes(contents: Contents) -> str:
    if contents["changes"]:
        return "Compared with the last packet of this edition that was issued:"
    return "Nothing changed since the last packet of this edition, or this is the first one."


def _agenda_line(line: AgendaLine, reached: set[str]) -> list[str]:
    return [
        str(line["number"]), line["title"], _say_days(line["reason"]), line["block"], line["who"],
        str(line["minutes"]),
        anchor_of(line["paper"]) if line["paper"] in reached else "",
    ]  # fmt: skip


def _change(change: Change, reached: set[str]) -> list[str]:
    anchor = anchor_of(change["paper"]) if change["paper"] in reached else ""
    return [CHANGES[change["kind"]], change["title"], anchor]


def _matrix_line(line: MatrixLine, today: str) -> list[str]:
    oldest = f"{dates.say_age(line['oldest'], today)}" if line["oldest"] else ""
    return [line["area"], line["name"], str(line["number"]), Severity(line["severity"]).word, oldest]


def _issue(paper: IssuePaper, today: str) -> Paper:
    facts: list[Fact] = [
        ("Kind", KINDS.get(paper["kind"], paper["kind"])),
        ("Severity", Severity(paper["severity"]).word),
        ("Since", dates.say_day(paper["since"])),
        ("Scope", paper["scope"] or "not narrowed"),
        ("Stands at", "; ".join(paper["cells"]) or "no cell of the matrix"),
    ]
    if paper["endDate"]:
        facts.append(("Ends", dates.say_day(paper["endDate"])))
    return {
        "anchor": anchor_of(paper["record"]),
        "title": paper["title"],
        "code": paper["key"],
        "state": _say_state(paper, today),
        "text": paper["text"],
        "facts": facts,
        "workaround": paper["workaround"],
        "effects": [
            [FIGURES.get(s["about"], s["about"]), s["text"], s["quality"], _by(s)] for s in paper["effects"]
        ],
        "positions": [[s["party"], s["text"], _by(s)] for s in paper["positions"]],
        "asked": _asked(paper),
        "files": [],
    }


def _published(paper: IssuePaper) -> Paper:
    facts: list[Fact] = [
        ("Kind", KINDS.get(paper["kind"], paper["kind"])),
        ("Since", dates.say_day(paper["since"])),
        ("Goods", paper["scope"]),
    ]
    if paper["endDate"]:
        facts.append(("Ends", dates.say_day(paper["endDate"])))
    return {
        "anchor": anchor_of(paper["record"]),
        "title": paper["title"],
        "code": paper["key"],
        "state": "As published for everyone.",
        "text": paper["text"],
        "facts": facts,
        "workaround": paper["workaround"],
        "effects": [],
        "positions": [],
        "asked": [],
        "files": [],
    }


def _input(paper: InputPaper, files: list[WordedFile]) -> Paper:
    facts: list[Fact] = [("Kind", ", ".join(input_words.KINDS.get(kind, kind) for kind in paper["kinds"]))]
    for name, day in (
        ("Asked by", paper["byDay"]),
        ("Signed", paper["signedOn"]),
        ("Filed", paper["filedOn"]),
    ):
        if day:
            facts.append((name, dates.say_day(day)))
    if paper["tried"]:
        facts.append(("Tried so far", paper["tried"]))
    if paper["answer"]:
        on = f" ({dates.say_day(paper['answeredOn'])})" if paper["answeredOn"] else ""
        facts.append(("Answer", paper["answer"] + on))
    return {
        "anchor": anchor_of(paper["record"]),
        "title": paper["title"],
        "code": paper["key"],
        "state": f"{input_states.WORDS[InputState(paper['state'])]}. Asked of {paper['ofParty']}.",
        "text": paper["wanted"],
        "facts": facts,
        "workaround": "",
        "effects": [],
        "positions": [],
        "asked": [],
        "files": [file for file in files if file["of"] == paper["key"]],
    }


def _say_days(reason: str) -> str:
    """A reason as the agenda keeps it, its days in words."""
    return ISO_DAY.sub(lambda found: dates.say_day(found[0]), reason)


def _say_state(paper: IssuePaper, today: str) -> str:
    state = f"{WORDS[State(paper['state'])]}."
    if not paper["holder"]:
        return f"{state} Nobody holds it."
    held = f"Held by {paper['holder']}"
    # The demonstration freezes a packet of last quarter with holders of today.
    if paper["heldSince"] and paper["heldSince"][:10] <= today:
        held += f" for {dates.say_age(paper['heldSince'][:10], today)}"
    if not paper["nextAction"]:
        return f"{state} {held}."
    due = f", {dates.say_due(paper['dueOn'], today)}" if paper["dueOn"] else ""
    return f"{state} {held}. Next: {paper['nextAction']}{due}."


def _asked(paper: IssuePaper) -> list[str]:
    """What the meeting could settle, from where the issue stands."""
    asked = []
    if paper["closeProposed"]:
        asked.append(f"Agree, or don't, to close it as {paper['closeProposed']}.")
    if paper["strength"] == "needs resolution":
        asked.append("Resolve it: a party says that it needs resolution.")
    if not paper["holder"]:
        asked.append("Name who holds it.")
    elif paper["nextAction"]:
        asked.append(f"Hear from {paper['holder']}: {paper['nextAction']}.")
    if not paper["severity"]:
        asked.append("Assess how badly it hurts.")
    return asked or ["Take note."]


def _by(saying: Saying) -> str:
    return f"{saying['party']}, {saying['byName']}, {dates.say_day(saying['on'])}"
