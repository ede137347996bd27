"""How badly an issue hurts, and the order that follows from it. Pure: no graph, no clock."""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """Worst is highest; "not assessed" until someone has said."""

    NOT_ASSESSED = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """`not assessed`, `low`, `medium`, `high` or `critical`."""
        return self.name.lower().replace("_", " ")

    @property
    def shape(self) -> str:
        """A sign beside the word, so that a print without colour tells them apart."""
        return {0: "", 1: "○", 2: "●", 3: "▲", 4: "◆"}[self]


def rank_of(severity: int, since: str, key: str) -> str:
    """What a list is ordered by: worst first, oldest, then by key. All of it stands on the issue."""
    return f"{9 - severity}{since:<10}{key}"
