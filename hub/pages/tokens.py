"""One's own API tokens: make, see, take back. A secret is shown once, on the page that made it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import StringField

from hub import login
from hub.login import Visit, visit
from hub.pages.forms import Form
from hub.pages.problems import TO_MEND
from liaisons.errors import Refused
from liaisons.tokens import DAYS, LONGEST_DAYS, list_tokens, make_token, revoke_token

pages = Blueprint("tokens", __name__)


class NewToken(Form):
    """A token to be made."""

    name = StringField("Name", description="Which program will use it, such as “weekly export”.")
    days = StringField(
        "Days",
        default=str(DAYS),
        description=f"How long it works, up to {LONGEST_DAYS} days.",
        render_kw={"inputmode": "numeric"},
    )

    def count_days(self) -> int:
        """What was typed; no number is none that a token can live."""
        given = (self.days.data or str(DAYS)).strip()
        return int(given) if given.isdecimal() and len(given) < 6 else 0


@pages.get("/tokens")
def show() -> ResponseReturnValue:
    """One's own tokens and the form to make another."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=/tokens")
    return _show(seen, NewToken(formdata=None))


@pages.post("/tokens")
def make() -> ResponseReturnValue:
    """Make a token and show its secret, this once."""
    seen = visit()
    form = NewToken()
    if not form.validate():
        return _show(seen, form), TO_MEND
    try:
        secret, hashed = login.new_token()
        made = seen.graph.write(
            lambda tx: make_token(
                tx,
                seen.actor,
                form.name.data or "",
                secret=secret,
                secret_hash=hashed,
                days=form.count_days(),
                now=seen.now,
            )
        )
    except Refused as refused:
        status = form.refuse(refused)
        return _show(seen, form), status
    return _show(seen, NewToken(formdata=None), secret=made.secret)


@pages.post("/tokens/revoke")
def revoke() -> ResponseReturnValue:
    """Take back one of one's own tokens."""
    seen = visit()
    key = request.form.get("token", "")
    row = seen.graph.write(lambda tx: revoke_token(tx, seen.actor, key, now=seen.now))
    flash(f"The token “{row['name']}” is revoked: it opens nothing from now on.")
    return redirect("/tokens", 303)


def _show(seen: Visit, form: NewToken, *, secret: str = "") -> str:
    return render_template(
        "tokens.html",
        title="Tokens",
        section="tokens",
        tokens=seen.graph.read(lambda tx: list_tokens(tx, seen.actor, now=seen.now)),
        secret=secret,
        form=form,
        name_of=seen.directory.name_of,
    )
