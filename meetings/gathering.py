"""What goes into an edition, read with its readers' eyes at the moment it is frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from graph.cypher import Tx
from graph.meetings import packets as sentences
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from graph.meetings.packets import (
    ClaimForPaperRow,
    FileForPaperRow,
    InputForPaperRow,
    IssueForPaperRow,
    PublishedForPaperRow,
)
from liaisons import clocks
from liaisons.actors import Actor, Role
from liaisons.audiences import audience_key, marking_of
from liaisons.directory import Directory
from matrix.cells import cell_of
from matrix.scope import phrase_of
from matrix.table import SUM, TableRow, View, read_public_table, read_table
from meetings import editions
from meetings.agenda import list_lines, list_trade_lines
from meetings.contents import (
    AgendaLine,
    Contact,
    Contents,
    Cover,
    InputPaper,
    IssuePaper,
    MatrixLine,
    PaperFile,
    Saying,
    changes_since,
    sources_of,
)
from meetings.drawing import INPUT, ISSUE, PUBLICATION
from meetings.editions import GOVERNMENT, TRADE
from meetings.groups import name_series
from meetings.meetings import series_of
from meetings.reasons import GROUP_BLOCK

CALLED = (Role.DIRECTOR, Role.ACTING_DIRECTOR, Role.CHAIR, Role.GROUP_SECRETARY, Role.LIAISON, Role.BACKUP)


def find_last_issued(tx: Tx, actor: Actor, meeting: MeetingRow, edition: str) -> Contents | None:
    """What the last packet of the same edition and series held that went out before this meeting."""
    found = tx.one(
        sentences.LAST_ISSUED,
        center=meeting["centerKey"],
        series=series_of(meeting["agencyKey"]),
        edition=edition,
        day=meeting["day"],
        audiences=actor.audiences,
    )
    return cast(Contents, json.loads(found)) if found else None


def read_edition(
    tx: Tx,
    actor: Actor,
    directory: Directory,
    meeting: MeetingRow,
    edition: str,
    *,
    before: Contents | None,
    now: datetime,
) -> Contents:
    """All of an edition. The trade's is made from what is published and from nothing else.

    `before` is what the last issued packet of the same edition held.
    """
    key = editions.key_of(meeting["key"], edition)
    if edition == TRADE:
        lines = list_trade_lines(tx, actor, meeting["key"])
        papers = _published_papers(tx, lines)
        inputs: list[InputPaper] = []
        view = View(centers=(meeting["centerKey"],))
        table = read_public_table(tx, directory, view, today=clocks.day_of(now))
        contacts = _center_alone(directory, meeting["centerKey"])
    else:
        eyes = editions.eyes_of(tx, actor, meeting, edition)
        everything = list_lines(tx, eyes, meeting["key"], now=now)
        lines = [line for line in everything if edition == GOVERNMENT or _is_for(line, edition)]
        papers = _issue_papers(tx, eyes, directory, lines)
        inputs = _input_papers(tx, eyes, directory, lines)
        alone = (meeting["agencyKey"],) if meeting["agencyKey"] else ()
        agencies = alone if edition == GOVERNMENT else (edition,)
        view = View(centers=(meeting["centerKey"],), agencies=agencies)
        table = read_table(tx, eyes, directory, view, today=clocks.day_of(now))
        contacts = _contacts(tx, eyes, directory, meeting, edition, today=clocks.today_of(now))
    return {
        "key": key,
        "number": 1,
        "cover": _cover(directory, meeting, edition, now=now),
        "agenda": _agenda(directory, lines, papers, inputs),
        "changes": changes_since(before, papers),
        "matrix": _matrix(table, meeting["centerKey"]),
        "papers": papers,
        "inputs": inputs,
        "contacts": contacts,
        "sources": sources_of(papers),
    }


def _is_for(line: LineRow, agency: str) -> bool:
    """Whether a line stands in the agency's block, concerns it, or is for the whole group."""
    return line["block"] in (agency, GROUP_BLOCK) or agency in line["agencies"]


def _cover(directory: Directory, meeting: MeetingRow, edition: str, *, now: datetime) -> Cover:
    center = meeting["centerKey"]
    readers = editions.issued_readers(center, meeting["groupKey"], edition)
    return {
        "group": name_series(directory, center, meeting["agencyKey"]),
        "center": directory.centers[center]["name"],
        "quarter": meeting["quarter"],
        "day": meeting["day"],
        "startsAt": meeting["startsAt"],
        "edition": edition,
        "editionName": editions.name_edition(directory, edition),
        "marking": marking_of(audience_key(readers)),
        "distribution": editions.say_distribution(directory, center, edition),
        "frozenAt": now.isoformat(),
    }


