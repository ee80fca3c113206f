"""The queue: how work is handed over durably, as ciphertext, and how Celery is set for it on Redis."""

import time
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs

from celery import Celery
from kombu.exceptions import OperationalError
from pydantic import BaseModel
from redis.exceptions import RedisError

from actions.urgency import Urgency
from bot.jobs.journal import Entry, Journal
from bot.messages import Question
from bot.store.cipher import Cipher
from bot.store.errors import StoreUnavailable

QUEUE = "work"
KEY_PREFIX = "sharewise:queue:"

CLAIM_SECONDS = 30.0
"""A worker's claim on a task it was given. A live worker renews it (bot.jobs.worker), so a task may take longer; when a
worker is killed, its tasks are anybody's after this time."""

SWEEPS_A_CLAIM = 6
"""How often workers look for claims that have run out: so from kill to running again it takes 35 seconds at most."""

SWEEP_LOCK_SECONDS = 10
"""Kombu's own default is five minutes: a worker killed while it sweeps would hold all others up for as long."""

CONNECT_SECONDS = 0.4
ANSWER_SECONDS = 1.0
PUBLISH_RETRIES = {"max_retries": 1, "interval_start": 0.1, "interval_step": 0.1, "interval_max": 0.1}
"""One more try, so that a restart of Redis is bridged, yet a listener hears within about 1.5 s that Redis is away."""

FIRST_OF_ALL = 0
IN_TURN = 5
PRIORITIES = (FIRST_OF_ALL, IN_TURN)

Model = TypeVar("Model", bound=BaseModel)


class QueueUnavailable(Exception):
    """Redis did not confirm that it holds the task: it must be taken as not queued. Says nothing of the task."""


class Job(StrEnum):
    """Kinds of work, by the name of their task."""

    ANSWER = "sharewise.answer"
    CHOOSE = "sharewise.choose"
    CARD = "sharewise.card"
    TAKE_DOWN = "sharewise.take_down"
    HIDE = "sharewise.hide"
    NOTIFY_LEADS = "sharewise.notify_leads"
    LEAD_STEPPED = "sharewise.lead_stepped"
    REMIND_OF_REVIEWS = "sharewise.remind_of_reviews"


class QueueApp(Celery):
    """Celery, with the journal of what has been queued and not yet ended."""

    def __init__(self, redis_url: str, claim_seconds: float) -> None:
        super().__init__("sharewise", broker=broker_url(redis_url), set_as_current=False)
        self.claim_seconds = claim_seconds
        self.journal = Journal(redis_url, QUEUE, KEY_PREFIX, PRIORITIES)

    def publish(self, task_id: str, entry: Entry) -> None:
        """Put a task into its list. Raises `QueueUnavailable`."""
        try:
            self.send_task(
                entry.job,
                args=[entry.payload],
                task_id=task_id,
                priority=FIRST_OF_ALL if entry.urgent else IN_TURN,
                argsrepr="",
                kwargsrepr="",
                ignore_result=True,
            )
        except (OperationalError, RedisError, OSError) as error:
            name = type(error).__name__
        else:
            return
        raise QueueUnavailable(f"the queue did not confirm ({name})")


class Queue:
    """Hands work over. Payloads are sealed, so neither Redis, its files nor any log of Celery's holds words."""

    def __init__(self, app: QueueApp, cipher: Cipher) -> None:
        self._app = app
        self._cipher = cipher

    def enqueue(self, job: str, job_id: str, payload: BaseModel, *, urgent: bool = False) -> None:
        """Return once the task is in Redis, so on disk where Redis syncs every write; `job_id` is the task's id.

        The task gets one argument, for `read`. The same id may be queued twice: the task's effects must stand that.
        An urgent task is taken before all others. Raises `QueueUnavailable` within about 1.5 s.
        """
        entry = Entry(job=job, payload=self._cipher.seal(payload).decode(), urgent=urgent)
        try:
            self._app.journal.note(job_id, entry, time.time())
        except StoreUnavailable as error:
            raise QueueUnavailable(str(error)) from None
        self._app.publish(job_id, entry)

    def enqueue_question(self, question: Question) -> None:
        """Have a question answered, danger before all else. Raises `QueueUnavailable`."""
        self.enqueue(Job.ANSWER, question.id, question, urgent=question.urgency is Urgency.ALERT)

    def enqueue_card(self, card_id: str, card: BaseModel) -> None:
        """Have a confirmation card shown. Raises `QueueUnavailable`."""
        self.enqueue(Job.CARD, card_id, card)

    def read(self, payload: str, model: type[Model]) -> Model:
        """In a task: what was enqueued. Raises `CipherError`."""
        return self._cipher.unseal(payload, model)


def build_queue(redis_url: str, claim_seconds: float = CLAIM_SECONDS) -> QueueApp:
    """The Celery app, for those who enqueue and for workers alike; it connects to nothing yet.

    A task is acknowledged when it ends, so that one whose worker dies runs again. JSON only; no results are kept.
    """
    app = QueueApp(redis_url, claim_seconds)
    app.conf.update(
        task_default_queue=QUEUE,
        task_create_missing_queues=False,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_default_priority=IN_TURN,
        task_serializer="json",
        accept_content=["json"],
        task_publish_retry=True,
        task_publish_retry_policy=PUBLISH_RETRIES,
        broker_connection_timeout=CONNECT_SECONDS,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options=_transport_options(claim_seconds),
        worker_pool="threads",
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        enable_utc=True,
    )
    return app


def broker_url(redis_url: str) -> str:
    """A redis-py URL as kombu writes it: `unix:///path?db=1` becomes `redis+socket:///path?virtual_host=1`."""
    scheme, _, rest = redis_url.partition("://")
    if scheme != "unix":
        return redis_url
    path, _, query = rest.partition("?")
    database = parse_qs(query).get("db", ["0"])[0]
    return f"redis+socket://{path}?virtual_host={database}"


def _transport_options(claim_seconds: float) -> dict[str, object]:
    return {
        "global_keyprefix": KEY_PREFIX,
        "priority_steps": list(PRIORITIES),
        "visibility_timeout": claim_seconds,
        "unacked_restore_interval": claim_seconds / SWEEPS_A_CLAIM,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": SWEEP_LOCK_SECONDS,
        "socket_connect_timeout": CONNECT_SECONDS,
        "socket_timeout": ANSWER_SECONDS,
        **PUBLISH_RETRIES,
    }
