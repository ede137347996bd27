"""What someone may do with an input now: by the rules that each command asks once it has locked the input."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from graph.liaisons.inputs import InputRow
from liaisons import answers, coordination, signing
from liaisons.actors import Actor
from liaisons.directory import Directory
from liaisons.errors import NotAllowed, WrongState
from liaisons.input_locking import require_center
from liaisons.input_states import InputMove, transition_of
from liaisons.inputs import refuse_unless_center, refuse_unless_worded
from liaisons.permissions import Permission, may, require


class InputDeed(StrEnum):
    """One command on an input; first what moves it on, last what takes it back."""

    SIGN = "sign"
    COSIGN = "co-sign"
    PASS = "pass"  # noqa: S105 - headquarters lets it through; no word that opens anything
    RETURN = "return"
    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    ANSWER = "answer"
    ACCEPT = "accept"
    ASK_AGAIN = "ask-again"
    EDIT = "edit"
    BYPASS = "bypass"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


# These move an input on; the others mend it, go round someone, or take it back.
MOVING = frozenset(list(InputDeed)[: list(InputDeed).index(InputDeed.EDIT)])

Rule = Callable[[Actor, InputRow], object]


def _of_center(move: InputMove) -> Rule:
    def rule(actor: Actor, row: InputRow) -> None:
        require_center(actor, row)
        transition_of(row["state"], move)

    return rule


def _of_headquarters(move: InputMove) -> Rule:
    def rule(actor: Actor, row: InputRow) -> None:
        coordination.require_headquarters(actor)
        transition_of(row["state"], move)

    return rule


def _withdraw(actor: Actor, row: InputRow) -> None:
    require_center(actor, row)
    step = transition_of(row["state"], InputMove.WITHDRAW)
    if step.who:
        require(actor, step.who)


_D, _M, _P = InputDeed, InputMove, Permission

RULES: dict[InputDeed, tuple[Permission, Rule]] = {
    _D.SIGN: (_P.SIGN_INPUT, _of_center(_M.SIGN)),
    _D.COSIGN: (_P.SIGN_INPUT, signing.refuse_cosigning),
    _D.PASS: (_P.PASS_INPUT, _of_headquarters(_M.PASS)),
    _D.RETURN: (_P.PASS_INPUT, _of_headquarters(_M.RETURN)),
    _D.ACKNOWLEDGE: (_P.ASSIGN_INPUT, lambda _, row: transition_of(row["state"], _M.ACKNOWLEDGE)),
    _D.ASSIGN: (_P.ASSIGN_INPUT, lambda _, row: transition_of(row["state"], _M.ASSIGN)),
    _D.ANSWER: (_P.ANSWER_INPUT, answers.refuse_answering),
    _D.ACCEPT: (_P.SIGN_INPUT, _of_center(_M.CLOSE)),
    _D.ASK_AGAIN: (_P.SIGN_INPUT, _of_center(_M.ASK_AGAIN)),
    _D.EDIT: (_P.DRAFT_INPUT, refuse_unless_worded),
    _D.BYPASS: (_P.SIGN_INPUT, _of_center(_M.BYPASS)),
    _D.SUPERSEDE: (_P.SIGN_INPUT, _of_center(_M.SUPERSEDE)),
    _D.WITHDRAW: (_P.DRAFT_INPUT, _withdraw),
}


def require_drafter(actor: Actor, directory: Directory) -> None:
    """Refuse who may not draft, or acts for a party that is no Center, before anything is typed."""
    require(actor, Permission.DRAFT_INPUT)
    refuse_unless_center(actor.party, directory.centers)


def may_draft(actor: Actor, directory: Directory) -> bool:
    """Whether the actor may begin an input for the party acted for."""
    return may(actor, Permission.DRAFT_INPUT) and actor.party in directory.centers


def refuse_unless_doable(actor: Actor, row: InputRow, deed: InputDeed) -> None:
    """Say no as the command would, before anything is typed."""
    permission, rule = RULES[deed]
    require(actor, permission)
    rule(actor, row)


def list_doable(actor: Actor, row: InputRow) -> list[InputDeed]:
    """What the actor may do with the input, what moves it on first."""
    return [deed for deed in InputDeed if _is_doable(actor, row, deed)]


def _is_doable(actor: Actor, row: InputRow, deed: InputDeed) -> bool:
    try:
        refuse_unless_doable(actor, row, deed)
    except (NotAllowed, WrongState):
        return False
    return True
