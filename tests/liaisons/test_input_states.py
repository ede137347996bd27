"""The state table of inputs: what the vocabulary proposes, no more and no less."""

from __future__ import annotations

import pytest

from liaisons.input_states import (
    COUNCIL,
    FINAL,
    HEADQUARTERS,
    TRANSITIONS,
    InputMove,
    InputNotInThisState,
    InputState,
    has_move,
    readers_after,
    transition_of,
)
from liaisons.input_states import WORDS as STATE_WORDS
from liaisons.input_words import KINDS
from liaisons.reference import read_input_kinds, read_input_states, read_input_transitions


def test_the_table_of_inputs_holds_the_vocabularys_transitions_exactly() -> None:
    proposed = sorted((t["before"], t["after"], t["event"]) for t in read_input_transitions())
    assert sorted((str(t.start), str(t.end), t.event) for t in TRANSITIONS) == proposed


def test_states_and_kinds_are_the_vocabularys_with_its_words() -> None:
    assert {row["key"]: row["label"] for row in read_input_states()} == {
        str(state): words for state, words in STATE_WORDS.items()
    }
    assert {row["key"] for row in read_input_states() if row["isFinal"]} == {str(s) for s in FINAL}
    assert {row["key"]: row["label"] for row in read_input_kinds()} == KINDS


def test_of_a_state_and_a_move_there_is_one_row() -> None:
    assert len({(row.start, row.move) for row in TRANSITIONS}) == len(TRANSITIONS)


def test_no_state_is_a_dead_end_unless_it_is_final() -> None:
    starts = {row.start for row in TRANSITIONS}
    assert {state for state in InputState if state not in starts} == FINAL


def test_a_move_from_another_state_is_refused_with_the_states_that_allow_it() -> None:
    with pytest.raises(InputNotInThisState) as no:
        transition_of("closed", InputMove.SIGN)
    assert no.value.sentence.startswith(
        "This input is closed; for that it would have to be: draft by the Center, returned to the Center."
    )
    assert not has_move("closed", InputMove.SIGN)
    assert has_move("draft", InputMove.SIGN)


def test_the_audience_grows_by_headquarters_the_council_and_the_agency_and_by_no_one_else() -> None:
    adding = {(str(row.start), str(row.end)): row.adds for row in TRANSITIONS if row.adds}
    assert set(adding) == {
        ("draft", "with-hq"), ("returned", "with-hq"), ("with-hq", "filed"), ("acknowledged", "assigned"),
    }  # fmt: skip
    readers = ["CEE002"]
    for state, move, agency in (
        ("draft", InputMove.SIGN, None),
        ("with-hq", InputMove.PASS, None),
        ("acknowledged", InputMove.ASSIGN, "FDA"),
        ("answered", InputMove.ASK_AGAIN, None),
    ):
        readers = readers_after(readers, transition_of(state, move), agency=agency)
    assert readers == sorted([COUNCIL, "CEE002", "FDA", HEADQUARTERS])
