"""What a director has in hand: a code, the moment, and a hash of the words that anybody can make again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.liaisons.inputs import InputRow
from liaisons import clocks

# What the hash covers: the words that every reader of the input reads. Links to issues are left out, since
# not everyone who reads the input reads each of them.
HASHED = (
    "areas", "byDay", "cells", "centerKey", "cosigners", "evidence", "files", "kinds", "ofParty", "title",
    "tried", "wanted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """A signing or filing: its code, the instant in UTC and in Washington (ISO), by whom, the words' hash."""

    what: str
    code: str
    at: str
    washington: str
    by: str
    content_hash: str


def canonical_words(words: Mapping[str, Any]) -> str:
    """The words as the hash takes them: JSON with sorted keys, no spaces, every character as it is."""
    return json.dumps(
        {name: words[name] for name in HASHED}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def content_hash(words: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the canonical words in UTF-8."""
    return hashlib.sha256(canonical_words(words).encode()).hexdigest()


def receipts_of(row: InputRow) -> list[Receipt]:
    """The receipts that stand: of the last signature, and of the filing."""
    found = []
    if row["signedAt"]:
        found.append(_receipt("signed", row["receipt"], row["signedAt"], row["signedByName"], row))
    if row["filedAt"]:
        found.append(_receipt("filed", row["filingReceipt"], row["filedAt"], row["filedByName"], row))
    return found


def _receipt(what: str, code: str | None, at: str, by: str | None, row: InputRow) -> Receipt:
    local = datetime.fromisoformat(at).astimezone(clocks.WASHINGTON).isoformat(timespec="seconds")
    return Receipt(what, code or "", at, local, by or "", row["contentHash"] or "")
