"""A seeded quarter of APP's group: one thing for each cause, and people who run and attend its meetings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from graph.cypher import Cypher
from graph.unit import Graph
from liaisons.actors import Actor
from liaisons.audiences import ensure_audience
from liaisons.clocks import FiscalQuarter
from liaisons.directory import Directory
from matrix import hands, issues, placements, publications, weighing
from matrix.cells import Cell
from matrix.issues import Draft
from meetings import deciding, freezing, meetings
from meetings.deciding import Added
from meetings.drawing import kept_lines
from meetings.schedule import When
from tests.builders import NOW, People, build_groups, build_person, refresh

APP = "CEE002"
LAST, COMING = FiscalQuarter(2026, 4), FiscalQuarter(2027, 1)
LAST_KEY, KEY = "CEE002/FY26-Q4", "CEE002/FY27-Q1"
LAST_DAY, DAY = "2026-09-10", "2026-12-10"
# In August, before the last meeting; at that meeting; and after it, before the coming one.
BEFORE = datetime(2026, 8, 10, 15, 0, tzinfo=UTC)
MET = datetime(2026, 9, 10, 20, 0, tzinfo=UTC)
AFTER = datetime(2026, 10, 14, 15, 0, tzinfo=UTC)
GROUP = "group:CEE002"

INPUT: Cypher[None] = Cypher("test.input", "CREATE (n:Input:Held {key: $key}) SET n += $row", writes=True)


class Quarter:
    """The people, and things made and unmade one by one; `keys` by the cause that each is there for."""

    def __init__(self, graph: Graph, directory: Directory) -> None:
        build_groups(graph)
        self.graph = graph
        self.directory = directory
        self.people = People(graph)
        self._chair = build_person(graph, "carla", ("chair", APP, GROUP, "group"))
        self._secretary = build_person(graph, "sol", ("group-secretary", APP, GROUP, "group"))
        self._member = build_person(graph, "tia", ("trade-member", "A-1", GROUP, "group"))
        self.keys: dict[str, str] = {}
        self._made = 0

    @property
    def chair(self) -> Actor:
        return refresh(self.graph, self._chair)

    @property
    def secretary(self) -> Actor:
        return refresh(self.graph, self._secretary)

    @property
    def member(self) -> Actor:
        return refresh(self.graph, self._member)

    @property
    def liaison(self) -> Actor:
        return refresh(self.graph, self.people.liaison)

    def plan(
        self,
        day: str = DAY,
        quarter: FiscalQuarter = COMING,
        *,
        agency: str | None = None,
        now: datetime = NOW,
    ) -> Any:
        return self.graph.write(
            lambda tx: meetings.plan_meeting(
                tx, self.chair, self.directory, APP, When(day), quarter=quarter,
                agency=agency, idempotency_key=f"{quarter.label} {agency}", now=now,
            )
        )  # fmt: skip

    def issue(
        self,
        title: str,
        *cells: Cell,
        at: datetime = BEFORE,
        due: str = "2027-03-01",
        readers: tuple[str, ...] = (),
        holder: str = "",
    ) -> str:
        """An issue reported at a moment, placed, and held by the first cell's agency."""
        self._made += 1
        cells = cells or (Cell("FDA/FOO", "CEE002/aquaculture"),)
        draft = Draft(title, "What happens.", "data", "2016")
        who = self.people.specialist
        made = self.graph.write(
            lambda tx: issues.report_issue(
                tx, who, draft, idempotency_key=f"issue {self._made}", readers=readers, now=at
            )
        )
        who = refresh(self.graph, who)
        placed = self.graph.write(
            lambda tx: placements.place_issue(tx, who, made.key, list(cells), version=made.version, now=at)
        )
        self.graph.write(
            lambda tx: hands.hand_over_issue(
                tx, who, made.key, holder=holder or cells[0].agency, person=None,
                next_action="Say who is affected", due_on=due, note="", version=placed.version, now=at,
            )
        )  # fmt: skip
        return made.key

    def version(self, key: str) -> int:
        auditor = build_person(self.graph, "theo", ("auditor", "OFO-HQ", "OFO-HQ", "party"))
        return self.graph.read(lambda tx: issues.find_issue(tx, auditor, key))["version"]

    def assess(self, key: str, severity: int, *, at: datetime) -> None:
        version = self.version(key)
        self.graph.write(
            lambda tx: weighing.assess_issue(
                tx, self.people.director, key, severity=severity, reason="Seen.", version=version, now=at
            )
        )

    def strengthen(self, key: str, strength: str = "needs resolution", *, at: datetime = AFTER) -> None:
        version = self.version(key)
        self.graph.write(
            lambda tx: weighing.set_strength(
                tx, self.people.liaison, key, strength=strength, reason="So.", version=version, now=at
            )
        )

    def hand_over(self, key: str, *, due: str, at: datetime) -> None:
        version = self.version(key)
        self.graph.write(
            lambda tx: hands.hand_over_issue(
                tx, self.people.headquarters, key, holder="FDA", person=None,
                next_action="Say who is affected", due_on=due, note="", version=version, now=at,
            )
        )  # fmt: skip

    def put_input(self, key: str, **words: Any) -> str:
        """An input as the director's room keeps it once it was filed."""
        readers = [APP, "OFO-HQ", "BIEC"]
        row = {
            "title": f"Input {key}", "state": "filed", "centerKey": APP, "ofParty": "BIEC", "areas": [],
            "filedOn": "2026-08-01", "version": 1, "audienceKey": "",
        } | words  # fmt: skip

        def work(tx: Any) -> None:
            tx.do(INPUT, key=key, row=row | {"audienceKey": ensure_audience(tx, readers)})

        self.graph.write(work)
        return key

    def publish(self, key: str, title: str) -> str:
        words = publications.Words(title, "What the trade may know.", "Food")
        made = self.graph.write(
            lambda tx: publications.draft_publication(
                tx, self.liaison, key, words, idempotency_key=f"pub {key}", now=AFTER
            )
        )
        self.graph.write(
            lambda tx: publications.publish(
                tx, self.people.reviewer, made["key"], version=made["version"], now=AFTER
            )
        )
        return str(made["key"])

    def hold_last(self, unfinished: tuple[str, ...] = ()) -> str:
        """The last quarter's meeting, held, with a line by hand left over; returns that line's key."""
        self.plan(LAST_DAY, LAST, now=BEFORE)
        added = Added("Charter for the year", "asked by the chair", minutes=25)
        line = self.graph.write(
            lambda tx: deciding.add_line(
                tx, self.chair, self.directory, LAST_KEY, added, idempotency_key="by hand", now=BEFORE
            )
        )
        frozen = self.graph.write(
            lambda tx: freezing.freeze_agenda(
                tx, self.chair, LAST_KEY, version=1, now=MET - timedelta(hours=6)
            )
        )
        lines = self.graph.read(lambda tx: kept_lines(tx, self.chair, LAST_KEY))
        left = {line, *(f"{LAST_KEY}/{key}" for key in unfinished)}
        done = tuple(sorted(set(lines) - left))
        self.graph.write(
            lambda tx: freezing.hold_meeting(
                tx, self.chair, LAST_KEY, finished=done, version=frozen["version"], now=MET
            )
        )
        return str(line)


