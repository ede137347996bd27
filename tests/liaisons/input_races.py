"""Every command on an input, as two people, or the hub's clock twice, would do it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.cypher import Tx
from liaisons import answers, attachments, coordination, inputs, signing
from liaisons.actors import Actor
from liaisons.file_types import Brought
from tests.builders import NOW
from tests.liaisons.input_world import DRAFT, LATER, World, thing
from tests.racing import Race, Thing

DIRECTORS, OFFICERS, SECRETARIES = ("iris", "ivan"), ("quinn", "quentin"), ("bea", "boris")
AGENCY, OTHERS, CLOCKS = ("dana", "paula"), ("otto", "olga"), ("clock", "clock")


def at(state: str) -> Callable[[World], Thing]:
    """A new input in the state."""
    return lambda world: thing(world.at(state))


def replaced(state: str) -> Callable[[World], Thing]:
    """An input in the state, beside another that can take its place."""

    def ready(world: World) -> Thing:
        world.at("filed")
        return thing(world.at(state))

    return ready


def _supersede(tx: Tx, actor: Actor, at: Thing) -> Any:
    which = inputs.Which(states=("filed",))
    rows = inputs.list_inputs(tx, actor, which, limit=200)
    other = next(row["key"] for row in rows if row["key"] != at.key)
    return signing.supersede_input(
        tx, actor, at.key, by=other, reason="Said better.", version=at.version, now=NOW
    )


def _withdraw(tx: Tx, actor: Actor, at: Thing) -> Any:
    return signing.withdraw_input(tx, actor, at.key, reason="Solved.", version=at.version, now=NOW)


def _sign(tx: Tx, actor: Actor, at: Thing) -> Any:
    return signing.sign_input(tx, actor, at.key, version=at.version, now=NOW)


def _answer(tx: Tx, actor: Actor, at: Thing) -> Any:
    return answers.answer_input(
        tx, actor, at.key, outcome="accepted", text="Done.", version=at.version, now=NOW
    )


def _attach(tx: Tx, actor: Actor, at: Thing) -> str:
    brought = Brought("letter.pdf", "application/pdf", 12)
    return attachments.attach_file(
        tx, actor, at.key, brought, sha256="ab" * 32, idempotency_key=at.key, now=NOW
    )


def with_a_file(world: World) -> Thing:
    """A draft with one file."""
    row, priya = world.at("draft"), world.person("priya")
    world.graph.write(lambda tx: _attach(tx, priya, thing(row)))
    return thing(world.read("priya", row["key"]))


def _remove_file(tx: Tx, actor: Actor, at: Thing) -> Any:
    files = attachments.list_files(tx, actor, at.key)
    # Who comes second may find none: they are told of the passed version before that.
    file = files[0]["key"] if files else "none"
    return attachments.remove_file(tx, actor, at.key, file, version=at.version, now=NOW)


RACES: tuple[Race[World], ...] = (
    Race("remove a file", "attachments.remove_file", with_a_file, ("priya", "corinne"), _remove_file),
    Race(
        "edit", "inputs.edit_input", at("draft"), ("priya", "corinne"),
        lambda tx, a, it: inputs.edit_input(tx, a, it.key, DRAFT, version=it.version, now=NOW),
    ),
    Race(
        "sign with another", "signing.cosign_input", at("draft"), OTHERS,
        lambda tx, a, it: signing.cosign_input(tx, a, it.key, version=it.version, now=NOW),
    ),
    Race("sign", "signing.sign_input", at("draft"), DIRECTORS, _sign, moves=("draft", "with-hq")),
    Race("sign again", "signing.sign_input", at("returned"), DIRECTORS, _sign, moves=("returned", "with-hq")),
    Race(
        "return", "coordination.return_input", at("with-hq"), OFFICERS,
        lambda tx, a, it: coordination.return_input(
            tx, a, it.key, missing="Ports.", version=it.version, now=NOW
        ),
        moves=("with-hq", "returned"),
    ),
    Race(
        "pass", "coordination.pass_input", at("with-hq"), OFFICERS,
        lambda tx, a, it: coordination.pass_input(tx, a, it.key, version=it.version, now=NOW),
        moves=("with-hq", "filed"),
    ),
    Race(
        "bypass", "signing.bypass_headquarters", at("with-hq"), DIRECTORS,
        lambda tx, a, it: signing.bypass_headquarters(
            tx, a, it.key, reason="Perishables.", version=it.version, now=NOW
        ),
        moves=("with-hq", "filed"),
    ),
    Race(
        "acknowledge", "answers.acknowledge_input", at("filed"), SECRETARIES,
        lambda tx, a, it: answers.acknowledge_input(tx, a, it.key, version=it.version, now=NOW),
        moves=("filed", "acknowledged"),
    ),
    Race(
        "assign", "answers.assign_input", at("acknowledged"), SECRETARIES,
        lambda tx, a, it: answers.assign_input(tx, a, it.key, agency="FDA", version=it.version, now=NOW),
        moves=("acknowledged", "assigned"),
    ),
    Race(
        "answer for the agency", "answers.answer_input", at("assigned"), AGENCY, _answer,
        moves=("assigned", "answered"),
    ),
    Race(
        "answer for the Principals", "answers.answer_input", at("acknowledged"), SECRETARIES, _answer,
        moves=("acknowledged", "answered"),
    ),
    Race(
        "accept", "answers.accept_answer", at("answered"), DIRECTORS,
        lambda tx, a, it: answers.accept_answer(tx, a, it.key, version=it.version, now=NOW),
        moves=("answered", "closed"),
    ),
    Race(
        "ask again", "answers.ask_again", at("answered"), DIRECTORS,
        lambda tx, a, it: answers.ask_again(tx, a, it.key, reason="Which?", version=it.version, now=NOW),
        moves=("answered", "assigned"),
    ),
    *(
        Race(
            f"withdraw {state}", "signing.withdraw_input", at(state), DIRECTORS, _withdraw,
            moves=(state, "withdrawn"),
        )
        for state in ("draft", "with-hq", "returned", "filed")
    ),
    Race(
        "supersede what is filed", "signing.supersede_input", replaced("filed"), DIRECTORS, _supersede,
        moves=("filed", "superseded"),
    ),
    Race(
        "supersede what is acknowledged", "signing.supersede_input",
        replaced("acknowledged"),
        DIRECTORS, _supersede, moves=("acknowledged", "superseded"),
    ),
)  # fmt: skip

# What no person does: the hub's clock finds the same overdue day twice.
OF_THE_CLOCK: tuple[Race[World], ...] = (
    Race(
        "run out at the officers", "coordination.pass_overdue", at("with-hq"), CLOCKS,
        lambda tx, a, it: coordination.pass_overdue(tx, a, it.key, now=NOW.replace(month=12, day=3)),
        "NOT_OVERDUE",
    ),
    Race(
        "run out at the deputy", "coordination.pass_overdue",
        lambda world: thing(world.with_deputy()), CLOCKS,
        lambda tx, a, it: coordination.pass_overdue(tx, a, it.key, now=LATER),
        "NOT_OVERDUE", ("with-hq", "filed"),
    ),
    Race(
        "accept by silence", "answers.close_answered", at("answered"), CLOCKS,
        lambda tx, a, it: answers.close_answered(tx, a, it.key, now=LATER),
        "NOT_OVERDUE", ("answered", "closed"),
    ),
)  # fmt: skip


def _draft(tx: Tx, actor: Actor, at: Thing) -> str:
    return inputs.draft_input(tx, actor, DRAFT, idempotency_key=at.key, now=NOW)["key"]


def _a_key(world: World) -> Thing:
    """A key for making once, that nobody has used."""
    return Thing(world.graph.write(lambda tx: tx.new_id()))


ONCE: tuple[tuple[str, Callable[[World], Thing], Callable[[Tx, Actor, Thing], str]], ...] = (
    ("inputs.draft_input", _a_key, _draft),
    ("attachments.attach_file", at("draft"), _attach),
)
