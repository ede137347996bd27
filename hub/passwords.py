"""Passwords: what they must be, their hashes by argon2id, and the one check."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.hub import sign_in as sentences
from graph.unit import Graph
from liaisons.errors import BadInput

SHORTEST, LONGEST = 12, 200

_hasher = PasswordHasher()


class PasswordUnfit(BadInput):
    """A new password is too short, too long, or holds the person's own address."""


class SignInRefused(BadInput):
    """No such person, or not their password: one answer for both, after equal work."""

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password isn't right. Check both.", field="email")


class PresentPasswordWrong(BadInput):
    """Who would change their password has not shown that it is theirs."""


def make_password(graph: Graph) -> str:
    """A new password by chance (30 ** 24), which people can read out: `7KQ4-F2M9-…`."""
    return "-".join(graph.ids.new_code() for _ in range(3))


def hash_password(password: str, *, email: str) -> str:
    """The hash of a new password. Refuses with `PasswordUnfit`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordUnfit(
            f"The password has {len(password)} characters. Choose one of {SHORTEST} to {LONGEST}.",
            field="password",
        )
    if email and email.partition("@")[0].lower() in password.lower():
        raise PasswordUnfit("The password holds your e-mail address. Choose another.", field="password")
    return _hasher.hash(password)


def check_password(graph: Graph, email: str, password: str) -> str:
    """The key of the person with this address and password. Refuses with `SignInRefused`."""
    address = email.strip().lower()[:LONGEST]
    row = graph.read(lambda tx: tx.one(sentences.FIND_PASSWORD, email=address))
    try:
        _hasher.verify(row["hash"] if row else _nobodys_hash(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        raise SignInRefused from None
    if row is None:
        raise SignInRefused
    return row["person"]


def check_own_password(graph: Graph, email: str, password: str) -> None:
    """Refuse with `PresentPasswordWrong` unless it is the password of this address."""
    try:
        check_password(graph, email, password)
    except SignInRefused:
        raise PresentPasswordWrong(
            "The present password isn't right. Type it again; who has lost it asks an administrator.",
            field="present",
        ) from None


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("what an unknown address is checked against")