def _agenda(
    directory: Directory, lines: list[LineRow], papers: list[IssuePaper], inputs: list[InputPaper]
) -> list[AgendaLine]:
    there = {paper["record"] for paper in (*papers, *inputs)}
    found: list[AgendaLine] = []
    for place, line in enumerate(lines, 1):
        record = f"{line['aboutLabel']} {line['aboutKey']}"
        block = line["block"]
        found.append(
            {
                "number": place,
                "title": line["title"],
                "reason": line["reason"],
                "block": "All" if block == GROUP_BLOCK else directory.name_of(block),
                "who": directory.name_of(line["bringer"]),
                "minutes": line["minutes"],
                "paper": record if record in there else "",
            }
        )
    return found


def _matrix(table: TableRow, center: str) -> list[MatrixLine]:
    cells = {cell["row"]: cell for cell in table["cells"] if cell["column"] == center + SUM}
    return [
        {
            "area": head["key"],
            "name": head["name"],
            "number": cells[head["key"]]["number"],
            "severity": cells[head["key"]]["severity"],
            "oldest": cells[head["key"]]["oldest"],
        }
        for head in table["rows"]
        if head["kind"] == "area" and cells[head["key"]]["number"]
    ]


def _about(lines: Iterable[LineRow], label: str) -> list[str]:
    """The keys of what lines of one kind are about, in the order of the agenda."""
    keys = [str(line["aboutKey"]) for line in lines if line["aboutLabel"] == label]
    return list(dict.fromkeys(keys))


def _issue_papers(tx: Tx, eyes: Actor, directory: Directory, lines: list[LineRow]) -> list[IssuePaper]:
    keys = _about(lines, ISSUE)
    if not keys:
        return []
    rows = {row["key"]: row for row in tx.all(sentences.ISSUES, issues=keys, audiences=eyes.audiences)}
    claims: dict[str, list[ClaimForPaperRow]] = {}
    for claim in tx.all(sentences.CLAIMS, issues=sorted(rows), audiences=eyes.audiences):
        claims.setdefault(claim["issueKey"], []).append(claim)
    return [_issue_paper(directory, rows[key], claims.get(key, [])) for key in keys if key in rows]


def _issue_paper(directory: Directory, row: IssueForPaperRow, claims: list[ClaimForPaperRow]) -> IssuePaper:
    said = [_saying(directory, claim) for claim in claims]
    return {
        "record": f"{ISSUE} {row['key']}",
        "key": row["key"],
        "version": row["version"],
        "title": row["title"],
        "kind": row["kind"],
        "state": row["state"],
        "severity": row["severity"],
        "since": row["since"],
        "text": row["text"],
        "strength": row["strength"],
        "closeProposed": row["closeProposed"] or "",
        "holder": directory.name_of(row["holderKey"]) if row["holderKey"] else "",
        "heldSince": row["heldSince"],
        "nextAction": row["nextAction"] or "",
        "dueOn": row["dueOn"],
        "cells": [_say_cell(directory, key) for key in row["cells"]],
        "scope": phrase_of(
            flags=row["scopeFlags"] or [],
            programs=row["scopePrograms"] or [],
            hts=row["scopeHts"],
            countries=row["scopeCountries"],
        ),
        "workaround": row["workaround"] or "",
        "endDate": row["endDate"],
        "effects": [one for one in said if one["about"] != "position"],
        "positions": _latest_positions(said),
        "sourceTitle": row["sourceTitle"] or "",
        "sourceAddress": row["sourceAddress"] or "",
    }


def _latest_positions(said: list[Saying]) -> list[Saying]:
    """Of each party what it said last; the newest come first from the graph."""
    found: dict[str, Saying] = {}
    for one in said:
        if one["about"] == "position":
            found.setdefault(one["party"], one)
    return [found[party] for party in sorted(found)]


def _saying(directory: Directory, claim: ClaimForPaperRow) -> Saying:
    return {
        "about": claim["about"],
        "party": directory.name_of(claim["byParty"]),
        "text": claim["text"],
        "quality": claim["quality"] or "",
        "byName": claim["byName"],
        "on": claim["on"],
    }


