"""When each job runs, and in which queue: one table. A new job is a row here and five lines in tasks.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hub.house import House
from hub.jobs import tasks

EVENTS, MAIL, FILES = "hub-events", "hub-mail", "hub-files"
# A worker takes from all of them.
QUEUES = (EVENTS, MAIL, FILES)


@dataclass(frozen=True, slots=True)
class Job:
    """Runs every so many seconds; what is due is looked up when it runs, not when it is asked to."""

    name: str
    every: float
    queue: str
    do: Callable[[House], object]


TIMETABLE = (
    Job("pass-events-on", 2.0, EVENTS, tasks.pass_events_on),
    Job("hand-mail-over", 2.0, MAIL, tasks.hand_mail_over),
    Job("scan-files", 5.0, FILES, tasks.scan_files),
    Job("set-packets", 5.0, FILES, tasks.set_packets),
    Job("sweep-files", 3600.0, FILES, tasks.sweep_files),
    Job("sweep-events", 30.0, EVENTS, tasks.sweep_events),
    Job("sweep-deliveries", 30.0, MAIL, tasks.sweep_deliveries),
    # Days, not minutes: what is overdue is so from midnight in Washington.
    Job("pass-inputs-on", 300.0, EVENTS, tasks.pass_inputs_on),
    Job("close-inputs", 300.0, EVENTS, tasks.close_inputs),
)
