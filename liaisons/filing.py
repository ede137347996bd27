"""How an input reaches the BIEC: filed, with a second receipt, and the BIEC's clock starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from graph.cypher import Tx, Value
from graph.liaisons.inputs import InputRow
from graph.outbox import Event
from liaisons import clocks
from liaisons.actors import Actor
from liaisons.input_locking import Next, Said, move_input
from liaisons.input_states import COUNCIL, InputMove

PASSED, NOT_COORDINATED, BYPASSED = "passed", "not coordinated", "bypassed"
# The secretary's days to say that it came: ours, until a rule says otherwise.
ACKNOWLEDGE_DAYS = 5
ACKNOWLEDGE = "Acknowledge it"


def file_input(
    tx: Tx,
    actor: Actor,
    row: InputRow,
    move: InputMove,
    happened: type[Event],
    *,
    how: str,
    changes: Mapping[str, Value],
    said: Said,
    now: datetime,
) -> InputRow:
    """File a locked input, in one of the three ways that the table has."""
    today = clocks.day_of(now)
    signed = date.fromisoformat(row["signedOn"] or today.isoformat())
    receipt = tx.new_code()
    filed: dict[str, Value] = {
        **changes,
        "filedHow": how,
        "filedOn": today.isoformat(),
        "filedAt": now.isoformat(),
        "filedByName": actor.name,
        "filingReceipt": receipt,
        "hqStep": None,
        "coordinationDays": clocks.business_days_between(signed, today),
    }
    return move_input(
        tx, actor, row, move, happened, changes=filed, then=Next(COUNCIL, ACKNOWLEDGE, ACKNOWLEDGE_DAYS),
        said={**said, "receipt": receipt, "how": how}, now=now,
    )  # fmt: skip
