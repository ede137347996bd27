"""The frame offers what a reader may use, and goes on only to addresses of the hub."""

import pytest

from hub.pages import frame
from liaisons.actors import PUBLIC, Actor, Role, Standing


def someone(role: Role, party: str) -> Actor:
    return Actor("p1", "Dana Ruiz", party, (Standing(role, party, party, "party"),))


def words(actor: Actor) -> list[str]:
    return [item.words for item in frame.menu_of(actor)]


def test_the_public_is_offered_what_is_public() -> None:
    assert words(PUBLIC) == ["Matrix", "Published issues", "Directory"]
    assert [item.address for item in frame.menu_of(PUBLIC)] == ["/public/matrix", "/published", "/directory"]


def test_publications_are_for_officers() -> None:
    assert "Publications" in words(someone(Role.DIRECTOR, "CEE002"))
    assert "Publications" not in words(someone(Role.IMPORT_SPECIALIST, "CEE002"))


def test_an_account_is_offered_published_issues() -> None:
    assert words(someone(Role.ACCOUNT_USER, "ACCT1"))[-2:] == ["Published issues", "Directory"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/issues?q=x", "/issues?q=x"),
        ("//elsewhere.example/", "/home"),
        ("/\\elsewhere.example", "/home"),
        ("https://elsewhere.example/", "/home"),
        ("javascript:alert(1)", "/home"),
        ("", "/home"),
        (None, "/home"),
    ],
)
def test_the_way_on_stays_in_the_hub(asked: str | None, given: str) -> None:
    assert frame.local_address(asked, "/home") == given


def test_a_page_is_marked_by_who_reads_it() -> None:
    assert frame.marking_for(PUBLIC) == "PUBLIC"
    assert frame.marking_for(someone(Role.LIAISON, "FDA")) == "INTERAGENCY"
    assert frame.marking_for(someone(Role.ACCOUNT_USER, "ACCT1")) == "CONTROLLED: ONLY THE PARTIES NAMED"
