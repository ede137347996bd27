"""Issues as a file: all that a list holds, for whoever may read the list."""

from __future__ import annotations

from graph.cypher import Tx
from graph.matrix.issues import ListedIssueRow
from liaisons.actors import Actor
from liaisons.errors import BadInput
from matrix.issues import Order, Wanted, count_issues, read_list

MOST = 10_000


class FileTooLong(BadInput):
    """More issues than one file carries."""


def list_for_file(
    tx: Tx, actor: Actor, wanted: Wanted, *, order: Order = Order.WORST, reverse: bool = False
) -> list[ListedIssueRow]:
    """Every issue of the list, in its order. Refuses more than 10,000: a partial file would pass as whole."""
    total = count_issues(tx, actor, wanted)
    if total > MOST:
        raise FileTooLong(f"The list has {total:,} issues; a file takes {MOST:,}. Narrow the filter.")
    return read_list(tx, actor, wanted, order=order, reverse=reverse, limit=MOST)
