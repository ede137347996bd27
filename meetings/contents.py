"""What one edition of a packet holds, as it stood when it was frozen: plain rows that fit into JSON. Pure."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Cover(TypedDict):
    """What stands on the front: the group, its meeting, the edition, and the moment it was frozen."""

    group: str
    center: str
    quarter: str
    day: str
    startsAt: str
    edition: str
    editionName: str
    marking: str
    distribution: list[str]
    frozenAt: str


class AgendaLine(TypedDict):
    """One line of the agenda; `paper` is the record of the paper that belongs to it, "" for none."""

    number: int
    title: str
    reason: str
    block: str
    who: str
    minutes: int
    paper: str


class Change(TypedDict):
    """A paper that is new since the last packet of the same edition, changed, or no longer in it."""

    kind: str
    title: str
    paper: str


class MatrixLine(TypedDict):
    """What of the matrix bears issues today: an agency's program and this Center."""

    area: str
    name: str
    number: int
    severity: int
    oldest: str | None


class Saying(TypedDict):
    """What a party said, and when: a position, or a figure with its quality."""

    about: str
    party: str
    text: str
    quality: str
    byName: str
    on: str


class IssuePaper(TypedDict):
    """One issue; in the trade edition the published words of one, where what is not public stays empty."""

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
    heldSince: str | None
    nextAction: str
    dueOn: str | None
    cells: list[str]
    scope: str
    workaround: str
    endDate: str | None
    effects: list[Saying]
    positions: list[Saying]
    strength: str
    closeProposed: str
    sourceTitle: str
    sourceAddress: str


class PaperFile(TypedDict):
    """A clean file of an input: its name as it came, its media type, its bytes' number and SHA-256 in hex."""

    key: str
    name: str
    media: str
    size: int
    sha256: str


class InputPaper(TypedDict):
    """One director's input to the BIEC, and where it stands; packets of before files came have no list."""

    record: str
    key: str
    version: int
    title: str
    state: str
    kinds: list[str]
    wanted: str
    ofParty: str
    byDay: str | None
    tried: str
    signedOn: str | None
    filedOn: str | None
    answer: str
    answeredOn: str | None
    files: NotRequired[list[PaperFile]]


class Contact(TypedDict):
    """Whom to call; in the trade edition the Center alone."""

    name: str
    role: str
    party: str
    phone: str
    email: str


class Source(TypedDict):
    """Where what a paper says can be read."""

    title: str
    address: str
    paper: str


class Contents(TypedDict):
    """The whole edition."""

    key: str
    number: int
    cover: Cover
    agenda: list[AgendaLine]
    changes: list[Change]
    matrix: list[MatrixLine]
    papers: list[IssuePaper]
    inputs: list[InputPaper]
    contacts: list[Contact]
    sources: list[Source]


class Figures(TypedDict):
    """How much an edition holds, in numbers."""

    lines: int
    minutes: int
    papers: int
    inputs: int
    files: int
    contacts: int


def figures_of(contents: Contents) -> Figures:
    """What a page says of an edition before anyone opens it."""
    return {
        "lines": len(contents["agenda"]),
        "minutes": sum(line["minutes"] for line in contents["agenda"]),
        "papers": len(contents["papers"]),
        "inputs": len(contents["inputs"]),
        "files": sum(len(paper.get("files", ())) for paper in contents["inputs"]),
        "contacts": len(contents["contacts"]),
    }


def changes_since(before: Contents | None, papers: list[IssuePaper]) -> list[Change]:
    """The papers that are new, changed or gone since an earlier edition of the same readers.

    Nothing without an earlier one: then there is nothing that could have changed.
    """
    if before is None:
        return []
    old = {paper["record"]: paper for paper in before["papers"]}
    found: list[Change] = []
    for paper in papers:
        was = old.pop(paper["record"], None)
        kind = "new" if was is None else "changed" if was["version"] != paper["version"] else ""
        if kind:
            found.append({"kind": kind, "title": paper["title"], "paper": paper["record"]})
    return found + [{"kind": "gone", "title": was["title"], "paper": ""} for was in old.values()]


def sources_of(papers: list[IssuePaper]) -> list[Source]:
    """The sources that the papers name, each with the paper that rests on it."""
    return [
        {"title": paper["sourceTitle"], "address": paper["sourceAddress"], "paper": paper["record"]}
        for paper in papers
        if paper["sourceTitle"]
    ]
