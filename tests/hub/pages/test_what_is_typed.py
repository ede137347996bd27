"""What is typed is shown as it was typed, and what is sent twice, or by another site, makes no second."""

from __future__ import annotations

import pytest

from matrix.issues import find_issue
from tests.builders import People, build_issue, fingerprint
from tests.hub.pages.test_bad_input import GOOD
from tests.hub.stand import Stand


@pytest.mark.parametrize("name", ["title", "text", "workaround", "hts"])
def test_markup_is_shown_as_it_was_typed(stand: Stand, cast: People, name: str) -> None:
    typed = "<script>alert(1)</script> & <b>bold</b> {{ 7 * 7 }}"
    client = stand.client(cast.specialist)
    answer = client.post("/issues/new", data=GOOD | {name: typed})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    shown = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt; {{ 7 * 7 }}"
    assert shown in page
    assert "<script>alert" not in page
    key = answer.headers["Location"].rpartition("/")[2]
    row = stand.graph.read(lambda tx: find_issue(tx, cast.specialist, key))
    kept = {
        "title": row["title"],
        "text": row["text"],
        "workaround": row["workaround"],
        "hts": row["scopeHts"],
    }
    assert kept[name] == typed


def test_the_same_post_twice_makes_one_issue_and_another_text_is_refused(stand: Stand, cast: People) -> None:
    client = stand.client(cast.specialist)
    first = client.post("/issues/new", data=GOOD)
    before = fingerprint(stand.graph)
    again = client.post("/issues/new", data=GOOD)
    assert (first.status_code, again.status_code) == (303, 303)
    assert again.headers["Location"] == first.headers["Location"]
    other = client.post("/issues/new", data=GOOD | {"title": "Another one"})
    assert other.status_code == 422
    assert "This idempotency key was used for something else." in other.text
    assert "Another one" in other.text
    assert fingerprint(stand.graph) == before


def test_the_same_comment_twice_stands_once(stand: Stand, cast: People) -> None:
    key = build_issue(stand.graph, cast).key
    client = stand.client(cast.specialist)
    data = {"text": "Seen again at two ports", "readers": "issue", "token": "c1"}
    for _ in range(2):
        assert client.post(f"/issues/{key}/comment", data=data).status_code == 303
    assert client.get(f"/issues/{key}").text.count("Seen again at two ports") == 1


def test_a_post_from_elsewhere_is_refused(stand: Stand, cast: People) -> None:
    stand.app.config["WTF_CSRF_ENABLED"] = True
    client, before = stand.client(cast.specialist), fingerprint(stand.graph)
    answer = client.post("/issues/new", data=GOOD)
    assert answer.status_code == 400
    assert "Open it again, then send it once more." in answer.text
    assert fingerprint(stand.graph) == before
