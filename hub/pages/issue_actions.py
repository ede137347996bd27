"""The actions on an issue: each has its own form and its post, and leads back to the issue with one line."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.matrix.issues import IssueRow
from hub.login import Visit, visit
from hub.pages import dates, issue_rows
from hub.pages import issue_forms as forms
from hub.pages.asked import choices_of
from hub.pages.forms import Form, offer
from hub.pages.problems import STATUS, TO_MEND
from liaisons import clocks
from liaisons.errors import NotAllowed, NotFound, Refused, Stale
from liaisons.permissions import Permission, require
from matrix import closing, hands, placements, remarks, verdicts, weighing
from matrix.cells import Cell
from matrix.issues import edit_issue, find_issue
from matrix.locking import Changed, require_involved

pages = Blueprint("issue_actions", __name__)

FORMS: dict[str, type[Form]] = {
    "place": forms.PlaceForm,
    "confirm": forms.BareForm,
    "decline": forms.ReasonForm,
    "take-up": forms.BareForm,
    "hand-over": forms.HandOverForm,
    "assess": forms.AssessForm,
    "strength": forms.StrengthForm,
    "propose-close": forms.CloseForm,
    "agree-close": forms.BareForm,
    "decline-close": forms.ReasonForm,
    "end-watch": forms.BareForm,
    "reopen": forms.ReasonForm,
    "edit": forms.WordsForm,
    "claim": forms.ClaimForm,
    "comment": forms.CommentForm,
}
NEEDS = {
    "place": Permission.PLACE_ISSUE,
    "confirm": Permission.CONFIRM_ISSUE,
    "decline": Permission.CONFIRM_ISSUE,
    "take-up": Permission.HOLD_ISSUE,
    "hand-over": Permission.HOLD_ISSUE,
    "assess": Permission.ASSESS_ISSUE,
    "strength": Permission.SET_STRENGTH,
    "edit": Permission.EDIT_ISSUE,
    "claim": Permission.STATE_CLAIM,
    "comment": Permission.COMMENT,
}
REMARKS = ("claim", "comment")
Do = Callable[[Tx, Visit, str, Any, int], Changed]


@pages.route("/issues/<key>/<name>", methods=["GET", "POST"])
def act(key: str, name: str) -> ResponseReturnValue:
    """The form of one action, and what its button does."""
    if name not in FORMS:
        raise NotFound
    seen = visit()
    issue = seen.graph.read(lambda tx: find_issue(tx, seen.actor, key))
    require(seen.actor, NEEDS.get(name, Permission.CLOSE_ISSUE))
    if name not in (*REMARKS, "confirm", "decline"):
        require_involved(seen.actor, issue)
    form = FORMS[name]()
    _offer(form, seen)
    if request.method == "GET":
        _fill(form, seen, issue, name)
        return _page(seen, issue, name, form)
    if not form.validate():
        return _page(seen, issue, name, form, status=TO_MEND)
    try:
        line = _do(seen, issue, name, form)
    except Stale as refused:
        return _tell_stale(seen, key, name, form, refused)
    except Refused as refused:
        if isinstance(refused, NotAllowed | NotFound):
            raise
        return _page(seen, issue, name, form, status=form.refuse(refused))
    flash(line)
    return redirect(f"/issues/{key}", 303)


def _do(seen: Visit, issue: IssueRow, name: str, form: Form) -> str:
    key = issue["key"]
    if name in REMARKS:
        seen.graph.write(lambda tx: _remark(tx, seen, key, name, form))
        return "Your comment stands below." if name == "comment" else "What you stated stands below."
    given = (form.version.data or "") if "version" in form else ""
    # No version came: a passed one, so that nothing is saved unseen.
    version = int(given) if given.isdigit() and len(given) < 10 else -1
    changed = seen.graph.write(lambda tx: DO[name](tx, seen, key, form, version))
    return issue_rows.say_done(changed.event, changed.issue, seen.directory)


def _remark(tx: Tx, seen: Visit, key: str, name: str, form: Any) -> str:
    once: dict[str, Any] = {"idempotency_key": form.token.data or "", "now": seen.now}
    if name == "comment":
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


def _place(tx: Tx, seen: Visit, key: str, form: Any, version: int) -> Changed:
    cells = [
        Cell(area.strip(), column.strip())
        for area, _, column in (line.partition("|") for line in (form.cells.data or "").splitlines())
        if area.strip() or column.strip()
    ]
    return placements.place_issue(tx, seen.actor, key, cells, version=version, now=seen.now)


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
    return hands.hand_over_issue(
        tx,
        seen.actor,
        key,
        holder=form.holder.data or "",
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


DO: dict[str, Do] = {
    "edit": _edit,
    "place": _place,
    "assess": _assess,
    "strength": _strengthen,
    "hand-over": _hand_over,
    "propose-close": _propose,
    "take-up": _bare(hands.take_up_issue),
    "agree-close": _bare(closing.agree_close),
    "end-watch": _bare(closing.end_watch),
    "decline-close": _with_reason(closing.decline_close),
    "reopen": _with_reason(closing.reopen_issue),
    "confirm": lambda tx, seen, key, _form, _version: verdicts.confirm_issue(
        tx, seen.actor, key, now=seen.now
    ),
    "decline": lambda tx, seen, key, form, _version: verdicts.decline_issue(
        tx, seen.actor, key, reason=form.reason.data or "", now=seen.now
    ),
}


def _offer(form: Form, seen: Visit) -> None:
    if isinstance(form, forms.HandOverForm):
        form.holder.choices = offer(choices_of(seen.directory)["holder"])


def _fill(form: Form, seen: Visit, issue: IssueRow, name: str) -> None:
    if "token" in form:
        form["token"].data = secrets.token_urlsafe(16)
    for field, value in _standing(issue, name).items():
        form[field].data = value
    if "version" in form:
        form["version"].data = str(issue["version"])
    if isinstance(form, forms.HandOverForm) and not form.due_on.data:
        form.due_on.data = clocks.today_of(seen.now)


def _standing(issue: IssueRow, name: str) -> dict[str, str]:
    """What stands now, by the form's fields: shown at first, and beside what was typed when it is stale."""
    if name == "edit":
        return forms.words_of(issue)
    if name == "place":
        return {"cells": "\n".join(key.replace("|", " | ") for key in issue["cells"])}
    if name == "assess":
        return {"severity": str(issue["severity"])}
    if name == "strength":
        return {"strength": issue["strength"]}
    if name == "hand-over":
        return {
            "holder": issue["holderKey"] or "",
            "next_action": issue["nextAction"] or "",
            "due_on": issue["dueOn"] or "",
        }
    return {}


def _tell_stale(seen: Visit, key: str, name: str, form: Form, refused: Stale) -> ResponseReturnValue:
    issue = seen.graph.read(lambda tx: find_issue(tx, seen.actor, key))
    at = dates.say_clock(str(refused.values["at"]))
    form.refusal = f"{refused.values['by']} saved this at {at}; here is the difference. Nothing was saved."
    standing = _standing(issue, name)
    differences = [
        (form[field].label.text, value, form[field].data or "")
        for field, value in standing.items()
        if (form[field].data or "").replace("\r\n", "\n").strip() != value
    ]
    # The next save is of what stands now, which the reader has in front of them.
    form["version"].data = str(issue["version"])
    return _page(seen, issue, name, form, differences=differences, status=STATUS[refused.kind])


def _page(
    seen: Visit,
    issue: IssueRow,
    name: str,
    form: Form,
    *,
    differences: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    action = issue_rows.ACTIONS[name]
    return render_template(
        "issue_action.html",
        title=action.words,
        section="issues",
        issue=issue,
        action=action,
        form=form,
        differences=differences or [],
        name_of=seen.directory.name_of,
    ), status
