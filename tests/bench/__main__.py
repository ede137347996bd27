"""`make bench`: build worlds on both engines, measure the matrix and the list in them, print tables."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import structlog

from hub import serving
from tests.bench import asking, mails, papers
from tests.bench.measuring import Times, measure
from tests.bench.telling import Line, tell_tables
from tests.bench.worlds import World, build_world
from tests.engines.pool import NAMES

SIZES, MOST_OPEN, ROUNDS = (67, 10_000, 200_000), 10_000, 31
QUICK_SIZES, QUICK_MOST_OPEN, QUICK_ROUNDS = (67, 1_000, 5_000), 1_000, 7


def _numbers(_context: click.Context, _parameter: click.Parameter, text: str | None) -> tuple[int, ...]:
    try:
        return tuple(int(part.replace("_", "")) for part in (text or "").split(",") if part.strip())
    except ValueError as error:
        raise click.BadParameter("give whole numbers with commas between, such as 67,10000") from error


@click.command()
@click.option("--quick", is_flag=True, help=f"Sizes {QUICK_SIZES}, at most {QUICK_MOST_OPEN:,} open.")
@click.option("--sizes", callback=_numbers, help=f"How many issues, world by world; {SIZES} if not said.")
@click.option("--most-open", type=int, help=f"How many of them are open at most; {MOST_OPEN:,} if not said.")
@click.option("--rounds", type=int, help=f"How often each side is timed; {ROUNDS} if not said.")
@click.option("--only", type=click.Choice(("matrix", "papers", "mails")), help="One part; all if not said.")
@click.option("--engines", default=",".join(NAMES), show_default=True, help="On which engines.")
def main(
    quick: bool,
    sizes: tuple[int, ...],
    most_open: int | None,
    rounds: int | None,
    only: str | None,
    engines: str,
) -> None:
    """Measure on real engines, beside the bare driver, in interleaved rounds."""
    sizes = sizes or (QUICK_SIZES if quick else SIZES)
    most_open = most_open or (QUICK_MOST_OPEN if quick else MOST_OPEN)
    rounds = rounds or (QUICK_ROUNDS if quick else ROUNDS)
    click.echo(f"{os.cpu_count()} cores, Python {platform.python_version()}, {rounds} rounds.")
    lines: list[Line] = []
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        # Every request writes its line, as in production; nobody reads it here.
        serving.log_as_records()
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=nowhere))
        for engine in engines.split(",") if only in (None, "matrix") else ():
            lines += _measure_engine(engine, sizes, most_open, rounds)
        told = [*tell_tables(lines)] if lines else []
        if only in (None, "papers"):
            told += papers.tell_packet(papers.measure_packet(papers.QUICK_PAPERS if quick else papers.PAPERS))
        if only in (None, "mails"):
            number = mails.QUICK_MAILS if quick else mails.MAILS
            told += mails.tell_mails(mails.measure_mails(number, say=click.echo))
    for text in told:
        click.echo(text)


def _measure_engine(engine: str, sizes: tuple[int, ...], most_open: int, rounds: int) -> list[Line]:
    """All worlds of one engine stand at the same time: one round asks each of them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-bench-")))
        worlds = [
            stack.enter_context(build_world(engine, size, most_open=most_open, say=click.echo))
            for size in sizes
        ]
        cases = [case for world in worlds for case in _cases(world, folder)]
        sides = {(n, side): ask for n, case in enumerate(cases) for side, ask in case.sides.items()}
        times = measure(sides, rounds, tell=partial(_tell_round, engine, rounds))
        return [case.line({side: times[n, side] for side in case.sides}) for n, case in enumerate(cases)]


def _tell_round(engine: str, rounds: int, number: int) -> None:
    if number % 5 == 0 or number == rounds:
        click.echo(f"{engine}: round {number} of {rounds}")


@dataclass(frozen=True, slots=True)
class _Case:
    """One question of one reader in one world, with its sides."""

    world: World
    reader: str
    question: str
    rows: int
    sentences: int
    sides: Mapping[str, Callable[[], object]]

    def line(self, times: Mapping[str, Times]) -> Line:
        return Line(
            engine=f"{self.world.engine} {self.world.version}",
            question=self.question,
            issues=self.world.issues,
            still_open=self.world.still_open,
            reader=self.reader,
            rows=self.rows,
            sentences=self.sentences,
            api=times["api"],
            bare=times["bare"],
            every=times["every"],
        )


def _cases(world: World, folder: Path) -> list[_Case]:
    app = asking.make_app(world.graph, folder)
    cases = []
    for reader, person in asking.find_readers().items():
        client = asking.sign_in(app, person)
        for question in asking.QUESTIONS:
            by_api = asking.by_api(client, question)
            by_api()
            heard = asking.listen(world.graph, by_api)
            same = [one for one in heard if one.sentence.name == question.sentence]
            sides = {
                "api": by_api,
                "bare": asking.by_driver(world.graph, same),
                "every": asking.by_driver(world.graph, heard),
            }
            rows = asking.count_rows(world.graph, same)
            cases.append(_Case(world, reader, question.name, rows, len(heard), sides))
    return cases


if __name__ == "__main__":
    main()
