"""Who plays in the demo: names coined for it, where they sit, and the roles they hold. No official is meant.

A role is (role, party, target) and, where it isn't simply running, its first day and its end as offsets.
What nobody holds here is vacant on purpose, so that gaps show.
"""

from __future__ import annotations

from typing import NamedTuple

APP, AFT, AUT, BAS, CPMM = "CEE002", "CEE004", "CEE003", "CEE005", "CEE008"
ELE, IMM, MAC, PNG, PHC = "CEE007", "CEE009", "CEE010", "CEE006", "CEE001"


class Part(NamedTuple):
    """One role of one person. `target` is a party, an alignment, an area, a column or a group."""

    role: str
    party: str
    target: str
    starts: int | None = None
    ends: int | None = None


class Player(NamedTuple):
    """A person of the demo; `home` is the party they sit at."""

    name: str
    home: str
    parts: tuple[Part, ...]


def _director(center: str, *, starts: int | None = None, ends: int | None = None) -> tuple[Part, ...]:
    return (
        Part("director", center, center, starts, ends),
        Part("chair", center, f"group:{center}", starts, ends),
    )


def _leads(center: str, *agencies: str) -> tuple[Part, ...]:
    return tuple(Part("center-lead", center, f"{center}~{agency}") for agency in agencies)


def _liaison(agency: str, *centers: str) -> tuple[Part, ...]:
    return tuple(Part("liaison", agency, f"{center}~{agency}") for center in centers)


def _backup(agency: str, *centers: str) -> tuple[Part, ...]:
    return tuple(Part("backup", agency, f"{center}~{agency}") for center in centers)


def _expert(party: str, *targets: str) -> tuple[Part, ...]:
    return tuple(Part("expert", party, target) for target in targets)


def _at(role: str, party: str) -> tuple[Part, ...]:
    return (Part(role, party, party),)


def _secretary(center: str) -> tuple[Part, ...]:
    return (Part("group-secretary", center, f"group:{center}"),)


CENTERS = (
    Player("Inés Calloway", APP, _director(APP)),
    Player("Kim Osei", APP, _leads(APP, "FDA", "APH", "FSI", "AMS", "NMF")),
    Player("Wilhelmina Tate", APP, _leads(APP, "TTB", "FWS", "CDC", "FAS")),
    Player("Anna Novak", APP, _expert(APP, APP, f"{APP}/aquaculture", f"{APP}/prepared-food")),
    Player("Tomás Whitfield", APP, _expert(APP, f"{APP}/beverages", f"{APP}/tobacco")),
    Player("Priya Ramanath", APP, _at("import-specialist", APP)),
    Player("Corinne Adeyemi", APP, _at("account-manager", APP)),
    Player("Joel Baptiste", APP, _secretary(APP) + _at("import-specialist", APP)),
    Player("Miriam Okafor-Lane", AFT, _director(AFT)),
    Player("Wendell Cho", AFT, _leads(AFT, "CPS", "FWS", "APH") + _secretary(AFT)),
    Player("Sabine Delacroix", AFT, _expert(AFT, AFT)),
    Player("Héctor Villanueva", AFT, _at("import-specialist", AFT)),
    # The directorship of AUT is vacant: the lead acts.
    Player("Peter Lindqvist", AUT, _director(AUT, starts=-1300, ends=-45)),
    Player(
        "Graham Oyelaran",
        AUT,
        (
            Part("acting-director", AUT, AUT, -45, 75),
            Part("chair", AUT, f"group:{AUT}", -45, 75),
            *_leads(AUT, "EPA"),
        ),
    ),
    Player("Yusuf Demir", AUT, _leads(AUT, "NHT", "FAA")),
    Player("Naomi Castellan", AUT, _expert(AUT, AUT, f"{AUT}/automotive")),
    Player("Brett Kowal", AUT, _at("import-specialist", AUT)),
    Player("Helena Voss", BAS, _director(BAS)),
    Player("Marcus Thibodeau", BAS, _leads(BAS, "ECO") + _secretary(BAS)),
    Player("Ola Brandvold", BAS, _expert(BAS, BAS, f"{BAS}/steel")),
    Player("Carmen Ybarra", BAS, _at("import-specialist", BAS)),
    Player("Darnell Whitcombe", CPMM, _director(CPMM)),
    Player("Aisha Farouk", CPMM, _leads(CPMM, "CPS", "FDA", "EPA", "NHT")),
    Player("Owen Tillery", CPMM, _leads(CPMM, "APH", "FWS", "ATF", "FCC") + _secretary(CPMM)),
    Player("Lucía Marchetti", CPMM, _expert(CPMM, CPMM)),
    Player("Devon Ashby", CPMM, _expert(CPMM, f"{CPMM}/consumer", f"{CPMM}/household")),
    Player("Mei-Ling Zhou", CPMM, _at("import-specialist", CPMM)),
    Player("Rafael Quintero", CPMM, _at("account-manager", CPMM)),
    Player("Stella Nakagawa", ELE, _director(ELE)),
    Player("Imran Siddiqui", ELE, _leads(ELE, "FCC", "FDA", "CPS", "EPA", "DEE")),
    Player("Joy Abernathy", ELE, _expert(ELE, ELE) + _secretary(ELE)),
    Player("Kofi Asante", ELE, _expert(ELE, f"{ELE}/consumer-electronics")),
    Player("Paulina Reyes", ELE, _at("import-specialist", ELE)),
    Player("Trevor Haldane", ELE, _at("account-manager", ELE)),
    Player("Sean McAllister-Boone", IMM, _director(IMM)),
    Player("Beatriz Fontana", IMM, _leads(IMM, "APH", "EPA", "FWS") + _secretary(IMM)),
    Player("Elliot Grange", IMM, _expert(IMM, IMM, f"{IMM}/wood")),
    Player("Thuy Pham", IMM, _at("import-specialist", IMM)),
    Player("Rosalind Achebe", MAC, _director(MAC)),
    Player("Victor Salcedo", MAC, _leads(MAC, "EPA", "DEE", "ATF", "DEA") + _secretary(MAC)),
    Player("Dmitri Halvorsen", MAC, _expert(MAC, MAC, f"{MAC}/production")),
    Player("Gloria Benavides", MAC, _at("import-specialist", MAC)),
    Player("Walter Etienne", PNG, _director(PNG)),
    Player("Shreya Kulkarni", PNG, _leads(PNG, "EPA", "OFE", "CGD") + _secretary(PNG)),
    Player("Cody Landry", PNG, _expert(PNG, PNG)),
    Player("Amara Nwosu", PNG, _at("import-specialist", PNG)),
    Player("Leila Haddad-Moore", PHC, _director(PHC)),
    Player("Jonah Feld", PHC, _leads(PHC, "FDA", "EPA", "DEA", "CDC")),
    Player("Ruth Antwi", PHC, _expert(PHC, PHC) + _secretary(PHC)),
    Player("Nikhil Bose", PHC, _expert(PHC, f"{PHC}/pharma", f"{PHC}/chemicals")),
    Player("Claudia Serrano", PHC, _at("import-specialist", PHC)),
    Player("Bettina Strand", PHC, _at("account-manager", PHC)),
)

