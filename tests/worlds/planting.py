"""What is planted in one world and not in the other: records for few readers, each with a word of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from graph.cypher import Tx
from graph.matrix import remarks as remark_sentences
from graph.unit import Graph
from hub.login import hash_token
from hub.passwords import hash_password
from liaisons import assignments, attachments, inputs, people, signing, tokens
from liaisons.actors import Actor
from liaisons.assignments import NewSeat
from liaisons.audiences import clock_actor, ensure_audience
from liaisons.clocks import FiscalQuarter
from liaisons.directory import read_directory
from liaisons.file_types import Brought
from liaisons.input_words import InputDraft
from liaisons.passwords import set_password
from liaisons.people import NewPerson
from matrix import assessments, closing, hands, issues, placements, publications, remarks, verdicts, weighing
from matrix.cells import Cell
from matrix.scope import Scope
from meetings import deciding, meetings
from meetings.deciding import Added
from meetings.schedule import When
from tests.builders import refresh
from tests.worlds.people import add_account

WORD = "zebrawood"
PASSWORD = "nobody else knows this one"
HIDDEN_ACCOUNT = "A-HIDDEN"
# A documented issue that every federal employee reads, and of which the trade reads a publication.
OPEN_ISSUE = "ISS-037"
NARROW_CELLS = (Cell("FDA/FOO", "CEE002/aquaculture"), Cell("EPA/PST", "CEE003"), Cell("FDA", "CEE002"))
WIDE_CELLS = (Cell("FDA/DRU", "CEE002/tobacco"), Cell("FDA/DRU", "CEE001/pharma"), Cell("EPA/ODS", "CEE003"))


@dataclass
class Planter:
    """Does one thing after another while a world is built; its clock goes on by an hour each time."""

    graph: Graph
    actors: dict[str, Actor]
    now: datetime
    words: dict[str, str] = field(default_factory=dict)

    def do(self, who: str, command: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Run a command as one of the writers, who reads what there is by now."""
        self.now += timedelta(hours=1)
        actor = refresh(self.graph, self.actors[who])
        return self.graph.write(lambda tx: command(tx, actor, *given, **named, now=self.now))

    def word(self, name: str) -> str:
        """A word that stands in one field of one planted record, and nowhere else."""
        return self.words.setdefault(name, f"{WORD}-{name}")


def plant_narrow(planter: Planter) -> None:
    """For a Center and an agency: issues with all that is said of them. For a Center: an account, remarks."""
    key, version = _plant_issue(planter, "narrow", NARROW_CELLS, readers=("FDA",))
    closing_words = {"outcome": "implemented", "reason": planter.word("proposal")}
    planter.do("iris", closing.propose_close, key, **closing_words, version=version)
    _plant_ended(planter)
    _plant_inputs(planter, key)
    _plant_private_remarks(planter)
    _plant_someone(planter, "client", party=HIDDEN_ACCOUNT, role="account-user", target="")
    secret = {"secret": "hub_hidden", "secret_hash": hash_token("hub_hidden")}
    planter.do("specialist", tokens.make_token, planter.word("token"), **secret)


def plant_wide(planter: Planter) -> None:
    """For every federal employee: an issue, a cell's assessment, a person, drafts. Not for the trade.

    For some of them a meeting of the Center with one agency alone, beside those that the trade attends.
    """
    _plant_issue(planter, "wide", WIDE_CELLS, readers=())
    cell = Cell("FDA/BIO", "CEE002/tobacco")
    for who in ("nora", "rui"):
        planter.do(who, assessments.assess_cell, cell, verdict="none known")
    _plant_someone(planter, "official", party="FDA", role="liaison", target="CEE001~FDA")
    again = publications.Words(planter.word("again-title"), planter.word("again-what"), "flag FD3")
    planter.do("nell", publications.draft_publication, OPEN_ISSUE, again, idempotency_key="again")
    _plant_meeting(planter)


def _plant_meeting(planter: Planter) -> None:
    directory = planter.graph.read(read_directory)
    quarter: dict[str, Any] = {"quarter": FiscalQuarter(2027, 1), "idempotency_key": "pair"}
    when = When("2026-12-14")
    row = planter.do("carla", meetings.plan_meeting, directory, "CEE002", when, agency="FDA", **quarter)
    line = Added(planter.word("line"), planter.word("line-why"), block="FDA")
    planter.do("carla", deciding.add_line, directory, row["key"], line, idempotency_key="pair")


def _plant_issue(
    planter: Planter, name: str, cells: tuple[Cell, ...], *, readers: tuple[str, ...]
) -> tuple[str, int]:
    """Reported, placed twice, confirmed, assessed, handed over, spoken of, published and taken back."""

    def word(part: str) -> str:
        return planter.word(f"{name}-{part}")

    do = planter.do
    scope = Scope(("FD3",), (), word("hts"), word("countries"), word("entry"))
    draft = issues.Draft(
        word("title"), word("text"), "outage", "2019", scope, word("workaround"), "2027-01-31"
    )
    key: str = do("specialist", issues.report_issue, draft, idempotency_key="one", readers=readers).key
    version = 1
    for wanted in ((*cells, Cell("NHT", "CEE003")), cells):
        version = do("specialist", placements.place_issue, key, wanted, version=version).version
    for who in ("nora", "rui"):
        version = do(who, verdicts.confirm_issue, key).version
    severe = {"severity": 4, "reason": word("severity")}
    version = do("dana", weighing.assess_issue, key, **severe, version=version).version
    strong = {"strength": "needs resolution", "reason": word("strength")}
    version = do("dana", weighing.set_strength, key, **strong, version=version).version
    held = {"holder": "FDA", "person": "dana", "next_action": word("action"), "due_on": "2026-11-20"}
    version = do("specialist", hands.hand_over_issue, key, **held, note=word("note"), version=version).version
    version = do("dana", hands.take_up_issue, key, version=version).version
    for whom in ("issue", "party", "me"):
        said = {"text": word(f"comment-{whom}"), "readers": whom}
        do("specialist", remarks.comment_on_issue, key, **said, idempotency_key=whom)
    for about, quality in (("position", ""), ("cost", "estimated")):
        stated = {"about": about, "quality": quality, "text": word(f"claim-{about}")}
        do("rui", remarks.state_claim, key, **stated, idempotency_key=about)
    _plant_publications(planter, name, key)
    return key, version


