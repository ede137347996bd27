"""The actions on an issue: each has its own form and its post, and leads back to the issue with one line."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.matrix.issues import IssueRow
from graph.outbox import EventRow
from hub.login import Visit, visit
from hub.pages import issue_forms as forms
from hub.pages import issue_rows, problems, stale
from hub.pages.forms import Form
from hub.pages.problems import STATUS, TO_MEND
from liaisons import clocks, holdings
from liaisons.audiences import marking_of
from liaisons.errors import BadInput, NotAllowed, NotFound, Stale, WrongState
from matrix import closing, hands, remarks, verdicts, weighing
from matrix.doable import Deed, refuse_unless_doable
from matrix.issues import edit_issue, find_issue
from matrix.locking import Changed

pages = Blueprint("issue_actions", __name__)

FORMS: dict[Deed, type[Form]] = {
    Deed.CONFIRM: forms.BareForm,
    Deed.DECLINE: forms.ReasonForm,
    Deed.TAKE_UP: forms.BareForm,
    Deed.HAND_OVER: forms.HandOverForm,
    Deed.ASSESS: forms.AssessForm,
    Deed.STRENGTH: forms.StrengthForm,
    Deed.PROPOSE_CLOSE: forms.CloseForm,
    Deed.AGREE_CLOSE: forms.BareForm,
    Deed.DECLINE_CLOSE: forms.ReasonForm,
    Deed.END_WATCH: forms.BareForm,
    Deed.REOPEN: forms.ReasonForm,
    Deed.EDIT: forms.WordsForm,
    Deed.CLAIM: forms.ClaimForm,
    Deed.COMMENT: forms.CommentForm,
}
REMARKS = (Deed.CLAIM, Deed.COMMENT)
Do = Callable[[Tx, Visit, str, Any, int], Changed]


@pages.route("/issues/<key>/<name>", methods=["GET", "POST"])
def act(key: str, name: str) -> ResponseReturnValue:
    """The form of one action, and what its button does."""
    if name not in FORMS:
        raise NotFound
    seen, deed = visit(), Deed(name)
    issue = seen.graph.read(lambda tx: find_issue(tx, seen.actor, key))
    form = FORMS[deed]()
    if request.method != "POST":
        try:
            refuse_unless_doable(seen.actor, issue, deed, today=clocks.day_of(seen.now))
        except WrongState as refused:
            return tell_not_now(issue, refused)
        _offer(form, seen, issue)
        _fill(form, seen, issue, deed)
        return _page(seen, issue, deed, form)
    _offer(form, seen, issue)
    if not form.validate():
        return _page(seen, issue, deed, form, status=TO_MEND)
    try:
        line = _do(seen, issue, deed, form)
    except Stale as refused:
        return _tell_stale(seen, key, deed, form, refused)
    except NotAllowed:
        raise
    except (BadInput, WrongState) as refused:
        return _page(seen, issue, deed, form, status=form.refuse(refused))
    flash(line)
    return redirect(f"/issues/{key}", 303)


def tell_not_now(issue: IssueRow, refused: WrongState) -> ResponseReturnValue:
    """Instead of a form that could save nothing: why, and the way back to what can be done."""
    return problems.page(
        STATUS[refused.kind],
        refused.sentence,
        title=f"Not now: {issue['title']}",
        links=[("Back to the issue", f"/issues/{issue['key']}")],
    )


def _do(seen: Visit, issue: IssueRow, deed: Deed, form: Any) -> str:
    key = issue["key"]
    if deed in REMARKS:
        seen.graph.write(lambda tx: _remark(tx, seen, key, deed, form))
        return "Your comment stands below." if deed == Deed.COMMENT else "What you stated stands below."
    version = stale.take_version(form["version"].data)
    changed = seen.graph.write(lambda tx: DO[deed](tx, seen, key, form, version))
    return issue_rows.say_done(changed.event, changed.issue, seen.directory)


def _remark(tx: Tx, seen: Visit, key: str, deed: Deed, form: Any) -> str:
    once: dict[str, Any] = {"idempotency_key": form.token.data or "", "now": seen.now}
    if deed == Deed.COMMENT:
        return remarks.comment_on_issue(
            tx, seen.actor, key, text=form.text.data or "", readers=form.readers.data or "", **once
        )
    return remarks.state_claim(
        tx,
        seen.actor,
        key,
        about=form.about.data or "",
        text=form.text.data or "",
        quality=form.quality.data or "",
        **once,
    )


def _edit(tx: Tx, seen: Visit, key: str, form: Any, version: int) -> Changed:
    return edit_issue(tx, seen.actor, key, form.draft(), version=version, now=seen.now)


def _assess(tx: Tx, seen: Visit, key: str, form: Any, version: int) -> Changed:
    given = form.severity.data or ""
    return weighing.assess_issue(
        tx,
        seen.actor,
        key,
        severity=int(given) if given in ("1", "2", "3", "4") else 0,
        reason=form.reason.data or "",
        version=version,
        now=seen.now,
    )


def _strengthen(tx: Tx, seen: Visit, key: str, form: Any, version: int) -> Changed:
    return weighing.set_strength(
        tx,
        seen.actor,
        key,
        strength=form.strength.data or "",
        reason=form.reason.data or "",
        version=version,
        now=seen.now,
    )


def _hand_over(tx: Tx, seen: Visit, key: str, form: Any, version: int) -> Changed:
    holder, _, person = (form.holder.data or "").partition(forms.BETWEEN)
    return hands.hand_over_issue(
        tx,
        seen.actor,
        key,
        holder=holder,
        person=person or None,
        next_action=form.next_action.data or "",
        due_on=form.due_on.data or "",
        note=form.note.data or "",
        version=version,
        now=seen.now,
    )


def _propose(tx: Tx, seen: Visit, key: str, form: Any, version: int) -> Changed:
    return closing.propose_close(
        tx,
        seen.actor,
        key,
        outcome=form.outcome.data or "",
        reason=form.reason.data or "",
        version=version,
        now=seen.now,
    )


def _bare(room: Callable[..., Changed]) -> Do:
    return lambda tx, seen, key, _form, version: room(tx, seen.actor, key, version=version, now=seen.now)


def _with_reason(room: Callable[..., Changed]) -> Do:
    return lambda tx, seen, key, form, version: room(
        tx, seen.actor, key, reason=form.reason.data or "", version=version, now=seen.now
    )


DO: dict[Deed, Do] = {
    Deed.EDIT: _edit,
    Deed.ASSESS: _assess,
    Deed.STRENGTH: _strengthen,
    Deed.HAND_OVER: _hand_over,
    Deed.PROPOSE_CLOSE: _propose,
    Deed.TAKE_UP: _bare(hands.take_up_issue),
    Deed.AGREE_CLOSE: _bare(closing.agree_close),
    Deed.END_WATCH: _bare(closing.end_watch),
    Deed.DECLINE_CLOSE: _with_reason(closing.decline_close),
    Deed.REOPEN: _with_reason(closing.reopen_issue),
    Deed.CONFIRM: lambda tx, seen, key, _form, _version: verdicts.confirm_issue(
        tx, seen.actor, key, now=seen.now
    ),
    Deed.DECLINE: lambda tx, seen, key, form, _version: verdicts.decline_issue(
        tx, seen.actor, key, reason=form.reason.data or "", now=seen.now
    ),
}


def _offer(form: Form, seen: Visit, issue: IssueRow) -> None:
    if not isinstance(form, forms.HandOverForm):
        return
    day = clocks.today_of(seen.now)
    found = seen.graph.read(
        lambda tx: holdings.list_holders(
            tx, seen.actor, seen.directory, audience=issue["audienceKey"], today=day
        )
    )
    form.offer(found, issue, seen.directory)


def _fill(form: Form, seen: Visit, issue: IssueRow, deed: Deed) -> None:
    if "token" in form:
        form["token"].data = secrets.token_urlsafe(16)
    for field, value in _standing(issue, deed).items():
        form[field].data = value
    if "version" in form:
        form["version"].data = str(issue["version"])
    if isinstance(form, forms.HandOverForm):
        # Whose role there has ended holds it no more: then it is the party's.
        if form.holder.data not in form.offered:
            form.holder.data = issue["holderKey"] or seen.actor.party
        # A day that has passed would be refused; the next one is for the reader to say.
        if (form.due_on.data or "") < clocks.today_of(seen.now):
            form.due_on.data = ""


def _standing(issue: IssueRow, deed: Deed) -> dict[str, str]:
    """What stands now, by the form's fields: shown at first, and beside what was typed when it is stale."""
    if deed == Deed.EDIT:
        return forms.words_of(issue)
    if deed == Deed.ASSESS:
        return {"severity": str(issue["severity"] or "")}
    if deed == Deed.STRENGTH:
        return {"strength": issue["strength"]}
    if deed == Deed.HAND_OVER:
        return {
            "holder": forms.holder_value(issue["holderKey"], issue["holderPerson"]),
            "next_action": issue["nextAction"] or "",
            "due_on": issue["dueOn"] or "",
        }
    return {}


def _tell_stale(seen: Visit, key: str, deed: Deed, form: Form, refused: Stale) -> ResponseReturnValue:
    def read(tx: Tx) -> tuple[IssueRow, list[EventRow]]:
        return find_issue(tx, seen.actor, key), remarks.list_history(tx, seen.actor, key)

    issue, history = seen.graph.read(read)
    passed = stale.tell(form, refused, _standing(issue, deed), history, seen.directory)
    return _page(seen, issue, deed, form, passed=passed, status=STATUS[refused.kind])


def _page(
    seen: Visit,
    issue: IssueRow,
    deed: Deed,
    form: Form,
    *,
    passed: stale.Passed | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    action = issue_rows.ACTIONS[deed]
    return render_template(
        "issue_action.html",
        title=action.words,
        section="issues",
        marking=marking_of(issue["audienceKey"]),
        issue=issue,
        action=action,
        form=form,
        passed=passed,
        name_of=seen.directory.name_of,
    ), status
