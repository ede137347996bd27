"""The matrix in the terminal: the table of the page for one reader, as plain text or for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import click

from graph import audit
from graph.cypher import Tx
from graph.hub import sign_in as sentences
from graph.unit import Graph
from hub import dates
from hub.login import NoRoleToday, make_actor
from hub.pages.asked import Asked, parties_of_mine
from hub.pages.matrix_rows import say_empty
from liaisons import clocks
from liaisons.actors import PUBLIC, Actor
from liaisons.audiences import resolve_audiences
from liaisons.directory import read_directory
from liaisons.errors import BadInput
from matrix.assessments import Emptiness
from matrix.counts import ALL
from matrix.severity import Severity
from matrix.table import CellRow, HeadRow, TableRow, View, read_public_table, read_table

# The narrowest column that holds words, and the room of the row's names beside it.
WORDS_WIDTH, WORDS_HEAD = 15, 28
LEAST_HEAD, MOST_HEAD = 14, 34
SHORT = {
    Emptiness.NOT_ALIGNED: "–",
    Emptiness.NOT_APPLICABLE: "n/a",
    Emptiness.NONE_KNOWN: "none",
    Emptiness.OUT_OF_DATE: "old",
    Emptiness.NOT_ASSESSED: "?",
}
GAPS = {"no PGA owner": "a", "no Center owner": "c"}


class ReaderUnknown(BadInput):
    """Nobody signs in with this address."""


class NothingSoCalled(BadInput):
    """A code that the directory doesn't have."""


class TableTooWide(BadInput):
    """The table doesn't fit the terminal, however short its words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The table that one reader sees on one day, and what was asked."""

    actor: Actor
    day: date
    filter_words: str
    table: TableRow

    def as_json(self) -> dict[str, object]:
        """For programs: who reads, when, what was asked, and the table as `matrix.table` gives it."""
        reader = None if self.actor.is_public else {"name": self.actor.name, "party": self.actor.party}
        return {"reader": reader, "asOf": self.day.isoformat(), "filter": self.filter_words, **self.table}


def read_matrix(
    graph: Graph,
    email: str | None,
    *,
    agencies: Sequence[str] = (),
    centers: Sequence[str] = (),
    opened: Sequence[str] = (),
    everything: bool = False,
    now: datetime,
) -> Shown:
    """The matrix for the person who signs in with `email`, or for the public.

    It opens on the reader's own agency or Center, as the page does, unless asked otherwise. Whoever may start
    the hub here may read as anyone, so that each such reading leaves an audit entry first. Refuses an address
    that nobody has, a person whose roles have all ended, and codes that the directory doesn't have.
    """
    day = clocks.day_of(now)
    actor = (
        PUBLIC if email is None else graph.write(lambda tx: become(tx, email, subject="hub matrix", now=now))
    )

    def read(tx: Tx) -> Shown:
        d = read_directory(tx)
        asked = Asked(
            agencies=tuple(_known(word, d.agency_key(word), d.agencies, "agency") for word in agencies),
            centers=tuple(_known(word, d.center_key(word), d.centers, "Center") for word in centers),
            opened=tuple(_known(word, d.center_key(word), d.centers, "Center") for word in opened),
        )
        if not (asked.agencies or asked.centers or everything):
            own = parties_of_mine(actor, d)
            asked = replace(asked, agencies=own[0], centers=own[1], mine=any(own))
        view = View(agencies=asked.agencies, centers=asked.centers, opened=asked.opened)
        words = asked.words(d)
        if actor.is_public:
            table = read_public_table(tx, d, view, today=day)
            return Shown(actor, day, words.removesuffix("open") + "not over", table)
        return Shown(actor, day, words, read_table(tx, actor, d, view, today=day))

    return graph.read(read)


