"""Types of packets: an edition with its steps, what it holds, and its manifest."""

from __future__ import annotations

import strawberry

from hub.api.ids import id_field
from hub.api.nodes import Node
from hub.api.problems import Problem


@strawberry.type
class PacketLine:
    """One line of an edition's agenda; `paper` is the record of the paper that belongs to it."""

    number: int
    title: str
    reason: str
    block: str
    who: str
    minutes: int
    paper: str


@strawberry.type
class PacketChange:
    """A paper that is `new`, `changed` or `gone` since the last packet of the same edition."""

    kind: str
    title: str
    paper: str


@strawberry.type
class PacketSaying:
    """A position, or a figure with its quality, said for a party on a day."""

    about: str
    party: str
    text: str
    quality: str
    byName: str
    on: str


@strawberry.type
class PacketPaper:
    """The paper of an issue, or of a publication in the trade edition, as it stood at the freeze."""

    record: str
    key: str
    version: int
    title: str
    kind: str
    state: str
    severity: int
    since: str
    text: str
    holder: str
    nextAction: str
    dueOn: str | None
    scope: str
    workaround: str
    endDate: str | None
    effects: list[PacketSaying]
    positions: list[PacketSaying]
    sourceTitle: str
    sourceAddress: str


@strawberry.type
class PacketFile:
    """A clean file of an input, as it was at the freeze: `size` in bytes, `sha256` in hex."""

    key: str
    name: str
    media: str
    size: int
    sha256: str


@strawberry.type
class PacketInput:
    """The paper of an input to the BIEC, as it stood at the freeze."""

    record: str
    key: str
    version: int
    title: str
    state: str
    wanted: str
    ofParty: str
    answer: str
    files: list[PacketFile]


@strawberry.type
class ManifestEntry:
    """One part or file of an edition, with the hash of its file in the zip."""

    record: str
    version: int
    file: str
    sha256: str


@strawberry.type
class Packet(Node):
    """An edition of a meeting's packet: collecting, frozen, cleared, or issued, when it changes no more.

    The lists are empty while it is collected.
    """

    id: strawberry.ID = strawberry.field(resolver=id_field("Packet"))
    key: str
    meetingKey: str
    centerKey: str
    agencyKey: str | None
    edition: str
    quarter: str
    day: str
    state: str
    manifestHash: str
    frozenAt: str | None
    frozenByName: str | None
    clearedAt: str | None
    clearedByName: str | None
    issuedAt: str | None
    issuedByName: str | None
    openedReason: str | None
    version: int
    agenda: list[PacketLine]
    changes: list[PacketChange]
    papers: list[PacketPaper]
    inputs: list[PacketInput]
    manifest: list[ManifestEntry]


@strawberry.type
class PacketHead:
    """An edition in a list."""

    key: str
    meetingKey: str
    centerKey: str
    agencyKey: str | None
    edition: str
    quarter: str
    day: str
    state: str
    manifestHash: str
    frozenAt: str | None
    clearedAt: str | None
    issuedAt: str | None
    version: int


@strawberry.type
class LeftOut:
    """A record or file that the government edition holds and this one lacks, or has as `instead`."""

    record: str
    title: str
    instead: str


@strawberry.type
class PacketPayload:
    """The edition as it is after the step, or why nothing was changed."""

    packet: Packet | None
    problems: list[Problem]
