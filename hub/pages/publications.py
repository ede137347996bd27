"""Publications as officers see them: drafts that wait, their words, and the second person's yes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from graph.matrix.publications import PublicationRow
from hub.login import Visit, visit
from hub.pages import problems, stale
from hub.pages.forms import Form
from hub.pages.problems import STATUS, TO_MEND
from liaisons.audiences import marking_of
from liaisons.errors import BadInput, Stale, WrongState
from liaisons.permissions import Permission, may, require
from matrix.issues import find_issue
from matrix.locking import require_involved
from matrix.publications import (
    Stage,
    Words,
    draft_publication,
    edit_publication,
    find_publication,
    list_drafts,
    publish,
    refuse_unless_draft,
    refuse_unless_publishable,
    refuse_withdrawn,
    withdraw_publication,
)
from matrix.scope import phrase_of

pages = Blueprint("publications", __name__)

OFFICERS = (Permission.DRAFT_PUBLICATION, Permission.APPROVE_PUBLICATION)


class WordsForm(Form):
    """All that the trade will read."""

    title = StringField("Title")
    what = TextAreaField("What happens")
    scope = StringField("Goods", description="Which goods, flags, countries it is about.")
    workaround = TextAreaField("What helps meanwhile")
    end_date = StringField("Ends on", description="A day, such as 2026-12-04.")
    over = BooleanField("It is over and needs nobody's attention any more")
    version = HiddenField()
    token = HiddenField()

    def words(self) -> Words:
        """What was typed."""
        return Words(
            title=self.title.data or "",
            what=self.what.data or "",
            scope=self.scope.data or "",
            workaround=self.workaround.data or "",
            end_date=self.end_date.data or "",
            over=bool(self.over.data),
        )


class WithdrawForm(Form):
    """Why it is taken back."""

    reason = TextAreaField("Reason")
    version = HiddenField()


class PublishForm(Form):
    """Nothing but the button."""

    version = HiddenField()


@pages.get("/publications")
def show() -> str:
    """Drafts that wait for a second person, oldest first."""
    seen = visit()
    if not any(may(seen.actor, permission) for permission in OFFICERS):
        require(seen.actor, Permission.DRAFT_PUBLICATION)
    rows = seen.graph.read(lambda tx: list_drafts(tx, seen.actor))
    return render_template(
        "publications.html",
        title="Publications",
        section="publications",
        rows=rows,
        name_of=seen.directory.name_of,
    )


@pages.get("/publications/<key>")
def show_one(key: str) -> str:
    """One publication or draft, with what the reader may do with it."""
    seen = visit()
    row = _find(seen, key)
    return _render("publication.html", seen, row, title=row["title"])


@pages.route("/issues/<key>/publish", methods=["GET", "POST"])
def draft(key: str) -> ResponseReturnValue:
    """Draft what the trade might read of an issue."""
    seen = visit()
    require(seen.actor, Permission.DRAFT_PUBLICATION)
    issue = seen.graph.read(lambda tx: find_issue(tx, seen.actor, key))
    require_involved(seen.actor, issue)
    form = WordsForm()
    if request.method != "POST":
        form.token.data = secrets.token_urlsafe(16)
        form.title.data, form.what.data = issue["title"], issue["text"]
        form.workaround.data, form.end_date.data = issue["workaround"] or "", issue["endDate"] or ""
        form.scope.data = phrase_of(
            flags=issue["scopeFlags"] or [],
            programs=issue["scopePrograms"] or [],
            hts=issue["scopeHts"],
            countries=issue["scopeCountries"],
        )

    def save() -> PublicationRow:
        return seen.graph.write(
            lambda tx: draft_publication(
                tx, seen.actor, key, form.words(), idempotency_key=form.token.data or "", now=seen.now
            )
        )

    line = (
        "Drafted. Someone else who may approve it publishes it; until then only the issue's readers see it."
    )
    return _take(seen, form, save, f"/issues/{key}/publish", "Draft a publication", None, line)


@pages.route("/publications/<key>/edit", methods=["GET", "POST"])
def edit(key: str) -> ResponseReturnValue:
    """Change a draft's words."""
    seen = visit()
    require(seen.actor, Permission.DRAFT_PUBLICATION)
    row = _find(seen, key)
    if request.method != "POST" and (no := _not_now(refuse_unless_draft, row)):
        return no
    form = WordsForm()
    if request.method != "POST":
        form.process(formdata=None, data={**_standing(row), "version": row["version"]})

    def save() -> PublicationRow:
        version = stale.take_version(form.version.data)
        return seen.graph.write(
            lambda tx: edit_publication(tx, seen.actor, key, form.words(), version=version, now=seen.now)
        )

    return _take(seen, form, save, f"/publications/{key}/edit", "Save the draft", row, "The draft is saved.")


