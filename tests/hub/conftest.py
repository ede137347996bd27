"""The application on a small world, on the one engine of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import People, build_directory
from tests.engines.pool import Engine
from tests.hub.stand import Stand, build_stand


@pytest.fixture
def stand(any_engine: Engine, tmp_path: Path) -> Stand:
    """The application over the real directory, with nothing in it yet."""
    return build_stand(any_engine.graph, build_directory(any_engine.graph), tmp_path)


@pytest.fixture
def cast(stand: Stand) -> People:
    """One of each kind of person, in the world of the stand."""
    return People(stand.graph)
