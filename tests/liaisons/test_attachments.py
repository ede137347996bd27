"""Files of an input: who may attach and open them, and that nothing goes out before a scanner has seen it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from graph.unit import Graph
from liaisons import attachments, receipts, signing
from liaisons.attachments import Scan
from liaisons.errors import NotFound
from liaisons.file_types import MOST_A_RECORD, Brought
from tests.builders import NOW
from tests.liaisons.input_world import World, refused

LETTER = Brought("letter.pdf", "application/pdf", 1200)
HASH = "ab" * 32
FOUND = "Eicar-Test-Signature"


@pytest.fixture
def world(graph: Graph) -> World:
    """A graph of its own for each test."""
    return World(graph)


def attach(world: World, key: str, *, who: str = "priya", name: str = "letter.pdf", once: str = "") -> str:
    actor, brought = world.person(who), Brought(name, "application/pdf", 1200)
    return world.graph.write(
        lambda tx: attachments.attach_file(
            tx, actor, key, brought, sha256=HASH, idempotency_key=once or name, now=NOW
        )
    )


def judge(world: World, file: str, found: str | None = None) -> Any:
    clock = world.person("clock")
    return world.graph.write(lambda tx: attachments.judge_file(tx, clock, file, found=found, now=NOW))


def files(world: World, key: str, who: str = "priya") -> list[Any]:
    actor = world.person(who)
    return world.graph.read(lambda tx: attachments.list_files(tx, actor, key))


def opens(world: World, key: str, file: str, who: str) -> Any:
    actor = world.person(who)
    return world.graph.read(lambda tx: attachments.find_clean_file(tx, actor, key, file))


def test_a_file_waits_and_is_opened_once_it_is_found_clean(world: World) -> None:
    draft = world.new_draft()
    file = attach(world, draft["key"])
    (row,) = files(world, draft["key"])
    assert (row["name"], row["size"], row["scan"], row["byName"]) == (
        "letter.pdf", 1200, "waiting", "Priya (made up)",
    )  # fmt: skip
    no = refused(world, "priya", lambda tx, a: attachments.find_clean_file(tx, a, draft["key"], file))
    assert (no.code, no.field) == ("FILE_NOT_SCANNED", "file")
    assert judge(world, file)["scan"] == Scan.CLEAN
    assert judge(world, file) is None, "it is judged once"
    assert opens(world, draft["key"], file, "priya")["sha256"] == HASH


def test_what_the_scanner_refused_is_opened_by_nobody_and_not_signed(world: World) -> None:
    draft = world.new_draft()
    file = attach(world, draft["key"])
    assert judge(world, file, FOUND)["found"] == FOUND
    row = world.read("priya", draft["key"])
    no = refused(world, "priya", lambda tx, a: attachments.find_clean_file(tx, a, draft["key"], file))
    assert (no.code, FOUND in no.sentence) == ("FILE_IS_HARMFUL", True)
    no = refused(world, "iris", lambda tx, a: _sign(tx, a, row))
    assert no.code == "FILE_IS_HARMFUL"
    world.do(
        "priya",
        lambda tx, a: attachments.remove_file(tx, a, row["key"], file, version=row["version"], now=NOW),
    )
    assert files(world, draft["key"]) == []
    assert world.sign(world.read("iris", draft["key"]))["state"] == "with-hq"


def _sign(tx: Any, actor: Any, row: Any) -> Any:
    return signing.sign_input(tx, actor, row["key"], version=row["version"], now=NOW)


def test_an_input_with_an_unscanned_file_is_not_signed(world: World) -> None:
    draft = world.new_draft()
    file = attach(world, draft["key"])
    row = world.read("iris", draft["key"])
    assert refused(world, "iris", lambda tx, a: _sign(tx, a, row)).code == "FILE_NOT_SCANNED"
    judge(world, file)
    signed = world.sign(row)
    assert signed["files"] == [f"{HASH} letter.pdf"]
    assert receipts.content_hash({**signed, "files": []}) != signed["contentHash"]


def test_whoever_reads_the_input_reads_its_files_and_no_one_else(world: World) -> None:
    draft = world.new_draft()
    file = attach(world, draft["key"])
    judge(world, file)
    assert files(world, draft["key"], "quinn") == []
    with pytest.raises(NotFound):
        opens(world, draft["key"], file, "quinn")
    row = world.sign(world.read("iris", draft["key"]))
    assert opens(world, row["key"], file, "quinn")["name"] == "letter.pdf"
    with pytest.raises(NotFound):
        opens(world, row["key"], file, "dana")
    row = world.assign(world.acknowledge(world.let_pass(row)))
    assert opens(world, row["key"], file, "dana")["name"] == "letter.pdf"
    other = world.new_draft()
    with pytest.raises(NotFound):
        opens(world, other["key"], file, "priya")


def test_a_signed_input_takes_no_file_and_loses_none(world: World) -> None:
    draft = world.new_draft()
    file = attach(world, draft["key"])
    judge(world, file)
    row = world.sign(world.read("iris", draft["key"]))
    no = refused(
        world,
        "priya",
        lambda tx, a: attachments.attach_file(
            tx, a, row["key"], LETTER, sha256=HASH, idempotency_key="late", now=NOW
        ),
    )
    assert no.code == "INPUT_NOT_IN_THIS_STATE"
    no = refused(
        world,
        "priya",
        lambda tx, a: attachments.remove_file(tx, a, row["key"], file, version=row["version"], now=NOW),
    )
    assert no.code == "INPUT_NOT_IN_THIS_STATE"


@pytest.mark.parametrize("who", ["otto", "dana", "ada"])
def test_others_attach_nothing(world: World, who: str) -> None:
    draft = world.new_draft()
    no = refused(
        world,
        who,
        lambda tx, a: attachments.attach_file(
            tx, a, draft["key"], LETTER, sha256=HASH, idempotency_key="x", now=NOW
        ),
    )
    assert no.code in {"NOT_YOUR_INPUT", "ROLE_MISSING", "NOT_FOUND"}


def test_there_is_a_last_file(world: World) -> None:
    draft = world.new_draft()
    for number in range(MOST_A_RECORD):
        attach(world, draft["key"], name=f"{number}.pdf")
    no = refused(
        world,
        "priya",
        lambda tx, a: attachments.attach_file(
            tx, a, draft["key"], LETTER, sha256=HASH, idempotency_key="more", now=NOW
        ),
    )
    assert no.code == "TOO_MANY_FILES"


def test_one_key_sent_by_many_at_once_is_one_file_and_many_judges_judge_once(world: World) -> None:
    draft = world.new_draft()
    found: list[str] = []
    told: list[Any] = []

    def run(work: Any) -> None:
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    run(lambda: found.append(attach(world, draft["key"], once="the same")))
    assert (len(found), len(set(found)), len(files(world, draft["key"]))) == (4, 1, 1)
    run(lambda: told.append(judge(world, found[0])))
    assert sorted(each is None for each in told) == [False, True, True, True]


def test_the_clock_lists_what_waits_and_what_is_kept_and_no_person_judges(world: World) -> None:
    draft = world.new_draft()
    one, two = (attach(world, draft["key"], name=name) for name in ("1.pdf", "2.pdf"))
    judge(world, one, FOUND)
    clock = world.person("clock")
    waiting = world.graph.read(lambda tx: attachments.list_waiting_files(tx, clock, limit=9))
    assert [row["key"] for row in waiting] == [two]
    assert world.graph.read(lambda tx: attachments.list_named(tx, clock)) == [HASH]
    no = refused(world, "iris", lambda tx, a: attachments.judge_file(tx, a, two, found=None, now=NOW))
    assert no.kind == "not allowed"
