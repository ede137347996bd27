"""What the graph proposes for an agenda: a line for each thing that is new, worse, asked, late or unfinished.

Every line bears the audience of what it is about. At a meeting with one agency, only what concerns that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from graph.cypher import Tx
from graph.meetings import agenda as sentences
from graph.meetings import lines as kept_sentences
from graph.meetings.agenda import CandidateRow, FiledRow
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.clocks import FiscalQuarter
from matrix.issues import shelves_of
from meetings import reasons
from meetings.groups import COUNCIL, HEADQUARTERS
from meetings.meetings import find_before
from meetings.reasons import GROUP_BLOCK, Cause, Reason, Window

REMOVED, ACCEPTED, PROPOSED = "removed", "accepted", "proposed"
BY_GRAPH, BY_PERSON = "graph", "person"
ISSUE, INPUT, PUBLICATION = "Issue", "Input", "Publication"


def draw_lines(
    tx: Tx, actor: Actor, meeting: MeetingRow, *, issue: str | None = None, now: datetime
) -> list[LineRow]:
    """A line for each thing with a cause, in no order; `issue` asks for the line of one issue alone."""
    window, carried = _window(tx, actor, meeting, now=now)
    about = {str(row["aboutKey"]): str(window.last_day) for row in carried if row["aboutKey"]}
    drawn = _issue_lines(tx, actor, meeting, window, about, issue=issue)
    if not issue:
        drawn += _input_lines(tx, actor, meeting, window, about)
    if agency := meeting["agencyKey"]:
        drawn = [_of_pair(line, meeting["centerKey"], agency) for line in drawn if agency in line["agencies"]]
    return drawn if issue else [*drawn, *_free_lines(meeting, window, carried)]


def draw_for_trade(tx: Tx, meeting: MeetingRow, *, issues: frozenset[str] | None = None) -> list[LineRow]:
    """Published issues of the Center that are not over, or those of `issues`, as the whole group's lines.

    None at a meeting with one agency: the trade doesn't sit there.
    """
    if meeting["agencyKey"]:
        return []
    rows = tx.all(sentences.PUBLISHED, mark=mark_of(meeting["centerKey"]))
    lines = []
    for row in rows:
        if issues is not None and row["issueKey"] not in issues:
            continue
        agencies = reasons.agencies_at(row["cells"], meeting["centerKey"])
        reason = Reason(Cause.PUBLISHED, f"published on {row['publishedOn']}")
        lines.append(
            _line(
                meeting,
                (PUBLICATION, row["key"], row["title"]),
                [reason],
                agencies=agencies,
                holder=None,
                minutes=reasons.USUAL_MINUTES,
                rank=row["rank"],
                audience=meeting["audienceKey"],
                for_trade=True,
            )
        )
    return lines


def kept_lines(tx: Tx, actor: Actor, meeting_key: str) -> dict[str, LineRow]:
    """What people chose, or freezing fixed, by key; without the lines for the trade."""
    rows = tx.all(kept_sentences.OF_MEETING, meeting=meeting_key, audiences=actor.audiences)
    return {row["key"]: row for row in rows if not row["forTrade"]}


def _window(tx: Tx, actor: Actor, meeting: MeetingRow, *, now: datetime) -> tuple[Window, list[LineRow]]:
    """Since when something is new for this meeting, and what the last one left unfinished."""
    today = clocks.today_of(now)
    before = find_before(tx, actor, meeting)
    if before is None:
        first = FiscalQuarter.parse(meeting["quarter"]).before.first_day.isoformat()
        return Window(f"{first}T00:00:00+00:00", now.isoformat(), today), []
    past = kept_lines(tx, actor, before["key"]).values()
    left = [row for row in past if row["done"] is False and row["state"] != REMOVED]
    since = before["frozenAt"] or f"{before['day']}T00:00:00+00:00"
    return Window(since, now.isoformat(), today, before["day"]), left


def _issue_lines(
    tx: Tx,
    actor: Actor,
    meeting: MeetingRow,
    window: Window,
    carried: Mapping[str, str],
    *,
    issue: str | None,
) -> list[LineRow]:
    center = meeting["centerKey"]
    rows: list[CandidateRow] = tx.all(
        sentences.ISSUES,
        shelves=shelves_of(actor, is_open=True),
        audiences=actor.audiences,
        mark=mark_of(center),
        issue=issue,
    )
    weighed = [row["key"] for row in rows if (row["severityOn"] or "") >= window.since_day]
    events = (
        tx.all(sentences.WEIGHED, issues=weighed, audiences=actor.audiences, since=window.since_at)
        if weighed
        else []
    )
    severity_of = {row["key"]: row["severity"] for row in rows}
    worsened = reasons.worsened_of(events, severity_of, window.since_day)
    lines = []
    for row in rows:
        why = reasons.issue_reasons(row, worsened, carried, window)
        if why:
            agencies = reasons.agencies_at(row["cells"], center)
            lines.append(
                _line(
                    meeting,
                    (ISSUE, row["key"], row["title"]),
                    why,
                    agencies=agencies,
                    holder=row["holderKey"],
                    minutes=reasons.minutes_of(row["severity"]),
                    rank=row["rank"],
                    audience=row["audienceKey"],
                    late=why[0].cause == Cause.NEW and row["createdAt"][:10] > meeting["cutOff"],
                )
            )
    return lines


def _input_lines(
    tx: Tx, actor: Actor, meeting: MeetingRow, window: Window, carried: Mapping[str, str]
) -> list[LineRow]:
    rows: list[FiledRow] = tx.all(
        sentences.INPUTS,
        center=meeting["centerKey"],
        audiences=actor.audiences,
        since=window.since_day,
        today=window.today,
        carried=sorted(carried),
    )
    lines = []
    for row in rows:
        why = reasons.input_reasons(row, carried, window)
        asked = [row["ofParty"]] if row["ofParty"] else []
        agencies = sorted({*asked, *(area.partition("/")[0] for area in row["areas"])} - {"BIEC", "CBP"})
        answered = why and why[0].cause == Cause.INPUT_ANSWERED
        if why:
            lines.append(
                _line(
                    meeting,
                    (INPUT, row["key"], row["title"]),
                    why,
                    agencies=agencies,
                    holder=row["ofParty"],
                    bringer=row["answeredByParty"] if answered else meeting["centerKey"],
                    minutes=reasons.USUAL_MINUTES,
                    rank=f"{row['filedOn']}{row['key']}",
                    audience=row["audienceKey"],
                    late=row["filedOn"] > meeting["cutOff"],
                )
            )
    return lines


def _of_pair(line: LineRow, center: str, agency: str) -> LineRow:
    """The line as a pair has it: in its agency's block, brought by someone who sits there."""
    here = line["bringer"] in (center, agency, HEADQUARTERS, COUNCIL)
    bringer = line["bringer"] if here else agency
    return {**line, "block": agency, "agencies": [agency], "bringer": bringer}


