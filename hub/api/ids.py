"""Global ids: which type a record is of and its key, opaque to clients."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Mapping
from typing import Any

import strawberry

from hub.wire import of_row
from liaisons.errors import BadInput


class IdUnreadable(BadInput):
    """A global id or cursor that the hub did not make."""


def global_id(kind: str, key: str) -> strawberry.ID:
    """The id of a record, the same for ever."""
    return strawberry.ID(urlsafe_b64encode(f"{kind}:{key}".encode()).decode())


def read_id(text: str) -> tuple[str, str]:
    """The type and key of a global id. Refuses what the hub did not make."""
    kind, colon, key = _decode(text, "id").partition(":")
    if not colon:
        raise IdUnreadable("This is no id of the hub. Give one that it answered with.", field="id")
    return kind, key


def cursor_of(rank: str) -> str:
    """The cursor behind which the next page begins."""
    return urlsafe_b64encode(rank.encode()).decode()


def read_cursor(text: str | None) -> str:
    """The rank that a cursor stands for; the beginning without one."""
    return _decode(text, "after") if text else ""


def id_field(kind: str) -> Callable[..., strawberry.ID]:
    """A resolver that makes the global id of rows of this type from their key."""

    @of_row
    def make(root: Mapping[str, Any]) -> strawberry.ID:
        return global_id(kind, root["key"])

    return make


def _decode(text: str, field: str) -> str:
    try:
        return urlsafe_b64decode(text.encode()).decode()
    except (Error, UnicodeError, ValueError):
        raise IdUnreadable(
            f"“{text[:40]}” was not made by the hub. Give one that it answered with.", field=field
        ) from None
