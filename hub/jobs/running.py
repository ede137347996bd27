"""Celery for the jobs: a worker that does them, and a beat that says when. Either may be lost at any time."""

from __future__ import annotations

import os
import threading
from typing import Any

import structlog
from celery import Celery

from hub.config import Settings
from hub.house import House
from hub.jobs.timetable import QUEUES, TIMETABLE, Job

# Seconds until Redis gives the task of a worker that is gone to another. No task is worth more: a tick comes
# every two seconds, and what is to do stands in the graph.
VISIBLE_AGAIN = 60
THREADS = 4

log = structlog.get_logger()


def make_celery(settings: Settings, house: House | None = None) -> Celery:
    """The application over the broker of the settings; only a worker's has a house, and does the jobs."""
    app = Celery("hub", broker=settings.redis_url)
    app.conf.update(
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_default_queue=QUEUES[0],
        task_routes={_name(job): {"queue": job.queue} for job in TIMETABLE},
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        # A broker that is away is waited for, however long.
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={
            "visibility_timeout": VISIBLE_AGAIN,
            "socket_timeout": 10,
            "socket_connect_timeout": 5,
        },
        timezone="UTC",
        beat_schedule={
            job.name: {
                "task": _name(job),
                "schedule": job.every,
                # While no worker is there, ticks don't pile up.
                "options": {"expires": max(job.every, 5.0)},
            }
            for job in TIMETABLE
        },
    )
    if house:
        for job in TIMETABLE:
            _register(app, job, house)
    return app


def run_worker(settings: Settings, house: House) -> None:
    """Do jobs until told to stop."""
    make_celery(settings, house).worker_main(
        [
            "worker",
            "--pool=threads",
            f"--concurrency={THREADS}",
            f"--queues={','.join(QUEUES)}",
            f"--hostname=hub-{os.getpid()}@%h",
            "--without-gossip",
            "--without-mingle",
            "--loglevel=WARNING",
        ]
    )


def run_beat(settings: Settings) -> None:
    """Say when each job is due until told to stop. One is enough; a second makes ticks, not mail, double."""
    # In memory: nothing on the timetable is rarer than a restart matters.
    make_celery(settings).Beat(scheduler="celery.beat:Scheduler", loglevel="WARNING").run()


def _name(job: Job) -> str:
    return f"hub.{job.name}"


def _register(app: Celery, job: Job, house: House) -> None:
    # In one process a job isn't begun again while it goes on; between processes the graph decides.
    busy = threading.Lock()

    def run(**_later: Any) -> None:
        if not busy.acquire(blocking=False):
            return
        try:
            job.do(house)
        except Exception:
            # The next tick tries again; what is to do is still in the graph.
            log.error("job failed", job=job.name, exc_info=True)
        finally:
            busy.release()

    app.task(name=_name(job))(run)
