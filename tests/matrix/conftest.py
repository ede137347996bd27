"""A small world for the rooms of the matrix: the real directory and made-up people, on each engine."""

from __future__ import annotations

import pytest

from graph.unit import Graph
from liaisons.directory import Directory
from tests.builders import People, build_directory
from tests.matrix.races import World


@pytest.fixture
def directory(graph: Graph) -> Directory:
    """The real directory, in the graph of the test."""
    return build_directory(graph)


@pytest.fixture
def people(graph: Graph, directory: Directory) -> People:  # directory: people read what exists by then
    """One of each kind of person."""
    return People(graph)


@pytest.fixture(scope="module")
def world(module_graph: Graph) -> World:
    """One directory and the same people for all races of a module; each race makes its own issues."""
    directory = build_directory(module_graph)
    return World(module_graph, People(module_graph), directory)
