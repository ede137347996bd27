"""An agenda as a timed sheet: blocks by agency, when each line begins, and how far it runs over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from graph.meetings.lines import LineRow


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line with the Washington time at which it begins (`10:05`)."""

    line: LineRow
    starts: str


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one agency, or of the whole group, one after another."""

    key: str
    starts: str
    ends: str
    minutes: int
    lines: tuple[TimedLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All blocks, the sum of their minutes, and by how many that is more than the meeting has."""

    blocks: tuple[Block, ...]
    total: int
    minutes: int

    @property
    def over(self) -> int:
        return max(self.total - self.minutes, 0)


def time_lines(lines: Iterable[LineRow], *, starts_at: str, minutes: int) -> Sheet:
    """Lines in their order as blocks that follow one another from `starts_at`, for a meeting so long."""
    at = start = _minutes_of(starts_at)
    blocks = []
    for key, group in groupby(lines, key=lambda line: line["block"]):
        first, timed = at, []
        for line in group:
            timed.append(TimedLine(line, clock_of(at)))
            at += line["minutes"]
        blocks.append(Block(key, clock_of(first), clock_of(at), at - first, tuple(timed)))
    return Sheet(tuple(blocks), at - start, minutes)


def end_of(starts_at: str, minutes: int) -> str:
    """When a meeting ends that begins then and lasts so long."""
    return clock_of(_minutes_of(starts_at) + minutes)


def clock_of(minutes: int) -> str:
    """Minutes of a day as a time; past midnight it begins again."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _minutes_of(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)
