"""The real directory and a seeded quarter, on each engine."""

from __future__ import annotations

import pytest

from graph.unit import Graph
from tests.builders import build_directory
from tests.meetings.quarter import Quarter, seed


@pytest.fixture
def quarter(graph: Graph) -> Quarter:
    """One thing for each cause, and the coming meeting."""
    return seed(graph, build_directory(graph))


@pytest.fixture
def bare(graph: Graph) -> Quarter:
    """The group's people, and the coming meeting with nothing on its agenda."""
    made = Quarter(graph, build_directory(graph))
    made.plan()
    return made
