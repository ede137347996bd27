"""What is offered is what the commands take: for each state, person and deed, on the same world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.errors import NotAllowed, WrongState
from matrix import closing, hands, issues, placements, remarks, verdicts, weighing
from matrix.doable import MOVING, RULES, Deed, list_doable
from matrix.issues import find_issue
from matrix.locking import Changed
from matrix.states import State
from tests.builders import FOOD, NOW, People, build_issue, confirm, place, refresh, take_up

Command = Callable[[Tx, Actor, str, int], object]
DRAFT = issues.Draft("Late notices", "Prior notices arrive late.", "data", "2026-11-02")


def _verdict(room: Callable[..., Changed], **words: Any) -> Command:
    return lambda tx, actor, key, _version: room(tx, actor, key, **words, now=NOW)


def _saved(room: Callable[..., Changed], *more: Any, **words: Any) -> Command:
    return lambda tx, actor, key, version: room(tx, actor, key, *more, **words, version=version, now=NOW)


def _once(room: Callable[..., str], **words: Any) -> Command:
    return lambda tx, actor, key, _version: room(tx, actor, key, **words, idempotency_key="k", now=NOW)


COMMANDS: dict[Deed, Command] = {
    Deed.CONFIRM: _verdict(verdicts.confirm_issue),
    Deed.DECLINE: _verdict(verdicts.decline_issue, reason="One filer only"),
    Deed.TAKE_UP: _saved(hands.take_up_issue),
    Deed.HAND_OVER: _saved(hands.hand_over_issue, holder="FDA", next_action="Call", due_on="2026-12-04"),
    Deed.AGREE_CLOSE: _saved(closing.agree_close),
    Deed.DECLINE_CLOSE: _saved(closing.decline_close, reason="Still seen"),
    Deed.END_WATCH: _saved(closing.end_watch),
    Deed.PROPOSE_CLOSE: _saved(closing.propose_close, outcome="implemented", reason="Released"),
    Deed.REOPEN: _saved(closing.reopen_issue, reason="Back again"),
    Deed.ASSESS: _saved(weighing.assess_issue, severity=3, reason="Trucks wait"),
    Deed.STRENGTH: _saved(weighing.set_strength, strength="needs resolution", reason="Fish spoils"),
    Deed.COMMENT: _once(remarks.comment_on_issue, text="Seen again", readers="issue"),
    Deed.CLAIM: _once(remarks.state_claim, about="position", text="Ours"),
    Deed.EDIT: _saved(issues.edit_issue, DRAFT),
    Deed.PLACE: _saved(placements.place_issue, (FOOD,)),
}


class Undo(Exception):
    """Leaves a unit of work without keeping it."""


def proposed(graph: Graph, people: People, changed: Changed) -> Changed:
    return graph.write(
        lambda tx: closing.propose_close(
            tx, people.liaison, changed.key, outcome="implemented", reason="Released",
            version=changed.version, now=NOW,
        )
    )  # fmt: skip


def in_state(graph: Graph, people: People, name: str) -> str:
    """The key of an issue that came this far."""
    changed = build_issue(graph, people, key=name)
    if name == "reported":
        return changed.key
    changed = place(graph, people, changed)
    if name == "placed":
        return changed.key
    if name == "one side said":
        graph.write(lambda tx: verdicts.confirm_issue(tx, people.center_expert, changed.key, now=NOW))
        return changed.key
    if name == "not systemic":
        for expert in (people.center_expert, people.agency_expert):
            graph.write(lambda tx, e=expert: verdicts.decline_issue(tx, e, changed.key, reason="No", now=NOW))  # type: ignore[misc]  # bound now
        return changed.key
    changed = confirm(graph, people, changed)
    if name == "confirmed":
        return changed.key
    changed = take_up(graph, people, changed)
    if name == "in work":
        return changed.key
    changed = proposed(graph, people, changed)
    if name == "to be closed":
        return changed.key
    graph.write(
        lambda tx: closing.agree_close(tx, people.director, changed.key, version=changed.version, now=NOW)
    )
    return changed.key


def takes(graph: Graph, actor: Actor, key: str, version: int, deed: Deed) -> bool:
    """Whether the command is taken; what it wrote is not kept."""

    def work(tx: Tx) -> None:
        COMMANDS[deed](tx, actor, key, version)
        raise Undo

    try:
        graph.write(work)
    except (NotAllowed, WrongState):
        return False
    except Undo:
        return True
    raise AssertionError("unreachable")


@pytest.mark.parametrize(
    "state",
    [
        "reported",
        "placed",
        "one side said",
        "not systemic",
        "confirmed",
        "in work",
        "to be closed",
        "watched",
    ],
)
def test_what_is_offered_is_what_the_commands_take(graph: Graph, people: People, state: str) -> None:
    key = in_state(graph, people, state)
    found = {}
    for name, actor in vars(people).items():
        reader = refresh(graph, actor)
        if reader.is_trade:
            continue
        issue = graph.read(lambda tx, r=reader: find_issue(tx, r, key))  # type: ignore[misc]  # bound now
        offered = list_doable(reader, issue, today=NOW.date())
        taken = {deed for deed in Deed if takes(graph, reader, key, issue["version"], deed)}
        found[name] = (set(offered), taken)
    assert {name: offered for name, (offered, _) in found.items()} == {
        name: taken for name, (_, taken) in found.items()
    }


def test_every_deed_has_its_rule_and_those_that_move_come_first() -> None:
    assert set(RULES) == set(Deed) == set(COMMANDS)
    assert set(list(Deed)[: len(MOVING)]) == MOVING
    assert Deed.ASSESS not in MOVING and Deed.REOPEN in MOVING


def test_placing_comes_first_for_what_is_only_reported(graph: Graph, people: People) -> None:
    key = in_state(graph, people, "reported")
    issue = graph.read(lambda tx: find_issue(tx, people.director, key))
    assert issue["state"] == State.REPORTED
    assert list_doable(people.director, issue, today=NOW.date())[0] == Deed.PLACE
