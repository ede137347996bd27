"""What the directory shows to everyone: Centers, agencies, programs, industries. No people, no accounts."""

from __future__ import annotations

from graph.cypher import Tx
from graph.errors import EngineError, EngineSlow
from liaisons.directory import Directory, read_directory
from liaisons.errors import BadInput, NotFound, Refused

__all__ = [
    "BadInput",
    "Directory",
    "EngineError",
    "EngineSlow",
    "NotFound",
    "Refused",
    "read_public_directory",
]


def read_public_directory(tx: Tx) -> Directory:
    """The public part of the directory, all of which anyone may read."""
    return read_directory(tx)
