"""One input: what is asked, where it stands, what one may do about it, and its receipts."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.cypher import Tx
from graph.liaisons.attachments import AttachmentRow
from graph.liaisons.inputs import InputRow, LinkedIssueRow
from hub.login import Visit, visit
from hub.pages import input_rows
from hub.pages.input_files import may_change, rows_of
from hub.pages.inputs import STATE_WORDS, say_kinds
from hub.pages.issues import STATE_WORDS as ISSUE_WORDS
from liaisons import clocks
from liaisons.answers import OUTCOMES
from liaisons.attachments import list_files
from liaisons.audiences import marking_of
from liaisons.coordination import Headquarters, who_can_pass
from liaisons.input_words import list_linked
from liaisons.inputs import find_input
from liaisons.receipts import canonical_words, receipts_of
from liaisons.steps import Step, list_steps

pages = Blueprint("input", __name__)


@pages.get("/inputs/<key>")
def show(key: str) -> str:
    """The input, as far as the reader reads it."""
    seen = visit()
    d, today = seen.directory, clocks.today_of(seen.now)

    def read(
        tx: Tx,
    ) -> tuple[InputRow, list[AttachmentRow], list[LinkedIssueRow], list[Step], Headquarters]:
        row = find_input(tx, seen.actor, key)
        return (
            row,
            list_files(tx, seen.actor, key),
            list_linked(tx, seen.actor, row),
            list_steps(tx, seen.actor, key, edits=False),
            who_can_pass(tx, seen.actor, today=today),
        )

    row, files, issues, steps, headquarters = seen.graph.read(read)
    return render_template(
        "input.html",
        **_common(seen, row),
        title=row["title"],
        files=rows_of(files),
        may_change_files=may_change(seen, row),
        issues=issues,
        issue_states=ISSUE_WORDS,
        state_words=STATE_WORDS[row["state"]],
        state_sentence=input_rows.say_state(row, d, today),
        actions=input_rows.actions_for(seen.actor, row),
        steps=input_rows.stations_of(row, steps, d, usual=say_usual(headquarters)),
        receipts=receipts_of(row),
        outcome_words=OUTCOMES.get(row["outcome"] or "", ""),
        readers_words=input_rows.say_readers(row["readers"], d),
    )


@pages.get("/inputs/<key>/receipt")
def receipt(key: str) -> str:
    """The receipts to print, with what was signed and how anybody checks the hash."""
    seen = visit()
    row = seen.graph.read(lambda tx: find_input(tx, seen.actor, key))
    return render_template(
        "input_receipt.html",
        **_common(seen, row),
        title="Receipts to print",
        receipts=receipts_of(row),
        canonical=canonical_words(row),
    )


def say_usual(headquarters: Headquarters) -> str:
    """What headquarters usually takes, by those that it passed and the reader reads."""
    if headquarters.usual_days is None:
        return "not known yet"
    days = f"{headquarters.usual_days:g}"
    return f"{days} business day{'' if days == '1' else 's'}"


def _common(seen: Visit, row: InputRow) -> dict[str, object]:
    return {
        "section": "inputs",
        "marking": marking_of(row["audienceKey"]),
        "input": row,
        "kinds_words": say_kinds,
        "name_of": seen.directory.name_of,
    }
