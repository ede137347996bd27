"""The steps of a packet's edition, each behind a page that says in figures what will happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField

from graph.cypher import Tx
from graph.meetings.packets import ListedPacketRow, PacketRow
from hub.login import Visit, visit
from hub.pages import problems, stale
from hub.pages.forms import Form
from hub.pages.packet_rows import STEPS, Step, say_state, take_key
from hub.pages.problems import STATUS, TO_MEND
from hub.papers.words import WordedFile, word_files
from liaisons.errors import BadInput, NotFound, Stale, WrongState
from liaisons.permissions import Permission, require
from meetings import clearing, packets
from meetings.clearing import LeftOut
from meetings.contents import Figures, figures_of
from meetings.groups import require_runs
from meetings.meetings import find_meeting
from meetings.packet_states import PacketMove, state_after

pages = Blueprint("packet_steps", __name__)

WHO = {
    PacketMove.FREEZE: Permission.PREPARE_PACKET,
    PacketMove.REOPEN: Permission.PREPARE_PACKET,
    PacketMove.ISSUE: Permission.PREPARE_PACKET,
    PacketMove.CLEAR: Permission.CLEAR_PACKET,
    PacketMove.RETURN: Permission.CLEAR_PACKET,
}
DONE = {
    PacketMove.FREEZE: "Frozen. A disclosure reviewer of the Office of Trade sees it next.",
    PacketMove.REOPEN: "Opened again: it is collected until you freeze it.",
    PacketMove.ISSUE: "Issued: its readers have it now.",
    PacketMove.CLEAR: "Cleared. The chair or secretary of the group issues it.",
    PacketMove.RETURN: "Returned with your reason. Nobody but its preparers has seen it.",
}


class ReasonForm(Form):
    """Why it is opened again."""

    reason = TextAreaField("Reason")
    version = HiddenField()


class ButtonForm(Form):
    """Nothing but the button."""

    version = HiddenField()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page in between says."""

    row: ListedPacketRow | None
    figures: Figures
    files: list[WordedFile]
    left_out: list[LeftOut] | None
    receivers: int | None


@pages.route("/packets/<center>/<quarter>/<edition>/<step>", methods=["GET", "POST"])
def take(center: str, quarter: str, edition: str, step: str) -> ResponseReturnValue:
    """Ask before a step, or take it."""
    seen = visit()
    asked = STEPS.get(step)
    if asked is None:
        raise NotFound
    require(seen.actor, WHO[asked.move])
    meeting, key = f"{center}/{quarter}", take_key(center, quarter, edition)
    form: Form = ReasonForm() if asked.reason else ButtonForm()
    if request.method == "POST":
        return _post(seen, asked, form, meeting, key)
    try:
        shown = seen.graph.read(lambda tx: _look(tx, seen, asked, meeting, key))
    except WrongState as refused:
        return problems.page(
            STATUS[refused.kind],
            refused.sentence,
            title=f"Not now: {asked.words.lower()}",
            links=[("Packets", "/packets"), ("The edition", f"/packets/{key}")],
        )
    form["version"].data = str(shown.row["version"] if shown.row else 0)
    return _render(seen, asked, form, key, shown, 200)


def _post(seen: Visit, step: Step, form: Form, meeting: str, key: str) -> ResponseReturnValue:
    status = TO_MEND
    if form.validate():
        try:
            seen.graph.write(_command(seen, step, form, meeting, key))
        except Stale as refused:
            status = STATUS[refused.kind]
            stale.tell(form, refused, {}, [], seen.directory)
        except (BadInput, WrongState) as refused:
            status = form.refuse(refused)
        else:
            flash(DONE[step.move])
            return redirect(f"/packets/{key}", 303)
    try:
        shown = seen.graph.read(lambda tx: _look(tx, seen, step, meeting, key))
    except WrongState:
        shown = None
    return _render(seen, step, form, key, shown, status)


def _command(seen: Visit, step: Step, form: Form, meeting: str, key: str) -> Callable[[Tx], PacketRow]:
    actor, now, edition = seen.actor, seen.now, key.rpartition("/")[2]
    version = stale.take_version(form["version"].data)
    reason = str(form["reason"].data or "") if step.reason else ""
    commands: dict[PacketMove, Callable[[Tx], PacketRow]] = {
        PacketMove.FREEZE: lambda tx: packets.freeze_packet(
            tx, actor, seen.directory, meeting, edition, version=version, now=now
        ),
        PacketMove.REOPEN: lambda tx: packets.reopen_packet(
            tx, actor, key, reason=reason, version=version, now=now
        ),
        PacketMove.RETURN: lambda tx: packets.return_packet(
            tx, actor, key, reason=reason, version=version, now=now
        ),
        PacketMove.CLEAR: lambda tx: packets.clear_packet(tx, actor, key, version=version, now=now),
        PacketMove.ISSUE: lambda tx: packets.issue_packet(tx, actor, key, version=version, now=now),
    }
    return commands[step.move]


def _look(tx: Tx, seen: Visit, step: Step, meeting: str, key: str) -> Shown:
    """What will happen, in figures. Refuses what the command would refuse."""
    actor = seen.actor
    if step.move == PacketMove.FREEZE:
        of, contents = clearing.read_preview(
            tx, actor, seen.directory, meeting, key.rpartition("/")[2], now=seen.now
        )
        packets.refuse_unless_agenda_stands(of)
        rows = [row for row in packets.list_packets(tx, actor, meeting=of["key"]) if row["key"] == key]
        if rows:
            state_after(rows[0]["state"], PacketMove.FREEZE)
        return Shown(rows[0] if rows else None, figures_of(contents), [], None, None)
    row = packets.find_packet(tx, actor, key)
    if WHO[step.move] == Permission.PREPARE_PACKET:
        require_runs(actor, find_meeting(tx, actor, meeting)["centerKey"])
    state_after(row["state"], step.move)
    left_out = None
    if step.move == PacketMove.CLEAR:
        packets.refuse_own_freeze(actor, row)
        left_out = clearing.list_left_out(tx, actor, row)
    receivers = (
        clearing.count_receivers(tx, actor, row, now=seen.now) if step.move == PacketMove.ISSUE else None
    )
    contents = packets.read_contents(row)
    return Shown(row, figures_of(contents), word_files(contents), left_out, receivers)


def _render(
    seen: Visit, step: Step, form: Form, key: str, shown: Shown | None, status: int
) -> ResponseReturnValue:
    page = render_template(
        "packet_step.html",
        title=f"{step.words} {key}",
        section="packets",
        step=step,
        form=form,
        key=key,
        shown=shown,
        say_state=say_state,
        name_of=seen.directory.name_of,
    )
    return page, status