@pages.route("/publications/<key>/publish", methods=["GET", "POST"])
def approve(key: str) -> ResponseReturnValue:
    """Make it public, as the second person."""
    seen = visit()
    require(seen.actor, Permission.APPROVE_PUBLICATION)
    row = _find(seen, key)
    form = PublishForm()
    if request.method != "POST":
        if no := _not_now(partial(refuse_unless_publishable, seen.actor), row):
            return no
        form.version.data = str(row["version"])

    def save() -> PublicationRow:
        version = stale.take_version(form.version.data)
        return seen.graph.write(lambda tx: publish(tx, seen.actor, key, version=version, now=seen.now))

    line = "Published: everyone reads it now. To undo that, withdraw it."
    return _take(seen, form, save, f"/publications/{key}/publish", "Publish", row, line)


@pages.route("/publications/<key>/withdraw", methods=["GET", "POST"])
def withdraw(key: str) -> ResponseReturnValue:
    """Take it back, with a reason."""
    seen = visit()
    require(seen.actor, Permission.WITHDRAW_PUBLICATION)
    row = _find(seen, key)
    form = WithdrawForm()
    if request.method != "POST":
        if no := _not_now(refuse_withdrawn, row):
            return no
        form.version.data = str(row["version"])

    def save() -> PublicationRow:
        version, reason = stale.take_version(form.version.data), form.reason.data or ""
        return seen.graph.write(
            lambda tx: withdraw_publication(tx, seen.actor, key, reason=reason, version=version, now=seen.now)
        )

    line = "Withdrawn: only the issue's readers see it now."
    return _take(seen, form, save, f"/publications/{key}/withdraw", "Withdraw", row, line)


def _find(seen: Visit, key: str) -> PublicationRow:
    return seen.graph.read(lambda tx: find_publication(tx, seen.actor, key))


def _not_now(check: Callable[[PublicationRow], None], row: PublicationRow) -> ResponseReturnValue | None:
    """Instead of a form that could save nothing: why, and the way back."""
    try:
        check(row)
    except WrongState as refused:
        back = [("Back to the publication", f"/publications/{row['key']}")]
        title = f"Not now: {row['title']}"
        return problems.page(STATUS[refused.kind], refused.sentence, title=title, links=back)
    return None


def _standing(row: PublicationRow) -> dict[str, str | bool]:
    return {
        "title": row["title"],
        "what": row["what"],
        "scope": row["scope"],
        "workaround": row["workaround"] or "",
        "end_date": row["endDate"] or "",
        "over": row["over"],
    }


def _take(
    seen: Visit,
    form: Form,
    save: Callable[[], PublicationRow],
    address: str,
    title: str,
    row: PublicationRow | None,
    line: str,
) -> ResponseReturnValue:
    """Show the form, or save it: back to the publication, or the form again with what is wrong."""
    status, passed = 200, None
    if request.method == "POST":
        status = TO_MEND
        if form.validate():
            try:
                saved = save()
            except Stale as refused:
                status = STATUS[refused.kind]
                if row:
                    row = _find(seen, row["key"])
                    standing = {name: value for name, value in _standing(row).items() if name in form}
                    passed = stale.tell(form, refused, standing, [], seen.directory)
            except (BadInput, WrongState) as refused:
                status = form.refuse(refused)
            else:
                flash(line)
                return redirect(f"/publications/{saved['key']}", 303)
    page = _render("publication_form.html", seen, row, title=title, form=form, address=address, passed=passed)
    return page, status


def _render(template: str, seen: Visit, row: PublicationRow | None, **values: object) -> str:
    actor = seen.actor
    if row:
        is_draft = row["state"] == Stage.DRAFT
        values |= {
            "marking": marking_of(row["audienceKey"]),
            "may_edit": is_draft and may(actor, Permission.DRAFT_PUBLICATION),
            "may_publish": is_draft
            and may(actor, Permission.APPROVE_PUBLICATION)
            and actor.person not in (row["draftedBy"], row["changedBy"]),
            "may_withdraw": row["state"] != Stage.WITHDRAWN and may(actor, Permission.WITHDRAW_PUBLICATION),
        }
    return render_template(
        template, section="publications", row=row, name_of=seen.directory.name_of, **values
    )
