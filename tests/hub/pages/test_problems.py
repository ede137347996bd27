"""Which code says which no, on every page alike."""

from __future__ import annotations

import html
import re

import pytest
from wtforms import StringField

from graph.errors import EngineDown, EngineError, EngineLost, EngineSlow
from hub.pages.forms import Form
from hub.pages.problems import STATUS, TITLES, TO_MEND
from liaisons.actors import Role
from liaisons.errors import BadInput, Kind, NotAllowed, Refused, WrongState
from tests.hub.pages.stub import an_app, someone


class Words(Form):
    """A form with one field."""

    due_on = StringField("Due on")


def test_every_no_has_a_code_and_a_title_and_none_is_for_what_cannot_be_read() -> None:
    assert set(STATUS) == set(Kind)
    assert set(STATUS.values()) <= set(TITLES)
    assert 400 not in STATUS.values()
    assert STATUS[Kind.BAD_INPUT] == TO_MEND == 422


@pytest.mark.parametrize(("kind", "code"), [(BadInput, 422), (NotAllowed, 403), (WrongState, 409)])
def test_a_form_shows_a_no_beside_its_field_and_answers_its_code(kind: type[Refused], code: int) -> None:
    with an_app(someone(Role.LIAISON, "FDA"), {}) as (app, _), app.test_request_context(method="POST"):
        form = Words()
        assert form.refuse(kind("Not then.", field="dueOn")) == code
        assert (form.due_on.errors, form.refusal) == (["Not then."], None)
        assert form.refuse(kind("Not at all.", field="elsewhere")) == code
        assert form.refusal == "Not at all."


@pytest.mark.parametrize("path", ["/matrix?severity=9", "/issues?show=some", "/published?show=some"])
def test_an_address_that_asks_for_what_there_is_not_is_told_what_to_change(path: str) -> None:
    with an_app(someone(Role.LIAISON, "FDA"), {}) as (app, _):
        answer = app.test_client().get(path)
    assert answer.status_code == 422
    assert TITLES[422] in answer.text


@pytest.mark.parametrize(("kind", "code"), [(EngineDown, 503), (EngineLost, 503), (EngineSlow, 504)])
def test_what_an_engine_does_is_told_and_logged_under_a_reference(kind: type[EngineError], code: int) -> None:
    with an_app(someone(Role.LIAISON, "FDA"), {}) as (app, _):

        @app.get("/failing")
        def fail() -> str:
            raise kind("port 7687 of a machine")

        answer = app.test_client().get("/failing")
    said = html.unescape(answer.text)
    assert answer.status_code == code
    assert kind.sentence in said
    assert TITLES[code] in said
    assert re.search(r"reference <code>[0-9a-f]{8}</code>", said)
    assert "7687" not in said
