"""The table of who may do what, and the words of its no."""

from __future__ import annotations

import pytest

from liaisons.actors import PUBLIC, TRADE_ROLES, Role
from liaisons.permissions import MAY, Permission, RoleMissing, may, require
from tests.liaisons.doubles import DIRECTOR, LIAISON, actor

OF_TRADE = {Permission.USE_AGENCY_API}


def test_every_permission_has_its_row() -> None:
    assert set(MAY) == set(Permission)
    assert all(MAY.values())


@pytest.mark.parametrize("role", sorted(TRADE_ROLES))
def test_the_trade_may_sign_in_and_nothing_more(role: Role) -> None:
    allowed = {permission for permission in Permission if role in MAY[permission]}
    assert allowed == OF_TRADE


def test_the_public_may_nothing() -> None:
    assert not any(may(PUBLIC, permission) for permission in Permission)
    with pytest.raises(RoleMissing) as no:
        require(PUBLIC, Permission.COMMENT)
    assert no.value.sentence == "Sign in to comment."


def test_an_auditor_reads_and_changes_nothing() -> None:
    auditor = actor(Role.AUDITOR, "OFO-HQ")
    allowed = {permission for permission in Permission if may(auditor, permission)}
    assert allowed == {Permission.READ_EVERYTHING, Permission.SEE_PEOPLE, Permission.USE_AGENCY_API}


def test_an_administrator_reads_no_content_by_the_office() -> None:
    allowed = {p for p in Permission if Role.ADMINISTRATOR in MAY[p]}
    assert allowed == {
        Permission.MANAGE_PEOPLE, Permission.MANAGE_EVERY_PARTY, Permission.SEE_PEOPLE,
        Permission.USE_AGENCY_API,
    }  # fmt: skip


def test_a_no_names_the_party_and_the_act() -> None:
    require(DIRECTOR, Permission.MANAGE_PEOPLE)
    with pytest.raises(RoleMissing) as no:
        require(LIAISON, Permission.MANAGE_PEOPLE)
    assert no.value.sentence == "Your role at FDA doesn't allow you to begin and end people's roles."


def test_a_role_at_another_party_counts_only_while_one_acts_for_it() -> None:
    from dataclasses import replace

    both = replace(LIAISON, standings=(*LIAISON.standings, *DIRECTOR.standings))
    assert not may(both, Permission.MANAGE_PEOPLE)
    assert may(both.acting_for("CEE002"), Permission.MANAGE_PEOPLE)
