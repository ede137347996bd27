"""The pages, one blueprint per room."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask

from hub.pages import (
    assignments,
    cell,
    dates,
    desk,
    directory,
    frame,
    front,
    graphiql,
    group_actions,
    home,
    input,
    input_actions,
    input_drafts,
    input_files,
    inputs,
    issue,
    issue_actions,
    issue_file,
    issue_place,
    issues,
    mailbox,
    matrix,
    meeting_actions,
    meetings,
    packet_files,
    packet_steps,
    packets,
    passwords,
    people,
    problems,
    publications,
    published,
    sign_in,
    tokens,
)

# Whoever adds a room's pages adds its blueprint here, and its line of the menu in frame.py.
ROOMS: tuple[Blueprint, ...] = (
    front.pages,
    sign_in.pages,
    home.pages,
    directory.pages,
    people.pages,
    assignments.pages,
    passwords.pages,
    tokens.pages,
    mailbox.pages,
    graphiql.pages,
    matrix.pages,
    issues.pages,
    issue_file.pages,
    issue.pages,
    issue_place.pages,
    issue_actions.pages,
    cell.pages,
    inputs.pages,
    input_drafts.pages,
    input_files.pages,
    input.pages,
    input_actions.pages,
    desk.pages,
    publications.pages,
    packets.pages,
    packet_files.pages,
    packet_steps.pages,
    published.pages,
    meetings.pages,
    group_actions.pages,
    meeting_actions.pages,
)

TEMPLATES = Path(__file__).parent / "templates"

# The files that every page names: /assets/hub.css, /assets/vendor/...
files = Blueprint(
    "pages", __name__, static_folder="static", static_url_path="/assets", template_folder="templates"
)


def register(app: Flask) -> None:
    """Give the application its pages, with their filters, frame and error pages."""
    app.register_blueprint(files)
    dates.register(app)
    frame.register(app)
    problems.register(app)
    for room in ROOMS:
        app.register_blueprint(room)
