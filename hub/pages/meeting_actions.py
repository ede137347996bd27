"""What chair and secretary do with a meeting and its lines: each with its form, and the way back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from graph.meetings.lines import LineRow
from graph.meetings.meetings import MeetingRow
from hub.login import Visit, visit
from hub.pages import meeting_forms as forms
from hub.pages import problems, stale
from hub.pages.forms import Form
from hub.pages.issue_forms import BareForm, ReasonForm
from hub.pages.meetings import address_of, title_of
from hub.pages.problems import STATUS, TO_MEND
from liaisons import clocks
from liaisons.audiences import marking_of
from liaisons.errors import BadInput, NotFound, Stale, WrongState
from liaisons.permissions import Permission, require
from meetings import agenda, deciding, freezing, groups, materials, meetings
from meetings.states import Move, end_of, refuse_unless_planned

pages = Blueprint("meeting_actions", __name__)


@dataclass(frozen=True, slots=True)
class Act:
    """One action: the words on its button, what it will do, its form, and what refuses it now."""

    words: str
    effect: str
    form: type[Form]
    refuse: Callable[[str], Any]
    do: Callable[[Tx, Visit, str, Any, int], Any]
    done: str


def _bare(room: Callable[..., Any]) -> Callable[[Tx, Visit, str, Any, int], Any]:
    return lambda tx, seen, key, _form, version: room(tx, seen.actor, key, version=version, now=seen.now)


def _with_reason(room: Callable[..., Any]) -> Callable[[Tx, Visit, str, Any, int], Any]:
    return lambda tx, seen, key, form, version: room(
        tx, seen.actor, key, reason=form.reason.data or "", version=version, now=seen.now
    )


def _step(direction: str) -> Callable[[Tx, Visit, str, Any, int], Any]:
    return lambda tx, seen, key, _form, version: deciding.move_line(
        tx, seen.actor, key, direction=direction, version=version, now=seen.now
    )


OF_MEETING: dict[str, Act] = {
    "move": Act(
        "Move the meeting", "Its agenda and all choices about it stay. Those who attend are told.",
        forms.MoveForm, refuse_unless_planned,
        lambda tx, seen, key, form, version: meetings.move_meeting(
            tx, seen.actor, seen.directory, key, form.when(), reason=form.reason.data or "",
            version=version, now=seen.now,
        ),
        "The meeting is moved. To undo that, move it again.",
    ),
    "ask": Act(
        "Ask all", "Each party gets one question for all that is missing from it.",
        forms.AskForm, refuse_unless_planned,
        lambda tx, seen, key, form, _version: materials.ask_all(
            tx, seen.actor, key, by_day=form.by_day.data or "", idempotency_key=form.token.data or "",
            now=seen.now,
        ),
        "All are asked. What comes in goes from the list.",
    ),
    "add": Act(
        "Add a line", "It stands on the agenda as accepted. After the cut-off it is marked late.",
        forms.AddForm, refuse_unless_planned,
        lambda tx, seen, key, form, _version: deciding.add_line(
            tx, seen.actor, seen.directory, key, form.added(), idempotency_key=form.token.data or "",
            now=seen.now,
        ),
        "The line is on the agenda. To undo that, take it off.",
    ),
    "freeze": Act(
        "Freeze the agenda", "It stays as it is now, whatever happens meanwhile, until it is reopened.",
        BareForm, lambda state: end_of(state, Move.FREEZE), _bare(freezing.freeze_agenda),
        "The agenda is frozen. To undo that, reopen it.",
    ),
    "reopen": Act(
        "Reopen the agenda", "It is drawn up again; order and choices stay.",
        ReasonForm, lambda state: end_of(state, Move.REOPEN), _with_reason(freezing.reopen_agenda),
        "The agenda is open again.",
    ),
    "hold": Act(
        "Close the meeting", "What was not dealt with goes to the next agenda. This can't be undone.",
        forms.HoldForm, lambda state: end_of(state, Move.HOLD),
        lambda tx, seen, key, form, version: freezing.hold_meeting(
            tx, seen.actor, key, finished=tuple(form.finished.data or ()), version=version, now=seen.now
        ),
        "The meeting is closed. What is unfinished goes to the next agenda.",
    ),
}  # fmt: skip

OF_LINE: dict[str, Act] = {
    "accept": Act(
        "Keep the line", "It stays on the agenda, also when what brought it is over.",
        BareForm, refuse_unless_planned, _bare(deciding.accept_line), "The line stays on the agenda.",
    ),
    "remove": Act(
        "Take the line off", "It stays in the list of what was taken off, with the reason.",
        ReasonForm, refuse_unless_planned, _with_reason(deciding.remove_line),
        "The line is off the agenda. To undo that, open it under “Taken off”.",
    ),
    "up": Act("Move up", "It goes before the line above it in its block.",
              BareForm, refuse_unless_planned, _step(deciding.UP), "The line went up."),
    "down": Act("Move down", "It goes behind the line below it in its block.",
                BareForm, refuse_unless_planned, _step(deciding.DOWN), "The line went down."),
    "minutes": Act(
        "Change the minutes", "The lines after it begin earlier or later.",
        forms.MinutesForm, refuse_unless_planned,
        lambda tx, seen, key, form, version: deciding.set_minutes(
            tx, seen.actor, key, minutes=form.minutes.data or 0, version=version, now=seen.now
        ),
        "The line has other minutes.",
    ),
    "undo": Act(
        "Undo what was chosen", "The line stands as the graph draws it up; one written by hand is gone.",
        BareForm, refuse_unless_planned, _bare(deciding.undo_line), "What was chosen of it is undone.",
    ),
}  # fmt: skip


@pages.route("/meetings/<center>/<quarter>/<name>", methods=["GET", "POST"])
def act(center: str, quarter: str, name: str) -> ResponseReturnValue:
    """One action on a meeting."""
    seen, key = visit(), f"{center}/{quarter}"
    if name not in OF_MEETING:
        raise NotFound
    row = seen.graph.read(lambda tx: meetings.find_meeting(tx, seen.actor, key))
    require(seen.actor, Permission.RUN_MEETING)
    groups.require_runs(seen.actor, center)
    chosen = OF_MEETING[name]
    form = chosen.form()
    _offer(seen, row, form)
    return _take(seen, row, chosen, form, f"{address_of(row)}/{name}", key, row["version"], _standing(row))


@pages.route("/meetings/<center>/<quarter>/lines/<item>/<name>", methods=["GET", "POST"])
def act_on_line(center: str, quarter: str, item: str, name: str) -> ResponseReturnValue:
    """One action on a line of an agenda."""
    seen, key = visit(), f"{center}/{quarter}"
    if name not in OF_LINE:
        raise NotFound

    def read(tx: Tx) -> tuple[MeetingRow, LineRow | None]:
        row = meetings.find_meeting(tx, seen.actor, key)
        lines = agenda.list_lines(tx, seen.actor, key, removed=True, now=seen.now)
        return row, next((line for line in lines if line["key"] == f"{key}/{item}"), None)

    row, line = seen.graph.read(read)
    require(seen.actor, Permission.RUN_MEETING)
    groups.require_runs(seen.actor, center)
    if line is None:
        raise NotFound
    chosen = OF_LINE[name]
    form, standing = chosen.form(), {"minutes": line["minutes"]}
    address = f"{address_of(row)}/lines/{item}/{name}"
    return _take(seen, row, chosen, form, address, line["key"], line["version"], standing, line["title"])


def _offer(seen: Visit, row: MeetingRow, form: Form) -> None:
    if isinstance(form, forms.AddForm):
        today = clocks.today_of(seen.now)
        agencies = groups.agencies_of(seen.directory, row["centerKey"], today=today)
        form.offer(row["agencyKey"], agencies, seen.directory)
    if isinstance(form, forms.HoldForm):
        form.offer(seen.graph.read(lambda tx: agenda.list_lines(tx, seen.actor, row["key"], now=seen.now)))


def _standing(row: MeetingRow) -> dict[str, Any]:
    """What stands now, by the fields of a form that shows it."""
    return {
        "day": row["day"], "starts_at": row["startsAt"], "minutes": row["minutes"],
        "by_day": row["cutOff"],
    }  # fmt: skip


def _take(
    seen: Visit,
    row: MeetingRow,
    chosen: Act,
    form: Form,
    address: str,
    key: str,
    version: int,
    standing: dict[str, Any],
    about: str = "",
) -> ResponseReturnValue:
    """Show the form of an action, or do it: back to the meeting, or the form again with what is wrong."""
    status, passed = 200, None
    if request.method != "POST":
        try:
            chosen.refuse(row["state"])
        except WrongState as refused:
            back = [("Back to the meeting", address_of(row))]
            return problems.page(STATUS[refused.kind], refused.sentence, title="Not now", links=back)
        _fill(seen, row, form, version, standing)
    else:
        status = TO_MEND
        if form.validate():
            given = stale.take_version(form["version"].data) if "version" in form else -1
            try:
                seen.graph.write(lambda tx: chosen.do(tx, seen, key, form, given))
            except Stale as refused:
                status = STATUS[refused.kind]
                shown = {name: value for name, value in standing.items() if name in form}
                passed = stale.tell(form, refused, shown, [], seen.directory)
            except (BadInput, WrongState) as refused:
                status = form.refuse(refused)
            else:
                flash(chosen.done)
                return redirect(address_of(row), 303)
    return render_template(
        "meeting_action.html",
        title=chosen.words,
        section="meetings",
        marking=marking_of(row["audienceKey"]),
        crumbs=[("Meetings", "/meetings"), (title_of(seen, row), address_of(row))],
        effect=f"“{about}”. {chosen.effect}" if about else chosen.effect,
        back=address_of(row),
        address=address,
        form=form,
        passed=passed,
    ), status


def _fill(seen: Visit, row: MeetingRow, form: Form, version: int, standing: dict[str, Any]) -> None:
    for name, value in standing.items():
        if name in form:
            form[name].data = value
    if isinstance(form, forms.AddForm):
        form.minutes.data = 10
    if isinstance(form, forms.AskForm):
        # The cut-off, or today where it has passed.
        form.by_day.data = max(row["cutOff"], clocks.today_of(seen.now))
    if "token" in form:
        form["token"].data = secrets.token_urlsafe(16)
    if "version" in form:
        form["version"].data = str(version)
