"""`sharewise scheduler`: puts into the queue what is done by the clock."""

import structlog

from bot.jobs.queue import build_queue
from bot.jobs.schedule import run_scheduler
from bot.logs import configure_logs
from bot.runtime import parts
from bot.runtime.presence import announce
from bot.settings import Settings
from bot.store import connect
from bot.supervision import die_with_parent

REDIS_WITHIN = 60.0

log = structlog.get_logger(__name__)


def run() -> int:
    """Keep the time until told to stop."""
    configure_logs()
    settings = Settings()
    if settings.sharewise_run:
        die_with_parent()
    if settings.review_after_days is None or settings.leads_channel is None:
        log.warning("nobody_is_reminded_of_reviews", advice="set REVIEW_AFTER_DAYS and LEADS_CHANNEL")
    connect.wait_until_ready(parts.redis_url(settings), REDIS_WITHIN)
    client = parts.redis_client(settings)
    app = build_queue(parts.redis_url(settings))
    return run_scheduler(app, ready=lambda: announce(client, settings.sharewise_run, "scheduler"))