AGENCIES = (
    Player("Harriet Sloane", "FDA", _at("principal", "FDA")),
    Player("Dana Ruiz", "FDA", _liaison("FDA", APP)),
    Player("Lee Park", "FDA", _backup("FDA", APP)),
    Player("Rui Chen", "FDA", _expert("FDA", "FDA/FOO", "FDA")),
    Player("Odessa Grant", "FDA", _liaison("FDA", PHC) + _expert("FDA", "FDA/DRU", "FDA/DEV")),
    Player("Femi Balogun", "FDA", _liaison("FDA", CPMM, ELE) + _backup("FDA", PHC)),
    Player("Edmund Carrow", "APH", _at("principal", "APH")),
    Player("Gwen Holloway", "APH", _liaison("APH", APP) + _backup("APH", IMM)),
    Player("Anders Nyqvist", "APH", _liaison("APH", IMM, CPMM) + _backup("APH", APP)),
    Player("Latoya Finch", "APH", _expert("APH", "APH", "APH/APQ", "APH/AVS")),
    Player("Bao Tran", "APH", _expert("APH", "APH/APL")),
    Player("Noreen Tafoya", "EPA", _at("principal", "EPA")),
    Player("Renée Castaldo", "EPA", _liaison("EPA", PHC, AUT)),
    Player("Jamal Pettway", "EPA", _liaison("EPA", CPMM) + _backup("EPA", PHC)),
    Player("Ingrid Solheim", "EPA", _expert("EPA", "EPA", "EPA/TS1", "EPA/PST")),
    # History and a successor who begins in three weeks: until then ELE has no EPA liaison.
    Player("Curtis Malloy", "EPA", (Part("liaison", "EPA", f"{ELE}~EPA", -900, -30),)),
    Player("Winona Clarke", "EPA", (Part("liaison", "EPA", f"{ELE}~EPA", 21),)),
    Player("Lorraine Beckford", "CPS", _at("principal", "CPS")),
    Player("Vera Lindholm", "CPS", _liaison("CPS", CPMM, AFT)),
    Player("Isaac Drummond", "CPS", _backup("CPS", CPMM, AFT) + _liaison("CPS", ELE)),
    Player("Talia Greenbaum", "CPS", _expert("CPS", "CPS/CPS", "CPS")),
    Player("Otis Merriweather", "FSI", _liaison("FSI", APP) + _expert("FSI", "FSI")),
    Player("Kailani Akana", "NMF", _liaison("NMF", APP)),
    Player("Sven Aldersey", "NMF", _backup("NMF", APP) + _expert("NMF", "NMF", "NMF/SIM")),
    Player("Bruno Castell", "NHT", _liaison("NHT", AUT) + _expert("NHT", "NHT", "NHT/MVS")),
    Player("Paige Dunmore", "NHT", _backup("NHT", AUT)),
    Player("Simone Archambeau", "TTB", _liaison("TTB", APP) + _expert("TTB", "TTB")),
    Player("Luther Bainbridge", "AMS", _liaison("AMS", APP) + _expert("AMS", "AMS", "AMS/MO", "AMS/OR")),
    Player("Nadia Petrosyan", "FWS", _liaison("FWS", APP, AFT)),
    Player("Clay Hutchings", "FWS", _expert("FWS", "FWS") + _backup("FWS", AFT)),
    Player("Warren Teague", "ATF", _liaison("ATF", CPMM, MAC) + _expert("ATF", "ATF")),
    Player("Monique Lavigne", "DEA", _liaison("DEA", PHC) + _expert("DEA", "DEA")),
    Player("Arjun Mehrotra", "FCC", _liaison("FCC", ELE, CPMM) + _expert("FCC", "FCC")),
    Player("Dorothea Klein", "ECO", _liaison("ECO", BAS) + _expert("ECO", "ECO")),
    Player("Esther Mwangi", "CDC", _liaison("CDC", APP, PHC) + _expert("CDC", "CDC")),
    Player("Gus Petrakis", "PHM", _liaison("PHM", PHC)),
    # One person for two agencies of one department.
    Player("Hollis Brandt", "FAS", _liaison("FAS", APP) + _liaison("GIP", APP)),
    Player("Ramona Ellery", "DEE", _liaison("DEE", CPMM, ELE) + _liaison("OFE", PNG)),
    Player("Nolan Prescott", "CGD", _liaison("CGD", PNG)),
    # Ended without a successor.
    Player("Fiona Abara", "OTX", (Part("liaison", "OTX", f"{AFT}~OTX", -1100, -60),)),
)

