"""Every command of the matrix that moves a state or expects a version, as two people would do it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from liaisons.directory import Directory
from matrix import (
    assessments,
    closing,
    hands,
    issues,
    placements,
    publications,
    remarks,
    verdicts,
    weighing,
)
from matrix.cells import Cell, cell_of, cells_between
from matrix.issues import Draft
from matrix.publications import Words
from matrix.states import State
from tests import builders
from tests.builders import FOOD, NOW, People, build_person
from tests.racing import Race, Thing

LATER = NOW + timedelta(days=100)
DRAFT = Draft("Very late notices", "Prior notices arrive later still.", "data", "2026-11-02")
WORDS = Words("Late notices", "Prior notices arrive late.", "Food")
IMPLEMENTED, NOT_IMPLEMENTED = closing.IMPLEMENTED, closing.NOT_IMPLEMENTED

STANDS: Cypher[Any] = Cypher(
    "test.stands",
    """
    OPTIONAL MATCH (n) WHERE (n:Issue OR n:Publication) AND n.key = $key
    RETURN {version: n.version, state: n.state} AS row
    """,
)


class World:
    """People, and things in the state that a race wants, each time a new one."""

    def __init__(self, graph: Graph, people: People, directory: Directory) -> None:
        self.graph = graph
        self.people = people
        self._cells = cells_between(directory.areas_of("FDA"), directory.columns_of("CEE002"))
        agencies = iter(sorted(set(directory.agencies) - {"FDA"}))
        self._readers = zip(agencies, agencies, agencies, strict=False)
        self._keys = count()
        self.extra = {
            "second_center_expert": build_person(graph, "nils", ("expert", "CEE002", "CEE002", "column")),
            "second_agency_expert": build_person(graph, "ravi", ("expert", "FDA", "FDA", "area")),
        }

    def person(self, name: str) -> Actor:
        found: Actor = self.extra.get(name) or getattr(self.people, name)
        return found

    def do(self, name: str, command: Callable[[Tx, Actor], Any]) -> Any:
        actor = self.person(name)
        return self.graph.write(lambda tx: command(tx, actor))

    def stands(self, key: str) -> dict[str, Any]:
        """Version and state of an issue or publication, None for anything else."""
        found: dict[str, Any] = self.graph.read(lambda tx: tx.the(STANDS, key=key))
        return found

    def reported(self) -> Thing:
        return _thing(builders.build_issue(self.graph, self.people, key=f"race {next(self._keys)}"))

    def placed(self) -> Thing:
        at = self.reported()
        return _thing(
            self.do(
                "specialist",
                lambda tx, a: placements.place_issue(tx, a, at.key, [FOOD], version=at.version, now=NOW),
            )
        )

    def half_confirmed(self) -> Thing:
        at = self.placed()
        return _thing(self.do("agency_expert", lambda tx, a: verdicts.confirm_issue(tx, a, at.key, now=NOW)))

    def half_declined(self) -> Thing:
        at = self.placed()
        return _thing(
            self.do(
                "agency_expert", lambda tx, a: verdicts.decline_issue(tx, a, at.key, reason="Once.", now=NOW)
            )
        )

    def declined(self) -> Thing:
        at = self.half_declined()
        return _thing(
            self.do(
                "center_expert", lambda tx, a: verdicts.decline_issue(tx, a, at.key, reason="Once.", now=NOW)
            )
        )

    def confirmed(self) -> Thing:
        at = self.half_confirmed()
        at = _thing(self.do("center_expert", lambda tx, a: verdicts.confirm_issue(tx, a, at.key, now=NOW)))
        return _thing(self.do("headquarters", lambda tx, a: _hand(tx, a, at, "FDA")))

    def working(self) -> Thing:
        at = self.confirmed()
        return _thing(
            self.do("liaison", lambda tx, a: hands.take_up_issue(tx, a, at.key, version=at.version, now=NOW))
        )

    def proposed(self, outcome: str, *, working: bool = True) -> Thing:
        at = self.working() if working else self.confirmed()
        return _thing(self.do("liaison", lambda tx, a: _propose(tx, a, at, outcome)))

    def watched(self) -> Thing:
        at = self.proposed(IMPLEMENTED)
        return _thing(
            self.do("director", lambda tx, a: closing.agree_close(tx, a, at.key, version=at.version, now=NOW))
        )

    def drafted(self, issue: str = "") -> Thing:
        at = issue or self.placed().key
        key = f"draft {next(self._keys)}"
        row = self.do(
            "liaison",
            lambda tx, a: publications.draft_publication(tx, a, at, WORDS, idempotency_key=key, now=NOW),
        )
        return Thing(row["key"], row["version"])

    def published(self) -> Thing:
        at = self.drafted()
        row = self.do(
            "reviewer", lambda tx, a: publications.publish(tx, a, at.key, version=at.version, now=NOW)
        )
        return Thing(row["key"], row["version"])

    def new_readers(self) -> Thing:
        """Three agencies that nothing is shared with yet, as readers beside the reporter's party."""
        self.graph.write(lambda tx: ensure_audience(tx, ["FDA"]))
        return Thing("|".join(next(self._readers)), 0)

    def unassessed(self) -> Thing:
        """A cell of which nobody has said anything."""
        return Thing(self._cells.pop(), 0)


