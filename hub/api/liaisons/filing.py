"""Inputs to the BIEC over the agency API: each field unwraps, calls one function of the room, wraps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, cast

import strawberry

from graph.cypher import Tx
from graph.liaisons.inputs import InputRow
from hub.api.context import Context, context_of
from hub.api.ids import read_cursor
from hub.api.liaisons.input_types import (
    Coordination,
    Input,
    InputConnection,
    InputDraft,
    InputFilter,
)
from hub.api.nodes import connect
from hub.api.problems import Payload, Problem, answer
from liaisons import answers, attachments, clocks, coordination, inputs, signing, steps
from liaisons.errors import NotFound
from liaisons.input_words import list_linked
from liaisons.receipts import receipts_of


def read_input(context: Context, tx: Tx, key: str) -> dict[str, Any]:
    """An input with its nested lists: a fixed number of sentences, however long the lists are."""
    row = inputs.find_input(tx, context.actor, key)
    receipts = [asdict(each) for each in receipts_of(row)]
    return {
        "__typename": "Input",
        **row,
        "issues": list_linked(tx, context.actor, row),
        "attachments": attachments.list_files(tx, context.actor, key),
        "receipts": [{**each, "contentHash": each["content_hash"]} for each in receipts],
        "steps": [asdict(each) for each in steps.list_steps(tx, context.actor, key)],
    }


@strawberry.type
class FilingQuery:
    """What Centers put before the BIEC, and where it stands."""

    @strawberry.field
    def input(self, info: strawberry.Info, key: str) -> Input | None:
        """One input by its key; null when there is none, or it is not shared with the viewer."""
        context = context_of(info)
        try:
            return cast(Input, context.read(lambda tx: read_input(context, tx, key)))
        except NotFound:
            return None

    @strawberry.field
    def inputs(
        self,
        info: strawberry.Info,
        filter: InputFilter | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> InputConnection:
        """Inputs that match, by due day; `first` is 1 to 200."""
        context, only = context_of(info), filter or InputFilter()
        rank, which = read_cursor(after), _which(context, only)
        rows = context.read(
            lambda tx: inputs.list_inputs(tx, context.actor, which, after=rank, limit=first, peek=True)
        )
        page = connect(rows, first, rank, by="rank", node=lambda row: row)
        return cast(InputConnection, {**page, "which": which})

    @strawberry.field
    def coordination(self, info: strawberry.Info) -> Coordination:
        """Before signing: who at headquarters has it next, and how long that usually takes."""
        context = context_of(info)
        today = clocks.today_of(context.now)
        found = context.read(lambda tx: coordination.who_can_pass(tx, context.actor, today=today))
        row = {
            "officers": [person["personName"] for person in found.officers],
            "deputies": [person["personName"] for person in found.deputies],
            "usualDays": found.usual_days,
            "days": found.days,
            "deputyDays": found.deputy_days,
            "source": found.source,
        }
        return cast(Coordination, row)


def _which(context: Context, only: InputFilter) -> inputs.Which:
    which = inputs.which_of(inputs.Queue(only.queue.value), context.actor)
    return replace(
        which,
        states=which.states if only.states is None else tuple(only.states),
        kinds=None if only.kinds is None else tuple(only.kinds),
        issue=only.issue,
        cells=None if only.cells is None else tuple(cell.key() for cell in only.cells),
    )


@strawberry.type
class InputPayload:
    """The input as it is after the command, or why nothing was changed."""

    input: Input | None
    problems: list[Problem]


def _change(info: strawberry.Info, command: Callable[[Tx], InputRow]) -> InputPayload:
    context = context_of(info)

    def work() -> Payload:
        row = context.write(command)
        # Its audience may be as new as the step itself.
        reader = replace(context, actor=context.actor.reading(row["audienceKey"]))
        return {"input": reader.read(lambda tx: read_input(reader, tx, row["key"]))}

    return cast(InputPayload, {"input": None, **answer(work)})


@strawberry.type
class FilingMutation:
    """Commands on inputs. `version` is the one the client has seen; a later one is refused."""

    @strawberry.mutation
    def draft_input(self, info: strawberry.Info, draft: InputDraft, idempotency_key: str) -> InputPayload:
        """Begin an input for the Center acted for."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: inputs.draft_input(
                tx, c.actor, draft.taken(), idempotency_key=idempotency_key, now=c.now
            ),
        )

    @strawberry.mutation
    def edit_input(self, info: strawberry.Info, key: str, draft: InputDraft, version: int) -> InputPayload:
        """Change the words of a draft, or of what headquarters returned."""
        c = context_of(info)
        return _change(
            info, lambda tx: inputs.edit_input(tx, c.actor, key, draft.taken(), version=version, now=c.now)
        )

    @strawberry.mutation
    def sign_input(self, info: strawberry.Info, key: str, version: int) -> InputPayload:
        """Sign as the director: the receipt is in the answer, and headquarters' clock starts."""
        c = context_of(info)
        return _change(info, lambda tx: signing.sign_input(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def cosign_input(self, info: strawberry.Info, key: str, version: int) -> InputPayload:
        """Sign with it, as the director of a Center that it names."""
        c = context_of(info)
        return _change(info, lambda tx: signing.cosign_input(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def return_input(self, info: strawberry.Info, key: str, missing: str, version: int) -> InputPayload:
        """Give it back to the Center with what is missing, as headquarters."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: coordination.return_input(
                tx, c.actor, key, missing=missing, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def pass_input(self, info: strawberry.Info, key: str, version: int, note: str = "") -> InputPayload:
        """Pass it on to the BIEC, as headquarters."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: coordination.pass_input(tx, c.actor, key, note=note, version=version, now=c.now),
        )

    @strawberry.mutation
    def bypass_headquarters(self, info: strawberry.Info, key: str, reason: str, version: int) -> InputPayload:
        """File it past headquarters, with a reason that every reader sees."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: signing.bypass_headquarters(
                tx, c.actor, key, reason=reason, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def acknowledge_input(self, info: strawberry.Info, key: str, version: int) -> InputPayload:
        """Say for the BIEC that it came."""
        c = context_of(info)
        return _change(
            info, lambda tx: answers.acknowledge_input(tx, c.actor, key, version=version, now=c.now)
        )

    @strawberry.mutation
    def assign_input(
        self, info: strawberry.Info, key: str, agency: str, version: int, due_on: str = ""
    ) -> InputPayload:
        """Give it to an agency to answer, which reads it from then on."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: answers.assign_input(
                tx, c.actor, key, agency=agency, due_on=due_on, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def answer_input(
        self, info: strawberry.Info, key: str, outcome: str, text: str, version: int
    ) -> InputPayload:
        """Answer: accepted, in part or not accepted, in words."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: answers.answer_input(
                tx, c.actor, key, outcome=outcome, text=text, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def accept_answer(self, info: strawberry.Info, key: str, version: int) -> InputPayload:
        """Accept the answer: the input is closed."""
        c = context_of(info)
        return _change(info, lambda tx: answers.accept_answer(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def ask_again(self, info: strawberry.Info, key: str, reason: str, version: int) -> InputPayload:
        """Ask whoever answered to answer again."""
        c = context_of(info)
        return _change(
            info, lambda tx: answers.ask_again(tx, c.actor, key, reason=reason, version=version, now=c.now)
        )

    @strawberry.mutation
    def withdraw_input(self, info: strawberry.Info, key: str, version: int, reason: str = "") -> InputPayload:
        """Take it back; once it is filed, with a reason."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: signing.withdraw_input(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def supersede_input(
        self, info: strawberry.Info, key: str, by: str, reason: str, version: int
    ) -> InputPayload:
        """Put another input of the Center in its place, with a reason."""
        c = context_of(info)
        return _change(
            info,
            lambda tx: signing.supersede_input(
                tx, c.actor, key, by=by, reason=reason, version=version, now=c.now
            ),
        )
