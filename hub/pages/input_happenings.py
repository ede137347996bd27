"""What happened to an input since someone opened it, in the words of its readers."""

from __future__ import annotations

from collections.abc import Iterable

from hub.pages.happenings import Happening
from hub.pages.input_rows import say_detail
from liaisons.directory import Directory
from liaisons.steps import Step

# What someone did; a detail follows it where the event says more.
DONE = {
    "InputDrafted": "drafted it",
    "InputEdited": "changed its words",
    "InputCosigned": "signed with the Center",
    "InputSigned": "signed it",
    "InputReturned": "returned it to the Center",
    "InputWentToDeputy": "handed it to headquarters' deputy",
    "InputPassed": "passed it to the BIEC",
    "InputPassedByClock": "filed it, not coordinated",
    "InputBypassed": "filed it past headquarters",
    "InputAcknowledged": "acknowledged it",
    "InputAssigned": "assigned it",
    "InputAnswered": "answered it",
    "InputAccepted": "accepted the answer",
    "InputAskedAgain": "asked again",
    "InputWithdrawn": "withdrew it",
    "InputSuperseded": "put another in its place",
}
FIELDS = {
    "title": "title",
    "kinds": "kind",
    "wanted": "what is wanted",
    "ofParty": "asked of",
    "byDay": "wanted by",
    "tried": "what was tried",
    "evidence": "evidence",
    "issues": "issues",
    "cells": "where it stands in the matrix",
    "areas": "agency programs",
    "cosigners": "Centers that sign with it",
}


def happenings_of(steps: Iterable[Step], directory: Directory) -> list[Happening]:
    """The events in words, newest first."""
    found = [
        Happening(
            who=step.person,
            party=directory.name_of(step.party),
            words=DONE[step.name],
            detail=_changed(step) or say_detail(step, directory),
            at=step.at,
            audience="",
            of="",
        )
        for step in steps
    ]
    return found[::-1]


def _changed(step: Step) -> str:
    names = [name for name in str(step.said.get("changed") or "").split(", ") if name]
    return ", ".join(FIELDS.get(name, name) for name in names)
