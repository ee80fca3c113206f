"""A worker: takes tasks from the queue in threads, keeps its claims alive, and logs nothing of what it carries."""

import logging
import time
from collections.abc import Callable
from typing import Any

import structlog
from celery import bootsteps, signals

from bot.jobs.journal import Entry, Recovery
from bot.jobs.queue import QueueApp, QueueUnavailable
from bot.store.errors import StoreUnavailable

RENEWALS_A_CLAIM = 4
SWEEPS_A_CLAIM = 2
"""Of the journal: what fell out of the queue is back within two claims."""

LIBRARIES = ("celery", "kombu", "amqp")
TRACE = "celery.app.trace"
"""Logs failures with their text and stack trace: replaced by `_report_failure`."""

log = structlog.get_logger(__name__)


def run_worker(app: QueueApp, concurrency: int) -> int:
    """Work until SIGTERM or SIGINT, then finish the tasks in hand; the exit code.

    It waits for Redis, at start and whenever it goes away. To be called once, in a process's main thread.
    """
    quieten()
    signals.task_failure.connect(_report_failure, weak=False)
    signals.setup_logging.connect(_leave_logs_alone, weak=False)
    signals.task_failure.connect(_forget(app), weak=False)
    signals.task_success.connect(_forget(app), weak=False)
    app.steps["consumer"].update((KeepClaims, SweepJournal))
    worker = app.Worker(
        concurrency=concurrency,
        loglevel=logging.WARNING,
        quiet=True,
        without_mingle=True,
        without_gossip=True,
        without_heartbeat=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


class _Repeated(bootsteps.StartStopStep):
    """Something that the worker does now and then in its event loop, for as long as it is connected."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._entry: Any = None

    def stop(self, parent: Any) -> None:
        """At each loss of the connection."""
        if self._entry is not None:
            parent.timer.cancel(self._entry)
            self._entry = None


class KeepClaims(_Repeated):
    """Renews the claims on the tasks in hand, so that only a dead worker's tasks are given to another."""

    def start(self, parent: Any) -> None:
        """At each connection."""
        every = parent.app.claim_seconds / RENEWALS_A_CLAIM
        self._entry = parent.timer.call_repeatedly(every, renew_claims, (parent.task_consumer.channel,))


class SweepJournal(_Repeated):
    """Puts back what fell out of the queue."""

    def start(self, parent: Any) -> None:
        """At each connection."""
        app: QueueApp = parent.app
        recovery = Recovery(app.journal, _put_back(app), patience=app.claim_seconds)
        every = app.claim_seconds / SWEEPS_A_CLAIM
        self._entry = parent.timer.call_repeatedly(every, lambda: recovery.sweep(time.time()))


def renew_claims(channel: Any) -> None:
    """Date the claims on all tasks in hand from now; never revives one that another worker has taken over.

    Runs in the worker's event loop, as all else that touches kombu's list of tasks in hand.
    """
    now = time.time()
    claims = dict.fromkeys(list(channel.qos._delivered), now)
    if not claims:
        return
    try:
        with channel.conn_or_acquire() as client:
            client.zadd(channel.unacked_index_key, claims, xx=True)
    except channel.connection_errors:
        log.warning("claims_not_renewed", tasks=len(claims))  # the consumer will reconnect


class _TemplateOnly(logging.Handler):
    """Passes on what a library has to say without what it says it of: the template, none of its arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        said = str(record.msg).partition("\n")[0]
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log.log(record.levelno, "queue_library", logger=record.name, template=said, error=error)


def quieten() -> None:
    """Have the queue's libraries say nothing of what they carry."""
    for name in LIBRARIES:
        library = logging.getLogger(name)
        library.handlers = [_TemplateOnly()]
        library.propagate = False
        library.setLevel(logging.WARNING)
    logging.getLogger(TRACE).disabled = True


def _put_back(app: QueueApp) -> Callable[[str, Entry], None]:
    def put_back(task_id: str, entry: Entry) -> None:
        try:
            app.publish(task_id, entry)
        except QueueUnavailable as error:
            log.warning("task_not_put_back", id=task_id, error=str(error))  # a later sweep will

    return put_back


def _forget(app: QueueApp) -> Callable[..., None]:
    """For Celery's signals: a task that has ended, well or for good, leaves the journal."""

    def forget(sender: Any = None, **_: Any) -> None:
        try:
            app.journal.forget(sender.request.id)
        except StoreUnavailable as error:
            log.warning(
                "task_not_forgotten", id=sender.request.id, error=str(error)
            )  # it may run again: it stands that

    return forget


def _leave_logs_alone(**_: Any) -> None:
    """Being connected is enough: Celery then sets up no logs of its own."""


def _report_failure(sender: Any = None, task_id: str = "", exception: BaseException | None = None, **_: Any) -> None:
    """A task that failed for good: which, and the kind of error, never its text."""
    log.error("task_failed", task=getattr(sender, "name", ""), id=task_id, error=type(exception).__name__)
