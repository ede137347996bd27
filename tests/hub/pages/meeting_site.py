"""The application over a seeded quarter, as the tests of its pages read it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from graph.liaisons import people
from graph.unit import Graph
from liaisons.actors import Actor
from tests.builders import build_directory
from tests.hub.stand import Stand, build_stand
from tests.meetings.quarter import KEY, Quarter, seed

PAGE = f"/meetings/{KEY}"
NOTHING = "There is nothing here, or it is not shared with you."


@dataclass(frozen=True)
class Site:
    """The application over a seeded quarter."""

    stand: Stand
    quarter: Quarter

    def get(self, actor: Actor, path: str = PAGE) -> tuple[int, str]:
        answer = self.stand.client(actor).get(path)
        return answer.status_code, html.unescape(answer.get_data(as_text=True))

    def post(self, actor: Actor, path: str, **data: str) -> tuple[int, str]:
        answer = self.stand.client(actor).post(path, data=data)
        return answer.status_code, html.unescape(answer.get_data(as_text=True))

    def line(self, name: str) -> str:
        """The address of a line, by the name of its thing."""
        return f"{PAGE}/lines/{self.quarter.keys[name].rpartition('/')[2]}"


def build(graph: Graph, folder: Path) -> Site:
    """People of the quarter are in the directory too: a page asks for its reader's time zone."""
    directory = build_directory(graph)
    quarter = seed(graph, directory)
    for key in ("carla", "sol", "tia", "dana", "sam", "ada"):
        row = {
            "name": key, "sort": key, "email": f"{key}@x.example", "kind": "federal", "madeUp": True,
            "audienceKey": "public", "timeZone": "America/Chicago" if key == "carla" else None,
        }  # fmt: skip
        graph.write(
            lambda tx, k=key, r=row: tx.the(people.ADD, key=k, person=r)  # type: ignore[misc]  # bound now
        )
    return Site(build_stand(graph, directory, folder), quarter)
