"""The Flask application: security, sessions, limits and health around the pages and the two APIs."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property, wraps
from typing import Any, TypeVar

import structlog
from flask import Flask, Request, Response, g, make_response, request
from flask.typing import ResponseReturnValue
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.cypher import Tx
from graph.liaisons.directory import VERSIONS
from graph.unit import Graph
from hub import health, limiting, login, pages
from hub.api.view import make_view as make_agency_view
from hub.config import Settings, read_secret_key
from hub.house import House
from hub.pages import problems
from hub.pages.input_files import take_larger_posts
from hub.public.schema import make_view as make_trade_view
from liaisons.directory import Directory

T = TypeVar("T")

AGENCY_API = "/graphql"
MOST_BYTES = 200_000
SESSION = timedelta(hours=12)
# Seconds, as the sentence of an engine that is down says: "in a minute".
AGAIN_IN = "60"
POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# GraphiQL's editor writes styles into its page, and draws with images of data.
BENCH_PAGE = "graphiql.show"
BENCH_POLICY = POLICY | {"style-src": "'self' 'unsafe-inline'", "img-src": "'self' data:"}

log = structlog.get_logger()


def tell_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def make_token() -> str:
    """The secret of a new API token: 256 bits of chance behind a name that scanners of leaks can find."""
    return "hub_" + secrets.token_urlsafe(32)


def create_app(
    settings: Settings,
    graph: Graph,
    *,
    clock: Callable[[], datetime] = tell_time,
    new_token: Callable[[], str] = make_token,
) -> Flask:
    """The application over an open graph; it connects to nothing before the first request."""
    app = Flask("hub", static_folder=None)
    app.config.update(
        SECRET_KEY=read_secret_key(settings),
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        SESSION_COOKIE_NAME="hub",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.demo,
        PERMANENT_SESSION_LIFETIME=SESSION,
        # An answer that is still under way must not sign in again whoever has just signed out.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=int(SESSION.total_seconds()),
    )
    login.register(app, House(settings, graph, clock, new_token))
    headers = _secure(app, settings)
    take_larger_posts(app)
    forged = CSRFProtect(app)
    pages.register(app)
    _let_the_bench_draw(app, headers)
    health.register(app)
    app.register_error_handler(login.TokenUnknown, _tell_unknown_token)
    limiter = limiting.register(app, settings)
    _log_requests(app)
    _register_apis(app, forged, limiting.admit_questions(limiter, settings))
    return app


def _register_apis(app: Flask, forged: CSRFProtect, admit: Callable[[Request], None]) -> None:
    """The two APIs. Neither takes a body but application/json, which no form of another site can send."""
    for blueprint, prefix in (
        (make_agency_view(), AGENCY_API),
        (make_trade_view(TradeReading, admit), "/public/graphql"),
    ):
        forged.exempt(blueprint)
        app.register_blueprint(blueprint, url_prefix=prefix)

    @app.before_request
    def refuse_unknown_token() -> None:
        # Ahead of the API, whose own answer is 200 even when it holds errors.
        if request.path == AGENCY_API and "Authorization" in request.headers:
            login.visit()


class TradeReading:
    """What the trade's API reads with: the same for everyone, whatever session or token comes along."""

    def __init__(self) -> None:
        self._house = login.the_house()

    @cached_property
    def directory(self) -> Directory:
        """The public directory as it stands."""
        return self.read(lambda tx: self._house.directory(tx, tx.one(VERSIONS) or 0))

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a unit that only reads."""
        return self._house.graph.read(work)


def _secure(app: Flask, settings: Settings) -> Talisman:
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Werkzeug's manual does it
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    behind_https = bool(settings.proxies) and not settings.demo
    return Talisman(
        app,
        force_https=behind_https,
        strict_transport_security=behind_https,
        session_cookie_secure=not settings.demo,
        session_cookie_http_only=True,
        session_cookie_samesite="Lax",
        frame_options="DENY",
        content_security_policy=POLICY,
        referrer_policy="same-origin",
        x_xss_protection=False,
    )


def _let_the_bench_draw(app: Flask, headers: Talisman) -> None:
    show: Any = app.view_functions[BENCH_PAGE]

    # Talisman marks the function that it is given; the module's own serves other applications too.
    @headers(content_security_policy=BENCH_POLICY)  # type: ignore[untyped-decorator]  # it has no types
    @wraps(show)
    def show_bench() -> ResponseReturnValue:
        answer: ResponseReturnValue = show()
        return answer

    app.view_functions[BENCH_PAGE] = show_bench


def _tell_unknown_token(refused: login.TokenUnknown) -> ResponseReturnValue:
    said = {"errors": [{"message": refused.sentence, "extensions": {"code": refused.code}}]}
    answer = (
        make_response(said, 401)
        if request.path == AGENCY_API
        else make_response(problems.page(401, refused.sentence))
    )
    answer.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return answer


def _log_requests(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def tell_when_to_come_back(response: Response) -> Response:
        if response.status_code in (503, 504):
            response.headers.setdefault("Retry-After", AGAIN_IN)
        return response

    @app.after_request
    def end(response: Response) -> Response:
        # The rule, not the address: an address can hold what someone searched for.
        rule = request.url_rule.rule if request.url_rule else None
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        log.info(
            "request",
            method=request.method,
            rule=rule,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
        if "Cache-Control" not in response.headers and request.endpoint != "pages.static":
            # What one person reads is kept by no browser's back and no proxy.
            response.headers["Cache-Control"] = "no-store"
        return response
