"""What chair and secretary do with a group: plan its next meeting, write its charter."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from graph.cypher import Tx
from hub.login import Visit, visit
from hub.pages import meeting_forms as forms
from hub.pages import stale
from hub.pages.forms import Form
from hub.pages.problems import STATUS, TO_MEND
from liaisons import clocks
from liaisons.errors import BadInput, Stale, WrongState
from liaisons.permissions import Permission, require
from meetings import groups, meetings, schedule

pages = Blueprint("group_actions", __name__)


@pages.route("/groups/<center>/plan", methods=["GET", "POST"])
def plan(center: str) -> ResponseReturnValue:
    """Plan the next meeting of the group, or of its Center with one agency, which `with` chooses already."""
    seen = visit()
    require(seen.actor, Permission.RUN_MEETING)
    groups.require_runs(seen.actor, center)
    form, turn = forms.PlanForm(), schedule.turn_of(center)
    quarter = schedule.next_quarter(clocks.day_of(seen.now), turn=turn)
    today = clocks.today_of(seen.now)
    form.offer(groups.agencies_of(seen.directory, center, today=today), seen.directory)
    if request.method != "POST":
        form.process(formdata=None, data={
            "agency": request.args.get("with", ""),
            "day": schedule.propose_day(quarter, turn=turn).isoformat(), "starts_at": schedule.STARTS_AT,
            "minutes": schedule.MINUTES, "token": secrets.token_urlsafe(16),
        })  # fmt: skip

    def save(tx: Tx) -> Any:
        return meetings.plan_meeting(
            tx, seen.actor, seen.directory, center, form.when(), quarter=quarter,
            agency=form.agency.data or None, idempotency_key=form.token.data or "", now=seen.now,
        )  # fmt: skip

    effect = f"The meeting of {quarter.label}. Those who attend are told."
    line = "The meeting is planned. Its agenda draws itself up."
    return _take(seen, center, "Plan the meeting", effect, form, save, line)


@pages.route("/groups/<center>/charter", methods=["GET", "POST"])
def charter(center: str) -> ResponseReturnValue:
    """Write what the group is for."""
    seen = visit()
    require(seen.actor, Permission.RUN_MEETING)
    groups.require_runs(seen.actor, center)
    today = clocks.today_of(seen.now)
    group = seen.graph.read(lambda tx: groups.find_group(tx, seen.actor, seen.directory, center, today=today))
    form = forms.CharterForm()
    standing = {
        "charter": group.row["charter"] or "",
        "milestones": "\n".join(group.row["milestones"]),
    }
    if request.method != "POST":
        form.process(formdata=None, data={**standing, "version": group.row["version"]})

    def save(tx: Tx) -> Any:
        return groups.write_charter(
            tx, seen.actor, center, charter=form.charter.data or "", milestones=form.steps(),
            version=stale.take_version(form.version.data), now=seen.now,
        )  # fmt: skip

    effect = "Everyone of the hub reads it on the group's page."
    return _take(seen, center, "Write the charter", effect, form, save, "The charter is saved.", standing)


def _take(
    seen: Visit,
    center: str,
    words: str,
    effect: str,
    form: Form,
    save: Callable[[Tx], Any],
    line: str,
    standing: dict[str, str] | None = None,
) -> ResponseReturnValue:
    """Show the form of an action, or do it: back to the group, or the form again with what is wrong."""
    status, passed, back = 200, None, f"/groups/{center}"
    if request.method == "POST":
        status = TO_MEND
        if form.validate():
            try:
                seen.graph.write(save)
            except Stale as refused:
                status = STATUS[refused.kind]
                passed = stale.tell(form, refused, standing or {}, [], seen.directory)
            except (BadInput, WrongState) as refused:
                status = form.refuse(refused)
            else:
                flash(line)
                return redirect(back, 303)
    return render_template(
        "meeting_action.html",
        title=words,
        section="meetings",
        crumbs=[("Meetings", "/meetings"), (f"{seen.directory.name_of(center)} working group", back)],
        effect=effect,
        back=back,
        address=request.path,
        form=form,
        passed=passed,
    ), status
