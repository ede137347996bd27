"""The files of an input: attach one to a draft, take it away, and what the scanner said of each.

A file is opened by nobody before a scanner found it clean, and an input with another file isn't signed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from graph import outbox
from graph.cypher import Tx
from graph.liaisons import attachments as sentences
from graph.liaisons.attachments import AttachmentRow, WaitingFileRow
from graph.liaisons.inputs import InputRow
from liaisons.actors import Actor
from liaisons.errors import NotFound, WrongState
from liaisons.events import FileAttached, FileRefused, FileRemoved, FileScanned
from liaisons.file_types import MOST_A_RECORD, Brought
from liaisons.input_locking import lock_input, save_input
from liaisons.inputs import refuse_unless_worded
from liaisons.once import make_once
from liaisons.permissions import Permission, require, require_clock


class Scan(StrEnum):
    """What is known of a file."""

    WAITING = "waiting"
    CLEAN = "clean"
    REFUSED = "refused"


class TooManyFiles(WrongState):
    """The input has as many files as it may have."""


class FileNotScanned(WrongState):
    """Nobody has looked into the file yet."""


class FileIsHarmful(WrongState):
    """The scanner found something in the file."""


def attach_file(
    tx: Tx,
    actor: Actor,
    key: str,
    brought: Brought,
    *,
    sha256: str,
    idempotency_key: str,
    now: datetime,
) -> str:
    """Attach a file, kept outside the graph under its hash, to an input whose words may still change.

    It waits for the scanner. The same key gives the same file again; returns the file's key.
    """
    require(actor, Permission.DRAFT_INPUT)
    row = lock_input(tx, actor, key, version=None, now=now)

    def make() -> str:
        refuse_unless_worded(actor, row)
        if len(row["files"]) >= MOST_A_RECORD:
            raise TooManyFiles(
                f"An input has {MOST_A_RECORD} files at most. Remove one first, or give a link as evidence.",
                field="file",
            )
        made = tx.the(
            sentences.ADD,
            input=key,
            key=tx.new_id(),
            attachment={
                "name": brought.name,
                "media": brought.media,
                "size": brought.size,
                "sha256": sha256,
                "scan": str(Scan.WAITING),
                "byPerson": actor.person,
                "byName": actor.name,
                "byParty": actor.party,
                "addedAt": now.isoformat(),
                "audienceKey": row["audienceKey"],
            },
        )
        changes = {"files": [*row["files"], _in_hash(made)], "cosigned": []}
        save_input(tx, actor, row, changes, FileAttached, said={"file": brought.name}, now=now)
        return made["key"]

    content = {"input": key, "name": brought.name, "sha256": sha256, "party": actor.party}
    made, _ = make_once(tx, actor, "attach_file", idempotency_key, content, make=make, now=now)
    return made


def remove_file(tx: Tx, actor: Actor, key: str, file: str, *, version: int, now: datetime) -> InputRow:
    """Take a file from an input whose words may still change."""
    require(actor, Permission.DRAFT_INPUT)
    row = lock_input(tx, actor, key, version=version, now=now)
    refuse_unless_worded(actor, row)
    found = find_file(tx, actor, key, file)
    tx.do(sentences.REMOVE, key=file)
    left = list(row["files"])
    left.remove(_in_hash(found))
    changes = {"files": left, "cosigned": []}
    return save_input(tx, actor, row, changes, FileRemoved, said={"file": found["name"]}, now=now)


def list_files(tx: Tx, actor: Actor, key: str) -> list[AttachmentRow]:
    """The files of an input, as they came; none of an input that the actor doesn't read."""
    return tx.all(sentences.LIST, input=key, audiences=actor.audiences)


def find_file(tx: Tx, actor: Actor, key: str, file: str) -> AttachmentRow:
    """One file of an input, or `NotFound`: also when it is not the actor's to read."""
    for row in list_files(tx, actor, key):
        if row["key"] == file:
            return row
    raise NotFound


def find_clean_file(tx: Tx, actor: Actor, key: str, file: str) -> AttachmentRow:
    """A file that may be opened. Refuses one that nobody has scanned, and one that the scanner refused."""
    row = find_file(tx, actor, key, file)
    _refuse_unless_clean(row)
    return row


def refuse_unless_all_clean(tx: Tx, actor: Actor, key: str) -> None:
    """Refuse to let an input out while one of its files is not known to be clean."""
    for row in list_files(tx, actor, key):
        _refuse_unless_clean(row)


def list_waiting_files(tx: Tx, actor: Actor, *, limit: int) -> list[WaitingFileRow]:
    """Files for the scanner, the oldest first; for the hub's clock."""
    return tx.all(sentences.WAITING, limit=limit, audiences=actor.audiences)


def judge_file(tx: Tx, actor: Actor, key: str, *, found: str | None, now: datetime) -> AttachmentRow | None:
    """Keep what the scanner found (None: nothing), once. None when it was judged or taken away before."""
    require_clock(actor)
    row = tx.one(sentences.LOCK, key=key, at=now.isoformat(), audiences=actor.audiences)
    if row is None or row["scan"] != Scan.WAITING:
        return None
    scan = Scan.REFUSED if found else Scan.CLEAN
    judged = tx.the(sentences.JUDGE, key=key, scan=str(scan), found=found, at=now.isoformat())
    happened = (FileRefused if found else FileScanned)(
        subject=row["inputKey"],
        label="Input",
        audience=row["audienceKey"],
        person=actor.person,
        person_name=actor.name,
        party=actor.party,
        at=now.isoformat(),
        said={"file": row["name"], "found": found, "by": row["byPerson"]},
        images={key: judged},
    )
    outbox.append(tx, happened)
    return judged


def list_named(tx: Tx, actor: Actor) -> list[str]:
    """The hashes of all files that some record names and that are kept; for the hub's clock."""
    return tx.all(sentences.NAMED, audiences=actor.audiences)


def _refuse_unless_clean(row: AttachmentRow) -> None:
    if row["scan"] == Scan.WAITING:
        raise FileNotScanned(
            f"“{row['name']}” has not been scanned yet. Wait until it is, or remove it.", field="file"
        )
    if row["scan"] == Scan.REFUSED:
        raise FileIsHarmful(
            f"The scanner found {row['found']} in “{row['name']}”; nobody can open it. Remove it.",
            field="file",
        )


def _in_hash(row: AttachmentRow) -> str:
    """How the receipt's hash covers a file: the hash of its content, and its name."""
    return f"{row['sha256']} {row['name']}"
