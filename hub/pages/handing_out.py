"""Hands files to a browser, which saves them: what someone attached, and what is too long to hold at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from flask import Response, send_file

BIT = 1_000_000


def hand_out(content: bytes, *, name: str, media: str) -> Response:
    """The answer with an attached file: to be saved, shown by no browser, and kept by no proxy."""
    answer = send_file(io.BytesIO(content), mimetype=media, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def pour(file: IO[bytes]) -> Iterator[bytes]:
    """A whole file bit by bit; it is closed at the end, or as soon as nobody wants the rest."""
    poured = _pour(file)
    # What was never begun would not be ended either, as when only the headers are asked for.
    next(poured)
    return poured


def _pour(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        yield b""
        while bit := file.read(BIT):
            yield bit
