"""The files of an input: bring one, open one that is clean, take one away."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import HiddenField

from graph.liaisons.attachments import AttachmentRow
from graph.liaisons.inputs import InputRow
from hub.files import files_of
from hub.login import Visit, the_house, visit
from hub.pages import problems, stale
from hub.pages.forms import Form
from hub.pages.handing_out import hand_out
from hub.pages.input_drafts import tell_not_now
from hub.pages.issue_forms import BareForm
from hub.pages.problems import STATUS, TO_MEND
from liaisons import attachments, inputs
from liaisons.attachments import Scan
from liaisons.audiences import marking_of
from liaisons.errors import BadInput, NotAllowed, Stale, WrongState
from liaisons.file_types import MOST_A_RECORD, MOST_BYTES, WORDS, FileMissing, take_file
from liaisons.permissions import Permission, require

pages = Blueprint("input_files", __name__)

ATTACH = "/inputs/<key>/files"
# The lines around the file, and the other fields.
AROUND = 20_000
SCAN_WORDS = {
    Scan.WAITING: "waits for the scanner; nobody can open it yet",
    Scan.CLEAN: "scanned, clean",
    Scan.REFUSED: "refused: the scanner found something in it",
}


class FileForm(Form):
    """One file; the token lets it be attached only once."""

    file = FileField("File", description=f"{WORDS}; {MOST_BYTES // 1_000_000} million bytes at most.")
    token = HiddenField()


def take_larger_posts(app: Flask) -> None:
    """Let a file be larger than a form; asked before anything reads what was sent."""

    @app.before_request
    def allow() -> None:
        if request.url_rule and request.url_rule.rule == ATTACH:
            request.max_content_length = MOST_BYTES + AROUND


@pages.route(ATTACH, methods=["GET", "POST"])
def attach(key: str) -> ResponseReturnValue:
    """The files so far, and a form for one more."""
    seen = visit()
    row = _find_own(seen, key)
    try:
        inputs.refuse_unless_worded(seen.actor, row)
    except WrongState as refused:
        return tell_not_now(row, refused)
    form = FileForm()
    if request.method != "POST":
        form.token.data = secrets.token_urlsafe(16)
        return _page(seen, row, form)
    if not form.validate():
        return _page(seen, row, form, status=TO_MEND)
    try:
        name = _attach(seen, key, form)
    except (BadInput, WrongState) as refused:
        return _page(seen, row, form, status=form.refuse(refused))
    flash(f"“{name}” is attached. It is scanned before anyone can open it.")
    return redirect(f"/inputs/{key}", 303)


@pages.get("/inputs/<key>/files/<file>")
def open_file(key: str, file: str) -> ResponseReturnValue:
    """A file that was found clean, to be saved: a browser shows none of it by itself."""
    seen = visit()
    try:
        row = seen.graph.read(lambda tx: attachments.find_clean_file(tx, seen.actor, key, file))
    except WrongState as refused:
        back = [("Back to the input", f"/inputs/{key}")]
        return problems.page(STATUS[refused.kind], refused.sentence, links=back)
    content = files_of(the_house().settings).read(row["sha256"])
    if content is None:
        return problems.page(503, "The file can't be read where the hub keeps it. Tell the hub's support.")
    return hand_out(content, name=row["name"], media=row["media"])


@pages.route("/inputs/<key>/files/<file>/remove", methods=["GET", "POST"])
def remove(key: str, file: str) -> ResponseReturnValue:
    """Asks once more, and takes the file away."""
    seen = visit()
    row = _find_own(seen, key)
    found = seen.graph.read(lambda tx: attachments.find_file(tx, seen.actor, key, file))
    try:
        inputs.refuse_unless_worded(seen.actor, row)
    except WrongState as refused:
        return tell_not_now(row, refused)
    form = BareForm()
    if request.method != "POST":
        form["version"].data = str(row["version"])
        return _ask(row, found, form)
    if not form.validate():
        return _ask(row, found, form, status=TO_MEND)
    try:
        version = stale.take_version(form["version"].data)
        seen.graph.write(
            lambda tx: attachments.remove_file(tx, seen.actor, key, file, version=version, now=seen.now)
        )
    except Stale as refused:
        form["version"].data = str(row["version"])
        return _ask(row, found, form, status=form.refuse(refused))
    flash(f"“{found['name']}” is removed.")
    return redirect(f"/inputs/{key}", 303)


def rows_of(files: list[AttachmentRow]) -> list[dict[str, Any]]:
    """The files as a list shows them."""
    return [
        {**row, "words": SCAN_WORDS[Scan(row["scan"])], "opens": row["scan"] == Scan.CLEAN} for row in files
    ]


def may_change(seen: Visit, row: InputRow) -> bool:
    """Whether this reader may bring and take files now."""
    try:
        require(seen.actor, Permission.DRAFT_INPUT)
        inputs.refuse_unless_worded(seen.actor, row)
    except (NotAllowed, WrongState):
        return False
    return True


def _find_own(seen: Visit, key: str) -> InputRow:
    row = seen.graph.read(lambda tx: inputs.find_input(tx, seen.actor, key))
    require(seen.actor, Permission.DRAFT_INPUT)
    return row


def _attach(seen: Visit, key: str, form: FileForm) -> str:
    sent = form.file.data
    if not sent:
        raise FileMissing("Choose a file.", field="file")
    content = sent.read()
    brought = take_file(sent.filename or "", content)
    sha256 = files_of(the_house().settings).keep(content)
    seen.graph.write(
        lambda tx: attachments.attach_file(
            tx, seen.actor, key, brought, sha256=sha256, idempotency_key=form.token.data or "", now=seen.now
        )
    )
    return brought.name


def _page(seen: Visit, row: InputRow, form: FileForm, *, status: int = 200) -> ResponseReturnValue:
    files = seen.graph.read(lambda tx: attachments.list_files(tx, seen.actor, row["key"]))
    return render_template(
        "input_files.html",
        title="Attach a file",
        section="inputs",
        marking=marking_of(row["audienceKey"]),
        input=row,
        form=form,
        files=rows_of(files),
        most=MOST_A_RECORD,
        scans=bool(the_house().settings.clamd),
    ), status


def _ask(row: InputRow, found: AttachmentRow, form: Form, *, status: int = 200) -> ResponseReturnValue:
    return render_template(
        "input_file_remove.html",
        title="Remove the file",
        section="inputs",
        marking=marking_of(row["audienceKey"]),
        input=row,
        file=found,
        form=form,
    ), status
