"""Two at once where the first makes the audience that the second needs: an empty graph for each."""

from __future__ import annotations

from graph.unit import Graph
from liaisons import coordination
from tests.builders import NOW
from tests.liaisons.input_world import World
from tests.racing import together


def test_who_comes_second_when_the_audience_has_just_grown_is_told_who_was_first(graph: Graph) -> None:
    world = World(graph)
    row = world.at("with-hq")
    quinn, quentin = world.person("quinn"), world.person("quentin")
    # Nobody reads the audience of what is filed yet: it comes to be in the unit of whoever is first.
    outcome = together(
        graph,
        lambda tx: coordination.pass_input(tx, quinn, row["key"], version=row["version"], now=NOW),
        lambda tx: coordination.pass_input(tx, quentin, row["key"], version=row["version"], now=NOW),
    )
    (no,) = outcome.refused
    assert (len(outcome.accepted), no.code) == (1, "STALE")