def _say_cell(directory: Directory, key: str) -> str:
    cell = cell_of(key)
    column = "whole Center" if cell.column == cell.center else directory.name_of(cell.column)
    return f"{directory.name_of(cell.area)}, {directory.name_of(cell.center)} {column}"


def _input_papers(tx: Tx, eyes: Actor, directory: Directory, lines: list[LineRow]) -> list[InputPaper]:
    keys = _about(lines, INPUT)
    if not keys:
        return []
    rows = {row["key"]: row for row in tx.all(sentences.INPUTS, inputs=keys, audiences=eyes.audiences)}
    files: dict[str, list[FileForPaperRow]] = {}
    for file in tx.all(sentences.FILES, inputs=sorted(rows), audiences=eyes.audiences):
        files.setdefault(file["inputKey"], []).append(file)
    return [_input_paper(directory, rows[key], files.get(key, [])) for key in keys if key in rows]


def _input_paper(directory: Directory, row: InputForPaperRow, files: list[FileForPaperRow]) -> InputPaper:
    return {
        "record": f"{INPUT} {row['key']}",
        "key": row["key"],
        "version": row["version"],
        "title": row["title"],
        "state": row["state"],
        "kinds": row["kinds"] or [],
        "wanted": row["wanted"] or "",
        "ofParty": directory.name_of(row["ofParty"]),
        "byDay": row["byDay"],
        "tried": row["tried"] or "",
        "signedOn": row["signedOn"],
        "filedOn": row["filedOn"],
        "answer": row["answer"] or "",
        "answeredOn": row["answeredOn"],
        "files": [_paper_file(file) for file in files],
    }


def _paper_file(row: FileForPaperRow) -> PaperFile:
    return {
        "key": row["key"],
        "name": row["name"],
        "media": row["media"],
        "size": row["size"],
        "sha256": row["sha256"],
    }


def _published_papers(tx: Tx, lines: list[LineRow]) -> list[IssuePaper]:
    keys = _about(lines, PUBLICATION)
    if not keys:
        return []
    rows = {row["key"]: row for row in tx.all(sentences.PUBLISHED, publications=keys)}
    return [_published_paper(rows[key]) for key in keys if key in rows]


def _published_paper(row: PublishedForPaperRow) -> IssuePaper:
    return {
        "record": f"{PUBLICATION} {row['key']}",
        "key": row["key"],
        "version": row["version"],
        "title": row["title"],
        "kind": row["kind"],
        "state": "",
        "severity": 0,
        "since": row["since"],
        "text": row["what"],
        "strength": "",
        "closeProposed": "",
        "holder": "",
        "heldSince": None,
        "nextAction": "",
        "dueOn": None,
        "cells": [],
        "scope": row["scope"],
        "workaround": row["workaround"] or "",
        "endDate": row["endDate"],
        "effects": [],
        "positions": [],
        "sourceTitle": row["sourceTitle"] or "",
        "sourceAddress": row["sourceAddress"] or "",
    }


def _contacts(
    tx: Tx, eyes: Actor, directory: Directory, meeting: MeetingRow, edition: str, *, today: str
) -> list[Contact]:
    center = meeting["centerKey"]
    alignments = [
        row["key"]
        for row in directory.alignments
        if row["centerKey"] == center
        and edition in (GOVERNMENT, row["agencyKey"])
        and meeting["agencyKey"] in (None, row["agencyKey"])
    ]
    rows = tx.all(
        sentences.CONTACTS,
        targets=[center, meeting["groupKey"], *alignments],
        roles=[str(role) for role in CALLED],
        today=today,
        audiences=eyes.audiences,
    )
    people: dict[str, Contact] = {}
    for row in rows:
        role = row["role"].replace("-", " ")
        known = people.get(row["email"])
        if known is None:
            people[row["email"]] = {
                "name": row["name"],
                "role": role,
                "party": directory.name_of(row["partyKey"]),
                "phone": row["phone"] or "",
                "email": row["email"],
            }
        elif role not in known["role"].split(", "):
            known["role"] += f", {role}"
    return list(people.values())


def _center_alone(directory: Directory, center: str) -> list[Contact]:
    row = directory.centers[center]
    town = ", ".join(filter(None, (row["city"], row["state"])))
    return [{"name": row["name"], "role": "Center", "party": row["code"], "phone": town, "email": ""}]