def draw(shown: Shown, *, width: int) -> str:
    """The table as lines of at most `width` characters: in words where they fit, else in short marks.

    Refuses with `TableTooWide`, saying how to narrow it.
    """
    table, public = shown.table, shown.actor.is_public
    today = shown.day.isoformat()
    others = len(table["columns"])
    in_words = (width - WORDS_HEAD) // others > WORDS_WIDTH
    if in_words:
        column = (width - WORDS_HEAD) // others - 1
        texts = {_place(c): _wrap(_say_in_words(c, public=public), column) for c in table["cells"]}
        heads = [_wrap([head["code"], head["name"]], column) for head in table["columns"]]
    else:
        texts = {_place(c): _say_in_marks(c, today) for c in table["cells"]}
        # The names of open industries don't fit a short column: they are numbered, and explained below.
        heads = [[_short_head(number, head)] for number, head in enumerate(table["columns"], 1)]
        column = max(len(line) for lines in (*texts.values(), *heads) for line in lines)
    room = min(width - others * (column + 1), MOST_HEAD)
    if room < LEAST_HEAD:
        raise TableTooWide(
            f"The table needs {LEAST_HEAD + others * (column + 1)} columns, and here are {width}. Narrow it "
            "with --center or --agency, open fewer Centers, or ask for --json.",
            field="width",
        )
    lines = _wrap(_title(shown), width)
    lines += ["", _line("", [_pick(head, 0) for head in heads], room, column)]
    lines += [
        _line("", [_pick(head, at) for head in heads], room, column) for at in range(1, _tallest(heads))
    ]
    for row in table["rows"]:
        lines += _row_lines(row, [texts[row["key"], head["key"]] for head in table["columns"]], room, column)
    lines += ["", *_wrap(_tail(shown), width)]
    if not in_words:
        lines += ["", *_wrap(_legend(table, public=public), width)]
    return "\n".join(lines)


def become(tx: Tx, email: str, *, subject: str, now: datetime) -> Actor:
    """The person who signs in with `email`, with an audit entry that `subject` was read as them."""
    key = tx.one(sentences.FIND_BY_EMAIL, email=email.strip().lower())
    if key is None:
        raise ReaderUnknown(
            f"Nobody signs in with “{email[:60]}”. Give the e-mail address that stands on the person's page "
            "of the directory.",
            field="as",
        )
    row = tx.the(sentences.FIND_SIGNED_IN, person=key, today=clocks.today_of(now))
    actor = make_actor(row)
    if actor.is_public:
        raise NoRoleToday(f"All roles of {row['name']} have ended: they read what the public reads.")
    audit.append(
        tx,
        act="ReadAs",
        subject=subject,
        person=actor.person,
        party=actor.party,
        audience=actor.party,
        at=now.isoformat(),
    )
    return replace(actor, audiences=resolve_audiences(tx, actor))


def _known(word: str, key: str | None, known: Collection[str], noun: str) -> str:
    if key is None:
        raise NothingSoCalled(
            f"“{word[:40]}” is no {noun}. Give one of {', '.join(known)}, or the short form that people use.",
            field=noun.lower(),
        )
    return key


def _title(shown: Shown) -> list[str]:
    actor, table = shown.actor, shown.table
    what = "published issue" if actor.is_public else "open issue"
    facts = [_count(table["total"], what)]
    if not actor.is_public:
        facts.append(f"{_count(table['withoutOwner'], 'cell')} without an owner")
        facts.append(f"{_count(table['notAssessed'], 'cell')} not assessed")
    who = "the public" if actor.is_public else f"{actor.name} ({actor.party})"
    return [
        f"PGA-issue matrix for {who} · {dates.say_day(shown.day)}",
        shown.filter_words,
        " ".join(f"{fact[:1].upper()}{fact[1:]}." for fact in facts)
        + " An issue in several cells counts once in totals.",
    ]


def _tail(shown: Shown) -> list[str]:
    table = shown.table
    if not table["unplaced"]:
        return ["Unplaced: every issue is placed."]
    number = _count(table["unplaced"], "issue")
    worst = Severity(table["unplacedSeverity"])
    severity = f", worst {worst.shape} {worst.word}" if worst else ""
    return [f"Unplaced: {number} in no cell{severity}."]