def _thing(changed: Any) -> Thing:
    return Thing(changed.key, changed.version)


def _hand(tx: Tx, actor: Actor, at: Thing, holder: str) -> Any:
    return hands.hand_over_issue(
        tx,
        actor,
        at.key,
        holder=holder,
        next_action="Say which filers are affected",
        due_on="2026-12-04",
        version=at.version,
        now=NOW,
    )


def _propose(tx: Tx, actor: Actor, at: Thing, outcome: str) -> Any:
    return closing.propose_close(
        tx, actor, at.key, outcome=outcome, reason="Seen.", version=at.version, now=NOW
    )


def _assess(tx: Tx, actor: Actor, at: Thing) -> Any:
    return assessments.assess_cell(tx, actor, cell_of(at.key), verdict="none known", now=NOW)


CENTER_EXPERTS = ("center_expert", "second_center_expert")
SIDES = ("director", "liaison")
# Two of one party, where the other party has proposed.
OTHER_SIDE = ("director", "center_expert")

RACES: tuple[Race[World], ...] = (
    Race(
        "edit",
        "issues.edit_issue",
        World.placed,
        ("director", "specialist"),
        lambda tx, a, at: issues.edit_issue(tx, a, at.key, DRAFT, version=at.version, now=NOW),
    ),
    Race(
        "place what is reported",
        "placements.place_issue",
        World.reported,
        ("director", "specialist"),
        lambda tx, a, at: placements.place_issue(tx, a, at.key, [FOOD], version=at.version, now=NOW),
        moves=(State.REPORTED, State.PLACED),
    ),
    Race(
        "move to another cell",
        "placements.place_issue",
        World.placed,
        ("director", "specialist"),
        lambda tx, a, at: placements.place_issue(
            tx, a, at.key, [Cell("FDA", "CEE002")], version=at.version, now=NOW
        ),
    ),
    Race(
        "confirm for one side",
        "verdicts.confirm_issue",
        World.placed,
        CENTER_EXPERTS,
        lambda tx, a, at: verdicts.confirm_issue(tx, a, at.key, now=NOW),
        "SAID_ALREADY",
    ),
    Race(
        "confirm as the second side",
        "verdicts.confirm_issue",
        World.half_confirmed,
        CENTER_EXPERTS,
        lambda tx, a, at: verdicts.confirm_issue(tx, a, at.key, now=NOW),
        "NOT_IN_THIS_STATE",
        (State.PLACED, State.CONFIRMED),
    ),
    Race(
        "decline for one side",
        "verdicts.decline_issue",
        World.placed,
        CENTER_EXPERTS,
        lambda tx, a, at: verdicts.decline_issue(tx, a, at.key, reason="One port only.", now=NOW),
        "SAID_ALREADY",
    ),
    Race(
        "decline as the second side",
        "verdicts.decline_issue",
        World.half_declined,
        CENTER_EXPERTS,
        lambda tx, a, at: verdicts.decline_issue(tx, a, at.key, reason="One port only.", now=NOW),
        "NOT_IN_THIS_STATE",
        (State.PLACED, State.NOT_SYSTEMIC),
    ),
    Race(
        "say how severe",
        "weighing.assess_issue",
        World.placed,
        SIDES,
        lambda tx, a, at: weighing.assess_issue(
            tx, a, at.key, severity=3, reason="Perishables.", version=at.version, now=NOW
        ),
    ),
    Race(
        "say that it needs resolution",
        "weighing.set_strength",
        World.placed,
        SIDES,
        lambda tx, a, at: weighing.set_strength(
            tx, a, at.key, strength="needs resolution", reason="It waits.", version=at.version, now=NOW
        ),
    ),
    Race(
        "take up",
        "hands.take_up_issue",
        World.confirmed,
        ("liaison", "agency_expert"),
        lambda tx, a, at: hands.take_up_issue(tx, a, at.key, version=at.version, now=NOW),
        moves=(State.CONFIRMED, State.IN_WORK),
    ),
    Race(
        "hand over",
        "hands.hand_over_issue",
        World.working,
        ("liaison", "headquarters"),
        lambda tx, a, at: _hand(tx, a, at, "OT"),
    ),
    Race(
        "propose to close",
        "closing.propose_close",
        World.working,
        SIDES,
        lambda tx, a, at: _propose(tx, a, at, IMPLEMENTED),
    ),
    *(
        Race(
            f"agree that it is {outcome}, {start}",
            "closing.agree_close",
            partial(World.proposed, outcome=outcome, working=start == State.IN_WORK),
            OTHER_SIDE,
            lambda tx, a, at: closing.agree_close(tx, a, at.key, version=at.version, now=NOW),
            moves=(start, end),
        )
        for outcome, end in ((IMPLEMENTED, State.IN_WATCH), (NOT_IMPLEMENTED, State.CLOSED))
        for start in (State.IN_WORK, State.CONFIRMED)
    ),
    Race(
        "decline to close",
        "closing.decline_close",
        lambda world: world.proposed(NOT_IMPLEMENTED),
        SIDES,
        lambda tx, a, at: closing.decline_close(tx, a, at.key, reason="No.", version=at.version, now=NOW),
    ),
    Race(
        "end the watch",
        "closing.end_watch",
        World.watched,
        SIDES,
        lambda tx, a, at: closing.end_watch(tx, a, at.key, version=at.version, now=LATER),
        moves=(State.IN_WATCH, State.CLOSED),
    ),
    Race(
        "reopen what recurs",
        "closing.reopen_issue",
        World.watched,
        SIDES,
        lambda tx, a, at: closing.reopen_issue(tx, a, at.key, reason="Again.", version=at.version, now=NOW),
        moves=(State.IN_WATCH, State.IN_WORK),
    ),
    Race(
        "reopen what was declined",
        "closing.reopen_issue",
        World.declined,
        SIDES,
        lambda tx, a, at: closing.reopen_issue(tx, a, at.key, reason="Again.", version=at.version, now=NOW),
        moves=(State.NOT_SYSTEMIC, State.PLACED),
    ),
    Race("assess a cell", "assessments.assess_cell", World.unassessed, CENTER_EXPERTS, _assess, "SAID_TODAY"),
    Race(
        "edit a draft",
        "publications.edit_publication",
        World.drafted,
        SIDES,
        lambda tx, a, at: publications.edit_publication(tx, a, at.key, WORDS, version=at.version, now=NOW),
    ),
    Race(
        "publish",
        "publications.publish",
        World.drafted,
        ("director", "headquarters"),
        lambda tx, a, at: publications.publish(tx, a, at.key, version=at.version, now=NOW),
    ),
    *(
        Race(
            f"withdraw {name}",
            "publications.withdraw_publication",
            ready,
            ("director", "headquarters"),
            lambda tx, a, at: publications.withdraw_publication(
                tx, a, at.key, reason="No longer so.", version=at.version, now=NOW
            ),
        )
        for name, ready in (("a draft", World.drafted), ("what is public", World.published))
    ),
)


