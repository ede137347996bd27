"""Every no and every failure as a page: a title, one sentence, and a reference that the log knows."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import structlog
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from graph.errors import EngineError
from liaisons.errors import Kind, NotFound, Refused

log = structlog.get_logger()

# A form or an address that reads well and asks for what can't be is 422, whichever page takes it; 400 is for
# what can't be read at all, such as a forged or torn post.
TO_MEND = 422
STATUS = {
    Kind.BAD_INPUT: TO_MEND,
    Kind.NOT_ALLOWED: 403,
    Kind.NOT_FOUND: 404,
    Kind.WRONG_STATE: 409,
    Kind.STALE: 409,
}
TITLES = {
    400: "That could not be taken as it was sent",
    403: "Your role doesn't allow this",
    404: "Nothing here",
    405: "This address doesn't take that",
    409: "Not now",
    413: "That is too much at once",
    TO_MEND: "Something must be changed first",
    429: "Too many tries",
    500: "The hub made a mistake",
    503: "The hub can't reach its records",
    504: "The hub's records took too long",
}
SENTENCES = {
    404: NotFound().sentence,
    405: "Go back to the page that led here and use its buttons.",
    413: "Send less: a text of some pages fits.",
    429: "There were too many tries from your address. Wait a minute, then try again.",
}
MISTAKE = "Nothing was saved. Try again; if it stays so, tell the hub's support the reference below."


def register(app: Flask) -> None:
    """Answer refusals, failures of the engine, and mistakes of the house, each with its page."""
    app.register_error_handler(Refused, tell_refusal)
    app.register_error_handler(EngineError, tell_engine)
    app.register_error_handler(CSRFError, tell_old_page)
    app.register_error_handler(HTTPException, tell_http)
    app.register_error_handler(Exception, tell_mistake)


def tell_refusal(refused: Refused) -> ResponseReturnValue:
    return page(STATUS[refused.kind], refused.sentence)


def tell_engine(error: EngineError) -> ResponseReturnValue:
    reference = _refer(error)
    return page(504 if error.code == "DEADLINE_EXCEEDED" else 503, error.sentence, reference=reference)


def tell_old_page(_error: CSRFError) -> ResponseReturnValue:
    return page(400, "The page was open too long, or cookies are off. Open it again, then send it once more.")


def tell_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    return page(
        status, SENTENCES.get(status, MISTAKE if status >= 500 else "Go back and change what was sent.")
    )


def tell_mistake(error: Exception) -> ResponseReturnValue:
    return page(500, MISTAKE, reference=_refer(error))


def page(
    status: int,
    sentence: str,
    *,
    title: str = "",
    links: Sequence[tuple[str, str]] = (),
    reference: str | None = None,
) -> ResponseReturnValue:
    """The error page with its status; `links` as (words, address) say where to go on."""
    return render_template(
        "error.html",
        title=title or TITLES.get(status, "This did not work"),
        sentence=sentence,
        status=status,
        links=links,
        reference=reference,
    ), status


def _refer(error: Exception) -> str:
    reference = secrets.token_hex(4)
    log.error("page_failed", reference=reference, path=request.path, method=request.method, exc_info=error)
    return reference
