"""What the engine can do to a unit of work, in the words of the house."""

from __future__ import annotations


class EngineError(Exception):
    """The records could not be read or written; nothing was saved."""

    code = "ENGINE_ERROR"
    sentence = "The hub can't use its records. Nothing was saved. Try again in a minute."


class EngineDown(EngineError):
    """No engine answers."""

    code = "ENGINE_DOWN"
    sentence = "The hub can't reach its records. Nothing was saved. Try again in a minute."


class EngineSlow(EngineError):
    """The unit of work took longer than it may; the engine ended it."""

    code = "DEADLINE_EXCEEDED"
    sentence = "The hub's records took too long to answer. Nothing was saved. Try again, or ask for less."


class EngineLost(EngineError):
    """The engine went away while it kept what was written; nobody knows whether it did."""

    code = "COMMIT_UNKNOWN"
    sentence = (
        "The hub lost its records while it saved. Look whether it was saved before you send it once more."
    )


class RowMissing(Exception):
    """A sentence that always has a row had none: a mistake in the house, and nothing is kept."""


class WriteInRead(Exception):
    """A sentence that writes was given to a unit that only reads: a mistake in the house, not of a person."""
