"""Who is in front of the hub: a session's person or a token's, with all that a request needs, found once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from graph import audit
from graph.cypher import Tx
from graph.hub import sign_in as sentences
from graph.hub.sign_in import MadeUpRow, SignedInRow, TokenRow
from graph.unit import Graph
from hub.house import House
from hub.passwords import check_password
from liaisons import clocks
from liaisons.actors import PUBLIC, Actor, Role, Standing, reader_keys
from liaisons.directory import Directory
from liaisons.errors import NotAllowed, NotFound
from liaisons.permissions import Permission, may

BEARER = "bearer "


class TokenUnknown(NotAllowed):
    """A token that is unknown, has ended or was revoked: one answer for all, with status 401."""

    def __init__(self) -> None:
        super().__init__(
            "This token is unknown, has ended or was revoked. Make a new one under “Tokens”.", field="token"
        )


class TokenMakesNone(NotAllowed):
    """A token that made others would never end."""


class NotADemonstration(NotAllowed):
    """Signing in as someone without a password is for the demonstration only."""


class NoRoleToday(NotAllowed):
    """The password is right, and all roles of the person have ended."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who asks, the names of the directory, the time, and the graph."""

    actor: Actor
    directory: Directory
    now: datetime
    graph: Graph
    demo: bool
    by_token: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a session or token names: the person, the party acted for, and the password's mark (sessions)."""

    person: str | None
    party: str
    stamp: str | None


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """What Flask-Login keeps of a session: the person's key, which `visit` looks up in the graph."""

    def __init__(self, person: str) -> None:
        self.id = person


def register(app: Flask, house: House) -> None:
    """Teach the application to read its sessions."""
    app.extensions["house"] = house
    manager = LoginManager(app)
    manager.session_protection = "basic"
    manager.user_loader(SignedIn)


def the_house() -> House:
    """What the process shares: settings, graph, clock, and what it has in memory."""
    house: House = current_app.extensions["house"]
    return house


def visit() -> Visit:
    """Who asks, found with one sentence and kept for the rest of the request.

    Refuses with `TokenUnknown`. An auditor's request leaves an audit entry first; where that can't be
    written, nothing is read.
    """
    if "no_visit" in g:
        raise g.no_visit
    if "visit" not in g:
        try:
            g.visit = _find_visit()
        except Exception as error:
            # The error page asks again; it shall hear the same at once.
            g.no_visit = error
            raise
    seen: Visit = g.visit
    return seen


def sign_in_with_password(graph: Graph, email: str, password: str, now: datetime) -> str:
    """Begin a session and return the person's key.

    Refuses with `SignInRefused` an unknown address and a wrong password alike, with `NoRoleToday` a person
    whose roles have all ended.
    """
    return _begin(graph, check_password(graph, email, password), now, made_up_only=False)


def sign_in_as(person: str) -> str:
    """Begin a session as a made-up person, without a password. Refuses outside the demonstration."""
    house = the_house()
    if not house.settings.demo:
        raise NotADemonstration("Sign in with your e-mail address and password.")
    return _begin(house.graph, person, house.clock(), made_up_only=True)


def list_made_up() -> list[MadeUpRow]:
    """The made-up people who hold a role today, by name; none outside the demonstration."""
    house = the_house()
    if not house.settings.demo:
        return []
    today = clocks.today_of(house.clock())
    return house.graph.read(lambda tx: tx.all(sentences.LIST_MADE_UP, today=today))


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()
    _forget_visit()


def act_for(party: str) -> None:
    """Act for another of one's parties from now on. Refuses a party where the person has no role today."""
    session["party"] = visit().actor.acting_for(party).party
    _forget_visit()


def make_actor(row: SignedInRow, *, party: str = "", stamp: str | None = None) -> Actor:
    """The actor of a row; the public if nobody is there, no role is left, or the password is another now."""
    standings = tuple(
        Standing(Role(s["role"]), s["party"], s["target"], s["targetKind"]) for s in row["standings"]
    )
    if row["person"] is None or not standings or (stamp is not None and stamp != (row["stamp"] or "")):
        return PUBLIC
    actor = Actor(
        person=row["person"],
        name=row["name"] or row["person"],
        party="",
        standings=standings,
        readers=reader_keys(row["person"], standings),
    )
    return actor.acting_for(party if party in actor.parties else actor.parties[0])


def new_token() -> tuple[str, str]:
    """The secret of a new token, and the hash that is kept. Refuses whoever came with a token."""
    if visit().by_token:
        raise TokenMakesNone("A token makes no other token. Sign in to make one under “Tokens”.")
    secret = the_house().new_token()
    return secret, hash_token(secret)


def hash_token(secret: str) -> str:
    """What the graph keeps of a token: it is long and random, so a plain SHA-256 tells nobody its secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _begin(graph: Graph, person: str, now: datetime, *, made_up_only: bool) -> str:
    row = graph.read(lambda tx: tx.the(sentences.FIND_SIGNED_IN, person=person, today=clocks.today_of(now)))
    if row["person"] is None or (made_up_only and not row["madeUp"]):
        raise NotFound
    if not row["standings"]:
        raise NoRoleToday("Your roles have all ended. Ask your Center's director or your agency's principal.")
    session.clear()
    login_user(SignedIn(person))
    session["stamp"] = row["stamp"] or ""
    session.permanent = True
    _forget_visit()
    return person


def _forget_visit() -> None:
    g.pop("visit", None)
    g.pop("no_visit", None)


def _find_visit() -> Visit:
    house = the_house()
    now = house.clock()
    header = request.headers.get("Authorization", "")
    secret = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else None

    def read(tx: Tx) -> tuple[Actor, Directory]:
        token = None if secret is None else _find_token(tx, secret, now)
        asked = _asked(token)
        row = tx.the(sentences.FIND_SIGNED_IN, person=asked.person, today=clocks.today_of(now))
        actor = make_actor(row, party=asked.party, stamp=asked.stamp)
        # A token speaks for the party it was made for, and ends with the role there.
        if token and (actor.is_public or actor.party != token["party"]):
            raise TokenUnknown
        return house.with_audiences(tx, actor, row["audiences"]), house.directory(tx, row["directory"])

    actor, directory = house.graph.read(read)
    if may(actor, Permission.READ_EVERYTHING):
        _watch(house.graph, actor, now)
    return Visit(actor, directory, now, house.graph, house.settings.demo, secret is not None)


def _asked(token: TokenRow | None) -> Asked:
    if token:
        return Asked(token["person"], token["party"], None)
    person = str(current_user.id) if current_user.is_authenticated else None
    return Asked(person, session.get("party", ""), session.get("stamp", ""))


def _find_token(tx: Tx, secret: str, now: datetime) -> TokenRow:
    token = tx.one(sentences.FIND_TOKEN, hash=hash_token(secret))
    if token is None or token["revokedAt"] is not None or token["expiresAt"] <= now.isoformat():
        raise TokenUnknown
    return token


def _watch(graph: Graph, actor: Actor, now: datetime) -> None:
    graph.write(
        lambda tx: audit.append(
            tx,
            act="Read",
            subject=request.path,
            person=actor.person,
            party=actor.party,
            audience=actor.party,
            at=now.isoformat(),
        )
    )
