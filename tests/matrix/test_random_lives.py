"""Random commands by random people: never out of the state table, and every count agrees with the graph."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise
from typing import Any

import orjson
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from graph.cypher import Cypher, Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.directory import Directory
from liaisons.errors import Refused
from matrix import closing, hands, issues, placements, publications, remarks, verdicts, weighing
from matrix.cells import Cell
from matrix.issues import Draft
from matrix.states import TRANSITIONS
from tests.builders import NOW, People, build_directory, fingerprint, refresh
from tests.engines.pool import Engine
from tests.matrix import model
from tests.matrix.counting import LINES, check_counts
from tests.matrix.model import PARTY, Issue, Said, after
from tests.matrix.races import WORDS

LATER = NOW + timedelta(days=100)
CELLS = (
    Cell("FDA/FOO", "CEE002/aquaculture"),
    Cell("FDA", "CEE002/aquaculture"),
    Cell("FDA", "CEE002"),
    Cell("FDA/FOO", "CEE001"),
    Cell("EPA", "CEE001"),
)
SINCE = ("2016", "2026-11-02", "2025-03-01")
COMMANDS = sorted(set(model.MAY) - {"report", "draft", "publish", "withdraw"})
READERS = ("liaison", "stranger", "headquarters", "account")
# Whole counts are dear: after each few steps, and at the end.
EVERY = 8
FORGET: Cypher[None] = Cypher(
    "test.forget",
    """
    MATCH (n)
    WHERE n:Issue OR n:Placement OR n:Holding OR n:Publication OR n:Comment OR n:Once OR n:Event
       OR n:AuditEntry
    DETACH DELETE n
    """,
    writes=True,
)

# What leads an issue on, from report to end and back.
FORWARD = ("place", "confirm", "decline", "hand over", "take up", "propose", "agree", "end watch", "reopen")
# How long the one engine's lives are: enough to make every step of the table.
LIVES, STEPS = 12, 30

Way = tuple[int, str, str, dict[str, Any]]

people_ = st.sampled_from(sorted(PARTY))
drawns = st.integers(0, 2**32)
withs = st.fixed_dictionaries(
    {
        "cells": st.lists(st.sampled_from(CELLS), min_size=1, max_size=3, unique=True),
        "since": st.sampled_from(SINCE),
        "severity": st.integers(1, 4),
        "strong": st.booleans(),
        "holder": st.sampled_from(["FDA", "CEE002", "EPA", "OT"]),
        "outcome": st.sampled_from(["implemented", "not implemented"]),
        "late": st.booleans(),
    }
)


class Lives(RuleBasedStateMachine):
    """People act on a few issues; the model says beforehand whether they may, and what then is."""

    def __init__(
        self,
        graph: Graph,
        directory: Directory,
        people: People,
        number: int,
        met: set[tuple[str, str]],
    ) -> None:
        super().__init__()
        self.number = number
        self.met = met
        self.graph = graph
        self.directory = directory
        self.people = people
        self.keys = count()
        self.steps = 0
        # Whether a step is under way: where it failed, its own words say why.
        self.amid = False
        self.issues: list[Issue] = []
        self.said: list[Said] = []
        graph.write(lambda tx: tx.do(FORGET))

    def do(self, who: str, command: Callable[[Tx, Actor], Any], *, accepted: bool) -> Any:
        """Run it, and see that the model was right; on a no, that nothing was written."""
        self.amid = True
        actor = refresh(self.graph, getattr(self.people, who))
        before = "" if accepted else fingerprint(self.graph)
        answer = None
        try:
            answer = self.graph.write(lambda tx: command(tx, actor))
        except Refused as no:
            assert not accepted, no.sentence
            assert no.sentence.endswith(".")
            assert fingerprint(self.graph) == before
        else:
            assert accepted, "the model refuses this"
        self.steps += 1
        self.amid = False
        if self.steps % EVERY == 0:
            self.count()
        return answer

    @initialize(since=st.sampled_from(SINCE))
    def begin(self, since: str) -> None:
        self.report("specialist", (), since)
        self.report("liaison", ("CEE002",), since)

    @rule(
        who=people_, narrow=st.sampled_from([(), (), ("FDA",), ("EPA", "FDA")]), since=st.sampled_from(SINCE)
    )
    @precondition(lambda self: len(self.issues) < 4)
    def report_one(self, who: str, narrow: tuple[str, ...], since: str) -> None:
        self.report(who, narrow, since)

    def report(self, who: str, narrow: tuple[str, ...], since: str) -> None:
        draft, key = Draft("Late notices", "They come late.", "data", since), str(next(self.keys))
        made = self.do(
            who,
            lambda tx, a: issues.report_issue(tx, a, draft, idempotency_key=key, readers=narrow, now=NOW),
            accepted=who in model.MAY["report"],
        )
        if made:
            readers = frozenset({*narrow, PARTY[who]}) if narrow else None
            self.issues.append(Issue(made.key, PARTY[who], readers, since, PARTY[who]))

    @rule(drawn=drawns)
    def go_on(self, drawn: int) -> None:
        self.lead_on(self.chance(drawn))

    def chance(self, drawn: int) -> random.Random:
        """Evenly spread, where what Hypothesis draws is mostly small; the same in each run."""
        return random.Random(f"{self.number} {self.steps} {drawn}")  # noqa: S311 - a draw, not a secret

    def lead_on(self, chance: random.Random) -> None:
        """A step that leads on, one that no life has made yet if there is one, so that lives go far."""
        ways = list(self.ways_on())
        new = [way for way in ways if self.step_of(way) not in self.met]
        if ways:
            # By what is done first: handing over can be done by most, and would be done mostly.
            done = chance.choice(sorted({way[1] for way in new or ways}))
            place, command, who, with_ = chance.choice([way for way in new or ways if way[1] == done])
            self.act(place, command, who, self.issues[place].version, with_)

    def ways_on(self) -> Iterator[Way]:
        """All that somebody may do now with one of the issues on its way to an end."""
        for place, issue in enumerate(self.issues):
            for command in FORWARD:
                if command == "place" and issue.cells:
                    continue
                for outcome in ("implemented", "not implemented"):
                    with_ = {"cells": CELLS[:1], "holder": "FDA", "outcome": outcome, "late": True}
                    for who in sorted(PARTY):
                        if after(issue, command, who, issue.version, with_):
                            yield place, command, who, with_

    def step_of(self, way: Way) -> tuple[str, str]:
        """From which state to which; the same twice for what leaves it where it is, which is never new."""
        place, command, who, with_ = way
        issue = self.issues[place]
        if command == "propose":
            # It leads to where agreeing leads.
            return issue.state, model.TABLE[issue.state, with_["outcome"]]
        then = after(issue, command, who, issue.version, with_)
        return issue.state, then.state if then else issue.state

    @rule(drawn=drawns, with_=withs)
    def act_anyhow(self, drawn: int, with_: dict[str, Any]) -> None:
        """Anything by anyone, at the version that stands or another; then something that leads on."""
        chance = self.chance(drawn)
        place = chance.randrange(len(self.issues))
        who, command = chance.choice(sorted(PARTY)), chance.choice(COMMANDS)
        self.act(place, command, who, self.issues[place].version + chance.choice((0, 0, -1, 1)), with_)
        self.lead_on(chance)

    def act(self, place: int, command: str, who: str, seen: int, with_: dict[str, Any]) -> None:
        issue = self.issues[place]
        expected = after(issue, command, who, seen, with_)
        changed = self.do(
            who,
            lambda tx, a: perform(tx, a, command, issue.key, seen, with_, str(next(self.keys))),
            accepted=expected is not None,
        )
        if expected is None:
            return
        self.amid = True
        if command != "comment":
            row = changed.issue
            assert (row["state"], row["version"], row["holderKey"]) == (
                expected.state,
                expected.version,
                expected.holder,
            )
            assert (row["severity"], row["since"], row["strengthBy"]) == (
                expected.severity,
                expected.since,
                expected.strong,
            )
            assert set(row["cells"]) == {cell.key for cell in expected.cells}
            assert bool(row["closeProposed"]) == bool(expected.proposed)
        assert expected.state == issue.state or (issue.state, expected.state) in model.STEPS
        self.issues[place] = expected
        self.met.add((issue.state, expected.state))
        self.amid = False

    @rule(drawn=drawns)
    @precondition(lambda self: len(self.said) < 6)
    def draft(self, drawn: int) -> None:
        chance = self.chance(drawn)
        issue, who = chance.choice(self.issues), chance.choice(sorted(PARTY))
        key = str(next(self.keys))
        can = who in model.MAY["draft"] and model.reads(who, issue) and model.involved(who, issue)
        row = self.do(
            who,
            lambda tx, a: publications.draft_publication(
                tx, a, issue.key, WORDS, idempotency_key=key, now=NOW
            ),
            accepted=can,
        )
        if can:
            self.said.append(Said(row["key"], issue.key, who, issue.cells, issue.since))

    @rule(drawn=drawns)
    @precondition(lambda self: self.said)
    def publish_or_withdraw(self, drawn: int) -> None:
        chance = self.chance(drawn)
        place, publish = chance.randrange(len(self.said)), chance.random() < 0.6
        who, off = chance.choice((*sorted(model.OFFICERS), "liaison")), chance.choice((0, 0, 0, 1))
        one = self.said[place]
        issue = next(each for each in self.issues if each.key == one.issue)
        can = who in model.OFFICERS and model.reads(who, issue) and off == 0
        if publish:
            can = can and one.stage == "draft" and one.by != who
            self.do(
                who,
                lambda tx, a: publications.publish(tx, a, one.key, version=one.version + off, now=NOW),
                accepted=can,
            )
        else:
            can = can and one.stage != "withdrawn"
            self.do(
                who,
                lambda tx, a: publications.withdraw_publication(
                    tx, a, one.key, reason="No.", version=one.version + off, now=NOW
                ),
                accepted=can,
            )
        if can and publish:
            self.said = [
                replace(each, stage="withdrawn", version=each.version + 1)
                if each.issue == one.issue and each.stage == "published"
                else each
                for each in self.said
            ]
        if can:
            stage = "published" if publish else "withdrawn"
            self.said[place] = replace(one, stage=stage, version=one.version + 1)

    def count(self) -> None:
        check_counts(self.graph, self.directory, [getattr(self.people, name) for name in READERS])

    def teardown(self) -> None:
        if self.amid:
            return
        self.count()
        lines = self.graph.read(lambda tx: tx.all(LINES))
        assert all(line["entries"] == 1 for line in lines)
        for issue in self.issues:
            own = [line for line in lines if line["label"] == "Issue" and line["subject"] == issue.key]
            images = [
                orjson.loads(line["images"])[issue.key] for line in own if line["name"] != "CommentMade"
            ]
            images.sort(key=lambda image: image["version"])
            assert [image["version"] for image in images] == list(range(1, issue.version + 1))
            states = [image["state"] for image in images]
            assert states[0] == "reported"
            assert states[-1] == issue.state
            moves = {(a, b) for a, b in pairwise(states) if a != b}
            assert moves <= model.STEPS


def perform(tx: Tx, actor: Actor, command: str, key: str, seen: int, with_: dict[str, Any], once: str) -> Any:
    """The command of the room that the model's word stands for."""
    if command == "confirm":
        return verdicts.confirm_issue(tx, actor, key, now=NOW)
    if command == "decline":
        return verdicts.decline_issue(tx, actor, key, reason="Once.", now=NOW)
    if command == "comment":
        return remarks.comment_on_issue(
            tx, actor, key, text="Seen.", readers="party", idempotency_key=once, now=NOW
        )
    return VERSIONED[command](tx, actor, key, with_, seen)


