"""`sharewise worker`: takes questions from the queue, answers and delivers them."""

from collections.abc import Callable
from datetime import UTC, datetime

from actions.handlers import build_handlers
from bot.jobs import tasks
from bot.jobs.answer_question import AnswerQuestion
from bot.jobs.delivery import Delivery, slack_client
from bot.jobs.hide import Hide
from bot.jobs.notices import Notices
from bot.jobs.queue import Queue, build_queue
from bot.jobs.reviews import Reminders
from bot.jobs.screen import Screen
from bot.jobs.worker import run_worker
from bot.logs import configure_logs
from bot.messages import Question
from bot.runtime import parts
from bot.runtime.ports import QueuedLeads
from bot.runtime.presence import announce
from bot.settings import Settings
from bot.slack.leads import alarm_request
from bot.slack.ports import Unavailable
from bot.store import connect
from bot.store.answers import AnswerStore
from bot.store.decisions import DecisionStore
from bot.store.deliveries import DeliveryStore
from bot.store.errors import StoreUnavailable
from bot.store.escalations import EscalationNotes
from bot.store.on_screen import OnScreenStore
from bot.store.reviews import ReviewStore
from bot.store.threads import ThreadStore
from bot.supervision import die_with_parent

CONCURRENCY = 4
REDIS_WITHIN = 60.0


def run() -> int:
    """Work until told to stop."""
    configure_logs()
    settings = Settings()
    if settings.sharewise_run:
        die_with_parent()
    connect.wait_until_ready(parts.redis_url(settings), REDIS_WITHIN)
    client, cipher = parts.redis_client(settings), parts.cipher(settings)
    parts.warn_of_loss(settings, client)
    guidance = parts.guidance()
    config = parts.slack_config(settings, guidance.version)
    slack = slack_client(config.bot_token.get_secret_value(), config.api_url)
    delivery = Delivery(slack, DeliveryStore(client, cipher))
    answers = AnswerStore(client, cipher)
    threads = ThreadStore(client, cipher)
    app = build_queue(parts.redis_url(settings))
    queue = Queue(app, cipher)
    escalations = EscalationNotes(client, cipher)
    leads = QueuedLeads(escalations, parts.trail(settings, client, cipher), queue, _now)
    hide = Hide(Screen(slack), answers, threads, OnScreenStore(client, cipher))
    answer = AnswerQuestion(
        answering=parts.answering(parts.nlu(settings)),
        handlers=build_handlers(guidance),
        delivery=delivery,
        answers=answers,
        threads=threads,
        guidance_version=guidance.version,
        contacts=config.contacts,
        hide=hide,
        alarm=_alarm(settings, leads),
        now=_now,
    )
    notices = Notices(delivery, DecisionStore(client, cipher), escalations, hide, settings.leads_channel)
    tasks.register(app, queue, answer, hide, notices)
    tasks.register_reminders(app, _reminders(settings, delivery, parts.reviews(settings, client, cipher)))
    announce(client, settings.sharewise_run, "worker")
    return run_worker(app, CONCURRENCY)


def _alarm(settings: Settings, leads: QueuedLeads) -> Callable[[Question], None]:
    """Word to the leads where somebody reads it; a queue that is away is tried again with the question."""

    def alarm(question: Question) -> None:
        if settings.leads_channel is None:
            return
        try:
            leads.request(alarm_request(question.id, question.origin))
        except Unavailable as error:
            raise StoreUnavailable(str(error)) from None

    return alarm


def _reminders(settings: Settings, delivery: Delivery, reviews: ReviewStore | None) -> Callable[[], None]:
    """Nothing to do where there is no period, or nobody who reads it: the scheduler says so at its start."""
    if reviews is None or settings.leads_channel is None:
        return lambda: None
    return Reminders(delivery, reviews, settings.leads_channel, _now).remind


def _now() -> datetime:
    return datetime.now(UTC)
