"""One input as its page shows it: its state in a sentence, its way in steps, and a reader's actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.liaisons.inputs import InputRow
from hub import dates
from liaisons import answers, coordination, filing, signing
from liaisons.actors import Actor
from liaisons.directory import Directory
from liaisons.input_doable import MOVING, InputDeed, list_doable
from liaisons.input_states import FINAL, InputState, small_words
from liaisons.steps import Step


@dataclass(frozen=True, slots=True)
class InputAction:
    """One action on an input: its word in the address, the button's words, and what will happen."""

    name: InputDeed
    words: str
    effect: str

    @property
    def moves(self) -> bool:
        """Whether it moves the input on."""
        return self.name in MOVING


_D = InputDeed

ACTIONS = {
    action.name: action
    for action in (
        InputAction(_D.SIGN, "Sign", "You have a receipt at once, and headquarters has the input."),
        InputAction(_D.COSIGN, "Sign with them", "Your Center stands beside the first on the input."),
        InputAction(_D.PASS, "Pass to the BIEC", "It is filed: the BIEC reads it, and its clock starts."),
        InputAction(_D.RETURN, "Return it", "The Center has it again, with what you say is missing."),
        InputAction(_D.ACKNOWLEDGE, "Acknowledge", "The Center sees that it came."),
        InputAction(_D.ASSIGN, "Assign to an agency", "The agency reads it from now on, and has to answer."),
        InputAction(_D.ANSWER, "Answer", "The Center's director has the answer, to accept it or ask again."),
        InputAction(_D.ACCEPT, "Accept the answer", "The input is closed."),
        InputAction(_D.ASK_AGAIN, "Ask again", "Whoever answered has it again, with your reason."),
        InputAction(_D.EDIT, "Edit the draft", "Changes its words; who saved what stays in its history."),
        InputAction(
            _D.BYPASS,
            "Bypass headquarters",
            "It is filed at once; your reason stands on it for all its readers.",
        ),
        InputAction(_D.SUPERSEDE, "Supersede", "Another of your inputs takes its place; this one ends."),
        InputAction(_D.WITHDRAW, "Withdraw", "It ends. That can't be undone; a new one can be drafted."),
    )
}

# What each state waits for, in the order of the way, with the days that are given for it.
WAITS: dict[InputState, tuple[str, int | None]] = {
    InputState.DRAFT: ("To be signed by the director", None),
    InputState.WITH_HQ: ("To be passed to the BIEC by headquarters", signing.HQ_DAYS),
    InputState.FILED: ("To be acknowledged by the BIEC's secretary", filing.ACKNOWLEDGE_DAYS),
    InputState.ACKNOWLEDGED: ("To be assigned to an agency", answers.ASSIGN_DAYS),
    InputState.ASSIGNED: ("To be answered", answers.ANSWER_DAYS),
    InputState.ANSWERED: ("To be accepted by the director, or asked again", answers.ACCEPT_DAYS),
}
MENDED = ("To be mended by the Center and signed again", coordination.MEND_DAYS)


@dataclass(frozen=True, slots=True)
class Station:
    """One station of an input's way: `status` is done, now or ahead; `at` an ISO instant, or ""."""

    status: str
    words: str
    who: str = ""
    at: str = ""
    detail: str = ""
    usual: str = ""


def actions_for(actor: Actor, row: InputRow) -> list[InputAction]:
    """The actions that this reader may do in this state, what moves it on first."""
    return [ACTIONS[deed] for deed in list_doable(actor, row)]


def say_state(row: InputRow, directory: Directory, today: str) -> str:
    """Who has it, since when, what is next, by when, as one sentence."""
    d = directory
    if not row["holderKey"]:
        return (
            f"It ended on {dates.say_day(row['endedOn'])}." if row["endedOn"] else "Nobody has it any more."
        )
    who = d.name_of(row["holderKey"])
    if row["holderPersonName"]:
        who = f"{row['holderPersonName']} ({who})"
    since = row["heldSince"] or today
    held = "got it today" if since == today else f"has had it for {dates.say_age(since, today)}"
    due = f", {dates.say_due(row['dueOn'], today)}" if row["dueOn"] else ""
    action = row["nextAction"] or ""
    return f"{who} {held}. Next: {action[:1].lower()}{action[1:]}{due}."


def stations_of(
    row: InputRow, steps: Iterable[Step], directory: Directory, *, usual: str = ""
) -> list[Station]:
    """The way of an input: what was done, in order, then what it waits for, then what is ahead.

    `usual` says what headquarters usually takes, beside the days that are given.
    """
    d = directory
    way = [Station("done", step.words, say_who(step, d), step.at, say_detail(step, d)) for step in steps]
    state = InputState(row["state"])
    if state in FINAL:
        return way
    here = InputState.DRAFT if state == InputState.RETURNED else state
    words, days = MENDED if state == InputState.RETURNED else WAITS[here]
    who = d.name_of(row["holderKey"]) if row["holderKey"] else ""
    if row["holderPersonName"]:
        who = f"{row['holderPersonName']} ({who})"
    due = f"due {dates.say_day(row['dueOn'])}" if row["dueOn"] else ""
    way.append(Station("now", words, ", ".join(p for p in (who, due) if p), usual=_usual(here, days, usual)))
    order = list(WAITS)
    for each in order[order.index(here) + 1 :]:
        words, days = WAITS[each]
        way.append(Station("ahead", words, usual=_usual(each, days, usual)))
    return way


def say_who(step: Step, directory: Directory) -> str:
    """The person of a step, with the party."""
    return (
        f"{step.person} ({directory.name_of(step.party)})" if step.person else directory.name_of(step.party)
    )


def say_detail(step: Step, directory: Directory) -> str:
    """What a step says beyond its name, in one line."""
    said, d = step.said, directory
    parts = [f"to {d.name_of(str(said['to']))}"] if said.get("to") else []
    parts += [f"handed to {said['deputy']}"] if said.get("deputy") else []
    parts += [f"receipt {step.receipt}"] if step.receipt else []
    outcome = said.get("outcome")
    parts += [answers.OUTCOMES.get(str(outcome), str(outcome)).lower()] if outcome else []
    parts += [str(said[name]) for name in ("missing", "reason", "note", "answer") if said.get(name)]
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def say_readers(keys: Iterable[str], directory: Directory) -> str:
    """Who reads it, in words: Centers, then headquarters, the BIEC, and agencies."""
    d = directory
    order = [*d.centers, *d.places, *d.agencies]
    return "; ".join(d.name_of(key) for key in sorted(keys, key=order.index))


def say_done(action: InputAction, row: InputRow, directory: Directory) -> str:
    """The one line after an action: how it stands now, and who has it."""
    words = f"Done: {action.words.lower()}. It is “{small_words(row['state'])}” now."
    if action.name == InputDeed.SIGN:
        words = f"Signed. Your receipt is {row['receipt']}; it stands below, to print."
    holder = f" {directory.name_of(row['holderKey'])} has it." if row["holderKey"] else ""
    return words + holder


def _usual(state: InputState, days: int | None, usual: str) -> str:
    given = f"{days} business days are given" if days else ""
    if state == InputState.WITH_HQ and usual:
        return f"{given}; usual time: {usual}"
    return given
