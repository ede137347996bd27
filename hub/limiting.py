"""How often one may try: to sign in, to guess a password, to ask the public API. Counted in the store."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, Request, make_response, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

from hub import login
from hub.config import Settings
from hub.pages import problems
from hub.wire import Declined

TRIES, MINUTE = "10 per minute", 60
# Where somebody may try to guess a password.
GUESSED = ("/sign-in", "/password")


def register(app: Flask, settings: Settings) -> Limiter:
    """Limit the pages where passwords can be guessed, by the address they come from and by whose they are."""
    limiter = Limiter(
        get_remote_address,
        app=app,
        strategy="moving-window",
        storage_uri=settings.redis_url or "memory://",
        # A store that hangs must not hang the pages.
        storage_options={"socket_timeout": 2, "socket_connect_timeout": 2} if settings.redis_url else {},
        # While the store is away each process counts by itself: better than not at all.
        in_memory_fallback_enabled=bool(settings.redis_url),
        headers_enabled=False,
    )
    app.register_error_handler(RateLimitExceeded, lambda _over: _tell_tries(limiter))

    def address_of_person() -> str:
        email = request.form.get("email", "").strip().lower()
        return "email:" + hashlib.sha256(email.encode()).hexdigest()

    def person_of_session() -> str:
        return "person:" + login.visit().actor.person

    def is_demo_choice() -> bool:
        return settings.demo and request.path == "/sign-in" and "person" in request.form

    for rule in list(app.url_map.iter_rules()):
        if rule.rule in GUESSED and "POST" in (rule.methods or ()):
            page: Any = app.view_functions[rule.endpoint]
            whose = address_of_person if rule.rule == "/sign-in" else person_of_session
            for key in (get_remote_address, whose):
                page = limiter.limit(TRIES, key_func=key, methods=["POST"], exempt_when=is_demo_choice)(page)
            app.view_functions[rule.endpoint] = page
    return limiter


def admit_questions(limiter: Limiter, settings: Settings) -> Callable[[Request], None]:
    """What declines a question to the public API from an address that has asked too many within a minute."""

    @limiter.limit(f"{settings.questions} per minute", key_func=get_remote_address)
    def count() -> None:
        """Nothing but being counted."""

    def admit(_request: Request) -> None:
        try:
            count()
        except RateLimitExceeded as over:
            seconds = _seconds_left(limiter)
            raise Declined(
                "TOO_MANY_QUESTIONS",
                f"Your address has asked {settings.questions} questions within a minute, and no more are "
                f"answered. Ask again in {seconds} s, and ask for more at once.",
                status=429,
                headers={"Retry-After": str(seconds)},
            ) from over

    return admit


def _tell_tries(limiter: Limiter) -> ResponseReturnValue:
    answer = make_response(problems.page(429, problems.SENTENCES[429]))
    answer.headers["Retry-After"] = str(_seconds_left(limiter))
    return answer


def _seconds_left(limiter: Limiter) -> int:
    """Until the oldest try is a minute old, rounded up."""
    over = limiter.current_limit
    return min(max(math.ceil(over.reset_at - time.time()), 1), MINUTE) if over else MINUTE