def seed(graph: Graph, directory: Directory) -> Quarter:
    """One thing for each cause, and one for none."""
    q = Quarter(graph, directory)
    food, plants = Cell("FDA/FOO", "CEE002/aquaculture"), Cell("APH/APQ", "CEE002/agriculture")
    k = q.keys
    k["quiet"] = q.issue("Quiet", food)
    k["carried"] = q.issue("Left over", plants)
    k["worse"] = q.issue("Got worse", food)
    q.assess(k["worse"], 2, at=BEFORE)
    k["free"] = q.hold_last(unfinished=(k["carried"],))
    q.assess(k["worse"], 4, at=AFTER)
    k["needs"] = q.issue("Needs an answer", food)
    q.strengthen(k["needs"])
    k["overdue"] = q.issue("Overdue", food, due="2026-11-01")
    k["new"] = q.issue("New", plants, at=AFTER)
    k["elsewhere"] = q.issue("Of another Center", Cell("FDA", "CEE001"), at=AFTER)
    k["filed"] = q.put_input("FILED", filedOn="2026-10-20", ofParty="FDA")
    k["answered"] = q.put_input("ANSWERED", state="answered", answeredOn="2026-11-09", answeredByParty="BIEC")
    k["old"] = q.put_input("OLD")
    q.plan()
    return q
