"""The made-up house: complete, the same each time, visibly made up, and true to the reference rows."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from hub.demo import accounts, cells, draws, holdings, people, publications, severities
from hub.demo.goods import GOODS
from liaisons import reference as house
from liaisons.actors import Role
from liaisons.clocks import A_QUARTER
from liaisons.permissions import MAY, Permission
from matrix import reference
from matrix.states import is_open

Make = Callable[[int], Sequence[Mapping[str, Any]]]

# What each generator makes from the demo's seed: how many rows, and the first letters of their hash.
MADE: list[tuple[Make, int, str]] = [
    (people.make_people, 119, "28d8bb536602"),
    (people.make_assignments, 223, "0c5cf00d799e"),
    (accounts.make_accounts, 200, "e5b668ef7055"),
    (accounts.make_filers, 5, "22689c9027e4"),
    (holdings.make_holdings, 49, "0ce350d22df4"),
    (severities.make_severities, 30, "7f8b9b46b42d"),
    (cells.make_assessments, 118, "cda0a6f7910f"),
    (publications.make_publications, 56, "67597eb05978"),
]

PEOPLE = {row["key"]: row for row in people.make_people()}
ASSIGNMENTS = people.make_assignments()
ACCOUNTS = {row["key"]: row for row in accounts.make_accounts()}
FILERS = accounts.make_filers()
ISSUES = {row["key"]: row for row in reference.read_issues()}
CENTERS = {row["key"] for row in house.read_centers()}
AGENCIES = {row["key"] for row in house.read_agencies()}
AREAS = AGENCIES | {row["key"] for row in house.read_programs()}
INDUSTRIES = {row["key"] for row in house.read_industries()}
ALIGNMENTS = {row["key"]: row for row in house.read_alignments()}
PLACES = {
    row["key"] for read in (house.read_ports, house.read_offices, house.read_councils) for row in read()
}


def is_serving(row: people.AssignmentRow, day: int = 0) -> bool:
    return row["startsOn"] <= day and (row["endsOn"] is None or row["endsOn"] > day)


@pytest.mark.parametrize(("make", "count", "start"), MADE, ids=lambda v: getattr(v, "__name__", ""))
def test_the_same_seed_makes_the_same_rows(make: Make, count: int, start: str) -> None:
    rows = make(draws.SEED)
    found = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
    assert (len(rows), found[:12]) == (count, start)
    assert make(draws.SEED) == rows


@pytest.mark.parametrize(("make", "count", "start"), MADE, ids=lambda v: getattr(v, "__name__", ""))
def test_another_seed_makes_as_many_other_rows(make: Make, count: int, start: str) -> None:
    rows = make(7)
    assert rows != make(draws.SEED)
    assert len(rows) == count


@pytest.mark.parametrize(("make", "count", "start"), MADE, ids=lambda v: getattr(v, "__name__", ""))
def test_every_row_says_that_it_is_made_up(make: Make, count: int, start: str) -> None:
    assert all(row["madeUp"] is True for row in make(draws.SEED))


@pytest.mark.parametrize("seed", [draws.SEED, 1, 7, 99])
def test_keys_are_unique_and_in_no_sequence(seed: int) -> None:
    rows = [*people.make_assignments(seed), *accounts.make_accounts(seed), *accounts.make_filers(seed)]
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"R-[2-9A-Z]{8}|[AF]-[2-9A-Z]{6}", key) for key in keys)
    assert not any(re.fullmatch(r".-0*\d{1,3}", key) for key in keys)


def test_nobody_can_be_reached_by_what_the_demo_says_of_them() -> None:
    rows = PEOPLE.values()
    assert all(re.fullmatch(r"[a-z.-]+@[a-z.-]+\.example", row["email"]) for row in rows)
    assert all(re.fullmatch(r"[2-9]\d\d-555-01\d\d", row["phone"]) for row in rows)
    assert len({row["phone"] for row in rows}) == len({row["email"] for row in rows}) == len(rows) == 119


def test_every_role_of_the_house_is_held_today() -> None:
    assert {row["role"] for row in ASSIGNMENTS if is_serving(row)} == {str(role) for role in Role}


def test_every_permission_is_someones_today() -> None:
    held = {row["role"] for row in ASSIGNMENTS if is_serving(row)}
    assert all(held & {str(role) for role in MAY[permission]} for permission in Permission)


def test_every_assignment_is_of_a_person_at_a_party_on_a_target_that_exist() -> None:
    parties = CENTERS | AGENCIES | PLACES | set(ACCOUNTS) | {row["key"] for row in FILERS}
    targets: dict[str, set[str]] = {
        "party": parties,
        "alignment": set(ALIGNMENTS),
        "area": AREAS,
        "column": CENTERS | INDUSTRIES,
        "group": {f"group:{key}" for key in CENTERS},
    }
    for row in ASSIGNMENTS:
        assert row["personKey"] in PEOPLE
        assert row["partyKey"] in parties
        assert row["targetKey"] in targets[row["targetKind"]], row
        assert row["endsOn"] is None or row["startsOn"] < row["endsOn"]
    assert {row["personKey"] for row in ASSIGNMENTS} == set(PEOPLE)


def test_each_role_has_its_kind_of_party_and_target() -> None:
    for row in ASSIGNMENTS:
        role, party, target = row["role"], row["partyKey"], row["targetKey"]
        if role in ("liaison", "backup"):
            assert ALIGNMENTS[target]["agencyKey"] == party
        elif role == "center-lead":
            assert ALIGNMENTS[target]["centerKey"] == party
        elif role == "expert":
            assert target.partition("/")[0] == party
        elif role in ("chair", "group-secretary"):
            assert target == f"group:{party}"
        elif role == "trade-member":
            assert target == f"group:{ACCOUNTS[party]['centerKey']}"
        else:
            assert target == party
        trade = role in ("account-user", "filer", "trade-member")
        assert PEOPLE[row["personKey"]]["kind"] == ("trade" if trade else "federal")


def test_every_center_has_a_director_or_one_who_acts_a_lead_an_expert_and_a_specialist() -> None:
    roles = {(row["partyKey"], row["role"]) for row in ASSIGNMENTS if is_serving(row)}
    for key in CENTERS:
        assert ((key, "director") in roles) != ((key, "acting-director") in roles)
        assert {(key, role) for role in ("center-lead", "expert", "import-specialist", "chair")} <= roles
    assert [key for key in sorted(CENTERS) if (key, "acting-director") in roles] == ["CEE003"]


def test_no_alignment_has_two_liaisons_or_two_leads_at_once() -> None:
    for role in ("liaison", "center-lead", "backup"):
        for day in (-200, 0, 30):
            held = [r["targetKey"] for r in ASSIGNMENTS if r["role"] == role and is_serving(r, day)]
            assert len(held) == len(set(held))


def test_the_main_agencies_have_liaisons_and_some_alignments_are_vacant() -> None:
    held = {row["targetKey"] for row in ASSIGNMENTS if row["role"] == "liaison" and is_serving(row)}
    main = {"FDA", "APH", "EPA", "CPS", "FSI", "NMF", "NHT", "TTB", "AMS", "FWS", "ATF", "DEA", "FCC"}
    assert main <= {key.partition("~")[2] for key in held}
    assert (len(held), len(ALIGNMENTS) - len(held)) == (35, 40)
    assert "CEE007~EPA" not in held


def test_history_and_successors_show() -> None:
    ended = {row["personKey"] for row in ASSIGNMENTS if row["endsOn"] is not None and row["endsOn"] <= 0}
    to_come = {row["personKey"] for row in ASSIGNMENTS if row["startsOn"] > 0}
    assert ended == {"p-peter-lindqvist", "p-curtis-malloy", "p-fiona-abara"}
    assert to_come == {"p-winona-clarke"}


def test_some_people_stand_for_two_parties_or_have_two_roles() -> None:
    parties = {key: {row["partyKey"] for row in ASSIGNMENTS if row["personKey"] == key} for key in PEOPLE}
    assert {key for key, found in parties.items() if len(found) > 1} == {"p-hollis-brandt", "p-ramona-ellery"}
    roles = {(row["personKey"], row["role"]) for row in ASSIGNMENTS}
    assert {("p-otis-merriweather", "liaison"), ("p-otis-merriweather", "expert")} <= roles


def test_the_people_of_the_sketches_are_there() -> None:
    roles = {(row["personKey"], row["role"], row["targetKey"]) for row in ASSIGNMENTS}
    assert {
        ("p-dana-ruiz", "liaison", "CEE002~FDA"),
        ("p-lee-park", "backup", "CEE002~FDA"),
        ("p-kim-osei", "center-lead", "CEE002~FDA"),
        ("p-anna-novak", "expert", "CEE002"),
        ("p-rui-chen", "expert", "FDA/FOO"),
    } <= roles


def test_accounts_carry_what_the_reference_knows() -> None:
    tiers = {row["key"] for row in house.read_tiers()}
    ports = {row["key"] for row in house.read_ports()}
    for row in ACCOUNTS.values():
        assert row["tier"] in tiers
        assert row["industryKey"].startswith(f"{row['centerKey']}/")
        assert set(row["flags"]) <= set(GOODS[row["industryKey"]].flags)
        assert row["ports"] and set(row["ports"]) <= ports
    assert {row["tier"] for row in ACCOUNTS.values()} == tiers
    assert set(Counter(row["industryKey"] for row in ACCOUNTS.values())) == INDUSTRIES
    assert len({row["name"] for row in ACCOUNTS.values()}) == 200


def test_the_flags_of_goods_are_of_agencies_that_the_center_meets() -> None:
    agencies = {row["key"]: row["agencyKey"] for row in house.read_flags()}
    met = {(row["centerKey"], row["agencyKey"]) for row in ALIGNMENTS.values()}
    for row in house.read_chapters():
        met |= {(center, a) for center in (row["centerKey"], *row["otherCenters"]) for a in row["agencies"]}
    assert set(GOODS) == INDUSTRIES
    for industry, goods in GOODS.items():
        assert {(industry.partition("/")[0], agencies[flag]) for flag in goods.flags} <= met, industry


def test_account_users_are_of_trusted_partners_of_their_center() -> None:
    for row in ASSIGNMENTS:
        if row["role"] in ("account-user", "trade-member"):
            assert ACCOUNTS[row["partyKey"]]["tier"] in {
                "CTPAT_I",
                "CTPAT_II",
                "CTPAT_III",
                "ISA",
                "CTPAT_TC",
            }


def test_each_filer_acts_for_several_accounts_once_did_for_one_and_will_for_one() -> None:
    for filer in FILERS:
        keys = [row["accountKey"] for row in filer["accounts"]]
        assert len(keys) == len(set(keys)) == 8
        assert set(keys) <= set(ACCOUNTS)
        assert sum(row["endsOn"] is not None and row["endsOn"] <= 0 for row in filer["accounts"]) == 1
        assert sum(row["startsOn"] > 0 for row in filer["accounts"]) == 1


def test_every_open_issue_is_held_by_a_party_of_one_of_its_cells_or_above() -> None:
    rows = holdings.make_holdings()
    assert [row["issueKey"] for row in rows] == [key for key, row in ISSUES.items() if is_open(row["state"])]
    for row in rows:
        pairs = [
            (p["area"].partition("/")[0], p["column"].partition("/")[0])
            for p in ISSUES[row["issueKey"]]["placements"]
        ]
        above = set() if pairs else {"OT", "OFO-HQ", "BIEC"}
        assert row["holderKey"] in {key for pair in pairs for key in pair} | above
        assert row["holderKey"] != "CBP"


def test_who_holds_by_name_has_a_role_there_today_and_had_it_when_it_came() -> None:
    named = [row for row in holdings.make_holdings() if row["holderPerson"]]
    assert len(named) == 17
    for row in named:
        roles = [
            r
            for r in ASSIGNMENTS
            if (r["personKey"], r["partyKey"]) == (row["holderPerson"], row["holderKey"])
            and is_serving(r)
            and is_serving(r, row["heldSince"])
        ]
        assert roles, row


def test_some_holdings_are_overdue_some_due_this_week_most_later() -> None:
    due = [row["dueOn"] for row in holdings.make_holdings()]
    assert (sum(d < 0 for d in due), sum(0 <= d < 7 for d in due), sum(d >= 7 for d in due)) == (7, 7, 35)
    assert all(row["heldSince"] < row["dueOn"] for row in holdings.make_holdings())


def test_next_actions_ask_and_claim_nothing() -> None:
    firsts = {row["nextAction"].split()[0] for row in holdings.make_holdings()}
    assert firsts <= {"Say", "Send", "Draft", "Name"}


def test_every_severity_shows_and_some_issues_are_left_unassessed() -> None:
    rows = severities.make_severities()
    assert Counter(row["severity"] for row in rows) == {4: 3, 3: 8, 2: 12, 1: 7}
    placed = {key for key, row in ISSUES.items() if is_open(row["state"]) and row["placements"]}
    assert {row["issueKey"] for row in rows} < placed


def test_whoever_weighs_an_issue_may_on_that_day_and_says_that_it_is_made_up() -> None:
    for row in severities.make_severities():
        assert row["reason"].startswith("Made up for the demonstration: as if ")
        roles = [
            r
            for r in ASSIGNMENTS
            if (r["personKey"], r["partyKey"]) == (row["personKey"], row["partyKey"])
            and is_serving(r, row["assessedOn"])
            and Role(r["role"]) in MAY[Permission.ASSESS_ISSUE]
        ]
        assert roles, row
        parties = {
            key.partition("/")[0]
            for p in ISSUES[row["issueKey"]]["placements"]
            for key in (p["area"], p["column"])
        }
        assert row["partyKey"] in parties
        held = next(h for h in holdings.make_holdings() if h["issueKey"] == row["issueKey"])
        assert held["heldSince"] < row["assessedOn"] < 0


def test_assessed_cells_are_aligned_and_empty_and_most_empty_cells_are_not_assessed() -> None:
    empty = cells.list_empty_cells()
    assessed = {(row["area"], row["column"]) for row in cells.make_assessments()}
    assert (len(empty), len(assessed)) == (896, 62)
    assert assessed <= set(empty)


def test_assessments_show_each_kind_of_empty_cell() -> None:
    sides: dict[tuple[str, str], list[cells.AssessmentRow]] = {}
    for row in cells.make_assessments():
        sides.setdefault((row["area"], row["column"]), []).append(row)
    kinds: Counter[str] = Counter()
    for said in sides.values():
        assert len({row["side"] for row in said}) == len(said)
        if len(said) == 1:
            kinds["one side"] += 1
        elif any(-row["assessedOn"] > A_QUARTER for row in said):
            kinds["out of date"] += 1
        else:
            (verdict,) = {row["verdict"] for row in said}
            kinds[verdict] += 1
    assert kinds == {"none known": 40, "not applicable": 8, "out of date": 8, "one side": 6}


def test_whoever_assesses_is_an_expert_of_that_side_on_that_day() -> None:
    for row in cells.make_assessments():
        key = row["column"] if row["side"] == "center" else row["area"]
        wider = key.partition("/")[0]
        assert row["partyKey"] == wider
        assert [
            r
            for r in ASSIGNMENTS
            if r["role"] == "expert"
            and r["personKey"] == row["personKey"]
            and r["targetKey"] in (key, wider)
            and is_serving(r, row["assessedOn"])
        ], row


def test_the_demo_publishes_the_verified_issues_but_six() -> None:
    keys = [row["issueKey"] for row in publications.make_publications()]
    verified = [key for key, row in ISSUES.items() if row["verified"]]
    assert len(keys) == len(set(keys)) == len(verified) - 6 == 56
    assert set(keys) <= set(verified)


def test_publications_repeat_the_issue_word_for_word_and_name_two_people_who_may() -> None:
    roles: dict[str, set[str]] = {}
    for held in ASSIGNMENTS:
        roles.setdefault(held["personKey"], set()).add(held["role"])
    drafts = {str(role) for role in MAY[Permission.DRAFT_PUBLICATION]}
    approves = {str(role) for role in MAY[Permission.APPROVE_PUBLICATION]}
    for row in publications.make_publications():
        issue = ISSUES[row["issueKey"]]
        assert (row["title"], row["what"]) == (issue["title"], issue["text"])
        assert row["over"] is (issue["state"] == "closed")
        assert row["draftedBy"] != row["approvedBy"]
        assert roles[row["draftedBy"]] & drafts and roles[row["approvedBy"]] & approves
        assert row["draftedOn"] < row["publishedOn"] < 0


def test_a_scope_is_a_phrase_that_people_can_read() -> None:
    scopes = {row["issueKey"]: row["scope"] for row in publications.make_publications()}
    assert scopes["ISS-001"] == "Food (FDA/FOO); flags FD1, FD2, FD3, FD4"
    assert scopes["ISS-086"] == "Medical devices (FDA/DEV), Drugs (FDA/DRU); HTS chapters 30, 39, 63, 90"


def test_one_draw_moves_no_other() -> None:
    assert draws.draw(1, "a", below=10**9) == draws.draw(1, "a", below=10**9)
    assert draws.draw(1, "a", below=10**9) != draws.draw(1, "b", below=10**9)
    assert draws.draw_between(1, "a", first=5, last=5) == 5
    assert draws.pick_some(1, "x", of=["a", "b"], number=9) == ["a", "b"]
    assert sorted(draws.shuffle(1, "x", of="abcdef")) == list("abcdef")
