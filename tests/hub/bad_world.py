"""A small world with an issue in every state that matters, for tests of what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liaisons.actors import Actor
from matrix import closing, publications, verdicts
from matrix.locking import Changed
from tests.builders import NOW, People, build_issue, confirm, place, take_up
from tests.hub.stand import Stand


@dataclass(frozen=True)
class World:
    """The stand, its people, and the keys of what is in it by the state it is in."""

    stand: Stand
    cast: People
    keys: dict[str, str]

    def actor(self, name: str) -> Actor:
        """One of the people, by name."""
        found: Actor = getattr(self.cast, name)
        return found

    def fill(self, given: Any) -> Any:
        """Keys put in for `{placed}` and their like, however deep."""
        if isinstance(given, str):
            for name, key in self.keys.items():
                given = given.replace(f"{{{name}}}", key)
            return given
        if isinstance(given, dict):
            return {name: self.fill(value) for name, value in given.items()}
        return [self.fill(value) for value in given] if isinstance(given, list) else given


def build_world(stand: Stand) -> World:
    """One issue each: reported, placed, said (by one side), confirmed, in work, proposed, watched, foreign;
    and of one that is confirmed a draft, what is published, and what was withdrawn."""
    cast, graph = People(stand.graph), stand.graph

    def issue(name: str) -> Changed:
        return build_issue(graph, cast, key=name, title=f"Late notices, {name}")

    keys = {"reported": issue("reported").key, "placed": place(graph, cast, issue("placed")).key}
    said = place(graph, cast, issue("said"))
    graph.write(lambda tx: verdicts.confirm_issue(tx, cast.center_expert, said.key, now=NOW))
    confirmed = confirm(graph, cast, place(graph, cast, issue("confirmed")))
    keys |= {"said": said.key, "confirmed": confirmed.key}
    for name in ("work", "proposed", "watched"):
        changed = take_up(graph, cast, confirm(graph, cast, place(graph, cast, issue(name))))
        keys[name] = changed.key
        if name == "work":
            continue
        proposed = graph.write(
            lambda tx, c=changed: closing.propose_close(  # type: ignore[misc]  # bound now
                tx, cast.liaison, c.key, outcome="implemented", reason="Released", version=c.version, now=NOW
            )
        )
        if name == "watched":
            graph.write(
                lambda tx, p=proposed: closing.agree_close(  # type: ignore[misc]  # bound now
                    tx, cast.director, p.key, version=p.version, now=NOW
                )
            )
    keys["foreign"] = build_issue(graph, cast, key="foreign", readers=("EPA",), title="Not for FDA").key
    for name in ("published", "withdrawn", "draft"):
        row = graph.write(
            lambda tx, n=name: publications.draft_publication(  # type: ignore[misc]  # bound now
                tx, cast.director, confirmed.key,
                publications.Words(f"Notices, {n}", "They come late.", "flag FD3"),
                idempotency_key=n, now=NOW,
            )
        )  # fmt: skip
        keys[name] = row["key"]
        if name == "published":
            graph.write(
                lambda tx, r=row: publications.publish(  # type: ignore[misc]  # bound now
                    tx, cast.reviewer, r["key"], version=r["version"], now=NOW
                )
            )
        if name == "withdrawn":
            graph.write(
                lambda tx, r=row: publications.withdraw_publication(  # type: ignore[misc]  # bound now
                    tx, cast.reviewer, r["key"], reason="Wrong", version=r["version"], now=NOW
                )
            )
    return World(stand, cast, keys)
