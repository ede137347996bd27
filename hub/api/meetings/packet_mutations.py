"""The steps of a packet's edition over the agency API."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import strawberry

from graph.cypher import Tx
from graph.meetings.packets import PacketRow
from hub.api.context import context_of
from hub.api.meetings.packet_queries import show_packet
from hub.api.meetings.packet_types import PacketPayload
from hub.api.problems import answer
from meetings import packets


def _step(info: strawberry.Info, command: Callable[[Tx], PacketRow]) -> PacketPayload:
    context = context_of(info)
    payload = answer(lambda: {"packet": show_packet(context.write(command))})
    return cast(PacketPayload, {"packet": None, **payload})


@strawberry.type
class PacketMutation:
    """Commands on an edition. `version` is the one the client has seen; a later one is refused."""

    @strawberry.mutation
    def freeze_packet(
        self, info: strawberry.Info, meeting: str, edition: str, version: int = 0
    ) -> PacketPayload:
        """Fix what an edition (`government`, `trade`, an agency's key) holds; version 0 the first time."""
        c = context_of(info)
        return _step(
            info,
            lambda tx: packets.freeze_packet(
                tx, c.actor, c.directory, meeting, edition, version=version, now=c.now
            ),
        )

    @strawberry.mutation
    def reopen_packet(self, info: strawberry.Info, key: str, reason: str, version: int) -> PacketPayload:
        """Collect an edition again that was frozen or cleared."""
        c = context_of(info)
        return _step(
            info,
            lambda tx: packets.reopen_packet(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def return_packet(self, info: strawberry.Info, key: str, reason: str, version: int) -> PacketPayload:
        """Send a frozen edition back, as its reviewer."""
        c = context_of(info)
        return _step(
            info,
            lambda tx: packets.return_packet(tx, c.actor, key, reason=reason, version=version, now=c.now),
        )

    @strawberry.mutation
    def clear_packet(self, info: strawberry.Info, key: str, version: int) -> PacketPayload:
        """Say, as a second person, that an edition may go to its readers."""
        c = context_of(info)
        return _step(info, lambda tx: packets.clear_packet(tx, c.actor, key, version=version, now=c.now))

    @strawberry.mutation
    def issue_packet(self, info: strawberry.Info, key: str, version: int) -> PacketPayload:
        """Give a cleared edition to its readers."""
        c = context_of(info)
        return _step(info, lambda tx: packets.issue_packet(tx, c.actor, key, version=version, now=c.now))
