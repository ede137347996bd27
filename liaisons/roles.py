"""Which roles there are at which kind of party, and who may give them. Pure."""

from __future__ import annotations

from liaisons.actors import TRADE_ROLES, Actor, Role
from liaisons.errors import BadInput, NotAllowed
from liaisons.permissions import Permission, may, require

# An auditor reads everything and a secretary acts for the BIEC: such roles stand at their own parties only,
# where no director can give them.
ROLES_AT: dict[str, frozenset[Role]] = {
    "center": frozenset(
        {
            Role.DIRECTOR, Role.ACTING_DIRECTOR, Role.CENTER_LEAD, Role.IMPORT_SPECIALIST, Role.EXPERT,
            Role.ACCOUNT_MANAGER, Role.CHAIR, Role.GROUP_SECRETARY,
        }
    ),
    "agency": frozenset(
        {Role.PRINCIPAL, Role.LIAISON, Role.BACKUP, Role.EXPERT, Role.DISCLOSURE_REVIEWER}
    ),
    "office": frozenset(
        {Role.HQ_OFFICER, Role.HQ_DEPUTY, Role.DISCLOSURE_REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR}
    ),
    "council": frozenset({Role.BIEC_SECRETARY}),
    "port": frozenset({Role.PORT_OFFICER}),
    "account": frozenset({Role.ACCOUNT_USER, Role.TRADE_MEMBER}),
    "filer": frozenset({Role.FILER}),
}  # fmt: skip

# The heads of a Center and of an agency's people: an administrator gives these.
FROM_ABOVE = frozenset({Role.DIRECTOR, Role.PRINCIPAL})

KINDS_ON: dict[Role, frozenset[str]] = {
    Role.CENTER_LEAD: frozenset({"alignment"}),
    Role.LIAISON: frozenset({"alignment"}),
    Role.BACKUP: frozenset({"alignment"}),
    Role.EXPERT: frozenset({"area", "column"}),
    Role.CHAIR: frozenset({"group"}),
    Role.GROUP_SECRETARY: frozenset({"group"}),
    Role.TRADE_MEMBER: frozenset({"group"}),
}
ON_PARTY = frozenset({"party"})

# What a role can be held on, as the forms and refusals say it.
KIND_WORDS = {
    "party": "the whole party",
    "alignment": "a Center and an agency that work together",
    "area": "a program",
    "column": "an industry",
    "group": "a working group",
}


class RoleUnknown(BadInput):
    """No role of this name."""


class RoleElsewhere(BadInput):
    """The party has no such role, or it is held on another kind of thing."""


class NotYourPeople(NotAllowed):
    """The role is at another party, or one that only an administrator gives."""


class OwnRole(NotAllowed):
    """Nobody gives a role to themselves."""


def take_role(name: str) -> Role:
    """The role of a name. Refuses with `RoleUnknown`."""
    try:
        return Role(name.strip())
    except ValueError:
        raise RoleUnknown(f"“{name[:40]}” is no role. Choose from the list.", field="role") from None


def require_role_at(role: Role, party_kind: str, target_kind: str) -> None:
    """Refuse with `RoleElsewhere` unless parties of this kind have the role, on this kind of target."""
    if role not in ROLES_AT.get(party_kind, frozenset()):
        raise RoleElsewhere(f"There is no {say(role)} at this party. Choose another role.", field="role")
    if target_kind not in KINDS_ON.get(role, ON_PARTY):
        sentence = f"The role of {say(role)} is held on {say_kinds(role)}. Choose that."
        raise RoleElsewhere(sentence, field="target")


def require_manages(actor: Actor, party: str, role: Role | None = None) -> None:
    """Refuse unless the actor sees to this party's people; heads and trade users are an administrator's."""
    require(actor, Permission.MANAGE_PEOPLE)
    if may(actor, Permission.MANAGE_EVERY_PARTY):
        return
    if party != actor.party:
        raise NotYourPeople(
            f"You see to the people of {actor.party}. Ask the director or principal there.", field="party"
        )
    if role in FROM_ABOVE | TRADE_ROLES:
        raise NotYourPeople(f"An administrator gives the role of {say(role)}. Ask one.", field="role")


def manages(actor: Actor, party: str, role: Role | None = None) -> bool:
    """Whether the actor may begin and end this role at the party, or without one, add its people."""
    try:
        require_manages(actor, party, role)
    except NotAllowed:
        return False
    return True


def say_kinds(role: Role) -> str:
    """What the role is held on, in words: “a program or an industry”."""
    kinds = KINDS_ON.get(role, ON_PARTY)
    return " or ".join(words for kind, words in KIND_WORDS.items() if kind in kinds)


def say(role: Role | None) -> str:
    """The role in words: “acting director”."""
    return str(role).replace("-", " ")
