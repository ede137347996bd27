"""Papers of a living hub: a meeting whose packet has one edition that waits and one that was issued."""

from __future__ import annotations

from typing import Any

from graph.cypher import Tx
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory
from meetings import freezing, meetings, packets
from meetings.schedule import When
from tests.builders import NOW, build_person, refresh

CENTER, QUARTER = "CEE002", FiscalQuarter(2027, 2)
MEETING = "CEE002/FY27-Q2"
WAITS, ISSUED = f"{MEETING}/government", f"{MEETING}/trade"


def put_packets(graph: Graph, directory: Directory) -> None:
    """The government's edition waits to be cleared, the trade's has gone out; the others are collected."""
    chair = build_person(graph, "ruth", ("chair", CENTER, f"group:{CENTER}", "group"))
    reviewer = build_person(graph, "reviewer", ("disclosure-reviewer", "OT", "OT", "party"))
    when = When("2027-03-10")
    planned = {"quarter": QUARTER, "idempotency_key": "papers"}
    _do(graph, chair, meetings.plan_meeting, directory, CENTER, when, **planned)
    _do(graph, chair, freezing.freeze_agenda, MEETING, version=1)
    _do(graph, chair, packets.freeze_packet, directory, MEETING, "government", version=0)
    _do(graph, chair, packets.freeze_packet, directory, MEETING, "trade", version=0)
    _do(graph, reviewer, packets.clear_packet, ISSUED, version=1)
    _do(graph, chair, packets.issue_packet, ISSUED, version=2)


def _do(graph: Graph, actor: Actor, command: Any, *given: Any, **named: Any) -> None:
    who = refresh(graph, actor)

    def work(tx: Tx) -> None:
        command(tx, who, *given, **named, now=NOW)

    graph.write(work)
