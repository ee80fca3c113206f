"""`sharewise bot`: the Slack adapter, over Socket Mode with an app token and over signed HTTP without."""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import uvicorn
from redis import Redis
from redis.exceptions import RedisError
from slack_sdk import WebClient

from bot.jobs.hide import Hide
from bot.jobs.queue import Queue, build_queue
from bot.jobs.screen import Screen
from bot.logs import configure_logs
from bot.runtime import parts
from bot.runtime.failures import Failure
from bot.runtime.hiding import HIDING_THREADS, PromptHiding, RememberedScreen
from bot.runtime.ports import (
    QueuedIntake,
    QueuedLeads,
    StoredAnswers,
    StoredDecisions,
    StoredFeedback,
    TrailedAudit,
)
from bot.runtime.presence import announce
from bot.settings import Settings
from bot.slack.app import build_app, socket_mode
from bot.slack.config import SlackConfig
from bot.slack.http import http_app
from bot.slack.ports import Ports
from bot.store import connect
from bot.store.answers import AnswerStore
from bot.store.cipher import Cipher
from bot.store.decisions import DecisionStore
from bot.store.escalations import EscalationNotes
from bot.store.feedback import FeedbackStore
from bot.store.on_screen import OnScreenStore
from bot.store.threads import ThreadStore
from bot.supervision import die_with_parent

REDIS_WITHIN = 60.0
HIDING_CALL_SECONDS = 2


def run() -> int:
    """Serve Slack until told to stop."""
    configure_logs()
    settings = Settings()
    if settings.sharewise_run:
        die_with_parent()
    config = parts.slack_config(settings, parts.guidance().version)
    connect.wait_until_ready(parts.redis_url(settings), REDIS_WITHIN)
    client = parts.redis_client(settings)
    parts.warn_of_loss(settings, client)
    ports = _ports(settings, config, client, parts.cipher(settings))
    if settings.socket_mode:
        _serve_sockets(settings, config, ports, client)
    else:
        _serve_http(settings, config, ports, client)
    return 0


def _serve_sockets(settings: Settings, config: SlackConfig, ports: Ports, client: Redis) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    handler = socket_mode(build_app(config, ports), config)
    handler.client.connect()
    announce(client, settings.sharewise_run, "bot")
    stop.wait()
    handler.client.close()


def _serve_http(settings: Settings, config: SlackConfig, ports: Ports, client: Redis) -> None:
    if config.signing_secret is None:
        raise Failure("set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP); see .env.sample")
    uvicorn.run(
        http_app(build_app(config, ports), lambda: _answers(client)),
        host=settings.sharewise_host,
        port=settings.sharewise_port,
        ws="none",
        log_config=None,
        access_log=False,
    )


def _ports(settings: Settings, config: SlackConfig, client: Redis, cipher: Cipher) -> Ports:
    queue = Queue(build_queue(parts.redis_url(settings)), cipher)
    answers, trail = AnswerStore(client, cipher), parts.trail(settings, client, cipher)
    return Ports(
        intake=QueuedIntake(queue),
        decisions=StoredDecisions(DecisionStore(client, cipher), trail, queue),
        answers=StoredAnswers(answers),
        feedback=StoredFeedback(FeedbackStore(client, cipher), answers, _now),
        audit=TrailedAudit(trail, config.guidance_version, parts.nlu(settings).model, _now),
        leads=QueuedLeads(EscalationNotes(client, cipher), trail, queue, _now),
        hiding=_hiding(config, client, cipher, queue),
    )


def _hiding(config: SlackConfig, client: Redis, cipher: Cipher, queue: Queue) -> PromptHiding:
    """With a client that waits for nothing: what Slack does not take now is the worker's."""
    token = config.bot_token.get_secret_value()
    slack = WebClient(token=token, base_url=config.api_url, timeout=HIDING_CALL_SECONDS, retry_handlers=[])
    answers, screen = AnswerStore(client, cipher), RememberedScreen(OnScreenStore(client, cipher))
    works = Hide(Screen(slack), answers, ThreadStore(client, cipher), screen)
    pool = ThreadPoolExecutor(HIDING_THREADS, thread_name_prefix="hiding")
    return PromptHiding(works, screen, answers, queue, pool)


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def _now() -> datetime:
    return datetime.now(UTC)
