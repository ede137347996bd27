"""What someone may do with an issue now: by the rules that each command asks once it has locked the issue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from graph.matrix.issues import IssueRow
from liaisons.actors import Actor
from liaisons.errors import NotAllowed, WrongState
from liaisons.permissions import Permission, require
from matrix import closing, hands, verdicts, weighing
from matrix.issues import refuse_unless_changeable
from matrix.states import State


class Deed(StrEnum):
    """One command on an issue; first what moves it on, last what mends it."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    TAKE_UP = "take-up"
    HAND_OVER = "hand-over"
    AGREE_CLOSE = "agree-close"
    DECLINE_CLOSE = "decline-close"
    END_WATCH = "end-watch"
    PROPOSE_CLOSE = "propose-close"
    REOPEN = "reopen"
    ASSESS = "assess"
    STRENGTH = "strength"
    COMMENT = "comment"
    CLAIM = "claim"
    EDIT = "edit"
    PLACE = "place"


# These move an issue on; the others weigh, mend or remark.
MOVING = frozenset(list(Deed)[: list(Deed).index(Deed.ASSESS)])

Rule = Callable[[Actor, IssueRow, date], object]


def _strength(actor: Actor, issue: IssueRow, _today: date) -> None:
    refuse_unless_changeable(actor, issue)
    weighing.refuse_lifting(actor, issue)


RULES: dict[Deed, tuple[Permission, Rule]] = {
    Deed.PLACE: (Permission.PLACE_ISSUE, lambda a, i, _: refuse_unless_changeable(a, i)),
    Deed.CONFIRM: (Permission.CONFIRM_ISSUE, lambda a, i, _: verdicts.take_side(a, i, verdicts.CONFIRM)),
    Deed.DECLINE: (Permission.CONFIRM_ISSUE, lambda a, i, _: verdicts.take_side(a, i, verdicts.DECLINE)),
    Deed.TAKE_UP: (Permission.HOLD_ISSUE, lambda a, i, _: hands.end_of_taking_up(a, i)),
    Deed.HAND_OVER: (Permission.HOLD_ISSUE, lambda a, i, _: hands.refuse_unless_handable(a, i)),
    Deed.ASSESS: (Permission.ASSESS_ISSUE, lambda a, i, _: refuse_unless_changeable(a, i)),
    Deed.STRENGTH: (Permission.SET_STRENGTH, _strength),
    Deed.PROPOSE_CLOSE: (Permission.CLOSE_ISSUE, lambda a, i, _: closing.refuse_proposing(a, i)),
    Deed.AGREE_CLOSE: (Permission.CLOSE_ISSUE, lambda a, i, _: closing.outcome_to_agree(a, i)),
    Deed.DECLINE_CLOSE: (Permission.CLOSE_ISSUE, lambda a, i, _: closing.outcome_to_decline(a, i)),
    Deed.END_WATCH: (Permission.CLOSE_ISSUE, lambda a, i, t: closing.end_of_watch(a, i, today=t)),
    Deed.REOPEN: (Permission.CLOSE_ISSUE, lambda a, i, _: closing.move_to_reopen(a, i)),
    Deed.EDIT: (Permission.EDIT_ISSUE, lambda a, i, _: refuse_unless_changeable(a, i)),
    Deed.CLAIM: (Permission.STATE_CLAIM, lambda _a, _i, _t: None),
    Deed.COMMENT: (Permission.COMMENT, lambda _a, _i, _t: None),
}


def refuse_unless_doable(actor: Actor, issue: IssueRow, deed: Deed, *, today: date) -> None:
    """Say no as the command would, before anything is typed."""
    permission, rule = RULES[deed]
    require(actor, permission)
    rule(actor, issue, today)


def list_doable(actor: Actor, issue: IssueRow, *, today: date) -> list[Deed]:
    """What the actor may do with the issue today, what moves it on first."""
    found = [deed for deed in Deed if _is_doable(actor, issue, deed, today)]
    # Nothing moves a reported issue on but placing it.
    return sorted(found, key=lambda deed: deed != Deed.PLACE) if issue["state"] == State.REPORTED else found


def _is_doable(actor: Actor, issue: IssueRow, deed: Deed, today: date) -> bool:
    try:
        refuse_unless_doable(actor, issue, deed, today=today)
    except (NotAllowed, WrongState):
        return False
    return True
