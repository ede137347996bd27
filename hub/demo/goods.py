"""What a made-up account of each industry deals in: a word for its name, and flags its goods can carry.

Our guess at what is plausible, for the demo only; the flags themselves are real.
"""

from __future__ import annotations

from typing import NamedTuple


class Goods(NamedTuple):
    """A word for the account's name, and flags."""

    word: str
    flags: tuple[str, ...]


GOODS: dict[str, Goods] = {
    "CEE001/pharma": Goods("Remedies", ("FD1", "FD2", "DE1")),
    "CEE001/health": Goods("Care Devices", ("FD1", "FD2")),
    "CEE001/chemicals": Goods("Compounds", ("EP1", "EP2", "EP5", "EP7", "EP8", "EH1", "EH2")),
    "CEE002/agriculture": Goods("Growers", ("AQ1", "AQ2", "FD3", "FD4", "AM3", "AM7")),
    "CEE002/aquaculture": Goods("Seafood", ("FD3", "FD4", "NM1", "NM5", "NM8", "OM1")),
    "CEE002/animal-products": Goods("Provisions", ("AQ1", "AQ2", "FS3", "FS4", "FD4", "FW1")),
    "CEE002/vegetable-products": Goods("Produce", ("AQ1", "AQ2", "FD3", "FD4", "AM4", "AM8")),
    "CEE002/prepared-food": Goods("Foods", ("FD3", "FD4", "AM8", "AQX")),
    "CEE002/beverages": Goods("Drinks", ("TB1", "TB2", "FD4")),
    "CEE002/tobacco": Goods("Leaf", ("TB1", "TB3", "FD1", "FD2")),
    "CEE003/automotive": Goods("Motors", ("DT1", "DT2", "EP3", "EP4")),
    "CEE003/aerospace": Goods("Airframes", ()),
    "CEE003/other-transport": Goods("Carriages", ("EP3", "EP4")),
    "CEE004/apparel": Goods("Outfits", ("CP1", "CP2", "FW1")),
    "CEE004/footwear": Goods("Shoes", ("FW1", "FW2", "CP1")),
    "CEE004/textiles": Goods("Weavers", ("CP1", "AQX")),
    "CEE005/steel": Goods("Steel", ()),
    "CEE005/ferrous": Goods("Foundry", ()),
    "CEE005/nonferrous": Goods("Alloys", ()),
    "CEE006/petroleum": Goods("Fuels", ("EP7", "EP8")),
    "CEE006/gas": Goods("Gas", ()),
    "CEE006/minerals": Goods("Minerals", ("EP7",)),
    "CEE006/mining": Goods("Ores", ()),
    "CEE007/it": Goods("Systems", ()),
    "CEE007/circuits": Goods("Circuits", ("EP7",)),
    "CEE007/adp": Goods("Computing", ("FD1",)),
    "CEE007/consumer-electronics": Goods("Electronics", ("FD1", "FD2", "CP1")),
    "CEE008/household": Goods("Homeware", ("AL1", "AL2", "EP7", "FD1")),
    "CEE008/consumer": Goods("Playthings", ("CP1", "CP2", "EP5", "FD1")),
    "CEE008/mass": Goods("Stores", ("CP1", "CP2", "FD3", "AL1")),
    "CEE009/plastics": Goods("Polymers", ("EP7", "FD1")),
    "CEE009/rubber": Goods("Rubber", ()),
    "CEE009/leather": Goods("Leather", ("FW1", "FW2", "FW3")),
    "CEE009/wood": Goods("Timber", ("AL1", "AL2", "AQ1", "EP7")),
    "CEE009/paper": Goods("Paper", ("AL1",)),
    "CEE009/stone-glass": Goods("Glassworks", ("FD1",)),
    "CEE009/precious": Goods("Gems", ("FW1",)),
    "CEE010/tools": Goods("Tools", ()),
    "CEE010/machine-tools": Goods("Lathes", ()),
    "CEE010/production": Goods("Machines", ("EP3", "EH1", "EH2")),
    "CEE010/instruments": Goods("Instruments", ("FD1",)),
}
