"""What is typed comes back as it was typed, and what is sent twice is made once."""

from __future__ import annotations

from matrix.issues import find_issue
from tests.builders import People, build_issue, fingerprint
from tests.hub.api.test_bad_input import DRAFT, document
from tests.hub.stand import Stand


def test_markup_comes_back_as_it_was_typed(stand: Stand, cast: People) -> None:
    typed = "<script>alert(1)</script> & <b>bold</b>"
    given = {"draft": DRAFT | {"title": typed}, "idempotencyKey": "k"}
    query = document("reportIssue", given).replace("problems", "issue { key title } problems")
    _, said = stand.ask(cast.specialist, query, **given)
    assert said["data"]["did"]["problems"] == []
    issue = said["data"]["did"]["issue"]
    assert issue["title"] == typed
    row = stand.graph.read(lambda tx: find_issue(tx, cast.specialist, issue["key"]))
    assert row["title"] == typed


def test_the_same_key_twice_gives_the_first_answer_and_another_text_is_refused(
    stand: Stand, cast: People
) -> None:
    given = {"draft": DRAFT, "idempotencyKey": "k"}
    query = document("reportIssue", given).replace("problems", "issue { key } problems")
    _, first = stand.ask(cast.specialist, query, **given)
    before = fingerprint(stand.graph)
    assert stand.ask(cast.specialist, query, **given)[1] == first
    given = {"draft": DRAFT | {"title": "Another"}, "idempotencyKey": "k"}
    _, said = stand.ask(cast.specialist, query, **given)
    [problem] = said["data"]["did"]["problems"]
    assert (problem["code"], problem["field"]) == ("ONCE_KEY_REUSED", "idempotencyKey")
    assert fingerprint(stand.graph) == before


def test_a_comment_with_the_same_key_stands_once(stand: Stand, cast: People) -> None:
    given = {"key": build_issue(stand.graph, cast).key, "text": "Seen", "readers": "issue",
             "idempotencyKey": "c"}  # fmt: skip
    query = document("commentOnIssue", given).replace("problems", "key problems")
    answers = [stand.ask(cast.specialist, query, **given)[1]["data"]["did"]["key"] for _ in range(2)]
    assert answers[0] == answers[1] is not None
