"""The small pieces say what they mean without colour, and a form says what is wrong beside the field."""

from collections.abc import Iterator

import pytest
from flask import Flask, get_template_attribute, render_template_string
from wtforms import StringField
from wtforms.validators import InputRequired

import hub.pages
from hub.pages import dates
from hub.pages.forms import Form
from liaisons.errors import BadInput

TODAY = "2026-11-24"
IMPORT = '{% import "macros.html" as m with context %}'


@pytest.fixture
def app() -> Iterator[Flask]:
    app = Flask(__name__, template_folder=str(hub.pages.TEMPLATES))
    app.secret_key = "only for this test"
    dates.register(app)
    app.jinja_env.globals["csrf_token"] = lambda: "made up"
    with app.test_request_context("/"):
        yield app


def render(text: str, **values: object) -> str:
    return render_template_string(IMPORT + text, today=TODAY, **values).strip()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "not assessed"),
        (1, "○</span> low"),
        (2, "●</span> medium"),
        (3, "▲</span> high"),
        (4, "◆</span> critical"),
    ],
)
def test_severity_is_a_shape_and_a_word(app: Flask, number: int, said: str) -> None:
    assert said in render("{{ m.severity(number) }}", number=number)


def test_a_day_carries_its_machine_form_and_its_weekday(app: Flask) -> None:
    assert render("{{ m.day('2026-12-04') }}") == (
        '<time datetime="2026-12-04" title="Friday, Dec 4, 2026">Dec 4, 2026</time>'
    )


def test_what_is_overdue_says_so_in_words(app: Flask) -> None:
    said = render("{{ m.due('2026-11-12') }}")
    assert "due Nov 12 (12 days over)" in said
    assert 'class="hub-over"' in said


def test_a_caption_counts_and_says_the_order(app: Flask) -> None:
    assert render('{{ m.caption(25, "issue", "worst first", 1200) }}') == (
        "<caption>25 of 1,200 issues, worst first</caption>"
    )
    assert render('{{ m.caption(1, "agency", plural="agencies") }}') == "<caption>1 agency</caption>"


def test_marks_say_where_a_fact_stands(app: Flask) -> None:
    assert "not verified" in render("{{ m.not_verified(false) }}")
    assert render("{{ m.not_verified(true) }}") == ""
    assert "made up" in render("{{ m.made_up() }}")
    assert "vacant" in render("{{ m.vacant('FDA liaison') }}")


def test_what_people_typed_is_never_markup(app: Flask) -> None:
    assert "<script>" not in render("{{ m.empty(words) }}", words="<script>alert(1)</script>")


class Naming(Form):
    """A form with one field."""

    name = StringField("Name", [InputRequired("The name is empty. Write it.")])


def test_a_refusal_stands_beside_its_field_and_on_top(app: Flask) -> None:
    form = Naming(meta={"csrf": False}, data={"name": "x"})
    form.refuse(BadInput("The name is taken. Choose another.", field="name"))
    said = render("{{ m.error_summary(form) }}{{ m.field(form.name) }}", form=form)
    assert '<a href="#name">The name is taken. Choose another.</a>' in said
    assert 'id="name-error"' in said
    assert 'aria-describedby="name-error"' in said
    assert 'value="x"' in said


def test_a_refusal_of_no_field_stands_on_top(app: Flask) -> None:
    form = Naming(meta={"csrf": False})
    form.refuse(BadInput("Something else.", field="elsewhere"))
    assert "<li>Something else.</li>" in render("{{ m.error_summary(form) }}", form=form)


def test_macros_can_be_taken_one_by_one(app: Flask) -> None:
    severity = get_template_attribute("macros.html", "severity")
    assert "high" in severity(3)
