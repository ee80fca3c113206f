"""`sharewise worker`: takes questions from the queue, answers and delivers them."""

from datetime import UTC, datetime

from actions.handlers import build_handlers
from bot.jobs import tasks
from bot.jobs.answer_question import AnswerQuestion
from bot.jobs.delivery import Delivery, slack_client
from bot.jobs.hide import Hide
from bot.jobs.notices import Notices
from bot.jobs.queue import Queue, build_queue
from bot.jobs.worker import run_worker
from bot.logs import configure_logs
from bot.nlu.client import NluClient
from bot.runtime import parts
from bot.runtime.presence import announce
from bot.settings import Settings
from bot.store import connect
from bot.store.answers import AnswerStore
from bot.store.decisions import DecisionStore
from bot.store.deliveries import DeliveryStore
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
    guidance = parts.guidance()
    config = parts.slack_config(settings, guidance.version)
    delivery = Delivery(
        slack_client(config.bot_token.get_secret_value(), config.api_url), DeliveryStore(client, cipher)
    )
    answers = AnswerStore(client, cipher)
    threads = ThreadStore(client, cipher)
    hide = Hide(delivery, answers, threads)
    answer = AnswerQuestion(
        answering=parts.answering(_nlu(settings)),
        handlers=build_handlers(guidance),
        delivery=delivery,
        answers=answers,
        threads=threads,
        guidance_version=guidance.version,
        contacts=config.contacts,
        hide=hide.everything,
        now=lambda: datetime.now(UTC),
    )
    app = build_queue(parts.redis_url(settings))
    notices = Notices(delivery, DecisionStore(client, cipher), settings.leads_channel)
    tasks.register(app, Queue(app, cipher), answer, hide, notices)
    announce(client, settings.sharewise_run, "worker")
    return run_worker(app, CONCURRENCY)


def _nlu(settings: Settings) -> NluClient:
    token = settings.nlu_token.get_secret_value() if settings.nlu_token else ""
    return NluClient(settings.nlu_url or "", token, timeout=parts.PARSE_SECONDS)
