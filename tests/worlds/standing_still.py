"""Clock, keys, secrets and tokens that stand still, so that two worlds can answer with the same bytes."""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import time_machine

from graph.ids import Ids
from graph.unit import Graph
from tests.builders import NOW

MILLISECONDS = int(NOW.timestamp() * 1000)


def reseed(graph: Graph, words: str) -> None:
    """From here on the graph's keys and codes are those of the words, whatever was made before."""
    graph.ids = Ids(random.Random(words), lambda: MILLISECONDS)  # noqa: S311 - the same again, no secret


@contextmanager
def still(graph: Graph, words: str) -> Iterator[None]:
    """Time stands, and chance is that of the words: who does the same again gets the same again."""
    chance = random.Random(words)  # noqa: S311 - the same again, no secret
    reseed(graph, words)
    with (
        time_machine.travel(NOW, tick=False),
        patch.object(os, "urandom", chance.randbytes),
        patch.object(secrets, "token_bytes", lambda size=None: chance.randbytes(size or 32)),
    ):
        yield