def _plant_publications(planter: Planter, name: str, key: str) -> None:
    """One that was public and was taken back, and a draft."""
    do = planter.do
    taken = publications.Words(planter.word(f"{name}-withdrawn"), "Was public once.", "flag FD3")
    row = do("dana", publications.draft_publication, key, taken, idempotency_key=f"{name}-1")
    row = do("iris", publications.publish, row["key"], version=row["version"])
    reason = planter.word(f"{name}-taken-back")
    do("iris", publications.withdraw_publication, row["key"], reason=reason, version=row["version"])
    draft = publications.Words(
        planter.word(f"{name}-draft-title"),
        planter.word(f"{name}-draft-what"),
        planter.word(f"{name}-draft-scope"),
        planter.word(f"{name}-draft-workaround"),
    )
    do("dana", publications.draft_publication, key, draft, idempotency_key=f"{name}-2")


def _plant_ended(planter: Planter) -> None:
    """One that both sides declined, and one that follows it up and stands nowhere yet."""
    do = planter.do
    draft = issues.Draft(planter.word("ended"), "Was none.", "data", "2025")
    key = do("specialist", issues.report_issue, draft, idempotency_key="ended", readers=("FDA",)).key
    do("specialist", placements.place_issue, key, NARROW_CELLS[:1], version=1)
    for who in ("nora", "rui"):
        do(who, verdicts.decline_issue, key, reason=planter.word(f"declined-{who}"))
    draft = issues.Draft(planter.word("followed"), "Is one.", "data", "2026")
    follows: dict[str, Any] = {"readers": ("FDA",), "follows_up": key}
    do("specialist", issues.report_issue, draft, idempotency_key="followed", **follows)


def _plant_inputs(planter: Planter, issue: str) -> None:
    """Of a Center alone, since headquarters reads what is signed: a draft, and one that was taken back."""
    draft = InputDraft(
        "Named later", planter.word("input-wanted"), ("data",), "FDA", "2027-01-31",
        planter.word("input-tried"), ("FDA/FOO",), (issue,), (NARROW_CELLS[0].key,),
        planter.word("input-evidence"),
    )  # fmt: skip
    row = planter.do("specialist", inputs.draft_input, draft, idempotency_key="input-1")
    edited = replace(draft, title=planter.word("input-title"), issues=(issue, OPEN_ISSUE))
    planter.do("iris", inputs.edit_input, row["key"], edited, version=row["version"])
    brought = Brought(f"{planter.word('input-file')}.pdf", "application/pdf", 12)
    named = {"sha256": "ab" * 32, "idempotency_key": "input-1"}
    file = planter.do("specialist", attachments.attach_file, row["key"], brought, **named)
    found: dict[str, Any] = {"found": planter.word("input-found"), "now": planter.now}
    planter.graph.write(lambda tx: attachments.judge_file(tx, clock_actor(tx), file, **found))
    draft = InputDraft(planter.word("input-withdrawn"), cosigners=())
    row = planter.do("specialist", inputs.draft_input, draft, idempotency_key="input-2")
    taken = {"reason": planter.word("input-reason"), "version": row["version"]}
    planter.do("specialist", signing.withdraw_input, row["key"], **taken)


def _plant_someone(planter: Planter, name: str, *, party: str, role: str, target: str) -> None:
    """A person with a role and a password."""
    email = f"{name}@{WORD}.example"
    if party == HIDDEN_ACCOUNT:
        account = (party, planter.word("account"), "CEE002", "CEE002/tobacco")
        planter.graph.write(lambda tx: add_account(tx, *account))
    draft = NewPerson(planter.word(name), email, party, planter.word(f"{name}-phone"), "", "")
    key = planter.do("root", people.add_person, draft, idempotency_key=name)["key"]
    seat = NewSeat(key, role, party, target, "alignment" if target else "party", "2026-01-01")
    planter.do("root", assignments.begin_assignment, seat, idempotency_key=name)
    planter.do("root", set_password, key, password_hash=hash_password(PASSWORD, email=""))


def _plant_private_remarks(planter: Planter) -> None:
    """Of an issue that every federal employee reads: comments for a party and for oneself, a narrow claim."""
    for whom in ("party", "me"):
        said = {"text": planter.word(f"private-{whom}"), "readers": whom}
        planter.do("specialist", remarks.comment_on_issue, OPEN_ISSUE, **said, idempotency_key=f"p-{whom}")
    planter.do("specialist", _claim_for_the_center, planter.word("private-claim"))


def _claim_for_the_center(tx: Tx, actor: Actor, text: str, *, now: datetime) -> None:
    # No command makes a claim narrower than its issue; the sentence that lists them promises to mind it.
    tx.the(
        remark_sentences.ADD_CLAIM,
        issue=OPEN_ISSUE,
        key=tx.new_id(),
        about="position",
        text=text,
        quality=None,
        today=now.date().isoformat(),
        at=now.isoformat(),
        by=actor.person,
        byName=actor.name,
        byParty=actor.party,
        audience=ensure_audience(tx, [actor.party]),
    )
