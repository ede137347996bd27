"""Inputs to the BIEC, step by step: receipts, readers, holders, and the clocks of each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from graph.unit import Graph
from liaisons import answers, coordination, inputs, receipts, signing
from liaisons.errors import Stale
from liaisons.input_states import COUNCIL, HEADQUARTERS, InputState
from liaisons.input_words import InputDraft
from tests.builders import NOW
from tests.liaisons.input_world import DRAFT, LATER, Command, World, readers, refused


@pytest.fixture
def world(graph: Graph) -> World:
    """A graph of its own for each test."""
    return World(graph)


def held(row: Any) -> tuple[str, str, str]:
    return row["holderKey"], row["nextAction"], row["dueOn"]


APP = {"priya", "corinne", "iris", "ivan"}
AUT = {"otto", "olga"}
HQ = {"quinn", "quentin", "della"}
BIEC = {"bea", "boris"}
FDA = {"dana", "paula"}


def test_at_each_state_those_read_it_whom_the_table_names_and_no_one_else(world: World) -> None:
    row = world.new_draft()
    assert (row["state"], readers(world, row["key"])) == ("draft", APP | AUT)
    row = world.sign(row)
    assert (row["state"], readers(world, row["key"])) == ("with-hq", APP | AUT | HQ)
    row = world.give_back(row)
    assert (row["state"], readers(world, row["key"])) == ("returned", APP | AUT | HQ)
    row = world.let_pass(world.sign(row))
    assert (row["state"], readers(world, row["key"])) == ("filed", APP | AUT | HQ | BIEC)
    row = world.acknowledge(row)
    assert (row["state"], readers(world, row["key"])) == ("acknowledged", APP | AUT | HQ | BIEC)
    row = world.assign(row)
    assert (row["state"], readers(world, row["key"])) == ("assigned", APP | AUT | HQ | BIEC | FDA)
    row = world.answer(row)
    assert (row["state"], readers(world, row["key"])) == ("answered", APP | AUT | HQ | BIEC | FDA)


def test_at_each_state_one_party_has_it_with_a_next_action_and_a_day(world: World) -> None:
    row = world.new_draft()
    assert held(row) == ("CEE002", inputs.FINISH, "2026-12-09")
    row = world.sign(row)
    # Thanksgiving is no business day.
    assert held(row) == (HEADQUARTERS, signing.HAND_ON, "2026-12-02")
    row = world.give_back(row)
    assert held(row) == ("CEE002", coordination.MEND, "2026-12-09")
    row = world.let_pass(world.sign(row))
    assert held(row) == (COUNCIL, "Acknowledge it", "2026-12-02")
    row = world.acknowledge(row)
    assert held(row) == (COUNCIL, answers.ASSIGN, "2026-12-09")
    row = world.assign(row)
    assert held(row) == ("FDA", answers.ANSWER, "2026-12-23")
    row = world.answer(row)
    assert held(row) == ("CEE002", answers.ACCEPT, "2026-12-23")
    row = world.do(
        "iris", lambda tx, a: answers.accept_answer(tx, a, row["key"], version=row["version"], now=NOW)
    )
    assert (row["state"], row["holderKey"], row["endedOn"]) == ("closed", None, "2026-11-24")


def test_the_stored_words_hashed_again_are_the_receipt(world: World) -> None:
    row = world.sign(world.new_draft())
    kept = world.read("iris", row["key"])
    words: dict[str, Any] = {name: dict(kept)[name] for name in receipts.HASHED}
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == kept["contentHash"]
    (receipt,) = receipts.receipts_of(kept)
    assert receipt == receipts.Receipt(
        "signed", kept["receipt"] or "", "2026-11-24T15:00:00+00:00", "2026-11-24T10:00:00-05:00",
        "Iris (made up)", kept["contentHash"] or "",
    )  # fmt: skip
    for name in receipts.HASHED:
        other = {**kept, name: "other"}
        assert receipts.content_hash(other) != kept["contentHash"], name


def test_signing_again_makes_a_new_receipt_and_filing_a_second_one(world: World) -> None:
    first = world.sign(world.new_draft())
    again = world.sign(world.give_back(first))
    assert first["receipt"] != again["receipt"]
    assert (again["missing"], again["returnedByName"]) == (None, None)
    filed = world.let_pass(again)
    signed, filing = receipts.receipts_of(filed)
    assert (signed.what, filing.what, filing.by) == ("signed", "filed", "Quinn (made up)")
    assert len({first["receipt"], signed.code, filing.code}) == 3
    assert signed.content_hash == filing.content_hash == first["contentHash"]


def test_headquarters_days_run_to_its_deputy_and_then_it_is_filed_not_coordinated(world: World) -> None:
    row = world.at("with-hq")
    key = row["key"]
    no = refused(
        world, "clock", lambda tx, a: coordination.pass_overdue(tx, a, key, now=NOW + timedelta(days=8))
    )
    assert no.code == "NOT_OVERDUE"
    when = NOW + timedelta(days=9)
    clock = world.person("clock")
    today = "2026-12-03"
    assert world.graph.read(
        lambda tx: coordination.list_overdue(tx, clock, state=InputState.WITH_HQ, today=today)
    ) == [key]
    row = world.do("clock", lambda tx, a: coordination.pass_overdue(tx, a, key, now=when))
    assert (row["state"], row["hqStep"], *held(row)) == (
        "with-hq", "deputy", HEADQUARTERS, signing.HAND_ON, "2026-12-08",
    )  # fmt: skip
    row = world.do("clock", lambda tx, a: coordination.pass_overdue(tx, a, key, now=LATER))
    assert (row["state"], row["filedHow"], row["filedByName"]) == (
        "filed",
        "not coordinated",
        "The hub's clock",
    )
    assert world.read("bea", key)["filingReceipt"] == row["filingReceipt"]


def test_what_follows_an_overdue_day_is_pure() -> None:
    follows = coordination.what_follows
    assert follows("with-hq", "officer", "2026-12-02", today="2026-12-02") == "nothing"
    assert follows("with-hq", "officer", "2026-12-02", today="2026-12-03") == "to the deputy"
    assert follows("with-hq", "deputy", "2026-12-02", today="2026-12-03") == "passes"
    assert follows("filed", "deputy", "2026-12-02", today="2026-12-03") == "nothing"
    assert follows("with-hq", None, None, today="2026-12-03") == "nothing"


def test_nobody_does_what_time_alone_does(world: World) -> None:
    row = world.at("answered")
    for name in ("iris", "quinn", "bea"):
        no = refused(world, name, lambda tx, a: answers.close_answered(tx, a, row["key"], now=LATER))
        assert no.code == "NOT_THE_CLOCK"
    no = refused(world, "clock", lambda tx, a: answers.close_answered(tx, a, row["key"], now=NOW))
    assert no.code == "NOT_OVERDUE"
    closed = world.do("clock", lambda tx, a: answers.close_answered(tx, a, row["key"], now=LATER))
    assert (closed["state"], closed["endReason"]) == ("closed", "Its days to ask again passed.")


def test_a_bypass_needs_a_reason_which_every_reader_sees(world: World) -> None:
    row = world.at("with-hq")

    def go(reason: str) -> Command:
        return lambda tx, a: signing.bypass_headquarters(
            tx, a, row["key"], reason=reason, version=row["version"], now=NOW
        )

    assert refused(world, "iris", go(" ")).field == "reason"
    filed = world.do("iris", go("Perishables stand at the port."))
    assert (filed["filedHow"], filed["state"]) == ("bypassed", "filed")
    assert world.read("bea", row["key"])["bypassReason"] == "Perishables stand at the port."


def test_asked_again_it_is_with_who_answered_and_may_be_answered_anew(world: World) -> None:
    row = world.answer(world.at("assigned"))
    again = world.do(
        "iris",
        lambda tx, a: answers.ask_again(
            tx, a, row["key"], reason="By which day?", version=row["version"], now=NOW
        ),
    )
    assert (again["state"], again["holderKey"], again["askedAgain"]) == ("assigned", "FDA", "By which day?")
    assert world.answer(again)["askedAgain"] is None


def test_what_the_principals_answered_is_asked_again_of_the_biec(world: World) -> None:
    row = world.at("acknowledged")
    told = world.do(
        "bea",
        lambda tx, a: answers.answer_input(
            tx, a, row["key"], outcome="accepted", text="Agreed.", version=row["version"], now=NOW
        ),
    )
    again = world.do(
        "iris",
        lambda tx, a: answers.ask_again(tx, a, row["key"], reason="When?", version=told["version"], now=NOW),
    )
    assert (again["state"], again["assignedTo"], again["holderKey"]) == ("assigned", COUNCIL, COUNCIL)


def test_a_second_editor_is_told_who_saved_it_and_when_and_nothing_is_lost(world: World) -> None:
    row = world.new_draft()
    key, version = row["key"], row["version"]

    def edit(draft: InputDraft, when: datetime) -> Command:
        return lambda tx, a: inputs.edit_input(tx, a, key, draft, version=version, now=when)

    later = NOW + timedelta(minutes=3)
    saved = world.do("corinne", edit(replace(DRAFT, title="Hers"), later))
    no = refused(world, "priya", edit(replace(DRAFT, title="Mine"), later))
    assert isinstance(no, Stale)
    assert no.values == {"by": "Corinne (made up)", "at": later.isoformat(), "version": version + 1}
    assert world.read("priya", key)["title"] == saved["title"] == "Hers"


def test_an_agency_that_is_assigned_nothing_answers_nothing(world: World) -> None:
    row = world.at("acknowledged")
    for_epa = world.do(
        "bea",
        lambda tx, a: answers.assign_input(tx, a, row["key"], agency="EPA", version=row["version"], now=NOW),
    )
    theirs = world.at("assigned")
    assert readers(world, for_epa["key"]) & (FDA | {"sam"}) == {"sam"}
    assert readers(world, theirs["key"]) & (FDA | {"sam"}) == FDA


def test_centers_named_in_it_sign_with_it_until_the_words_change(world: World) -> None:
    row = world.new_draft()
    signed = world.do(
        "otto", lambda tx, a: signing.cosign_input(tx, a, row["key"], version=row["version"], now=NOW)
    )
    assert signed["cosigned"] == ["CEE003"]
    no = refused(
        world,
        "olga",
        lambda tx, a: signing.cosign_input(tx, a, row["key"], version=signed["version"], now=NOW),
    )
    assert no.code == "COSIGNED_ALREADY"
    edited = world.do(
        "priya",
        lambda tx, a: inputs.edit_input(
            tx, a, row["key"], replace(DRAFT, cosigners=()), version=signed["version"], now=NOW
        ),
    )
    assert (edited["cosigned"], readers(world, row["key"])) == ([], APP)


def test_the_same_key_gives_the_same_input_also_when_it_has_gone_on(world: World) -> None:
    row = world.new_draft(key="once")
    world.let_pass(world.sign(row))
    again = world.new_draft(key="once")
    assert (again["key"], again["state"]) == (row["key"], "filed")
    no = refused(
        world,
        "priya",
        lambda tx, a: inputs.draft_input(
            tx, a, replace(DRAFT, title="Other"), idempotency_key="once", now=NOW
        ),
    )
    assert no.code == "ONCE_KEY_REUSED"
