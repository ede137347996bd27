"""Types of a Center's inputs to the BIEC, and what clients send about them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any

import strawberry

from hub.api.context import context_of
from hub.api.ids import id_field
from hub.api.nodes import Node, PageInfo
from liaisons import input_words, inputs
from liaisons.input_states import COUNCIL


@strawberry.enum
class InputQueue(enum.Enum):
    """Whose list: the viewer's own, the Center's, what waits at headquarters, the BIEC or an agency."""

    MINE = "mine"
    CENTER = "center"
    HEADQUARTERS = "headquarters"
    COUNCIL = "biec"
    AGENCY = "agency"
    ALL = "all"


@strawberry.input
class InputCell:
    """A cell by its area (`FDA/FOO`) and column (`CEE002/aquaculture`)."""

    area: str
    column: str

    def key(self) -> str:
        """As inputs name it."""
        return f"{self.area}|{self.column}"


@strawberry.input
class InputFilter:
    """Which inputs; all of it must match. `issue` is one that the viewer reads."""

    queue: InputQueue = InputQueue.ALL
    states: list[str] | None = None
    kinds: list[str] | None = None
    issue: str | None = None
    cells: list[InputCell] | None = None


@strawberry.input
class InputDraft:
    """The words of an input; a draft needs a title alone. `byDay` is a day after today."""

    title: str
    wanted: str = ""
    kinds: list[str] = strawberry.field(default_factory=list)
    ofParty: str = COUNCIL
    byDay: str = ""
    tried: str = ""
    areas: list[str] = strawberry.field(default_factory=list)
    issues: list[str] = strawberry.field(default_factory=list)
    cells: list[InputCell] = strawberry.field(default_factory=list)
    evidence: str = ""
    cosigners: list[str] = strawberry.field(default_factory=list)

    def taken(self) -> input_words.InputDraft:
        """As the rooms take it."""
        return input_words.InputDraft(
            title=self.title,
            wanted=self.wanted,
            kinds=tuple(self.kinds),
            of_party=self.ofParty,
            by_day=self.byDay,
            tried=self.tried,
            areas=tuple(self.areas),
            issues=tuple(self.issues),
            cells=tuple(cell.key() for cell in self.cells),
            evidence=self.evidence,
            cosigners=tuple(self.cosigners),
        )


@strawberry.type
class ListedInput(Node):
    """An input in a list: where it stands, who has it, what is due."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Input"))
    key: str
    title: str
    kinds: list[str]
    state: str
    centerKey: str
    ofParty: str
    byDay: str | None
    cells: list[str]
    signedOn: str | None
    filedOn: str | None
    filedHow: str | None
    assignedTo: str | None
    answeredOn: str | None
    outcome: str | None
    draftedByName: str
    holderKey: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    madeUp: bool
    version: int


@strawberry.type
class InputEdge:
    """An input in a page, with the cursor behind it."""

    node: ListedInput
    cursor: str


@strawberry.type
class InputConnection:
    """A page of inputs, what is due first leading."""

    edges: list[InputEdge]
    pageInfo: PageInfo

    @strawberry.field
    def total_count(root: Mapping[str, Any], info: strawberry.Info) -> int:
        """How many match, on this page or not; counted only where it is asked."""
        context = context_of(info)
        return context.read(lambda tx: inputs.count_inputs(tx, context.actor, root["which"]))


@strawberry.type
class InputIssue:
    """An issue that an input is about, and that the viewer reads."""

    key: str
    title: str
    state: str
    cells: list[str]


@strawberry.type
class InputFile:
    """A file of an input: its size in bytes, the SHA-256 of what is in it, and what the scanner said."""

    key: str
    name: str
    media: str
    size: int
    sha256: str
    scan: str
    scannedAt: str | None
    byName: str
    byParty: str
    addedAt: str


@strawberry.type
class InputStep:
    """One step in the life of an input, with the receipt that it gave."""

    name: str
    words: str
    at: str
    person: str
    party: str
    receipt: str | None


@strawberry.type
class InputReceipt:
    """What a signing or filing gave: a code, the instant in UTC and in Washington, the hash of the words."""

    what: str
    code: str
    at: str
    washington: str
    by: str
    contentHash: str


@strawberry.type
class Input(Node):
    """A Center's formal input to the BIEC, with the steps that the viewer was a reader for."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Input"))
    key: str
    title: str
    kinds: list[str]
    state: str
    centerKey: str
    wanted: str
    ofParty: str
    byDay: str | None
    tried: str
    areas: list[str]
    cells: list[str]
    evidence: str
    cosigners: list[str]
    cosigned: list[str]
    draftedByName: str
    draftedOn: str
    signedByName: str | None
    signedOn: str | None
    signedAt: str | None
    receipt: str | None
    contentHash: str | None
    missing: str | None
    returnedByName: str | None
    returnedOn: str | None
    hqStep: str | None
    hqNote: str | None
    bypassReason: str | None
    filedHow: str | None
    filedOn: str | None
    filedAt: str | None
    filedByName: str | None
    filingReceipt: str | None
    acknowledgedOn: str | None
    acknowledgedByName: str | None
    assignedTo: str | None
    assignedOn: str | None
    assignedByName: str | None
    outcome: str | None
    answer: str | None
    answeredOn: str | None
    answeredByName: str | None
    answeredByParty: str | None
    askedAgain: str | None
    endedOn: str | None
    endReason: str | None
    supersededBy: str | None
    holderKey: str | None
    holderPersonName: str | None
    heldSince: str | None
    nextAction: str | None
    dueOn: str | None
    readers: list[str]
    madeUp: bool
    version: int
    changedAt: str
    changedByName: str
    issues: list[InputIssue]
    attachments: list[InputFile]
    receipts: list[InputReceipt]
    steps: list[InputStep]


@strawberry.type
class Coordination:
    """Who can pass an input at headquarters, what they usually take (business days), and their clock."""

    officers: list[str]
    deputies: list[str]
    usualDays: float | None
    days: int
    deputyDays: int
    source: str
