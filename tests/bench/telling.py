"""Puts what was measured into tables, with the targets and whether they were met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.measuring import Times

TWICE, BY_WHAT_IS_OPEN = 2.0, 1.2
HEAD = (
    "| engine | question | issues | open | reader | rows | /graphql | its sentence bare | ratio "
    "| all its sentences bare | ratio |\n|---|---|--:|--:|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured of one question: by `/graphql`, its one sentence bare, all its sentences bare."""

    engine: str
    question: str
    issues: int
    still_open: int
    reader: str
    rows: int
    sentences: int
    api: Times
    bare: Times
    every: Times


def tell_tables(lines: list[Line]) -> Iterator[str]:
    """The table of everything, then each target. Times are medians in ms, the best in brackets."""
    yield ""
    yield HEAD
    for line in lines:
        yield (
            f"| {line.engine} | {line.question} | {line.issues:,} | {line.still_open:,} | {line.reader} "
            f"| {line.rows:,} | {_ms(line.api)} | {_ms(line.bare)} | {line.api.times(line.bare):.2f} "
            f"| {_ms(line.every)} ({line.sentences} sentences) | {line.api.times(line.every):.2f} |"
        )
    yield ""
    yield from _tell_twice(lines)
    yield from _tell_by_what_is_open(lines)


def _tell_twice(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if line.question == "matrix":
            ratio = line.api.times(line.bare)
            yield (
                f"- {_word(ratio, TWICE)}: {line.engine}, {line.issues:,} issues, {line.reader}: the matrix "
                f"through /graphql takes {ratio:.2f} times its bare sentence (target {TWICE:g})."
            )


def _tell_by_what_is_open(lines: list[Line]) -> Iterator[str]:
    """The largest world beside the smallest that has as many open."""
    matrix = [line for line in lines if line.question == "matrix"]
    for large in matrix:
        alike = [
            line
            for line in matrix
            if (line.engine, line.reader, line.still_open) == (large.engine, large.reader, large.still_open)
            and line.issues < large.issues
        ]
        for small in alike:
            ratio = large.api.times(small.api)
            yield (
                f"- {_word(ratio, BY_WHAT_IS_OPEN)}: {large.engine}, {large.reader}: the matrix at "
                f"{large.issues:,} issues takes {ratio:.2f} times that at {small.issues:,}, both with "
                f"{large.still_open:,} open (target {BY_WHAT_IS_OPEN:g}; the bare sentence "
                f"{large.bare.times(small.bare):.2f})."
            )


def _word(ratio: float, target: float) -> str:
    return "met" if ratio <= target else "MISSED"


def _ms(times: Times) -> str:
    return f"{times.median:,.1f} ({times.best:,.1f})"