def _free_lines(meeting: MeetingRow, window: Window, carried: Iterable[LineRow]) -> list[LineRow]:
    """What someone wrote by hand for the last meeting, and was left over."""
    return [
        {
            **row,
            "key": f"{meeting['key']}/{row['key'].rpartition('/')[2]}",
            "meetingKey": meeting["key"],
            "position": None,
            "reason": f"carried over from {window.last_day}",
            "reasonCode": Cause.CARRIED_OVER.code,
            "rank": f"{int(Cause.CARRIED_OVER)}{row['rank'][1:]}",
            "late": False,
            "state": PROPOSED,
            "source": BY_GRAPH,
            "done": None,
            "version": 0,
            "changedAt": None,
            "changedByName": None,
        }
        for row in carried
        if row["aboutKey"] is None
    ]


def _line(
    meeting: MeetingRow,
    about: tuple[str, str, str],
    why: list[Reason],
    *,
    agencies: list[str],
    holder: str | None,
    minutes: int,
    rank: str,
    audience: str,
    bringer: str | None = None,
    late: bool = False,
    for_trade: bool = False,
) -> LineRow:
    label, key, title = about
    block = reasons.block_of(agencies, holder)
    return {
        "key": f"{meeting['key']}/{key}",
        "meetingKey": meeting["key"],
        "position": None,
        "block": block,
        "agencies": agencies,
        "aboutLabel": label,
        "aboutKey": key,
        "title": title,
        "reason": reasons.sentence_of(why),
        "reasonCode": why[0].cause.code,
        "minutes": minutes,
        "bringer": bringer or holder or (meeting["centerKey"] if block == GROUP_BLOCK else block),
        "late": late,
        "state": PROPOSED,
        "removedReason": None,
        "source": BY_GRAPH,
        "forTrade": for_trade,
        "done": None,
        # Within a block: by cause, then as the list of issues has them.
        "rank": f"{int(why[0].cause)}{rank}",
        "audienceKey": audience,
        "version": 0,
        "changedAt": None,
        "changedByName": None,
    }


def mark_of(center: str) -> str:
    """What a cell's key holds where it stands in a column of the Center."""
    return f"|{center}"
