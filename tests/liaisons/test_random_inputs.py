"""Random commands by random people on an input: never out of the table, nor before other readers."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.cypher import Tx
from graph.unit import Graph
from liaisons import answers, coordination, inputs, signing
from liaisons.actors import Actor
from liaisons.errors import Refused
from liaisons.input_states import FINAL, TRANSITIONS
from tests.builders import NOW, fingerprint
from tests.engines.pool import Engine
from tests.liaisons.input_model import COMMANDS, PARTY, TABLE, Life, after
from tests.liaisons.input_world import DRAFT, LATER, World, readers

DOES: dict[str, Callable[[Tx, Actor, str, int], Any]] = {
    "edit": lambda tx, a, key, v: inputs.edit_input(tx, a, key, DRAFT, version=v, now=NOW),
    "sign": lambda tx, a, key, v: signing.sign_input(tx, a, key, version=v, now=NOW),
    "cosign": lambda tx, a, key, v: signing.cosign_input(tx, a, key, version=v, now=NOW),
    "return": lambda tx, a, key, v: coordination.return_input(tx, a, key, missing="x", version=v, now=NOW),
    "pass": lambda tx, a, key, v: coordination.pass_input(tx, a, key, version=v, now=NOW),
    "bypass": lambda tx, a, key, v: signing.bypass_headquarters(tx, a, key, reason="x", version=v, now=NOW),
    # The deputy's days begin when the officers' were over.
    "run out": lambda tx, a, key, v: coordination.pass_overdue(
        tx, a, key, now=LATER + timedelta(days=10 * v)
    ),
    "acknowledge": lambda tx, a, key, v: answers.acknowledge_input(tx, a, key, version=v, now=NOW),
    "assign": lambda tx, a, key, v: answers.assign_input(tx, a, key, agency="FDA", version=v, now=NOW),
    "answer": lambda tx, a, key, v: answers.answer_input(
        tx, a, key, outcome="accepted", text="x", version=v, now=NOW
    ),
    "accept": lambda tx, a, key, v: answers.accept_answer(tx, a, key, version=v, now=NOW),
    "be silent": lambda tx, a, key, _v: answers.close_answered(tx, a, key, now=LATER),
    "ask again": lambda tx, a, key, v: answers.ask_again(tx, a, key, reason="x", version=v, now=NOW),
    "withdraw": lambda tx, a, key, v: signing.withdraw_input(tx, a, key, reason="x", version=v, now=NOW),
}
# Taking another's place needs another input; its races make it (tests/liaisons/input_races.py).
# How often a life is led on, how often someone has seen another version, and how many last steps may end it.
LED_ON, PASSED, ENDING = 0.75, 0.1, 3
STEPS = {(str(row.start), str(row.end)) for row in TRANSITIONS if row.end != "superseded"}


def live(world: World, chance: random.Random, steps: int, met: set[tuple[str, str]]) -> None:
    """One input, mostly led on, by a step that is new if there is one, and not to its end too soon."""
    key, life = world.new_draft()["key"], Life()
    for left in range(steps, 0, -1):
        ways = [(c, w) for c in COMMANDS for w in sorted(PARTY) if after(life, c, w, life.version)]
        if not ways:
            break
        if left > ENDING:
            ways = [way for way in ways if TABLE[life.state, way[0]][0] not in FINAL]
        new = [way for way in ways if (life.state, TABLE[life.state, way[0]][0]) not in met]
        anything = [(c, w) for c in COMMANDS for w in sorted(PARTY)]
        chosen = new or ways if chance.random() < LED_ON else anything
        command, who = chance.choice(chosen)
        seen = life.version + (chance.random() < PASSED)
        expected = after(life, command, who, seen)
        actor, before = world.person(who), "" if expected else fingerprint(world.graph)
        try:
            row = world.graph.write(lambda tx: DOES[command](tx, actor, key, seen))  # noqa: B023 - run here
        except Refused as no:
            assert expected is None, (life, command, who, no.sentence)
            assert fingerprint(world.graph) == before
            continue
        assert expected is not None, (life, command, who)
        assert (row["state"], row["version"], row["holderKey"]) == (
            expected.state, expected.version, expected.holder,
        )  # fmt: skip
        assert set(row["readers"]) == expected.readers
        met.add((life.state, expected.state))
        life = expected
    assert readers(world, key) == {who for who, party in PARTY.items() if party in life.readers}


def run(world: World, *, lives: int, steps: int) -> set[tuple[str, str]]:
    """So many lives, the same ones in each run; gives the steps between states that they made."""
    met: set[tuple[str, str]] = set()
    number = count()

    @settings(
        max_examples=lives, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**31))
    def each(drawn: int) -> None:
        chance = random.Random(f"{drawn} {next(number)}")  # noqa: S311 - a draw, not a secret
        live(world, chance, steps, met)

    each()
    return {(start, end) for start, end in met if start != end}


def test_short_lives_of_inputs_on_each_engine(graph: Graph) -> None:
    assert run(World(graph), lives=3, steps=14) <= STEPS


def test_long_lives_of_inputs_make_every_step(any_engine: Engine) -> None:
    assert run(World(any_engine.graph), lives=12, steps=18) == STEPS
