"""Who holds which role today, for those who may see people."""

from __future__ import annotations

from graph.cypher import Tx
from graph.liaisons import directory as sentences
from graph.liaisons.directory import CoverRow
from liaisons.actors import Actor, Role
from liaisons.permissions import Permission, require


def list_seats(tx: Tx, actor: Actor, *, today: str) -> list[CoverRow]:
    """Every role that the actor sees someone hold on the day, by person's name.

    Refuses with `RoleMissing` whoever may not see people.
    """
    require(actor, Permission.SEE_PEOPLE)
    rows = tx.all(sentences.COVER, roles=[str(role) for role in Role], today=today, audiences=actor.audiences)
    return sorted(rows, key=lambda row: (row["personName"], row["personKey"], row["partyKey"], row["role"]))