VERSIONED: dict[str, Callable[[Tx, Actor, str, dict[str, Any], int], Any]] = {
    "place": lambda tx, a, key, w, v: placements.place_issue(tx, a, key, w["cells"], version=v, now=NOW),
    "edit": lambda tx, a, key, w, v: issues.edit_issue(
        tx, a, key, Draft("Late notices", "They come late.", "data", w["since"]), version=v, now=NOW
    ),
    "assess": lambda tx, a, key, w, v: weighing.assess_issue(
        tx, a, key, severity=w["severity"], reason="So.", version=v, now=NOW
    ),
    "strengthen": lambda tx, a, key, w, v: weighing.set_strength(
        tx,
        a,
        key,
        strength="needs resolution" if w["strong"] else "tracked",
        reason="So.",
        version=v,
        now=NOW,
    ),
    "take up": lambda tx, a, key, _w, v: hands.take_up_issue(tx, a, key, version=v, now=NOW),
    "hand over": lambda tx, a, key, w, v: hands.hand_over_issue(
        tx,
        a,
        key,
        holder=w["holder"],
        next_action="Decide",
        due_on="2026-12-10",
        version=v,
        now=NOW,
    ),
    "propose": lambda tx, a, key, w, v: closing.propose_close(
        tx, a, key, outcome=w["outcome"], reason="So.", version=v, now=NOW
    ),
    "agree": lambda tx, a, key, _w, v: closing.agree_close(tx, a, key, version=v, now=NOW),
    "decline close": lambda tx, a, key, _w, v: closing.decline_close(
        tx, a, key, reason="So.", version=v, now=NOW
    ),
    "end watch": lambda tx, a, key, w, v: closing.end_watch(
        tx, a, key, version=v, now=LATER if w["late"] else NOW
    ),
    "reopen": lambda tx, a, key, _w, v: closing.reopen_issue(tx, a, key, reason="So.", version=v, now=NOW),
}


def live(graph: Graph, *, lives: int, steps: int) -> set[tuple[str, str]]:
    """So many lives of so many steps, the same ones in each run; gives the steps between states."""
    directory = build_directory(graph)
    people = People(graph)
    met: set[tuple[str, str]] = set()
    numbers = count()
    run_state_machine_as_test(
        lambda: Lives(graph, directory, people, next(numbers), met),  # type: ignore[arg-type]  # it calls it, and no more
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # No shrinking: each step speaks to a real engine, and a life as it was is told in full.
            phases=[Phase.generate],
        ),
    )
    return {(start, end) for start, end in met if start != end}


def test_short_lives_on_each_engine(graph: Graph) -> None:
    live(graph, lives=4, steps=20)


def test_long_lives_on_one_engine(any_engine: Engine) -> None:
    assert live(any_engine.graph, lives=LIVES, steps=STEPS) == model.STEPS


def test_the_models_table_is_the_rooms() -> None:
    assert {(str(row.start), str(row.end)) for row in TRANSITIONS} >= model.STEPS
