"""Types of the directory: Centers, agencies, areas, industries, alignments, people, and who asks."""

from __future__ import annotations

import strawberry

from hub.api.ids import id_field
from hub.api.nodes import Node, PageInfo


@strawberry.type
class Industry(Node):
    """An industry of a Center: a column of the matrix."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Industry"))
    key: str
    centerKey: str
    name: str
    verified: bool


@strawberry.type
class Center(Node):
    """A Center of Excellence and Expertise."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Center"))
    key: str
    code: str
    name: str
    city: str
    state: str
    opened: str | None
    codeVerified: bool
    verified: bool
    sourceTitle: str | None
    sourceAddress: str | None


@strawberry.type
class Agency(Node):
    """A government agency by its ACE code."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Agency"))
    key: str
    acronym: str
    name: str
    department: str
    role: str
    commodities: str
    isPga: bool
    uncodedPrograms: list[str]
    verified: bool
    sourceTitle: str | None
    sourceAddress: str | None


@strawberry.type
class Program(Node):
    """A program of an agency: a row of the matrix."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Program"))
    key: str
    agencyKey: str
    code: str
    name: str
    processingCodes: list[str]
    verified: bool


@strawberry.type
class Alignment:
    """A Center and an agency that work together, in one industry or in all."""

    key: str
    centerKey: str
    agencyKey: str
    industryKey: str | None
    since: str | None
    until: str | None
    verified: bool


@strawberry.type
class Flag:
    """A tariff flag of an agency: what it asks, and apart from that what ACE does about it."""

    key: str
    agencyKey: str
    programKey: str | None
    requirement: str
    meaning: str
    disclaimRule: str | None
    enforcementNote: str | None
    verified: bool


@strawberry.type
class Standing:
    """A role that the viewer holds today."""

    role: str
    party: str
    target: str
    targetKind: str


@strawberry.type
class Viewer:
    """Who asks, and for which party they act."""

    name: str
    party: str
    parties: list[str]
    standings: list[Standing]
    may: list[str]


@strawberry.type
class Assignment:
    """A role from its first day until the first day it is over; one called off ends on its first day."""

    key: str
    personKey: str
    personName: str
    role: str
    partyKey: str
    targetKey: str
    targetKind: str
    since: str
    until: str | None
    madeUp: bool


@strawberry.type
class Person(Node):
    """Someone of the directory; `assignments` are all of one person's, and in a list those of today."""

    id: strawberry.ID = strawberry.field(resolver=id_field("Person"))
    key: str
    name: str
    email: str
    phone: str | None
    hours: str | None
    timeZone: str | None
    kind: str
    madeUp: bool
    version: int
    assignments: list[Assignment]


@strawberry.type
class PersonEdge:
    """A person in a page, with the cursor behind them."""

    node: Person
    cursor: str


@strawberry.type
class PersonConnection:
    """A page of people, by name."""

    edges: list[PersonEdge]
    pageInfo: PageInfo


@strawberry.type
class Token:
    """What a program shows to use this API in one's name, for one party; never its secret."""

    key: str
    name: str
    party: str
    createdAt: str
    expiresAt: str
    revokedAt: str | None
