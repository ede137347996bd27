"""The papers of an edition: one for each issue and input on its agenda, read with its readers' eyes."""

from __future__ import annotations

from collections.abc import Iterable

from graph.cypher import Tx
from graph.meetings import packets as sentences
from graph.meetings.lines import LineRow
from graph.meetings.packets import (
    ClaimForPaperRow,
    FileForPaperRow,
    InputForPaperRow,
    IssueForPaperRow,
    PublishedForPaperRow,
)
from liaisons.actors import Actor
from liaisons.directory import Directory
from matrix.cells import cell_of
from matrix.scope import phrase_of
from meetings.contents import InputPaper, IssuePaper, PaperFile, Saying
from meetings.drawing import INPUT, ISSUE, PUBLICATION


def _about(lines: Iterable[LineRow], label: str) -> list[str]:
    """The keys of what lines of one kind are about, in the order of the agenda."""
    keys = [str(line["aboutKey"]) for line in lines if line["aboutLabel"] == label]
    return list(dict.fromkeys(keys))


def issue_papers(tx: Tx, eyes: Actor, directory: Directory, lines: list[LineRow]) -> list[IssuePaper]:
    """One for each issue on the agenda that these eyes read, in the order of the lines."""
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


def input_papers(tx: Tx, eyes: Actor, directory: Directory, lines: list[LineRow]) -> list[InputPaper]:
    """One for each input on the agenda that these eyes read, with its clean files."""
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


def published_papers(tx: Tx, lines: list[LineRow]) -> list[IssuePaper]:
    """One for each published issue on the trade's agenda, in its published words."""
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