def _legend(table: TableRow, *, public: bool) -> list[str]:
    centers = [h for h in table["columns"] if h["kind"] == "center"]
    opened = [f"{n} {h['code']} {h['name']}" for n, h in enumerate(table["columns"], 1) if _is_open(h)]
    said = ["Centers: " + "; ".join(f"{h['code']} {h['name']}" for h in centers) + "."]
    said += ["Columns: " + "; ".join(opened) + "."] if opened else []
    if public:
        return [*said, "In a cell: the number, and below it the oldest, by its year or its age."]
    return [
        *said,
        "In a cell: the number with the worst severity (◆ critical ▲ high ● medium ○ low, no sign: not "
        "assessed); below it the oldest, by its year or its age; !a no PGA owner, !c no Center owner.",
        "Empty: none = none known; old = assessed, out of date; ? = not assessed; n/a = not applicable; "
        "– = not aligned. Fewer columns, as with --center, show words.",
    ]


def _row_lines(row: HeadRow, cells: list[list[str]], room: int, column: int) -> list[str]:
    names = [row["code"], *textwrap.wrap(row["name"], room - 3)]
    if row["kind"] == "area":
        names = [f" {row['code']}", *(f"  {name}" for name in names[1:])]
    height = max(len(names), _tallest(cells))
    lines = [_line(_pick(names, at), [_pick(c, at) for c in cells], room, column) for at in range(height)]
    if row["kind"] == "area":
        return lines
    rule = "─" * (room + len(cells) * (column + 1))
    return [click.style(rule, dim=True), *(click.style(line, bold=True) for line in lines)]


def _line(name: str, texts: list[str], room: int, column: int) -> str:
    return (f"{name[:room]:<{room}}" + "".join(f" {text:>{column}}" for text in texts)).rstrip()


def _say_in_words(cell: CellRow, *, public: bool) -> list[str]:
    if not cell["number"]:
        return [say_empty(cell) or "0", *cell["missing"]]
    said = [str(cell["number"])]
    if ALL in (cell["row"], cell["column"]):
        return said
    if not public:
        sign = Severity(cell["severity"]).shape
        said = [f"{cell['number']} {sign} {cell['severityWord']}" if sign else str(cell["number"])]
        said += [] if sign else ["severity not assessed"]
    if cell["oldest"]:
        said.append(f"since {dates.say_day(cell['oldest'])}")
    return [*said, *cell["missing"]]


def _say_in_marks(cell: CellRow, today: str) -> list[str]:
    gaps = "".join(GAPS[gap] for gap in cell["missing"])
    marks = [f"!{gaps}"] if gaps else []
    if not cell["number"]:
        return [SHORT[Emptiness(cell["empty"])] if cell["empty"] else "0", *marks]
    if ALL in (cell["row"], cell["column"]):
        return [str(cell["number"])]
    oldest = [_short_age(cell["oldest"], today)] if cell["oldest"] else []
    return [f"{cell['number']}{Severity(cell['severity']).shape}", *oldest, *marks]


def _short_age(day: str, today: str) -> str:
    """`2016` where only the year or month is known, else `21d`, and from a thousand days on `3y`."""
    if len(day) < len(today):
        return day[:4]
    days = (date.fromisoformat(today) - date.fromisoformat(day[:10])).days
    return f"{days}d" if days < 1_000 else f"{days // 365}y"


def _short_head(number: int, head: HeadRow) -> str:
    return f"[{number}]" if _is_open(head) else head["code"]


def _is_open(head: HeadRow) -> bool:
    return head["kind"] == "industry"


def _place(cell: CellRow) -> tuple[str, str]:
    return cell["row"], cell["column"]


def _pick(lines: list[str], at: int) -> str:
    return lines[at] if at < len(lines) else ""


def _tallest(columns: Sequence[list[str]]) -> int:
    return max(len(lines) for lines in columns)


def _wrap(lines: Sequence[str], width: int) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, width)]


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
