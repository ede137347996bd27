"""The agency API at /graphql, for people who are signed in or come with a token of theirs."""

from __future__ import annotations

from flask import Blueprint, Request

from hub import wire
from hub.api.context import Context
from hub.api.problems import SignInFirst, translate
from hub.api.schema import core_schema
from hub.login import visit


def make_view() -> Blueprint:
    """The blueprint to register at /graphql."""
    return wire.view("agency_api", core_schema(), context=_context, translate=translate)


def _context(_request: Request) -> Context:
    seen = visit()
    if seen.actor.is_public:
        raise SignInFirst(
            "Sign in, or send one of your own tokens as “Authorization: Bearer …”. The trade's API is "
            "/public/graphql."
        )
    return Context(seen.actor, seen.directory, seen.now, seen.graph)
