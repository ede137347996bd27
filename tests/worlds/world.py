"""One world: the real directory and documented issues, people, and in the midst of it what is planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from graph.cypher import Cypher
from graph.unit import Graph
from hub.app import create_app
from hub.config import Settings
from hub.house import House
from hub.jobs import relay
from hub.messages import deliveries
from hub.seed.reference import seed_reference
from liaisons import inputs, signing
from liaisons.clocks import FiscalQuarter
from liaisons.directory import read_directory
from liaisons.input_words import InputDraft
from matrix import hands, issues, placements, publications, remarks
from matrix.cells import Cell
from meetings import freezing, meetings, packets, schedule
from meetings.schedule import When
from tests.builders import NOW, import_documented
from tests.engines.pool import Engine
from tests.hub.mailing import Post
from tests.worlds.noticing import NoticingRequest
from tests.worlds.people import build_people
from tests.worlds.planting import OPEN_ISSUE, Planter
from tests.worlds.standing_still import reseed

KEYS: Cypher[list[str]] = Cypher(
    "test.keys", "MATCH (n) WHERE n.key IS NOT NULL UNWIND labels(n) AS label RETURN [label, n.key] AS row"
)
# Of which a walk tries so many; of other labels one, and none of those that only repeat these.
TRIED = {"Issue": 3, "Publication": 2, "Input": 2}
NEXT_QUARTER = FiscalQuarter(2027, 2)
REPEATED = {"Held", "Party", "Area", "Column"}


@dataclass(frozen=True)
class Keys:
    """Keys by label: of records that everyone in government reads, of planted ones, and of none."""

    there: dict[str, list[str]]
    planted: dict[str, list[str]]
    made_up: tuple[str, ...] = (
        "22X8-Q4RM",
        "019b0000-0000-7000-8000-000000000000",
        "ISS-999",
        "-1",
        "é|ü/'\"\\",
    )

    def hidden(self, *labels: str) -> list[str]:
        """A few planted keys of these labels, or of every label."""
        chosen = labels or tuple(sorted(set(self.planted) - REPEATED))
        return [key for label in chosen for key in self.planted.get(label, [])[: TRIED.get(label, 1)]]

    def open(self, label: str) -> str:
        """The first of these that every federal employee reads."""
        return self.there[label][0]


class Mail(NamedTuple):
    """One mail, as it left the hub."""

    to: str
    subject: str
    message_id: str
    text: str


@dataclass(frozen=True)
class World:
    """The hub over one graph, and what is in it."""

    app: Flask
    graph: Graph
    keys: Keys
    words: frozenset[str]
    mails: tuple[Mail, ...]


def build_world(engine: Engine, folder: Path, plant: Callable[[Planter], None] | None) -> World:
    """Build it from nothing; whatever is planted comes neither first nor last."""
    graph = engine.empty()
    reseed(graph, "before")
    seed_reference(graph, now=NOW - timedelta(days=60))
    planter = Planter(graph, build_people(graph), NOW - timedelta(days=20))
    import_documented(graph, planter.actors["iris"])
    there = _live_before(planter)
    before = _read_keys(graph)
    reseed(graph, "planted")
    if plant:
        plant(planter)
    planted = {label: sorted(keys - before.get(label, set())) for label, keys in _read_keys(graph).items()}
    reseed(graph, "after")
    planter.now = NOW - timedelta(days=5)
    _live_after(planter)
    words = frozenset(planter.words.values())
    keys = Keys(there, {label: found for label, found in planted.items() if found})
    return World(open_hub(graph, folder), graph, keys, words, _send_mail(graph, folder))


def _send_mail(graph: Graph, folder: Path) -> tuple[Mail, ...]:
    """Tell everyone of what happened, as a worker does."""
    house = House(Settings(data=folder), graph, lambda: NOW, new_token=str)
    post, until = Post(), NOW + timedelta(minutes=1)
    relay.relay_new(house, until=until)
    deliveries.hand_over_due(house, post, until=until)
    return tuple(sorted(_read(message) for message in post.taken))


def _read(message: EmailMessage) -> Mail:
    body = message.get_body(("plain",))
    assert body
    return Mail(str(message["To"]), str(message["Subject"]), str(message["Message-ID"]), body.get_content())


def open_hub(graph: Graph, folder: Path) -> Flask:
    """The hub over a world. The tests bring their own cookies, and nobody's tries are counted: by the minute
    of this machine, which is not the same in both."""
    app = create_app(Settings(data=folder, secret_key="of both worlds"), graph, clock=lambda: NOW)
    app.request_class = NoticingRequest
    for limiter in app.extensions["limiter"]:
        limiter.enabled = False
    return app


def _live_before(planter: Planter) -> dict[str, list[str]]:
    """What is there for every federal employee before anything is planted; keys for the walk, by label."""
    do = planter.do
    draft = issues.Draft("Seen by all", "Of everyone in government.", "data", "2026-10-01")
    key = do("specialist", issues.report_issue, draft, idempotency_key="before").key
    do("specialist", placements.place_issue, key, [Cell("FDA/FOO", "CEE002/aquaculture")], version=1)
    words = publications.Words("Told to all", "What happens.", "flag EP5", "Call the port.")
    row = do("nell", publications.draft_publication, OPEN_ISSUE, words, idempotency_key="before")
    do("hal", publications.publish, row["key"], version=row["version"])
    draft_key = do("dana", publications.draft_publication, key, words, idempotency_key="draft")["key"]
    said = {"text": "Told to all readers.", "readers": "issue"}
    comment = do("specialist", remarks.comment_on_issue, OPEN_ISSUE, **said, idempotency_key="before")
    _plan_meetings(planter)
    return {
        "Input": [_file_input(planter, key)],
        "Issue": [OPEN_ISSUE, key],
        "Publication": [draft_key, row["key"]],
        "Comment": [comment],
        "Person": ["dana", "account"],
        "Assignment": ["dana-0", "director-0"],
        "Account": ["A-OPEN"],
    }


def _plan_meetings(planter: Planter) -> None:
    """Of two groups, on whose agendas planted issues stand for those who read them."""
    directory = planter.graph.read(read_directory)
    for chair, center in (("carla", "CEE002"), ("cora", "CEE003")):
        when = {"quarter": FiscalQuarter(2027, 1), "idempotency_key": "before"}
        planter.do(chair, meetings.plan_meeting, directory, center, When("2026-12-10"), **when)


def _file_input(planter: Planter, issue: str) -> str:
    """What a Center put before the BIEC: another Center, headquarters and the BIEC read it too."""
    draft = InputDraft(
        "Seen by those asked", "One list", ("data",), "EPA", "2027-03-01", "Asked", issues=(issue,),
        cells=("EPA/PST|CEE003",), cosigners=("CEE003",),
    )  # fmt: skip
    row = planter.do("specialist", inputs.draft_input, draft, idempotency_key="before")
    row = planter.do("iris", signing.sign_input, row["key"], version=row["version"])
    late = {"reason": "Goods stand at the port.", "version": row["version"]}
    key: str = planter.do("iris", signing.bypass_headquarters, row["key"], **late)["key"]
    return key


def _live_after(planter: Planter) -> None:
    """Life goes on: what comes later must not show that something came between."""
    do = planter.do
    draft = issues.Draft("Seen later", "Of everyone in government, too.", "data", "2026-11-15")
    key = do("specialist", issues.report_issue, draft, idempotency_key="after").key
    changed = do("specialist", placements.place_issue, key, [Cell("EPA/PST", "CEE003")], version=1)
    held = {"holder": "EPA", "next_action": "Say which filers", "due_on": "2026-12-01"}
    do("specialist", hands.hand_over_issue, key, **held, version=changed.version)
    said = {"text": "Told later to all readers.", "readers": "issue"}
    do("specialist", remarks.comment_on_issue, OPEN_ISSUE, **said, idempotency_key="after")
    words = publications.Words("Told later to all", "What happens now.", "flag EP5")
    row = do("iris", publications.draft_publication, key, words, idempotency_key="after")
    do("hal", publications.publish, row["key"], version=row["version"])
    _issue_packets(planter)


def _issue_packets(planter: Planter) -> None:
    """A packet of a Center in whose cells planted issues stand: for its people, an agency and the trade."""
    directory = planter.graph.read(read_directory)
    day = schedule.propose_day(NEXT_QUARTER, turn=schedule.turn_of("CEE003")).isoformat()
    when = {"quarter": NEXT_QUARTER, "idempotency_key": "after"}
    meeting = planter.do("cora", meetings.plan_meeting, directory, "CEE003", When(day), **when)
    planter.do("cora", freezing.freeze_agenda, meeting["key"], version=meeting["version"])
    for edition in ("government", "EPA", "trade"):
        row = planter.do("cora", packets.freeze_packet, directory, meeting["key"], edition, version=0)
        row = planter.do("hal", packets.clear_packet, row["key"], version=row["version"])
        planter.do("cora", packets.issue_packet, row["key"], version=row["version"])


def _read_keys(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for label, key in graph.read(lambda tx: tx.all(KEYS)):
        found.setdefault(label, set()).add(key)
    return found
