"""The scheduler for tests, as a process of its own: `python -m tests.bot.jobs.scheduler_program URL SECONDS`."""

import sys
from datetime import timedelta

from celery.schedules import schedule

from bot.jobs.queue import build_queue
from bot.jobs.schedule import run_scheduler


def main(url: str, seconds: str) -> int:
    """Keep the time until stopped; what is due, is due every so many seconds."""
    return run_scheduler(build_queue(url), schedule(timedelta(seconds=float(seconds))))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
