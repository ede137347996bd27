"""Reporting, mending, finding and listing issues, on the real engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.directory import Directory
from liaisons.errors import NotFound, Refused, Stale
from liaisons.once import OnceKeyReused
from matrix import hands, issues, placements, table, verdicts
from matrix.locking import Changed
from matrix.scope import Scope
from tests.builders import FOOD, NOW, People, build_issue, fingerprint, place, refresh, take_up
from tests.builders import confirm as confirm_both

DRAFT = issues.Draft("Late notices", "Prior notices arrive late.", "data", "2026-11-02")


def test_a_reported_issue_is_held_by_its_reporters_party_until_it_is_placed(
    graph: Graph, people: People
) -> None:
    issue = build_issue(graph, people).issue
    assert (issue["state"], issue["isOpen"], issue["version"]) == ("reported", True, 1)
    assert issue["holderKey"] == "CEE002"
    assert issue["nextAction"] == "Place it in the matrix"
    # Five business days on from Tuesday, over Thanksgiving.
    assert issue["dueOn"] == "2026-12-02"
    assert issue["audienceKey"] == "interagency"
    assert issue["severity"] == 0


def test_the_same_key_gives_the_same_issue_and_makes_no_second(graph: Graph, people: People) -> None:
    first = build_issue(graph, people)
    before = fingerprint_of_issues(graph, people)
    again = build_issue(graph, people)
    assert again.key == first.key
    assert fingerprint_of_issues(graph, people) == before


def test_a_key_used_for_other_words_is_refused(graph: Graph, people: People) -> None:
    build_issue(graph, people)
    before = fingerprint(graph)
    with pytest.raises(OnceKeyReused):
        build_issue(graph, people, title="Another")
    assert fingerprint(graph) == before


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(DRAFT, title=" "), "title"),
        (replace(DRAFT, title="x" * 201), "title"),
        (replace(DRAFT, text="with a bell \x07"), "text"),
        (replace(DRAFT, kind="mood"), "kind"),
        (replace(DRAFT, since="last year"), "since"),
        (replace(DRAFT, since="2027"), "since"),
        (replace(DRAFT, end_date="2026-11-01"), "endDate"),
        (replace(DRAFT, scope=Scope(flags=("XX9",))), "flags"),
        (replace(DRAFT, scope=Scope(programs=("FDA/XXX",))), "programs"),
    ],
)
def test_bad_words_are_refused_with_their_field_and_nothing_is_written(
    graph: Graph, people: People, draft: issues.Draft, field: str
) -> None:
    before = fingerprint(graph)
    with pytest.raises(Refused) as no:
        graph.write(
            lambda tx: issues.report_issue(tx, people.specialist, draft, idempotency_key="k", now=NOW)
        )
    assert no.value.field == field
    assert no.value.sentence.endswith(".")
    assert fingerprint(graph) == before


def test_markup_is_kept_as_it_was_typed(graph: Graph, people: People) -> None:
    assert build_issue(graph, people, title="<b>Late</b> & more").issue["title"] == "<b>Late</b> & more"


def test_the_second_of_two_editors_is_told_who_was_first(graph: Graph, people: People) -> None:
    reported = build_issue(graph, people)
    new = replace(DRAFT, title="Very late notices")
    graph.write(lambda tx: issues.edit_issue(tx, people.director, reported.key, new, version=1, now=NOW))
    before = fingerprint(graph)
    with pytest.raises(Stale) as no:
        graph.write(
            lambda tx: issues.edit_issue(tx, people.specialist, reported.key, DRAFT, version=1, now=NOW)
        )
    assert (no.value.values["by"], no.value.values["version"]) == (people.director.name, 2)
    assert fingerprint(graph) == before


def test_an_issue_for_two_parties_is_not_there_for_anyone_else(graph: Graph, people: People) -> None:
    reported = build_issue(graph, people, readers=("FDA",))
    liaison, stranger = refresh(graph, people.liaison), refresh(graph, people.stranger)
    assert graph.read(lambda tx: issues.find_issue(tx, liaison, reported.key))["key"] == reported.key
    before = fingerprint(graph)
    for attempt in (
        lambda tx: issues.find_issue(tx, stranger, reported.key),
        lambda tx: issues.edit_issue(tx, stranger, reported.key, DRAFT, version=1, now=NOW),
    ):
        with pytest.raises(NotFound):
            graph.write(attempt)
    assert graph.read(lambda tx: issues.list_issues(tx, stranger, issues.Wanted())) == []
    assert graph.read(lambda tx: issues.count_issues(tx, stranger, issues.Wanted())) == 0
    assert fingerprint(graph) == before


def test_pages_of_a_list_are_stable_when_one_is_added_between(graph: Graph, people: People) -> None:
    keys = {build_issue(graph, people, key=f"k{n}", title=f"Number {n}").key for n in range(7)}
    wanted = issues.Wanted()
    first = graph.read(lambda tx: issues.list_issues(tx, people.liaison, wanted, limit=4))
    build_issue(graph, people, key="between", title="Between")
    after = first[-1]["rank"]
    rest = graph.read(lambda tx: issues.list_issues(tx, people.liaison, wanted, after=after, limit=20))
    seen = [row["key"] for row in [*first, *rest]]
    assert len(seen) == len(set(seen))
    assert keys <= set(seen)


def test_a_closed_page_size_is_refused(graph: Graph, people: People) -> None:
    with pytest.raises(issues.PageTooLarge):
        graph.read(
            lambda tx: issues.list_issues(tx, people.liaison, issues.Wanted(), limit=issues.MOST_A_PAGE + 1)
        )


def test_what_is_in_work_can_still_be_mended_by_those_involved_only(graph: Graph, people: People) -> None:
    working = take_up(
        graph, people, confirm_both(graph, people, place(graph, people, build_issue(graph, people)))
    )
    before = fingerprint(graph)
    with pytest.raises(Refused) as no:
        graph.write(
            lambda tx: issues.edit_issue(
                tx, people.stranger, working.key, DRAFT, version=working.version, now=NOW
            )
        )
    assert no.value.code == "NOT_INVOLVED"
    assert fingerprint(graph) == before


def fingerprint_of_issues(graph: Graph, people: People) -> list[str]:
    rows = graph.read(lambda tx: issues.list_issues(tx, people.liaison, issues.Wanted()))
    return [row["key"] for row in rows]


@pytest.mark.parametrize(
    "reader", ["public", "interagency", "person:sam", "group:CEE002/trade", "A-7KQ4F2", ""]
)
def test_only_parties_of_government_are_named_as_readers(graph: Graph, people: People, reader: str) -> None:
    before = fingerprint(graph)
    with pytest.raises(Refused) as no:
        build_issue(graph, people, readers=("FDA", reader))
    assert (no.value.code, no.value.field) == ("READER_UNKNOWN", "readers")
    assert fingerprint(graph) == before


def test_a_follow_up_does_not_tell_of_an_issue_with_fewer_readers(graph: Graph, people: People) -> None:
    reported = build_issue(graph, people, readers=("FDA",))
    specialist = refresh(graph, people.specialist)
    narrow = graph.write(
        lambda tx: placements.place_issue(tx, specialist, reported.key, [FOOD], version=1, now=NOW)
    )
    for expert in (people.center_expert, people.agency_expert):
        reading = refresh(graph, expert)
        graph.write(
            lambda tx, e=reading: verdicts.decline_issue(  # type: ignore[misc]  # bound now
                tx, e, narrow.key, reason="One port only.", now=NOW
            )
        )
    before = fingerprint(graph)
    with pytest.raises(issues.FollowsUpNarrower):
        graph.write(
            lambda tx: issues.report_issue(
                tx, specialist, DRAFT, idempotency_key="again", follows_up=narrow.key, now=NOW
            )
        )
    assert fingerprint(graph) == before


def test_an_issue_is_not_handed_to_a_party_that_cannot_read_it(graph: Graph, people: People) -> None:
    narrow = build_issue(graph, people, readers=("FDA",))
    specialist = refresh(graph, people.specialist)

    def hand(tx: Tx, holder: str) -> Changed:
        return hands.hand_over_issue(
            tx,
            specialist,
            narrow.key,
            holder=holder,
            next_action="Decide",
            due_on="2026-12-10",
            version=1,
            now=NOW,
        )

    before = fingerprint(graph)
    with pytest.raises(hands.HolderCannotRead):
        graph.write(lambda tx: hand(tx, "EPA"))
    assert fingerprint(graph) == before
    assert graph.write(lambda tx: hand(tx, "FDA")).issue["holderKey"] == "FDA"


def test_the_trade_is_not_told_of_vacancies_or_assessments_that_it_cannot_see(
    graph: Graph, people: People, directory: Directory
) -> None:
    view = table.View(agencies=("FDA",), centers=("CEE002",))
    seen = {
        name: graph.read(
            lambda tx, a=actor: table.read_table(  # type: ignore[misc]  # bound now
                tx, a, directory, view, today=NOW.date()
            )
        )
        for name, actor in (("trade", people.account), ("liaison", people.liaison))
    }
    assert [c for c in seen["trade"]["cells"] if c["missing"] or c["empty"]] == []
    assert seen["trade"]["withoutOwner"] == seen["trade"]["notAssessed"] == 0
    assert seen["liaison"]["withoutOwner"] > 0
