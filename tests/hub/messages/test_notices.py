"""What a letter says: who asks what by when, why one gets it, one link; nothing that is not public."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from graph.unit import Graph
from hub.messages.deliveries import hand_over_due
from matrix import closing, publications
from tests.builders import NOW
from tests.engines.pool import Engine
from tests.hub.mailing import Mailing, Post, actor_named, build_mailing

SECRET = "zebrawood"


def body(post: Post, number: int, kind: str) -> str:
    part = post.taken[number].get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def world(any_engine: Engine, tmp_path: Path) -> Mailing:
    return build_mailing(any_engine.graph, tmp_path)


def send(world: Mailing) -> Post:
    post = Post()
    world.relay()
    hand_over_due(world.house, post, until=NOW + timedelta(minutes=1))
    return post


def test_a_letter_says_what_why_and_where(world: Mailing) -> None:
    issue = world.hand_over()
    post = send(world)
    (message,) = post.taken
    assert message["Subject"] == f"APP: issue {issue.key} is with FDA now, due Dec 4"
    assert body(post, 0, "plain") == (
        f"APP handed issue {issue.key} over to FDA. The next action is due Dec 4.\n\n"
        f"See what is asked: https://hub.example/issues/{issue.key}\n\n"
        "You are a liaison at FDA. Your roles decide what you hear; "
        "your director or principal changes them.\n"
    )


def test_text_and_page_say_the_same(world: Mailing) -> None:
    world.hand_over()
    post = send(world)
    page = body(post, 0, "html")
    (link,) = re.findall(r'href="(.*?)"', page)
    words = re.sub(r"<title>.*?</title>|<.*?>", " ", page).split()
    text = body(post, 0, "plain").replace(f": {link}", "").split()
    assert words == text


def test_no_letter_holds_a_word_of_a_record_that_is_not_public(graph: Graph, tmp_path: Path) -> None:
    world = build_mailing(graph, tmp_path)
    issue = world.hand_over(title=f"{SECRET} title")
    world.graph.write(
        lambda tx: closing.propose_close(
            tx,
            actor_named(world, "liaison"),
            issue.key,
            outcome="implemented",
            reason=f"{SECRET} reason",
            version=issue.version,
            now=NOW,
        )
    )
    post = send(world)
    assert post.to == ["dana", "kim"]
    assert [message for message in post.taken if SECRET in message.as_string()] == []
    # Nor what the hand-over said, which is another's words.
    assert [message for message in post.taken if "Say which filers" in message.as_string()] == []


def test_what_is_public_is_named(world: Mailing) -> None:
    issue = world.hand_over()
    words = publications.Words("Call the port <first>", "It is down.", "flag FD1")
    row = world.graph.write(
        lambda tx: publications.draft_publication(
            tx, actor_named(world, "liaison"), issue.key, words, idempotency_key="p", now=NOW
        )
    )
    world.graph.write(
        lambda tx: publications.publish(
            tx, actor_named(world, "reviewer"), row["key"], version=row["version"], now=NOW
        )
    )
    post = send(world)
    (number,) = [n for n, each in enumerate(post.taken) if "published" in each["Subject"]]
    assert post.taken[number]["Subject"] == f"Office of Trade published what you drafted, {row['key']}"
    assert "Everyone can read it now: Call the port <first>." in body(post, number, "plain")
    assert "Call the port &lt;first&gt;" in body(post, number, "html")
