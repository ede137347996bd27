"""One request to the hub, and all that comes back of it: status, headers and body, byte for byte."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import orjson
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.worlds.people import PUBLIC
from tests.worlds.standing_still import still
from tests.worlds.world import World

HOST = "https://hub.example"
FORGERY = "of both worlds"


@dataclass(frozen=True)
class Ask:
    """One request. A form goes with its token against forged posts, unless it is `forged`."""

    method: str
    path: str
    form: Mapping[str, Any] | None = None
    json: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    forged: bool = False

    def __hash__(self) -> int:
        return hash(self.words)

    @property
    def words(self) -> str:
        """What is sent, in a line: how a test names it."""
        body = self.json if self.json is not None else dict(self.form or {})
        token = "without its token" if self.forged else ""
        parts = (
            self.method,
            self.path,
            orjson.dumps(body).decode() if body else "",
            dict(self.headers),
            token,
        )
        return " ".join(str(part) for part in parts if part)


@dataclass
class Session:
    """Someone in front of one world's hub; each request finds the session as it was at first."""

    world: World
    key: str
    _cookie: str = field(default="", init=False)
    _token: str = field(default="", init=False)

    def __post_init__(self) -> None:
        app, client = self.world.app, self.world.app.test_client()
        with still(self.world.graph, f"session of {self.key}"):
            with client.session_transaction(base_url=HOST) as session:
                session["csrf_token"] = FORGERY
                if self.key != PUBLIC:
                    session["_user_id"], session["stamp"], session["_fresh"] = self.key, "", True
                    session.permanent = True
            self._token = _signer(app).dumps(FORGERY)
        cookie = client.get_cookie("hub", domain="hub.example")
        assert cookie is not None
        self._cookie = cookie.value

    def send(self, ask: Ask) -> bytes:
        """The raw answer, and after a redirected post that of the page it leads to."""
        with still(self.world.graph, ask.words):
            client = self.world.app.test_client()
            client.set_cookie("hub", self._cookie, domain="hub.example", secure=True)
            answer = self._open(client, ask)
            told = raw(answer)
            if ask.method == "POST" and answer.status_code == 303:
                told += raw(client.get(answer.headers["Location"], base_url=HOST))
            return told

    def _open(self, client: FlaskClient, ask: Ask) -> TestResponse:
        form = None
        if ask.form is not None:
            form = {**ask.form} if ask.forged else {**ask.form, "csrf_token": self._token}
        return client.open(
            ask.path,
            method=ask.method,
            data=form,
            json=ask.json,
            headers=[("Referer", f"{HOST}/"), *ask.headers],
            base_url=HOST,
            # From another place each time, so that the limit on tries from one place is not what answers.
            environ_base={"REMOTE_ADDR": _place(f"{self.key} {ask.words}")},
        )


def raw(answer: TestResponse) -> bytes:
    """Status, headers in their order, and body."""
    with closing(answer):
        head = "".join(f"{name}: {value}\n" for name, value in answer.headers.to_wsgi_list())
        return f"{answer.status}\n{head}\n".encode() + answer.get_data()


def _signer(app: Flask) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")  # type: ignore[arg-type]  # is set


def _place(words: str) -> str:
    number = zlib.crc32(words.encode())
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
