"""The actions on an input: each has its own form and its post, and leads back to the input with one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.liaisons.holdings import HolderRow
from graph.liaisons.inputs import InputRow, LinkedIssueRow
from hub.login import Visit, visit
from hub.pages import input_forms as forms
from hub.pages import input_happenings, input_rows, stale
from hub.pages.forms import Form, offer
from hub.pages.input import say_usual
from hub.pages.input_drafts import tell_not_now
from hub.pages.inputs import say_kinds
from hub.pages.issue_forms import BareForm, ReasonForm
from hub.pages.problems import STATUS, TO_MEND
from liaisons import answers, clocks, coordination, signing
from liaisons.audiences import marking_of
from liaisons.errors import BadInput, NotAllowed, NotFound, Stale, WrongState
from liaisons.input_doable import InputDeed, refuse_unless_doable
from liaisons.input_states import COUNCIL, WITH_COUNCIL, InputMove
from liaisons.input_words import list_linked, refuse_incomplete
from liaisons.inputs import Which, find_input, list_inputs
from liaisons.steps import list_steps, readers_of

pages = Blueprint("input_actions", __name__)

FORMS: dict[InputDeed, type[Form]] = {
    InputDeed.SIGN: BareForm,
    InputDeed.COSIGN: BareForm,
    InputDeed.PASS: forms.PassForm,
    InputDeed.RETURN: forms.ReturnForm,
    InputDeed.ACKNOWLEDGE: BareForm,
    InputDeed.ASSIGN: forms.AssignForm,
    InputDeed.ANSWER: forms.AnswerForm,
    InputDeed.ACCEPT: BareForm,
    InputDeed.ASK_AGAIN: ReasonForm,
    InputDeed.BYPASS: ReasonForm,
    InputDeed.SUPERSEDE: forms.SupersedeForm,
    InputDeed.WITHDRAW: ReasonForm,
}
OPTIONAL = {InputDeed.PASS: ("note",), InputDeed.ASSIGN: ("due_on",)}
# Who signs looks at the whole of it first; so does who lets it out.
LOOKED_AT = frozenset({InputDeed.SIGN, InputDeed.COSIGN, InputDeed.PASS, InputDeed.BYPASS})
Do = Callable[[Tx, Visit, str, Any, int], InputRow]


@dataclass(frozen=True, slots=True)
class Before:
    """What a director sees before signing: who has it next, how long, and who reads it from when."""

    officers: tuple[HolderRow, ...]
    deputies: tuple[HolderRow, ...]
    usual: str
    then: str
    readers: str
    readers_filed: str


@pages.route("/inputs/<key>/<name>", methods=["GET", "POST"])
def act(key: str, name: str) -> ResponseReturnValue:
    """The form of one action, and what its button does."""
    if name not in list(FORMS):
        raise NotFound
    seen, deed = visit(), InputDeed(name)
    row = seen.graph.read(lambda tx: find_input(tx, seen.actor, key))
    form = FORMS[deed]()
    _offer(form, seen, row)
    if request.method != "POST":
        try:
            refuse_unless_doable(seen.actor, row, deed)
        except WrongState as refused:
            return tell_not_now(row, refused)
        form["version"].data = str(row["version"])
        return _page(seen, row, deed, form, status=_missing(seen, row, deed, form))
    if not form.validate():
        return _page(seen, row, deed, form, status=TO_MEND)
    version = stale.take_version(form["version"].data)
    try:
        row = seen.graph.write(lambda tx: DO[deed](tx, seen, key, form, version))
    except Stale as refused:
        return _tell_stale(seen, key, deed, form, refused)
    except NotAllowed:
        raise
    except (BadInput, WrongState) as refused:
        return _page(seen, row, deed, form, status=form.refuse(refused))
    flash(input_rows.say_done(input_rows.ACTIONS[deed], row, seen.directory))
    return redirect(f"/inputs/{key}", 303)


def _with(room: Callable[..., InputRow], *names: str) -> Do:
    """A command of the room that takes these fields of the form as they are."""
    return lambda tx, seen, key, form, version: room(
        tx, seen.actor, key, **{name: form[name].data or "" for name in names}, version=version, now=seen.now
    )


DO: dict[InputDeed, Do] = {
    InputDeed.SIGN: _with(signing.sign_input),
    InputDeed.COSIGN: _with(signing.cosign_input),
    InputDeed.PASS: _with(coordination.pass_input, "note"),
    InputDeed.RETURN: _with(coordination.return_input, "missing"),
    InputDeed.ACKNOWLEDGE: _with(answers.acknowledge_input),
    InputDeed.ASSIGN: _with(answers.assign_input, "agency", "due_on"),
    InputDeed.ANSWER: _with(answers.answer_input, "outcome", "text"),
    InputDeed.ACCEPT: _with(answers.accept_answer),
    InputDeed.ASK_AGAIN: _with(answers.ask_again, "reason"),
    InputDeed.BYPASS: _with(signing.bypass_headquarters, "reason"),
    InputDeed.SUPERSEDE: _with(signing.supersede_input, "by", "reason"),
    InputDeed.WITHDRAW: _with(signing.withdraw_input, "reason"),
}


def _offer(form: Form, seen: Visit, row: InputRow) -> None:
    if isinstance(form, forms.AssignForm):
        agencies = [pair for pair in forms.asked_of(seen.directory) if pair[0] != COUNCIL]
        form.agency.choices = offer([("", "choose one"), *agencies])
        if request.method != "POST" and row["ofParty"] != COUNCIL:
            form.agency.data = row["ofParty"]
    if isinstance(form, forms.SupersedeForm):
        which = Which(states=tuple(str(state) for state in WITH_COUNCIL), center=row["centerKey"])
        found = seen.graph.read(lambda tx: list_inputs(tx, seen.actor, which, limit=100))
        others = [(r["key"], f"{r['key']} {r['title']}") for r in found if r["key"] != row["key"]]
        form.by.choices = offer([("", "choose one"), *others])


def _missing(seen: Visit, row: InputRow, deed: InputDeed, form: Form) -> int:
    """Say before the button is pressed what it would be refused for; the page itself is there."""
    if deed == InputDeed.SIGN:
        try:
            refuse_incomplete(row, today=clocks.today_of(seen.now))
        except BadInput as refused:
            form.refuse(refused)
    return 200


def _before(seen: Visit, row: InputRow, deed: InputDeed) -> Before | None:
    if deed != InputDeed.SIGN:
        return None
    d, today = seen.directory, clocks.today_of(seen.now)
    found = seen.graph.read(lambda tx: coordination.who_can_pass(tx, seen.actor, today=today))
    signed = readers_of(row, InputMove.SIGN)
    return Before(
        officers=found.officers,
        deputies=found.deputies,
        usual=say_usual(found).capitalize(),
        then=f"{found.days} business days; then the deputy has {found.deputy_days} more; then it is filed by "
        "itself, marked “not coordinated”",
        readers=input_rows.say_readers(signed, d),
        readers_filed=input_rows.say_readers(sorted({*signed, COUNCIL}), d),
    )


def _tell_stale(seen: Visit, key: str, deed: InputDeed, form: Form, refused: Stale) -> ResponseReturnValue:
    row, steps = seen.graph.read(
        lambda tx: (find_input(tx, seen.actor, key), list_steps(tx, seen.actor, key))
    )
    happened = input_happenings.happenings_of(steps, seen.directory)
    passed = stale.tell_of(form, refused, {}, happened)
    return _page(seen, row, deed, form, passed=passed, status=STATUS[refused.kind])


def _page(
    seen: Visit,
    row: InputRow,
    deed: InputDeed,
    form: Form,
    *,
    passed: stale.Passed | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    action = input_rows.ACTIONS[deed]
    issues: list[LinkedIssueRow] = []
    if deed in LOOKED_AT:
        issues = seen.graph.read(lambda tx: list_linked(tx, seen.actor, row))
    return render_template(
        "input_action.html",
        title=action.words,
        section="inputs",
        marking=marking_of(row["audienceKey"]),
        input=row,
        action=action,
        form=form,
        passed=passed,
        before=_before(seen, row, deed),
        looked_at=deed in LOOKED_AT,
        optional=OPTIONAL.get(deed, ()),
        issues=issues,
        kinds_words=say_kinds,
        name_of=seen.directory.name_of,
    ), status
