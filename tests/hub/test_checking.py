"""`checking.check`: one sentence for each thing that must be so, and what to do where it isn't."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from graph.children import free_port
from graph.cypher import Cypher
from graph.driver import open_graph
from graph.migrate import migrate
from graph.unit import Graph
from hub.checking import check
from hub.config import Settings
from tests.builders import NOW, People, build_directory, build_issue, fingerprint
from tests.liaisons.doubles import add

FORGET_STEPS: Cypher[None] = Cypher("test.forget_steps", "MATCH (m:Migration) DELETE m", writes=True)
ADD_STEP: Cypher[None] = Cypher(
    "test.add_step", "CREATE (:Migration {key: '9999', name: 'later', hash: 'x'})", writes=True
)
LET_GO: Cypher[None] = Cypher(
    "test.let_go", "MATCH (i:Issue) WHERE i.isOpen = true REMOVE i.dueOn", writes=True
)
GIVE_UP: Cypher[None] = Cypher(
    "test.give_up",
    "MATCH (e:Event) SET e.state = 'stuck' CREATE (:Delivery {key: 'x', state: 'dead', "
    "audienceKey: 'interagency'})",
    writes=True,
)
UP = "Constraints and indexes are as this release needs them."
ANSWERS = "The records answer."
STORE = "The store answers."
MAIL = "No mail server is named: mail is kept in data/mail."
TOLD = "Whoever was to hear of something has been told."


def _words(graph: Graph, url: str) -> dict[str, bool]:
    """What is said, and whether it is well; saying so changes nothing."""
    before = fingerprint(graph)
    found = check(Settings(redis_url=url), graph, now=NOW)
    assert fingerprint(graph) == before
    return {finding.words: finding.is_well for finding in found}


@contextmanager
def _other_steps(graph: Graph, *sentences: Cypher[None]) -> Iterator[None]:
    try:
        for sentence in sentences:
            graph.write(lambda tx, s=sentence: tx.do(s))  # type: ignore[misc]  # bound now
        yield
    finally:
        graph.write(lambda tx: tx.do(FORGET_STEPS))
        migrate(graph)


def test_all_is_well(graph: Graph, redis_url: str) -> None:
    build_directory(graph)
    add(graph)
    build_issue(graph, People(graph))
    assert _words(graph, redis_url) == {
        STORE: True,
        MAIL: True,
        ANSWERS: True,
        UP: True,
        "The directory has 10 Centers and 53 agencies.": True,
        "People: 1.": True,
        "Open issues: 1; each has a holder, a next action and a due day.": True,
        TOLD: True,
    }


def test_an_empty_graph_says_what_brings_something_in(graph: Graph, redis_url: str) -> None:
    assert _words(graph, redis_url) == {
        STORE: True,
        MAIL: True,
        ANSWERS: True,
        UP: True,
        "The directory has 0 Centers and 0 agencies. Run `hub seed`.": False,
        "Nobody can sign in. Run `hub administrator`, or `hub seed --demo`.": False,
        "Open issues: 0; each has a holder, a next action and a due day.": True,
        TOLD: True,
    }


def test_an_issue_that_nobody_holds_is_told(graph: Graph, redis_url: str) -> None:
    build_directory(graph)
    build_issue(graph, People(graph))
    graph.write(lambda tx: tx.do(LET_GO))
    words = "Open issues: 1; without a holder, a next action or a due day: 1."
    assert _words(graph, redis_url)[words] is False


def test_what_was_promised_and_not_kept_is_told(graph: Graph, redis_url: str) -> None:
    build_directory(graph)
    build_issue(graph, People(graph))
    later = NOW + timedelta(minutes=11)
    found = {each.words: each.is_well for each in check(Settings(redis_url=redis_url), graph, now=later)}
    assert found["For ten minutes and more 1 wait. Run `hub worker` and `hub beat`."] is False
    graph.write(lambda tx: tx.do(GIVE_UP))
    found = {each.words: each.is_well for each in check(Settings(redis_url=redis_url), graph, now=later)}
    (words,) = [each for each in found if "given up" in each]
    assert words == (
        "Events that can't be passed on: 1. The worker's log says why; then `hub resend`. "
        "Messages given up: 1. Mend what they say, then run `hub resend`."
    )
    assert found[words] is False


def test_a_mail_server_that_does_not_answer_is_told(graph: Graph, redis_url: str) -> None:
    settings = Settings(redis_url=redis_url, smtp=f"smtp://127.0.0.1:{free_port()}")
    found = {each.words: each.is_well for each in check(settings, graph, now=NOW)}
    words = "The mail server doesn't answer, and mail waits. Start it, or mend HUB_SMTP."
    assert found[words] is False


def test_missing_steps_are_named(graph: Graph, redis_url: str) -> None:
    with _other_steps(graph, FORGET_STEPS):
        said = _words(graph, redis_url)
    assert UP not in said
    (words,) = [each for each in said if each.startswith("Steps are missing: 0001 keys_and_indexes")]
    assert words.endswith(". Run `hub migrate`.")
    assert said[words] is False
    assert _words(graph, redis_url)[UP] is True


def test_a_step_of_a_later_release_is_told(graph: Graph, redis_url: str) -> None:
    with _other_steps(graph, ADD_STEP):
        said = _words(graph, redis_url)
    assert said["The graph has step 9999, unknown to this release. Upgrade the hub."] is False


def test_a_store_that_does_not_answer_is_told(graph: Graph) -> None:
    said = _words(graph, f"redis://127.0.0.1:{free_port()}/0")
    assert said["The store doesn't answer. Start it, or mend REDIS_URL."] is False
    assert said[ANSWERS] is True


def test_without_a_store_it_names_the_setting(graph: Graph) -> None:
    assert _words(graph, "")["No store is named, and `hub serve` needs one. Set REDIS_URL."] is False


def test_records_that_do_not_answer_are_told_and_nothing_else_of_them(redis_url: str) -> None:
    graph = open_graph(uri=f"bolt://127.0.0.1:{free_port()}")
    try:
        found = check(Settings(redis_url=redis_url), graph, now=NOW)
    finally:
        graph.close()
    assert {finding.words: finding.is_well for finding in found} == {
        STORE: True,
        MAIL: True,
        "The records don't answer. Start the engine, or mend NEO4J_URI, NEO4J_USER or NEO4J_PASSWORD.": False,
    }
