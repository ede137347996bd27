"""Notices which words of an address or a form the hub's pages look at, so that a walk can try each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Request, request
from werkzeug.datastructures import ImmutableMultiDict

# By place and method: the names that were looked at since the last `clear`.
LOOKED_AT: set[tuple[str, str, str]] = set()
# What forms of the library look at by themselves: the token against forged posts.
BY_ITSELF = {"csrf_token"}


class _Parts(ImmutableMultiDict[str, str]):
    def get(self, key: Any, *given: Any, **named: Any) -> Any:
        _notice(key)
        return super().get(key, *given, **named)

    def getlist(self, key: Any, *given: Any, **named: Any) -> Any:
        _notice(key)
        return super().getlist(key, *given, **named)

    def __getitem__(self, key: Any) -> Any:
        _notice(key)
        return super().__getitem__(key)

    def __contains__(self, key: Any) -> bool:
        _notice(key)
        return super().__contains__(key)


class NoticingRequest(Request):
    """A request that notices which of its words are looked at."""

    parameter_storage_class = _Parts


def place_of(rule: str, arguments: Mapping[str, Any]) -> str:
    """A route; one that serves several forms is a place for each of their names."""
    return f"{rule} {arguments['name']}" if "name" in arguments else rule


def _notice(key: Any) -> None:
    # The APIs' own words stand in their schemas, and are walked from there.
    if isinstance(key, str) and key not in BY_ITSELF and request.url_rule and "/graphql" not in request.path:
        place = place_of(request.url_rule.rule, request.view_args or {})
        LOOKED_AT.add((place, "POST" if request.method == "POST" else "GET", key))
