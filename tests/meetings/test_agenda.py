"""A seeded quarter gives one agenda, with a reason in each line; a cause that goes takes its line alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.cypher import Cypher
from graph.meetings.lines import LineRow
from liaisons.actors import Actor
from meetings.agenda import list_lines
from tests.builders import NOW
from tests.meetings.quarter import APP, KEY, Quarter

FORGET: Cypher[None] = Cypher("test.forget", "MATCH (n {key: $key}) DETACH DELETE n", writes=True)

# Block, cause, minutes, words of the reason; by the name of the thing in the seeded quarter.
EXPECTED = {
    "free": ("group", "carried-over", 25, "carried over from 2026-09-10"),
    "answered": ("group", "input-answered", 10, "input answered by BIEC on 2026-11-09"),
    "carried": ("APH", "carried-over", 10, "carried over from 2026-09-10"),
    "new": ("APH", "new", 10, "new since the meeting of 2026-09-10"),
    "needs": ("FDA", "needs-resolution", 10, "FDA says it needs resolution since 2026-10-14"),
    "worse": ("FDA", "worsened", 20, "worsened on 2026-10-14, from medium to critical"),
    "filed": ("FDA", "input-filed", 10, "input filed with the BIEC on 2026-10-20"),
    "overdue": ("FDA", "overdue", 10, "next action of FDA overdue since 2026-11-01: Say who is affected"),
}


def ask(quarter: Quarter, actor: Actor | None = None, **options: Any) -> list[LineRow]:
    who = actor or quarter.chair
    return quarter.graph.read(lambda tx: list_lines(tx, who, KEY, now=NOW, **options))


def names(quarter: Quarter, lines: list[LineRow]) -> list[str]:
    by_key = {key: name for name, key in quarter.keys.items()}
    last = quarter.keys["free"].rpartition("/")[2]
    return [
        by_key[str(x["aboutKey"])] if x["aboutKey"] else {last: "free"}[x["key"].rpartition("/")[2]]
        for x in lines
    ]


def test_a_seeded_quarter_gives_one_ordered_agenda_with_reasons(quarter: Quarter) -> None:
    lines = ask(quarter)
    assert names(quarter, lines) == list(EXPECTED)
    assert [line["position"] for line in lines] == list(range(1, 9))
    found = [(x["block"], x["reasonCode"], x["minutes"], x["reason"]) for x in lines]
    assert found == list(EXPECTED.values())
    assert ask(quarter) == lines
    assert ask(quarter, quarter.secretary) == lines


def _forget(name: str) -> Callable[[Quarter], None]:
    return lambda q: q.graph.write(lambda tx: tx.do(FORGET, key=q.keys[name]))


REMOVED: dict[str, Callable[[Quarter], None]] = {
    "free": _forget("free"),
    "answered": _forget("answered"),
    "carried": lambda q: q.graph.write(lambda tx: tx.do(FORGET, key=f"CEE002/FY26-Q4/{q.keys['carried']}")),
    "new": _forget("new"),
    "needs": lambda q: q.strengthen(q.keys["needs"], "tracked", at=NOW),
    "worse": lambda q: q.assess(q.keys["worse"], 2, at=NOW),
    "filed": _forget("filed"),
    "overdue": lambda q: q.hand_over(q.keys["overdue"], due="2027-01-04", at=NOW),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_cause_that_goes_takes_its_line_and_no_other(quarter: Quarter, name: str) -> None:
    before = ask(quarter)
    REMOVED[name](quarter)
    after = ask(quarter)
    assert names(quarter, after) == [each for each in EXPECTED if each != name]
    left = [line for line in before if names(quarter, [line]) != [name]]
    assert [{**x, "position": 0} for x in after] == [{**x, "position": 0} for x in left]


def test_several_causes_of_one_issue_stand_in_one_line(quarter: Quarter) -> None:
    quarter.strengthen(quarter.keys["worse"])
    [line] = [x for x in ask(quarter) if x["aboutKey"] == quarter.keys["worse"]]
    assert line["reason"] == (
        "FDA says it needs resolution since 2026-10-14; worsened on 2026-10-14, from medium to critical"
    )


def test_members_of_the_trade_see_published_issues_in_their_published_words(quarter: Quarter) -> None:
    assert ask(quarter, quarter.member) == []
    published = quarter.publish(quarter.keys["needs"], "Notices may come late")
    [line] = ask(quarter, quarter.member)
    assert (line["aboutLabel"], line["aboutKey"], line["title"]) == (
        "Publication",
        published,
        "Notices may come late",
    )
    assert line["reason"] == "published on 2026-10-14"


def test_who_does_not_read_an_issue_does_not_see_its_line_nor_a_gap(quarter: Quarter) -> None:
    before = ask(quarter, quarter.liaison)
    quarter.issue("Between APP and EPA", at=NOW, readers=("EPA",), holder=APP)
    assert ask(quarter, quarter.liaison) == before
    assert [line["position"] for line in before] == list(range(1, len(before) + 1))
    assert len(ask(quarter)) == 9
