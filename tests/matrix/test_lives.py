"""The life of an issue from report to end, every refusal on the way, on the real engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.errors import Refused
from matrix import closing, hands, placements, remarks, verdicts, weighing
from matrix.cells import Cell
from matrix.locking import Changed
from tests.builders import (
    FOOD,
    NOW,
    People,
    build_issue,
    confirm,
    fingerprint,
    place,
    refresh,
    take_up,
)


@pytest.fixture
def working(graph: Graph, people: People) -> Changed:
    """An issue in work at FDA."""
    return take_up(graph, people, confirm(graph, people, place(graph, people, build_issue(graph, people))))


def refused(graph: Graph, command: Callable[[Tx], object]) -> str:
    """The code of the refusal, after which nothing was written."""
    before = fingerprint(graph)
    with pytest.raises(Refused) as no:
        graph.write(command)
    assert fingerprint(graph) == before
    return no.value.code


def test_placing_lists_pairs_and_a_later_placing_ends_those_left_out(graph: Graph, people: People) -> None:
    reported = build_issue(graph, people)
    placed = place(graph, people, reported, FOOD, Cell("FDA", "CEE002"))
    assert placed.issue["state"] == "placed"
    assert placed.issue["cells"] == ["FDA|CEE002", "FDA/FOO|CEE002/aquaculture"]
    moved = place(graph, people, placed, Cell("FDA", "CEE002"))
    assert moved.issue["cells"] == ["FDA|CEE002"]
    rows = graph.read(lambda tx: placements.list_placements(tx, people.liaison, placed.key))
    assert [(r["cell"], r["until"]) for r in rows] == [
        ("FDA|CEE002", None),
        ("FDA/FOO|CEE002/aquaculture", "2026-11-24"),
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([], "CELLS_MISSING"),
        ([Cell("FDA/XXX", "CEE002")], "CELL_UNKNOWN"),
        ([Cell("FDA", "CEE002/moon")], "CELL_UNKNOWN"),
        ([Cell(f"FDA{n}", "CEE002") for n in range(61)], "TOO_MANY_CELLS"),
    ],
)
def test_an_unknown_or_missing_cell_is_refused(
    graph: Graph, people: People, cells: list[Cell], code: str
) -> None:
    reported = build_issue(graph, people)
    assert code == refused(
        graph,
        lambda tx: placements.place_issue(tx, people.specialist, reported.key, cells, version=1, now=NOW),
    )


def test_one_side_alone_confirms_nothing_and_cannot_say_it_twice(graph: Graph, people: People) -> None:
    placed = place(graph, people, build_issue(graph, people))
    said = graph.write(lambda tx: verdicts.confirm_issue(tx, people.center_expert, placed.key, now=NOW))
    assert (said.event, said.issue["state"], said.issue["centerVerdict"]) == (
        "VerdictGiven",
        "placed",
        "confirm",
    )
    assert (
        refused(graph, lambda tx: verdicts.confirm_issue(tx, people.center_expert, placed.key, now=NOW))
        == "SAID_ALREADY"
    )
    both = graph.write(lambda tx: verdicts.confirm_issue(tx, people.agency_expert, placed.key, now=NOW))
    assert (both.event, both.issue["state"]) == ("IssueConfirmed", "confirmed")


def test_both_experts_decline_and_it_is_over_until_reopened(graph: Graph, people: People) -> None:
    placed = place(graph, people, build_issue(graph, people))
    for expert in (people.center_expert, people.agency_expert):
        graph.write(
            lambda tx, e=expert: verdicts.decline_issue(  # type: ignore[misc]  # bound now
                tx, e, placed.key, reason="One port only.", now=NOW
            )
        )
    over = graph.write(
        lambda tx: closing.reopen_issue(
            tx, people.director, placed.key, reason="A second port.", version=placed.version + 2, now=NOW
        )
    )
    assert (over.issue["state"], over.issue["isOpen"], over.issue["centerVerdict"]) == ("placed", True, None)
    assert over.issue["holderKey"] == "CEE002"


def test_only_an_expert_of_one_of_its_cells_gives_a_verdict(graph: Graph, people: People) -> None:
    placed = place(graph, people, build_issue(graph, people), Cell("EPA", "CEE001"))
    assert (
        refused(graph, lambda tx: verdicts.confirm_issue(tx, people.agency_expert, placed.key, now=NOW))
        == "NOT_YOUR_CELL"
    )
    assert (
        refused(graph, lambda tx: verdicts.confirm_issue(tx, people.stranger, placed.key, now=NOW))
        == "ROLE_MISSING"
    )


def test_a_center_cannot_lift_what_an_agency_says_needs_resolution(
    graph: Graph, people: People, working: Changed
) -> None:
    strong = graph.write(
        lambda tx: weighing.set_strength(
            tx,
            people.liaison,
            working.key,
            strength="needs resolution",
            reason="Filers wait.",
            version=working.version,
            now=NOW,
        )
    )
    assert (
        refused(
            graph,
            lambda tx: weighing.set_strength(
                tx,
                people.director,
                working.key,
                strength="tracked",
                reason="Enough.",
                version=strong.version,
                now=NOW,
            ),
        )
        == "STRENGTH_NOT_YOURS"
    )
    lifted = graph.write(
        lambda tx: weighing.set_strength(
            tx,
            people.liaison,
            working.key,
            strength="tracked",
            reason="Mended.",
            version=strong.version,
            now=NOW,
        )
    )
    assert (lifted.issue["strength"], lifted.issue["strengthBy"]) == ("tracked", None)


def test_severity_stands_with_who_said_it_and_orders_the_list(
    graph: Graph, people: People, working: Changed
) -> None:
    weighed = graph.write(
        lambda tx: weighing.assess_issue(
            tx,
            people.liaison,
            working.key,
            severity=4,
            reason="Perishables.",
            version=working.version,
            now=NOW,
        )
    )
    issue = weighed.issue
    assert (issue["severity"], issue["severityByParty"], issue["severityOn"]) == (4, "FDA", "2026-11-24")
    assert issue["rank"].startswith("52026-11-02")


def test_only_the_holder_or_headquarters_hands_over(graph: Graph, people: People, working: Changed) -> None:
    def hand(tx: Tx, who: str = "director") -> Changed:
        return hands.hand_over_issue(
            tx,
            getattr(people, who),
            working.key,
            holder="OT",
            next_action="Decide",
            due_on="2026-12-10",
            version=working.version,
            now=NOW,
        )

    assert refused(graph, hand) == "NOT_YOURS_TO_HAND_OVER"
    handed = graph.write(lambda tx: hand(tx, "headquarters"))
    assert (handed.issue["holderKey"], handed.issue["dueOn"]) == ("OT", "2026-12-10")


def test_a_past_due_day_and_an_unknown_holder_are_refused(
    graph: Graph, people: People, working: Changed
) -> None:
    for holder, due, code in (
        ("OT", "2026-11-23", "DUE_IN_THE_PAST"),
        ("NOBODY", "2026-12-01", "HOLDER_UNKNOWN"),
    ):
        assert code == refused(
            graph,
            lambda tx, h=holder, d=due: hands.hand_over_issue(  # type: ignore[misc]  # bound now
                tx,
                people.liaison,
                working.key,
                holder=h,
                next_action="Decide",
                due_on=d,
                version=working.version,
                now=NOW,
            ),
        )


def test_what_is_done_is_watched_for_a_quarter_and_then_closed(
    graph: Graph, people: People, working: Changed
) -> None:
    proposed = graph.write(
        lambda tx: closing.propose_close(
            tx,
            people.liaison,
            working.key,
            outcome="implemented",
            reason="New message since Nov 20.",
            version=working.version,
            now=NOW,
        )
    )
    assert proposed.issue["state"] == "in-work"
    assert (
        refused(
            graph,
            lambda tx: closing.agree_close(
                tx, people.liaison, working.key, version=proposed.version, now=NOW
            ),
        )
        == "OWN_PROPOSAL"
    )
    watched = graph.write(
        lambda tx: closing.agree_close(tx, people.director, working.key, version=proposed.version, now=NOW)
    )
    assert (watched.issue["state"], watched.issue["watchUntil"]) == ("in-watch", "2027-02-24")
    assert (
        refused(
            graph,
            lambda tx: closing.end_watch(tx, people.director, working.key, version=watched.version, now=NOW),
        )
        == "WATCH_NOT_OVER"
    )
    later = NOW + timedelta(days=92)
    closed = graph.write(
        lambda tx: closing.end_watch(tx, people.director, working.key, version=watched.version, now=later)
    )
    assert (closed.issue["state"], closed.issue["isOpen"], closed.issue["holderKey"]) == (
        "closed",
        False,
        None,
    )
    assert (
        refused(
            graph,
            lambda tx: closing.reopen_issue(
                tx, people.director, working.key, reason="Again.", version=closed.version, now=later
            ),
        )
        == "NOT_IN_THIS_STATE"
    )


def test_what_recurs_while_watched_is_in_work_again(graph: Graph, people: People, working: Changed) -> None:
    proposed = graph.write(
        lambda tx: closing.propose_close(
            tx,
            people.liaison,
            working.key,
            outcome="implemented",
            reason="Done.",
            version=working.version,
            now=NOW,
        )
    )
    watched = graph.write(
        lambda tx: closing.agree_close(tx, people.director, working.key, version=proposed.version, now=NOW)
    )
    again = graph.write(
        lambda tx: closing.reopen_issue(
            tx, people.director, working.key, reason="Seen at Laredo.", version=watched.version, now=NOW
        )
    )
    assert (again.issue["state"], again.issue["watchUntil"], again.issue["outcome"]) == (
        "in-work",
        None,
        None,
    )


def test_three_readers_see_three_sets_of_comments_and_no_version_moves(
    graph: Graph, people: People, working: Changed
) -> None:
    for n, readers in enumerate(("issue", "party", "me")):
        graph.write(
            lambda tx, r=readers, k=f"c{n}": remarks.comment_on_issue(  # type: ignore[misc]  # bound now
                tx, people.liaison, working.key, text=f"for {r}", readers=r, idempotency_key=k, now=NOW
            )
        )
    seen = {}
    for name in ("liaison", "agency_expert", "director"):
        actor = refresh(graph, getattr(people, name))
        rows = graph.read(lambda tx, a=actor: remarks.list_comments(tx, a, working.key))  # type: ignore[misc]  # bound now
        seen[name] = sorted(row["text"] for row in rows)
    assert seen == {
        "liaison": ["for issue", "for me", "for party"],
        "agency_expert": ["for issue", "for party"],
        "director": ["for issue"],
    }
    assert place(graph, people, working).version == working.version + 1
