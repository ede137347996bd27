"""One's own password, changed; and for an administrator someone else's, made anew and shown once."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from hub import login
from hub.login import Visit, visit
from hub.pages.forms import Form
from hub.pages.people import read_person
from hub.pages.problems import TO_MEND
from hub.passwords import LONGEST, SHORTEST, check_own_password, hash_password, make_password
from liaisons.errors import BadInput, Refused
from liaisons.passwords import set_password
from liaisons.people import find_self
from liaisons.permissions import Permission, require

pages = Blueprint("passwords", __name__)


class PasswordsDiffer(BadInput):
    """The new password was typed in two ways."""


class Change(Form):
    """One's own password, with the present one."""

    present = PasswordField("Present password", render_kw={"autocomplete": "current-password"})
    password = PasswordField(
        "New password",
        description=f"{SHORTEST} to {LONGEST} characters; a sentence is easy to remember.",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField("New password again", render_kw={"autocomplete": "new-password"})


class Renew(Form):
    """Nothing but the button."""


@pages.route("/password", methods=["GET", "POST"])
def change() -> ResponseReturnValue:
    """Change one's own password; every other session of one's own is over."""
    seen = visit()
    if seen.actor.is_public:
        return redirect("/sign-in?next=/password")
    form, status = Change(), 200
    if request.method == "POST":
        status = TO_MEND
        if form.validate():
            try:
                _change(seen, form)
            except Refused as refused:
                status = form.refuse(refused)
            else:
                flash("Your password is changed. Other sessions of yours are over; your tokens still work.")
                return redirect("/password", 303)
    return render_template("password.html", title="Password", form=form), status


def _change(seen: Visit, form: Change) -> None:
    person, new = seen.actor.person, form.password.data or ""
    email = seen.graph.read(lambda tx: find_self(tx, seen.actor))["email"]
    check_own_password(seen.graph, email, form.present.data or "")
    if new != (form.again.data or ""):
        raise PasswordsDiffer("The two new passwords differ. Type the same twice.", field="again")
    hashed = hash_password(new, email=email)
    seen.graph.write(lambda tx: set_password(tx, seen.actor, person, password_hash=hashed, now=seen.now))
    login.sign_in_with_password(seen.graph, email, new, seen.now)
    login.act_for(seen.actor.party)


@pages.route("/people/password", methods=["GET", "POST"])
def renew() -> ResponseReturnValue:
    """Make someone a new password and show it, this once."""
    seen = visit()
    require(seen.actor, Permission.MANAGE_EVERY_PARTY)
    key = request.values.get("person", "")
    person, _ = seen.graph.read(lambda tx: read_person(tx, seen, key))
    form, status, secret = Renew(), 200, ""
    if request.method == "POST":
        secret = make_password(seen.graph)
        hashed = hash_password(secret, email="")
        seen.graph.write(lambda tx: set_password(tx, seen.actor, key, password_hash=hashed, now=seen.now))
    return render_template(
        "people_password.html",
        title="New password",
        section="directory",
        person=person,
        form=form,
        secret=secret,
    ), status
