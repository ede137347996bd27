"""Signing in and out, and choosing which of one's parties to act for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from graph.hub.sign_in import MadeUpRow
from hub import login
from hub.login import visit
from hub.pages import seats
from hub.pages.forms import Form
from hub.pages.frame import local_address
from hub.pages.problems import TO_MEND
from liaisons.directory import Directory
from liaisons.errors import Refused

pages = Blueprint("sign_in", __name__)

# As many of a kind as one screen bears; the search finds the rest.
MOST_OF_A_KIND = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One made-up person to be."""

    key: str
    name: str
    roles: tuple[str, ...]
    party_name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Made-up people of one kind of reader."""

    words: str
    hint: str
    people: list[Choice]
    total: int


class SignIn(Form):
    """An address and a password."""

    email = EmailField("E-mail address", [InputRequired("The e-mail address is empty. Write it.")],
                       render_kw={"autocomplete": "username", "required": False})  # fmt: skip
    password = PasswordField("Password", [InputRequired("The password is empty. Write it.")],
                             render_kw={"autocomplete": "current-password", "required": False})  # fmt: skip


KINDS = (
    ("Partner agencies", "Liaisons, backups, experts and principals. They read what their agency shares."),
    ("Centers", "Directors, leads, specialists and experts of a Center."),
    ("Headquarters and the BIEC", "Officers who pass, assign and answer."),
    ("Ports", "Officers at a port of entry."),
    (
        "Trade",
        "Users of importers' accounts, and customs brokers. They read what is theirs and what is public.",
    ),
)


@pages.get("/sign-in")
def show() -> str:
    """The form, or in the demonstration the list of people to be."""
    return _show_choices() if visit().demo else _show_form(SignIn())


@pages.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Begin a session and go on to where one wanted to go."""
    seen = visit()
    way_on = local_address(request.form.get("next"), "/home")
    if seen.demo and "person" in request.form:
        login.sign_in_as(request.form["person"])
        return redirect(way_on, 303)
    form = SignIn()
    if not form.validate():
        return _show_form(form), TO_MEND
    try:
        login.sign_in_with_password(seen.graph, form.email.data or "", form.password.data or "", seen.now)
    except Refused as refused:
        status = form.refuse(refused)
        return _show_form(form), status
    return redirect(way_on, 303)


@pages.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End the session and show what is public."""
    login.sign_out()
    flash("You are signed out.")
    return redirect("/", 303)


@pages.post("/act-for")
def change_party() -> ResponseReturnValue:
    """Act for another of one's parties, on the same page."""
    login.act_for(request.form.get("party", ""))
    seen = visit()
    flash(f"You now act for {seen.directory.name_of(seen.actor.party)}. What you read stays the same.")
    return redirect(local_address(request.form.get("next"), "/home"), 303)


def _show_form(form: SignIn) -> str:
    way_on = local_address(request.values.get("next"), "/home")
    return render_template("sign_in.html", title="Sign in", form=form, next=way_on)


def _show_choices() -> str:
    asked = request.args.get("q", "").strip()[:100]
    directory = visit().directory
    rows = login.list_made_up()
    groups = _groups(directory, rows, asked)
    return render_template(
        "sign_in_demo.html",
        title="Sign in",
        groups=groups,
        total=sum(group.total for group in groups),
        asked=asked,
        next=local_address(request.args.get("next"), "/home"),
    )


def _groups(directory: Directory, rows: list[MadeUpRow], asked: str) -> list[Group]:
    kinds: list[list[Choice]] = [[] for _ in KINDS]
    for row in rows:
        choice = _choice(directory, row)
        text = " ".join((choice.name, choice.party_name, *choice.roles)).casefold()
        if all(word in text for word in asked.casefold().split()):
            kinds[_kind_of(directory, row["standings"][0]["party"])].append(choice)
    for people in kinds:
        people.sort(key=lambda one: (one.party_name, one.name))
    return [
        Group(words, hint, people if asked else people[:MOST_OF_A_KIND], len(people))
        for (words, hint), people in zip(KINDS, kinds, strict=True)
        if people
    ]


def _choice(directory: Directory, row: MadeUpRow) -> Choice:
    roles = dict.fromkeys(seats.say_role(s["role"]) for s in row["standings"])
    parties = dict.fromkeys(directory.name_of(s["party"]) for s in row["standings"])
    return Choice(row["key"], row["name"], tuple(roles), ", ".join(parties))


def _kind_of(directory: Directory, party: str) -> int:
    """Which of `KINDS` a party belongs to; what is no party of government is of the trade."""
    if party in directory.agencies and party != "CBP":
        return 0
    if party in directory.centers:
        return 1
    if party in {place["key"] for place in directory.row["ports"]}:
        return 3
    return 2 if party == "CBP" or party in directory.places else 4
