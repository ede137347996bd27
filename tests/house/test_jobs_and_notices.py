"""Nothing that happens is forgotten: each event has its row, each notice its words, each queue its worker."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

from graph.outbox import Event, Happened
from hub.config import Settings
from hub.jobs import tasks
from hub.jobs.reactions import REACTIONS
from hub.jobs.running import make_celery
from hub.jobs.timetable import QUEUES, TIMETABLE
from hub.messages.notices import FILES, FOLDER, MAY_TELL, PAGES, write
from hub.messages.recipients import RECIPIENTS, Hearer
from liaisons.directory import Directory
from tests.builders import NOW
from tests.house.premises import floor_modules, text

SECRET = "zebrawood"
# What people write in their own words, as records and events name it.
TYPED = (
    "title", "text", "what", "wanted", "tried", "note", "reason", "nextAction", "answer", "missing", "why",
    "workaround", "scope", "kinds", "hqNote", "closeReason", "severityReason", "charter", "aboutTitle",
)  # fmt: skip
# What stands for one of a few words in a template, and for no other.
CHOSEN = {"how": "passed"}
NAMELESS = Directory(
    {"version": 1, "centers": [], "agencies": [], "programs": [], "industries": [], "ports": [],
     "offices": [], "councils": [], "flags": [], "alignments": []}
)  # fmt: skip
ROOMS = [path for path in floor_modules() if path.name == "events.py"]


def events() -> set[type[Event]]:
    """Every class of event of every room."""
    found = set()
    for path in ROOMS:
        module = importlib.import_module(".".join(path.with_suffix("").parts))
        found |= {
            each
            for _, each in inspect.getmembers(module, inspect.isclass)
            if issubclass(each, Event) and each is not Event
        }
    return found


def test_every_event_of_every_room_has_a_row_in_reactions() -> None:
    assert {path.parts[0] for path in ROOMS} >= {"liaisons", "matrix"}
    assert {each.__name__ for each in events()} ^ {each.__name__ for each in REACTIONS} == set()


def test_no_two_events_have_one_name() -> None:
    names = [each.__name__ for each in events()]
    assert len(names) == len(set(names))


def test_whoever_hears_hears_of_an_event_that_there_is() -> None:
    assert {each.__name__ for each in RECIPIENTS.keys() - REACTIONS.keys()} == set()


def test_every_notice_has_its_three_files_and_every_folder_its_notice() -> None:
    folders = {each.name for each in FOLDER.iterdir() if each.is_dir()}
    assert folders == {notice.name for notice in RECIPIENTS.values()}
    for name in folders:
        assert {each.name for each in (FOLDER / name).iterdir()} == set(FILES)


@pytest.mark.parametrize("name", sorted({notice.name for notice in RECIPIENTS.values()}))
def test_a_letter_says_why_one_gets_it_and_has_one_link(name: str) -> None:
    words = text(Path("hub/messages/templates") / name / "body.txt")
    assert words.count("{{ link }}") == 1
    assert words.count("{{ because }}") == 1
    page = text(Path("hub/messages/templates") / name / "body.html")
    assert re.search(r"call page\(because, link, ", page)


@pytest.mark.parametrize("event", RECIPIENTS)
def test_no_letter_tells_what_someone_wrote(event: type[Event]) -> None:
    told = {key: f"{SECRET}-{key}" for key in TYPED} | dict.fromkeys(MAY_TELL, "2026-12-04") | CHOSEN
    for label in PAGES:
        happened = Happened(
            key="e", name=event.__name__, subject="22X8-Q4RM", label=label, audience="CEE002|FDA",
            person="iris", person_name="Iris", party="CEE002", at="2026-11-24T15:00:00+00:00", said=told,
            image={**told, "audienceKey": "CEE002|FDA"},
        )  # fmt: skip
        letter = write(
            RECIPIENTS[event].name,
            happened,
            Hearer("dana", "Dana", "dana@x.example", "You are a liaison at FDA."),
            directory=NAMELESS,
            address="https://hub.example",
            now=NOW,
        )
        for words in (letter.subject, letter.text, letter.html):
            assert SECRET not in words


def test_every_queue_has_a_worker_and_every_job_a_place_on_the_timetable() -> None:
    app = make_celery(Settings(redis_url="redis://127.0.0.1:1/0"))
    assert {job.queue for job in TIMETABLE} == set(QUEUES)
    assert {each["queue"] for each in app.conf.task_routes.values()} <= set(QUEUES)
    assert {each["task"] for each in app.conf.beat_schedule.values()} == set(app.conf.task_routes)
    jobs = {
        each for _, each in inspect.getmembers(tasks, inspect.isfunction) if each.__module__ == tasks.__name__
    }
    assert jobs == {job.do for job in TIMETABLE}
    assert len({job.name for job in TIMETABLE}) == len(TIMETABLE)


def test_every_page_that_a_letter_leads_to_is_one_of_the_hub() -> None:
    served = " ".join(text(path) for path in floor_modules() if path.parts[:2] == ("hub", "pages"))
    assert [label for label, page in PAGES.items() if f'("{page}<' not in served] == []
