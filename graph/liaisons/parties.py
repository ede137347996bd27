"""Sentences about parties as people and their roles need them."""

from __future__ import annotations

from typing import TypedDict

from graph.cypher import Cypher


class PartyRow(TypedDict):
    """What a role needs to know of its party, and whether it has the target."""

    key: str
    kind: str
    centerKey: str | None
    hasTarget: bool


class TradePartyRow(TypedDict):
    """An account or a filer, as a choice."""

    key: str
    name: str
    kind: str
    centerKey: str | None


# The party of a role, if the actor sees it; and whether the target is one of its own of that kind.
FIND: Cypher[PartyRow] = Cypher(
    "parties.find",
    """
    MATCH (p:Party {key: $party})
    WHERE NOT (p:Account OR p:Filer) OR p.audienceKey IN $audiences
    RETURN {key: p.key, centerKey: p.centerKey,
      kind: CASE WHEN p:Center THEN 'center' WHEN p:Agency THEN 'agency' WHEN p:Port THEN 'port'
                 WHEN p:Office THEN 'office' WHEN p:Council THEN 'council' WHEN p:Account THEN 'account'
                 WHEN p:Filer THEN 'filer' ELSE 'other' END,
      hasTarget: CASE $kind
        WHEN 'party' THEN $target = $party
        WHEN 'alignment' THEN EXISTS {
          MATCH (t:Alignment {key: $target}) WHERE t.centerKey = $party OR t.agencyKey = $party }
        WHEN 'area' THEN EXISTS {
          MATCH (t:Area {key: $target}) WHERE t.key = $party OR t.agencyKey = $party }
        WHEN 'column' THEN EXISTS {
          MATCH (t:Column {key: $target}) WHERE t.key = $party OR t.centerKey = $party }
        WHEN 'group' THEN EXISTS {
          MATCH (t:Group {key: $target}) WHERE t.centerKey = $party OR t.centerKey = p.centerKey }
        ELSE false END
    } AS row
    """,
)

LIST_ACCOUNTS: Cypher[TradePartyRow] = Cypher(
    "parties.list_accounts",
    """
    MATCH (p:Account) WHERE p.audienceKey IN $audiences
    WITH p ORDER BY p.name, p.key
    RETURN collect({key: p.key, name: p.name, centerKey: p.centerKey, kind: 'account'}) AS rows
    """,
)

LIST_FILERS: Cypher[TradePartyRow] = Cypher(
    "parties.list_filers",
    """
    MATCH (p:Filer) WHERE p.audienceKey IN $audiences
    WITH p ORDER BY p.name, p.key
    RETURN collect({key: p.key, name: p.name, centerKey: NULL, kind: 'filer'}) AS rows
    """,
)
