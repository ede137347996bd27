"""Whether a hub is in order, one sentence for each thing that must be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.cypher import Tx
from graph.errors import EngineError
from graph.hub.health import COUNTS, CountsRow
from graph.liaisons import audiences
from graph.migrate import MigrationRefused, list_missing
from graph.unit import Graph
from hub.config import Settings
from hub.health import graph_answers, store_answers
from hub.messages.mail import Server, folder_of

# What is promised is passed on within seconds; after so long, nobody is at work.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, whether it is as it must be, and what to do if it isn't."""

    is_well: bool
    words: str


def check(settings: Settings, graph: Graph, *, now: datetime) -> list[Finding]:
    """Everything in turn; what needs the records is left out when they don't answer."""
    found = [_check_store(settings), _check_mail(settings)]
    if not graph_answers(graph):
        words = "The records don't answer. Start the engine, or mend NEO4J_URI, NEO4J_USER or NEO4J_PASSWORD."
        return [*found, Finding(False, words)]
    found.append(Finding(True, "The records answer."))
    try:
        return [*found, _check_steps(graph), *_check_contents(graph, now)]
    except EngineError as error:
        return [*found, Finding(False, f"{error.sentence} ({error})")]


def _check_store(settings: Settings) -> Finding:
    if not settings.redis_url:
        return Finding(False, "No store is named, and `hub serve` needs one. Set REDIS_URL.")
    if store_answers(settings.redis_url):
        return Finding(True, "The store answers.")
    return Finding(False, "The store doesn't answer. Start it, or mend REDIS_URL.")


def _check_mail(settings: Settings) -> Finding:
    if not settings.smtp:
        return Finding(True, f"No mail server is named: mail is kept in {folder_of(settings)}.")
    if Server(settings.smtp).answers():
        return Finding(True, "The mail server answers.")
    return Finding(False, "The mail server doesn't answer, and mail waits. Start it, or mend HUB_SMTP.")


def _check_steps(graph: Graph) -> Finding:
    try:
        missing = list_missing(graph)
    except MigrationRefused as refused:
        return Finding(False, str(refused))
    if missing:
        names = ", ".join(f"{step.key} {step.name}" for step in missing)
        return Finding(False, f"Steps are missing: {names}. Run `hub migrate`.")
    return Finding(True, "Constraints and indexes are as this release needs them.")


def _check_contents(graph: Graph, now: datetime) -> list[Finding]:
    before = (now - PATIENCE).isoformat()

    def read(tx: Tx) -> CountsRow:
        every = tx.all(audiences.ALL)
        return tx.the(COUNTS, audiences=every, before=before)

    row = graph.read(read)
    seeded = bool(row["centers"] and row["agencies"] and row["columns"])
    words = f"The directory has {row['centers']} Centers and {row['agencies']} agencies."
    issues = row["issues"]
    return [
        Finding(seeded, words if seeded else f"{words} Run `hub seed`."),
        Finding(
            row["people"] > 0,
            f"People: {row['people']}."
            if row["people"]
            else "Nobody can sign in. Run `hub administrator`, or `hub seed --demo`.",
        ),
        Finding(
            row["ownerless"] == 0,
            f"Open issues: {issues}; each has a holder, a next action and a due day."
            if not row["ownerless"]
            else f"Open issues: {issues}; without a holder, a next action or a due day: {row['ownerless']}.",
        ),
        _check_jobs(row),
    ]


def _check_jobs(row: CountsRow) -> Finding:
    """Whether what was promised has been kept."""
    wrong = []
    if row["late"]:
        wrong.append(f"For ten minutes and more {row['late']} wait. Run `hub worker` and `hub beat`.")
    if row["stuck"]:
        wrong.append(
            f"Events that can't be passed on: {row['stuck']}. The worker's log says why; then `hub resend`."
        )
    if row["dead"]:
        wrong.append(f"Messages given up: {row['dead']}. Mend what they say, then run `hub resend`.")
    return Finding(not wrong, " ".join(wrong) or "Whoever was to hear of something has been told.")
