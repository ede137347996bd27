"""What goes into an edition, read with its readers' eyes at the moment it is frozen."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast

from graph.cypher import Tx
from graph.meetings import packets as sentences
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from liaisons import clocks
from liaisons.actors import Actor, Role
from liaisons.audiences import audience_key, marking_of
from liaisons.directory import Directory
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
    changes_since,
    sources_of,
)
from meetings.editions import GOVERNMENT, TRADE
from meetings.groups import name_series
from meetings.meetings import series_of
from meetings.papers import input_papers, issue_papers, published_papers
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
        papers = published_papers(tx, lines)
        inputs: list[InputPaper] = []
        view = View(centers=(meeting["centerKey"],))
        table = read_public_table(tx, directory, view, today=clocks.day_of(now))
        contacts = _center_alone(directory, meeting["centerKey"])
    else:
        eyes = editions.eyes_of(tx, actor, meeting, edition)
        everything = list_lines(tx, eyes, meeting["key"], now=now)
        lines = [line for line in everything if edition == GOVERNMENT or _is_for(line, edition)]
        papers = issue_papers(tx, eyes, directory, lines)
        inputs = input_papers(tx, eyes, directory, lines)
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
