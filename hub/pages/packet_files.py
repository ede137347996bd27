"""What a packet gives to take along: its PDF, its zip, and each file of an input that it holds."""

from __future__ import annotations

import os

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from hub.files import files_of
from hub.login import the_house, visit
from hub.pages import problems
from hub.pages.handing_out import hand_out, pour
from hub.pages.packet_rows import find_frozen, take_key
from hub.papers.shelf import FileGone, Shelf, read_enclosure
from liaisons.errors import NotFound
from meetings.enclosures import find_enclosure
from meetings.packets import read_contents

pages = Blueprint("packet_files", __name__)

KINDS = {"pdf": "application/pdf", "zip": "application/zip"}
GONE = "A file can't be read"


@pages.get("/packets/<center>/<quarter>/<edition>/packet.<kind>")
def download(center: str, quarter: str, edition: str, kind: str) -> ResponseReturnValue:
    """The edition as `packet.pdf`, or with files, manifest and what verifies them as `packet.zip`."""
    seen = visit()
    if kind not in KINDS:
        raise NotFound
    row = find_frozen(seen, take_key(center, quarter, edition))
    contents, shelf = read_contents(row), Shelf(the_house().settings.data)
    name = f"{seen.directory.name_of(row['centerKey'])}-{quarter}-{row['edition']}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "pdf":
        return Response(shelf.pdf(contents), mimetype=KINDS[kind], headers=headers)
    try:
        folded = shelf.open_zip(contents)
    except FileGone as gone:
        return _tell_gone(gone, row["key"])
    headers["Content-Length"] = str(folded.seek(0, os.SEEK_END))
    return Response(pour(folded), mimetype=KINDS[kind], headers=headers)


@pages.get("/packets/<center>/<quarter>/<edition>/files/<file>")
def open_file(center: str, quarter: str, edition: str, file: str) -> ResponseReturnValue:
    """A file that the edition holds, also when its input has lost it since, to be saved."""
    seen = visit()
    row = find_frozen(seen, take_key(center, quarter, edition))
    found = find_enclosure(read_contents(row), file)
    try:
        content = read_enclosure(files_of(the_house().settings), found)
    except FileGone as gone:
        return _tell_gone(gone, row["key"])
    return hand_out(content, name=found.file["name"], media=found.file["media"])


def _tell_gone(gone: FileGone, key: str) -> ResponseReturnValue:
    links = [("Packet as PDF", f"/packets/{key}/packet.pdf"), ("Back to the edition", f"/packets/{key}")]
    return problems.page(503, gone.sentence, title=GONE, links=links)
