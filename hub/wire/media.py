"""Which media type a client sends and which one it wants back."""

from typing import NamedTuple

from werkzeug.http import parse_accept_header, parse_options_header

from hub.wire.refusals import Declined

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"


class Wanted(NamedTuple):
    """How well a media type fits what a client accepts: by quality, then by how exactly it was named."""

    quality: float
    exactness: int


def choose_media(accept: str | None) -> str:
    """Choose the media type of the answer from an Accept header.

    No header and `*/*` mean application/json. Between two that are wanted alike, the newer
    application/graphql-response+json wins if it was named. Declines with 406 when neither is accepted.
    """
    if not accept or not accept.strip():
        return JSON
    wishes = {media: _wanted(accept, media) for media in (JSON, GRAPHQL)}
    best = max(wishes[JSON], wishes[GRAPHQL])
    if best.quality <= 0:
        raise Declined(
            "NOT_ACCEPTABLE", f"This address answers in {GRAPHQL} or {JSON}: accept one of them.", status=406
        )
    named = wishes[GRAPHQL] == best and best.exactness == 3
    return GRAPHQL if named or wishes[JSON] < wishes[GRAPHQL] else JSON


def _wanted(accept: str, media: str) -> Wanted:
    """Find how much a client wants one media type: the most exact range that covers it decides."""
    ranges = {"*/*": 1, f"{media.split('/')[0]}/*": 2, media: 3}
    found = Wanted(0.0, 0)
    for value, quality in parse_accept_header(accept):
        name, options = parse_options_header(value)
        charset = options.get("charset", "utf-8").lower()
        exactness = ranges.get(name.lower(), 0)
        if charset in {"utf-8", "utf8", "*"} and exactness > found.exactness:
            found = Wanted(quality, exactness)
    return found


def require_json(content_type: str | None, content_encoding: str | None) -> None:
    """Decline with 415 any body that is not plain JSON in UTF-8.

    Forms, multipart and text/plain are what another site's page can post with a visitor's cookies and without
    asking first; JSON it cannot.
    """
    name, options = parse_options_header(content_type)
    charset = options.get("charset", "utf-8").lower()
    encoding = (content_encoding or "identity").strip().lower()
    if name.lower() == JSON and charset in {"utf-8", "utf8"} and encoding == "identity":
        return
    raise Declined(
        "UNSUPPORTED_MEDIA_TYPE",
        f"Send the query as {JSON} in UTF-8, not compressed; forms and text are not taken.",
        status=415,
    )
