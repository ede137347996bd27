"""The command line: `hub up` for a hub on this machine, and each of its steps by itself."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click

from graph.embedded import EnginesRefused
from graph.errors import EngineError
from graph.migrate import MigrationRefused, migrate
from graph.unit import Graph
from hub import administrators, checking, printing, seed, serving, terminal
from hub.api import schema as agency_schema
from hub.config import SettingRefused, Settings, read_settings, tell_settings
from hub.jobs import relay
from hub.messages import deliveries
from hub.papers.shelf import Shelf
from hub.public import schema as trade_schema
from liaisons import input_states
from liaisons.errors import Refused
from matrix import states
from meetings import packet_states
from meetings import states as meeting_states

NOS = (
    EnginesRefused,
    EngineError,
    MigrationRefused,
    SettingRefused,
    seed.DayKept,
    serving.ServerRefused,
    Refused,
)

SCHEMAS = (Path("schema.graphql"), Path("hub/public/schema.graphql"))

day_option = click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="The day that the demonstration stands at, if it is new."
)
child_option = click.option("--child", is_flag=True, hidden=True)
demo_option = click.option("--demo", is_flag=True, help="With made-up people, accounts and holders.")


class Commands(click.Group):
    """A group that says a no of the house in one sentence, and ends with 1."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except NOS as no:
            raise click.ClickException(getattr(no, "sentence", None) or str(no)) from no

    def format_epilog(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"\nSettings, from the environment:\n{tell_settings()}\n")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The Inter-Agency Hub: what is wrong between Centers and agencies, who holds it, what happens next."""


@main.command()
@demo_option
@day_option
def up(demo: bool, day: datetime | None) -> None:
    """Start everything on this machine, and stop it on Ctrl-C."""
    settings = read_settings(os.environ, demo=demo)
    serving.refuse_what_cannot_serve(settings)
    serving.interrupt_on_term()
    try:
        with serving.engines_for(settings, click.echo) as (running, engines):
            with serving.graph_for(running) as graph:
                _prepare(graph, demo=demo, day=day)
                examples = administrators.list_examples(graph, now=_now()) if demo else []
            serving.run_supervised(
                running, engines, say=click.echo, ready=lambda address: _greet(address, examples)
            )
    except KeyboardInterrupt:
        click.echo("\nStopped. Everything is kept.")


@main.command()
@demo_option
@child_option
def serve(demo: bool, child: bool) -> None:
    """Serve pages and APIs, with NEO4J_URI and REDIS_URL."""
    if child:
        serving.end_with_parent()
    settings = read_settings(os.environ, demo=demo)
    if not settings.neo4j_uri:
        raise SettingRefused("`hub serve` needs NEO4J_URI. For a hub on this machine alone: `hub up`.")
    serving.refuse_what_cannot_serve(settings)
    serving.serve(settings)


@main.command()
@demo_option
@child_option
def worker(demo: bool, child: bool) -> None:
    """Pass events on and hand mail over, with NEO4J_URI and REDIS_URL; any number of them."""
    serving.work(_for_jobs("worker", demo=demo, child=child))


@main.command()
@demo_option
@child_option
def beat(demo: bool, child: bool) -> None:
    """Tell the workers when each job is due, with NEO4J_URI and REDIS_URL; one is enough."""
    serving.beat(_for_jobs("beat", demo=demo, child=child))


@main.command(name="migrate")
def migrate_command() -> None:
    """Bring constraints and indexes to this release."""
    with _graph() as (_, graph):
        _migrate(graph)


@main.command(name="seed")
@demo_option
@day_option
def seed_command(demo: bool, day: datetime | None) -> None:
    """Bring in the reference data, and the demonstration; a second time changes nothing."""
    with _graph() as (_, graph):
        _prepare(graph, demo=demo, day=day)


@main.command()
@click.option("--write", is_flag=True, help="Into schema.graphql and hub/public/schema.graphql.")
def schema(write: bool) -> None:
    """Print the schemas of both APIs, or write them to their files."""
    sdls = {SCHEMAS[0]: agency_schema.sdl(), SCHEMAS[1]: trade_schema.sdl()}
    missing = [str(file) for file in sdls if not file.exists()]
    if write and missing:
        raise click.ClickException(f"There is no {missing[0]} here. Run this in the project's own folder.")
    for file, sdl in sdls.items():
        if write:
            file.write_text(sdl, encoding="utf-8")
            click.echo(f"Wrote {file}.")
        else:
            click.echo(f"# {file}\n{sdl}")


@main.command(name="states")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("docs/states"), show_default=True)
def states_command(folder: Path) -> None:
    """Draw the diagrams of states into docs/states."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {
        "issue": states.diagram(),
        "input": input_states.diagram(),
        "meeting": meeting_states.diagram(),
        "packet": packet_states.diagram(),
    }
    for noun, page in drawn.items():
        (folder / f"{noun}.md").write_text(page, encoding="utf-8")
        click.echo(f"Wrote {folder / f'{noun}.md'}.")


