"""The tasks of the queue: each reads its payload and hands it to the job that does the work."""

from collections.abc import Callable
from typing import TypeVar

from celery import Celery
from pydantic import BaseModel

from actions.intents import Intent
from bot.jobs.answer_question import AnswerQuestion
from bot.jobs.delivery import NotDelivered
from bot.jobs.hide import Hide
from bot.jobs.notices import Notices
from bot.jobs.queue import Job, Queue
from bot.messages import CardOf, Chosen, HideWish, LeadNotice, LeadStep, Origin, Question
from bot.store.errors import StoreUnavailable

TRY_AGAIN_ON = (NotDelivered, StoreUnavailable, OSError)
"""`OSError`: Slack could not be reached at all."""
LONGEST_PAUSE_SECONDS = 300
TRIES = 12
"""With pauses that double up to five minutes: about half an hour, as long as Slack takes words back for a command."""

Payload = TypeVar("Payload", bound=BaseModel)


def register(app: Celery, queue: Queue, answer: AnswerQuestion, hide: Hide, notices: Notices) -> None:
    """Give the app its tasks. One that fails passingly is tried again, with growing pauses."""

    def choose(chosen: Chosen) -> None:
        question_id = f"{chosen.answer_id}:{chosen.intent}"
        question = Question(id=question_id, origin=chosen.origin, text="", asked_at=chosen.asked_at)
        answer.choose(question, Intent(chosen.intent))

    _add(app, queue, Job.ANSWER, Question, answer)
    _add(app, queue, Job.CHOOSE, Chosen, choose)
    _add(app, queue, Job.CARD, CardOf, notices.card)
    _add(app, queue, Job.TAKE_DOWN, Origin, hide.answer_to)
    _add(app, queue, Job.HIDE, HideWish, hide.until_done)
    _add(app, queue, Job.NOTIFY_LEADS, LeadNotice, notices.leads)
    _add(app, queue, Job.LEAD_STEPPED, LeadStep, notices.stepped)


def register_reminders(app: Celery, remind: Callable[[], None]) -> None:
    """What the clock puts into the queue: it carries nothing."""

    def run() -> None:
        remind()

    _task(app, Job.REMIND_OF_REVIEWS, run)


def _add(app: Celery, queue: Queue, job: Job, model: type[Payload], work: Callable[[Payload], object]) -> None:
    def run(payload: str) -> None:
        work(queue.read(payload, model))

    _task(app, job, run)


def _task(app: Celery, job: Job, run: Callable[..., None]) -> None:
    """`run` is a named function: Celery writes its head anew from the name."""
    app.task(
        name=job,
        autoretry_for=TRY_AGAIN_ON,
        max_retries=TRIES,
        retry_backoff=True,
        retry_backoff_max=LONGEST_PAUSE_SECONDS,
        retry_jitter=True,
    )(run)
