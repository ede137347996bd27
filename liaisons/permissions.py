"""Who may do what: one table from permission to the roles that carry it."""

from __future__ import annotations

from enum import StrEnum

from liaisons.actors import CLOCK, Actor, Role
from liaisons.errors import NotAllowed

_DIRECTORS = frozenset({Role.DIRECTOR, Role.ACTING_DIRECTOR})
_CENTER = _DIRECTORS | {Role.CENTER_LEAD, Role.IMPORT_SPECIALIST, Role.ACCOUNT_MANAGER}
_AGENCY = frozenset({Role.LIAISON, Role.BACKUP, Role.PRINCIPAL})
_ABOVE = frozenset({Role.HQ_OFFICER, Role.HQ_DEPUTY, Role.BIEC_SECRETARY})
_GROUP = frozenset({Role.CHAIR, Role.GROUP_SECRETARY})
_WORKING = _CENTER | _AGENCY | _ABOVE | _GROUP | {Role.EXPERT, Role.DISCLOSURE_REVIEWER, Role.PORT_OFFICER}
_KEEPERS = _DIRECTORS | _AGENCY | {Role.CENTER_LEAD, Role.EXPERT, Role.HQ_OFFICER}


class Permission(StrEnum):
    """What can be allowed, in the words of a refusal: "Your role doesn't allow you to …"."""

    REPORT_ISSUE = "report an issue"
    PLACE_ISSUE = "place an issue"
    EDIT_ISSUE = "edit an issue"
    CONFIRM_ISSUE = "confirm an issue as systemic"
    ASSESS_ISSUE = "assess how severe an issue is"
    ASSESS_CELL = "assess a cell"
    HOLD_ISSUE = "take up or hand over an issue"
    SET_STRENGTH = "say whether an issue needs resolution"
    COMMENT = "comment"
    STATE_CLAIM = "state a position or a figure"
    CLOSE_ISSUE = "close or reopen an issue"
    DRAFT_PUBLICATION = "draft a publication"
    APPROVE_PUBLICATION = "approve a publication"
    WITHDRAW_PUBLICATION = "withdraw a publication"
    RUN_MEETING = "run a working group's meetings"
    DRAFT_INPUT = "draft an input to the BIEC"
    SIGN_INPUT = "sign an input to the BIEC"
    PASS_INPUT = "pass or return an input at headquarters"  # noqa: S105 - a right's words, no secret
    ASSIGN_INPUT = "acknowledge or assign an input for the BIEC"
    ANSWER_INPUT = "answer an input to the BIEC"
    PREPARE_PACKET = "freeze, reopen or issue a packet"
    CLEAR_PACKET = "clear a packet"
    SEE_PEOPLE = "see the people of the directory"
    MANAGE_PEOPLE = "begin and end people's roles"
    MANAGE_EVERY_PARTY = "manage people of every party"
    READ_EVERYTHING = "read every audience"
    USE_AGENCY_API = "use the agency API"


MAY: dict[Permission, frozenset[Role]] = {
    Permission.REPORT_ISSUE: _WORKING,
    Permission.PLACE_ISSUE: _KEEPERS | {Role.IMPORT_SPECIALIST},
    Permission.EDIT_ISSUE: _KEEPERS | {Role.IMPORT_SPECIALIST},
    Permission.CONFIRM_ISSUE: frozenset({Role.EXPERT}),
    Permission.ASSESS_ISSUE: _KEEPERS,
    Permission.ASSESS_CELL: frozenset({Role.EXPERT}),
    Permission.HOLD_ISSUE: _KEEPERS | {Role.IMPORT_SPECIALIST, Role.BIEC_SECRETARY},
    Permission.SET_STRENGTH: _DIRECTORS | _AGENCY | {Role.CENTER_LEAD},
    Permission.COMMENT: _WORKING,
    Permission.STATE_CLAIM: _WORKING,
    Permission.CLOSE_ISSUE: _KEEPERS,
    Permission.DRAFT_PUBLICATION: _KEEPERS - {Role.EXPERT} | {Role.DISCLOSURE_REVIEWER},
    Permission.APPROVE_PUBLICATION: _DIRECTORS | {Role.HQ_OFFICER, Role.DISCLOSURE_REVIEWER},
    Permission.WITHDRAW_PUBLICATION: _DIRECTORS | {Role.HQ_OFFICER, Role.DISCLOSURE_REVIEWER},
    # Of their own group only: chair and secretary hold their role on it.
    Permission.RUN_MEETING: _GROUP,
    # Each at one party: the input's own Center, headquarters, the BIEC, or the agency it is assigned to.
    Permission.DRAFT_INPUT: _CENTER | {Role.EXPERT},
    Permission.SIGN_INPUT: _DIRECTORS,
    Permission.PASS_INPUT: frozenset({Role.HQ_OFFICER, Role.HQ_DEPUTY}),
    Permission.ASSIGN_INPUT: frozenset({Role.BIEC_SECRETARY}),
    Permission.ANSWER_INPUT: _AGENCY | {Role.BIEC_SECRETARY},
    Permission.PREPARE_PACKET: _GROUP,
    Permission.CLEAR_PACKET: frozenset({Role.DISCLOSURE_REVIEWER}),
    Permission.SEE_PEOPLE: _WORKING | {Role.AUDITOR, Role.ADMINISTRATOR},
    # A director sees to the people of the Center, a principal to those of the agency: their own party only.
    Permission.MANAGE_PEOPLE: _DIRECTORS | {Role.PRINCIPAL, Role.ADMINISTRATOR},
    Permission.MANAGE_EVERY_PARTY: frozenset({Role.ADMINISTRATOR}),
    Permission.READ_EVERYTHING: frozenset({Role.AUDITOR}),
    Permission.USE_AGENCY_API: frozenset(Role),
}


class RoleMissing(NotAllowed):
    """None of the actor's roles at the party they act for carries the permission."""


class NotTheClock(NotAllowed):
    """A person wants to do what time alone does."""


def may(actor: Actor, permission: Permission) -> bool:
    """Whether a role that the actor holds at the party acted for carries the permission."""
    return bool(actor.roles & MAY[permission])


def require(actor: Actor, permission: Permission) -> None:
    """Refuse with `RoleMissing` unless the actor may. The first line of every command."""
    if may(actor, permission):
        return
    if actor.is_public:
        raise RoleMissing(f"Sign in to {permission.value}.")
    raise RoleMissing(f"Your role at {actor.party} doesn't allow you to {permission.value}.")


def require_clock(actor: Actor) -> None:
    """Refuse everyone but the hub's own clock."""
    if actor.person != CLOCK.person:
        raise NotTheClock("Only the hub's own clock does that, as time passes.")
