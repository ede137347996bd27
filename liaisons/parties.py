"""Parties as people and their roles need them: of which kind one is, and what belongs to it."""

from __future__ import annotations

from graph.cypher import Tx
from graph.liaisons import parties as sentences
from graph.liaisons.parties import PartyRow, TradePartyRow
from liaisons.actors import Actor
from liaisons.errors import BadInput
from liaisons.permissions import Permission, require

# Every record of a trade person is read by the party, its Center and the Office of Trade.
TRADE_OFFICE = "OT"
TRADE_KINDS = ("account", "filer")
# Industries and working groups are parties to whom no people belong.
OTHER = "other"


class PartyUnknown(BadInput):
    """The party is not in the directory, or not shared with the actor."""


def find_party(tx: Tx, actor: Actor, party: str, *, target: str = "", target_kind: str = "party") -> PartyRow:
    """A party, and whether the target is its own. Refuses one unknown or not shared."""
    row = tx.one(sentences.FIND, party=party, target=target, kind=target_kind, audiences=actor.audiences)
    if row is None or row["kind"] == OTHER:
        raise PartyUnknown(f"“{party[:60]}” is no party in the directory. Choose.", field="party")
    return row


def is_trade(party: PartyRow) -> bool:
    """Whether its people are of the trade."""
    return party["kind"] in TRADE_KINDS


def list_trade_parties(tx: Tx, actor: Actor) -> list[TradePartyRow]:
    """Accounts, then filers, that the actor sees, by name, for whoever sees to the people of every party."""
    require(actor, Permission.MANAGE_EVERY_PARTY)
    accounts = tx.all(sentences.LIST_ACCOUNTS, audiences=actor.audiences)
    return [*accounts, *tx.all(sentences.LIST_FILERS, audiences=actor.audiences)]
