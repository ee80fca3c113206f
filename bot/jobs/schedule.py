"""What is done by the clock: Celery's beat puts it into the queue, and a worker does it."""

import logging
import signal
import sys
from collections.abc import Callable

from celery import beat
from celery.schedules import BaseSchedule, crontab

from bot.jobs.queue import IN_TURN, Job, QueueApp
from bot.jobs.worker import quieten

UK = "Europe/London"
WORKING_HOURS = crontab(minute="0", hour="9-16", day_of_week="mon-fri")
"""Each hour in which leads are at work: what was told stands in Redis, so a missed hour is made up, none is doubled."""

EXPIRES_SECONDS = 60 * 60
"""While no worker runs, what is due does not pile up."""


def run_scheduler(app: QueueApp, when: BaseSchedule = WORKING_HOURS, ready: Callable[[], None] = lambda: None) -> int:
    """Put what is due into the queue until SIGTERM or SIGINT; the exit code. To be called in a process's main thread.

    It keeps its times in memory alone: beat's own file would be unpickled at the next start.
    """
    quieten()
    due = {
        "task": Job.REMIND_OF_REVIEWS,
        "schedule": when,
        "options": {"priority": IN_TURN, "expires": EXPIRES_SECONDS},
    }
    app.conf.update(
        timezone=UK,
        result_expires=None,
        beat_schedule={"remind-of-reviews": due},
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    logging.getLogger("celery.beat").setLevel(logging.WARNING)
    ready()
    beat.Service(app, scheduler_cls=beat.Scheduler).start()
    return 0
