"""What waits for the party that someone acts for: the held things, overdue first, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from graph.cypher import Tx
from graph.liaisons import holdings as sentences
from graph.liaisons.holdings import WaitingRow
from liaisons.actors import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first things that wait, by due day, and the number of all of them."""

    rows: tuple[WaitingRow, ...]
    total: int

    def count_overdue(self, today: str) -> int:
        """Due before today (an ISO day), among the rows; they come first, so a count below all is exact."""
        return sum(row["dueOn"] < today for row in self.rows)

    def count_due(self, today: str, until: str) -> int:
        """Due from today to the day `until`, both included, among the rows."""
        return sum(today <= row["dueOn"] <= until for row in self.rows)


def waiting_for(tx: Tx, actor: Actor, limit: int = MOST) -> Waiting:
    """What the party acted for holds, as far as the actor reads it, at most `limit` rows (up to 100)."""
    parties = [actor.party]
    rows = tx.all(
        sentences.WAITING, parties=parties, audiences=actor.audiences, limit=max(1, min(limit, MOST))
    )
    total = tx.the(sentences.COUNT_WAITING, parties=parties, audiences=actor.audiences)
    return Waiting(tuple(rows), total)
