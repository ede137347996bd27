"""The demonstration's mailbox: who was told of what one reads, in which words, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from graph.hub.deliveries import DeliveryRow
from hub.login import the_house, visit
from hub.messages.deliveries import list_deliveries
from hub.messages.mail import folder_of, read_kept
from hub.messages.stages import DOUBLE, WORDS, Stage, Words, since_of
from liaisons.errors import NotFound

pages = Blueprint("mailbox", __name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """One message: to whom, where it stands, and its words where this machine keeps them."""

    row: DeliveryRow
    stage: Words
    since: str
    subject: str
    text: str


@pages.get("/mailbox")
def show() -> ResponseReturnValue:
    """The newest first. Nobody's mail is shown but that about records which the reader reads anyway."""
    seen, house = visit(), the_house()
    if not seen.demo:
        raise NotFound
    if seen.actor.is_public:
        return redirect("/sign-in?next=/mailbox")
    folder = folder_of(house.settings)
    kept = []
    for row in seen.graph.read(lambda tx: list_deliveries(tx, seen.actor)):
        subject, text = read_kept(folder, row["messageId"]) or ("", "")
        kept.append(Kept(row, WORDS[Stage(row["state"])], since_of(row), subject, text))
    return render_template("mailbox.html", title="Mailbox", kept=kept, double=DOUBLE)