HEADQUARTERS = (
    Player("Samuel Ortega-Pike", "OFO-HQ", _at("hq-officer", "OFO-HQ")),
    Player("Beatrix Oduya", "OFO-HQ", _at("hq-deputy", "OFO-HQ")),
    Player("Judith Rahimi", "OT", _at("hq-officer", "OT")),
    Player("Alan Whitmarsh", "OT-RR", _at("hq-officer", "OT-RR")),
    Player("Rosa Ingram", "OFO-FPF", _at("hq-officer", "OFO-FPF")),
    Player("Constance Umeh", "BIEC", _at("biec-secretary", "BIEC")),
    Player("Philippa Stone", "OT", _at("disclosure-reviewer", "OT")),
    Player("Kwame Larbi", "OTR", _at("disclosure-reviewer", "OTR")),
    Player("Theodora Blunt", "OFO-HQ", _at("auditor", "OFO-HQ")),
    Player("Max Engström", "OT", _at("administrator", "OT")),
    Player("Teodoro Arce", "2304", _at("port-officer", "2304")),
    Player("Hannah Lisowska", "0901", _at("port-officer", "0901")),
    Player("Derek Amos-Hill", "2704", _at("port-officer", "2704")),
    Player("Yolanda Pryce", "5201", _at("port-officer", "5201")),
)

FEDERAL = CENTERS + AGENCIES + HEADQUARTERS

# Who works for which trusted partner of a Center: the first or the second, in the order of keys.
TRADE = (
    ("Abigail Thornquist", APP, 0, ("account-user", "trade-member")),
    ("Diego Montalvo", APP, 1, ("trade-member",)),
    ("Farah Kazemi", CPMM, 0, ("account-user", "trade-member")),
    ("Niall Corrigan", CPMM, 1, ("account-user",)),
    ("Grace Obuya", ELE, 0, ("account-user", "trade-member")),
    ("Harlan Webber", PHC, 0, ("account-user",)),
    ("Sunita Pillay", AFT, 0, ("account-user", "trade-member")),
    ("Éloïse Marchand", AUT, 0, ("account-user",)),
)

# One broker each, in the order of the filers' names.
BROKERS = ("Barney Oduya", "Carla Venturi", "Minh Duong", "Tobias Kranz", "Leona Fairweather")
