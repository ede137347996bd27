"""An edition is frozen, cleared by a second person, issued, or collected again with a reason."""

from __future__ import annotations

import pytest

from liaisons.errors import BadInput, NotAllowed, NotFound, Stale, WrongState
from meetings import clearing, packets
from meetings.contents import figures_of
from tests.builders import NOW, build_person, fingerprint, refresh
from tests.meetings.papering import clear, find, freeze, freeze_agenda, issue
from tests.meetings.quarter import APP, GROUP, KEY, Quarter


def test_nothing_leaves_uncleared(bare: Quarter) -> None:
    freeze_agenda(bare)
    row = freeze(bare, "government")
    before = fingerprint(bare.graph)
    with pytest.raises(WrongState, match="to issue it, it would have to be cleared"):
        issue(bare, row)
    assert fingerprint(bare.graph) == before
    for actor in (bare.people.director, bare.member, bare.liaison, bare.people.stranger):
        with pytest.raises(NotFound):
            find(bare, actor, "government")
    cleared = clear(bare, row)
    for actor in (bare.people.director, bare.member, bare.liaison):
        with pytest.raises(NotFound):
            find(bare, actor, "government")
    issue(bare, cleared)
    assert find(bare, bare.people.director, "government")["state"] == "issued"


def test_the_trade_reads_no_names_of_those_who_made_it(bare: Quarter) -> None:
    freeze_agenda(bare)
    freeze(bare, "government")
    back = freeze(bare, "trade")
    bare.graph.write(
        lambda tx: packets.return_packet(
            tx, refresh(bare.graph, bare.people.reviewer), back["key"], reason="Too much.", version=1, now=NOW
        )
    )
    issue(bare, clear(bare, freeze(bare, "trade", version=2)))
    row = find(bare, bare.member, "trade")
    names = ("frozenBy", "frozenByName", "clearedByName", "issuedByName", "openedReason", "openedByName")
    assert [row[name] for name in names] == [None] * 6  # type: ignore[literal-required]  # keys of the row
    [listed] = bare.graph.read(lambda tx: packets.list_packets(tx, refresh(bare.graph, bare.member)))
    assert (listed["edition"], listed["frozenByName"], listed["changedByName"]) == ("trade", None, "")


def test_who_froze_it_cannot_clear_it(bare: Quarter) -> None:
    freeze_agenda(bare)
    both = build_person(
        bare.graph, "bo", ("chair", APP, GROUP, "group"), ("disclosure-reviewer", "OT", "OT", "party")
    )
    row = freeze(bare, "government", actor=both)
    with pytest.raises(NotAllowed, match="You froze this edition"):
        clear(bare, row, both.acting_for("OT"))


@pytest.mark.parametrize("move", ["reopen", "return"])
def test_an_edition_is_collected_again_with_a_reason(bare: Quarter, move: str) -> None:
    freeze_agenda(bare)
    row = freeze(bare, "government")
    command = packets.reopen_packet if move == "reopen" else packets.return_packet
    who = refresh(bare.graph, bare.chair if move == "reopen" else bare.people.reviewer)
    with pytest.raises(BadInput, match="The reason is empty"):
        bare.graph.write(lambda tx: command(tx, who, row["key"], reason=" ", version=1, now=NOW))
    opened = bare.graph.write(
        lambda tx: command(tx, who, row["key"], reason="A line is missing.", version=1, now=NOW)
    )
    assert (opened["state"], opened["openedReason"]) == ("collecting", "A line is missing.")
    with pytest.raises(Stale):
        freeze(bare, "government")
    again = freeze(bare, "government", version=2)
    assert again["state"] == "frozen"
    # The same contents are the same manifest; only what changed changes it.
    assert again["manifestHash"] == row["manifestHash"]


def test_an_open_agenda_gives_no_edition(bare: Quarter) -> None:
    before = fingerprint(bare.graph)
    with pytest.raises(WrongState, match="The agenda of this meeting is still open"):
        freeze(bare, "government")
    assert fingerprint(bare.graph) == before
    of, contents = bare.graph.read(
        lambda tx: clearing.read_preview(tx, bare.chair, bare.directory, KEY, "government", now=NOW)
    )
    assert of["key"] == KEY
    assert figures_of(contents)["lines"] == 0
