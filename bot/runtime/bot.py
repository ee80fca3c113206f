"""`sharewise bot`: the Slack adapter, over Socket Mode with an app token and over signed HTTP without."""

import signal
import threading
from datetime import UTC, datetime

import uvicorn
from redis import Redis
from redis.exceptions import RedisError

from bot.jobs.queue import Queue, build_queue
from bot.logs import configure_logs
from bot.runtime import parts
from bot.runtime.failures import Failure
from bot.runtime.ports import (
    QueuedHiding,
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
from bot.supervision import die_with_parent

REDIS_WITHIN = 60.0


def run() -> int:
    """Serve Slack until told to stop."""
    configure_logs()
    settings = Settings()
    if settings.sharewise_run:
        die_with_parent()
    guidance = parts.guidance().version
    config = parts.slack_config(settings, guidance)
    connect.wait_until_ready(parts.redis_url(settings), REDIS_WITHIN)
    client = parts.redis_client(settings)
    parts.warn_of_loss(settings, client)
    ports = _ports(settings, client, parts.cipher(settings), guidance)
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


def _ports(settings: Settings, client: Redis, cipher: Cipher, guidance: str) -> Ports:
    queue = Queue(build_queue(parts.redis_url(settings)), cipher)
    answers, trail = AnswerStore(client, cipher), parts.trail(settings, client, cipher)
    return Ports(
        intake=QueuedIntake(queue),
        decisions=StoredDecisions(DecisionStore(client, cipher), trail, queue),
        answers=StoredAnswers(answers),
        feedback=StoredFeedback(FeedbackStore(client, cipher), answers, _now),
        audit=TrailedAudit(trail, guidance, parts.nlu(settings).model, _now),
        leads=QueuedLeads(EscalationNotes(client, cipher), trail, queue, _now),
        hiding=QueuedHiding(queue),
    )


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


def _now() -> datetime:
    return datetime.now(UTC)