def _report(tx: Tx, actor: Actor, at: Thing) -> str:
    draft = Draft("Sent twice", "By a form that was sent twice.", "data", "2026-11-02")
    return issues.report_issue(tx, actor, draft, idempotency_key=f"{at.key} twice", now=NOW).key


def _report_to_new_readers(tx: Tx, actor: Actor, at: Thing) -> str:
    draft = Draft("Sent twice", "To readers that no record had before.", "data", "2026-11-02")
    readers = tuple(at.key.split("|"))
    return issues.report_issue(tx, actor, draft, idempotency_key=at.key, readers=readers, now=NOW).key


def _comment(tx: Tx, actor: Actor, at: Thing) -> str:
    return remarks.comment_on_issue(
        tx, actor, at.key, text="Seen at Laredo.", readers="issue", idempotency_key=f"{at.key} twice", now=NOW
    )


def _claim(tx: Tx, actor: Actor, at: Thing) -> str:
    return remarks.state_claim(
        tx, actor, at.key, about="position", text="It hurts.", idempotency_key=f"{at.key} twice", now=NOW
    )


def _draft_words(tx: Tx, actor: Actor, at: Thing) -> str:
    return publications.draft_publication(
        tx, actor, at.key, WORDS, idempotency_key=f"{at.key} twice", now=NOW
    )["key"]


ONCE: tuple[tuple[str, Callable[[World], Thing], Callable[[Tx, Actor, Thing], str]], ...] = (
    ("issues.report_issue", World.placed, _report),
    ("issues.report_issue", World.new_readers, _report_to_new_readers),
    ("remarks.comment_on_issue", World.placed, _comment),
    ("remarks.state_claim", World.placed, _claim),
    ("publications.draft_publication", World.placed, _draft_words),
)