@main.command(name="matrix")
@click.option("--as", "email", metavar="E-MAIL", help="Read as this person; without it, as the public.")
@click.option("--agency", "agencies", multiple=True, help="Only the rows of this agency (FDA); repeatable.")
@click.option("--center", "centers", multiple=True, help="Only this Center (APP); repeatable.")
@click.option("--open", "opened", multiple=True, help="Show this Center by industry; repeatable.")
@click.option("--all", "everything", is_flag=True, help="All agencies and Centers, not the reader's own.")
@click.option("--json", "as_json", is_flag=True, help="For programs: the table as JSON.")
def matrix_command(
    email: str | None,
    agencies: tuple[str, ...],
    centers: tuple[str, ...],
    opened: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """Show the matrix as one reader sees it. For whoever runs the hub on this machine."""
    with _graph() as (_, graph):
        shown = terminal.read_matrix(
            graph,
            email,
            agencies=agencies,
            centers=centers,
            opened=opened,
            everything=everything,
            now=_now(),
        )
    if as_json:
        click.echo(json.dumps(shown.as_json(), ensure_ascii=False, indent=1))
    else:
        click.echo(terminal.draw(shown, width=shutil.get_terminal_size((80, 24)).columns))


@main.command(name="packet")
@click.argument("center")
@click.option("--quarter", default="next", show_default=True, help="next, last, or one such as FY2027 Q1.")
@click.option("--edition", default="government", show_default=True, help="government, trade, or an agency.")
@click.option("--with", "agency", default="", metavar="AGENCY", help="Of the meeting with this one alone.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("--zip", "as_zip", is_flag=True, help="With manifest, files, and what verifies them.")
@click.option("--as", "email", metavar="E-MAIL", help="Read as this person; without it, as the operator.")
def packet_command(
    center: str, quarter: str, edition: str, agency: str, output: Path, as_zip: bool, email: str | None
) -> None:
    """Write a packet of CENTER's working group. For whoever runs the hub on this machine."""
    with _graph() as (settings, graph):
        wanted = printing.Wanted(center, quarter, edition, agency)
        shelf = Shelf(settings.data)
        printed = printing.print_packet(graph, shelf, wanted, email, as_zip=as_zip, now=_now())
    output.write_bytes(printed.data)
    click.echo(f"Wrote {output} ({len(printed.data):,} bytes): {printed.words}")


@main.command()
def check() -> None:
    """Say in words whether the hub is in order; ends with 1 if not."""
    with _graph() as (settings, graph):
        found = checking.check(settings, graph, now=_now())
    for finding in found:
        click.echo(f"{'ok  ' if finding.is_well else 'NOT '} {finding.words}")
    sys.exit(0 if all(finding.is_well for finding in found) else 1)


@main.command()
def resend() -> None:
    """Try again what was given up: messages, and events that could not be passed on."""
    with _graph() as (_, graph):
        messages = graph.write(lambda tx: deliveries.revive(tx, now=_now()))
        events = graph.write(relay.revive)
    click.echo(f"Messages that will be tried again: {messages}. Events: {events}.")


@main.command()
@click.option("--name", prompt="Name")
@click.option("--email", prompt="E-mail address")
@click.option("--office", default="OT", show_default=True, help="The office where the administrator sits.")
@click.password_option()
def administrator(name: str, email: str, office: str, password: str) -> None:
    """Add an administrator, who then adds everyone else."""
    with _graph() as (_, graph):
        administrators.add(graph, name=name, email=email, office=office, password=password, now=_now())
    click.echo(f"{name} can sign in with {email}.")


@contextmanager
def _graph() -> Iterator[tuple[Settings, Graph]]:
    with (
        serving.engines_beside(read_settings(os.environ), partial(click.echo, err=True)) as settings,
        serving.graph_for(settings) as graph,
    ):
        yield settings, graph


def _for_jobs(name: str, *, demo: bool, child: bool) -> Settings:
    if child:
        serving.end_with_parent()
    settings = read_settings(os.environ, demo=demo)
    if not (settings.neo4j_uri and settings.redis_url):
        raise SettingRefused(f"`hub {name}` needs NEO4J_URI and REDIS_URL. `hub up` has a {name} of its own.")
    return settings


def _prepare(graph: Graph, *, demo: bool, day: datetime | None) -> None:
    _migrate(graph)
    click.echo("Bringing in the reference data ...")
    seed.seed_reference(graph, tell=click.echo, now=_now())
    if demo:
        click.echo("Bringing in the demonstration ...")
        kept: date = seed.seed_demo(graph, day=day.date() if day else None, tell=click.echo, now=_now())
        click.echo(f"The demonstration stands at {kept}.")


def _migrate(graph: Graph) -> None:
    steps = migrate(graph)
    for step in steps:
        click.echo(f"Applied step {step.key} {step.name}.")
    if not steps:
        click.echo("Constraints and indexes are as this release needs them.")


def _greet(address: str, examples: list[str]) -> None:
    click.echo(f"\nThe hub is at {address}\n")
    if examples:
        click.echo(f"Sign in at {address}/sign-in as whom you like, such as:")
        for line in examples:
            click.echo(f"  {line}")
    click.echo("\nCtrl-C stops it.")


def _now() -> datetime:
    return datetime.now(UTC)
