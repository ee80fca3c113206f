"""The parts that several processes share, built from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import structlog
import yaml
from pydantic import TypeAdapter
from redis import Redis

from actions.guidance import Guidance, load_guidance
from actions.handlers import build_handlers
from actions.keywords import load_keywords
from bot.jobs.answering import Answering, Parser
from bot.nlu.client import NluClient
from bot.runtime.failures import Failure
from bot.settings import Settings
from bot.slack.config import Contact, Holders, SlackConfig
from bot.store import connect, server
from bot.store.anchor import Anchor
from bot.store.cipher import Cipher, load_cipher
from bot.store.errors import StoreError, StoreUnavailable
from bot.store.reviews import ReviewStore
from bot.store.trail import Trail

log = structlog.get_logger(__name__)

PARSE_SECONDS = 5.0
"""The worker's patience with the language process; beyond it, keywords answer."""


@contextmanager
def store_failures() -> Iterator[None]:
    """The store's failures, whose words hold no content, as an operator's command tells them. Raises `Failure`."""
    try:
        yield
    except StoreError as error:
        raise Failure(str(error)) from None


def redis_url(settings: Settings) -> str:
    """The Redis named in the settings, else the embedded one."""
    if settings.redis_url is not None:
        return settings.redis_url.get_secret_value()
    return server.url(settings.sharewise_home)


def redis_client(settings: Settings) -> Redis:
    """A client; it connects on first use."""
    return connect.connect(redis_url(settings))


def redis_when_up(settings: Settings) -> Redis | None:
    """A client of a Redis that takes commands now, else none."""
    url = redis_url(settings)
    try:
        connect.wait_until_ready(url, seconds=connect.READY_POLL_SECONDS)
    except StoreUnavailable:
        return None
    return connect.connect(url)


def redis_needed(settings: Settings) -> Redis:
    """A client of a Redis that takes commands now, for an operator's command. Raises `Failure`."""
    client = redis_when_up(settings)
    if client is None:
        raise Failure("the records cannot be reached: start Redis, or `sharewise up`, and try again")
    return client


def warn_of_loss(settings: Settings, client: Redis) -> None:
    """Say in the log why a Redis of the organisation's own may lose what it confirmed; nothing is refused for it.

    The embedded one is set up not to. A practitioner in need of an answer or of 999 is better served than turned away.
    """
    if settings.redis_url is None:
        return
    try:
        reasons = connect.check_durability(client)
    except StoreUnavailable as error:
        reasons = [f"unknown: {error}"]
    for reason in reasons:
        log.warning("redis_may_lose_records", reason=reason)


def cipher(settings: Settings) -> Cipher:
    """The records' cipher."""
    return load_cipher([key.get_secret_value() for key in settings.sharewise_keys], settings.sharewise_home)


def trail(settings: Settings, client: Redis, cipher: Cipher) -> Trail:
    """The audit trail, anchored on this machine."""
    return Trail(client, cipher, Anchor(settings.sharewise_home, cipher))


def reviews(settings: Settings, client: Redis, cipher: Cipher) -> ReviewStore | None:
    """What is due for review; none where the organisation has set no period."""
    days = settings.review_after_days
    return None if days is None else ReviewStore(client, cipher, timedelta(days=days))


def nlu(settings: Settings) -> NluClient:
    """A client of the language process."""
    token = settings.nlu_token.get_secret_value() if settings.nlu_token else ""
    return NluClient(settings.nlu_url or "", token, timeout=PARSE_SECONDS)


def guidance() -> Guidance:
    """The guidance as data."""
    return load_guidance()


def answering(parser: Parser) -> Answering:
    """The way from words to an answer."""
    return Answering(build_handlers(guidance()), parser, load_keywords())


def contacts(settings: Settings) -> tuple[Contact, ...]:
    """Local numbers from EMERGENCY_CONTACTS (YAML: a list of label, number, checked). Raises `Failure`."""
    path = settings.emergency_contacts
    if path is None:
        return ()
    try:
        read = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        return TypeAdapter(tuple[Contact, ...]).validate_python(read)
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise Failure(
            f"EMERGENCY_CONTACTS ({path}) cannot be used ({type(error).__name__}): give a YAML list, each entry with"
            f" label, number and checked (a date such as {date(2026, 1, 31)})"
        ) from None


def slack_config(settings: Settings, guidance_version: str) -> SlackConfig:
    """What the Slack room is told. Raises `Failure` when there is no bot token."""
    if settings.slack_bot_token is None:
        raise Failure("SLACK_BOT_TOKEN is not set; see .env.sample")
    return SlackConfig(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        api_url=settings.slack_api_url,
        guidance_version=guidance_version,
        leads_channel=settings.leads_channel,
        leads=Holders(group=settings.leads_group, people=frozenset(settings.leads)),
        admins=Holders(group=settings.admins_group, people=frozenset(settings.admins)),
        allowed_channels=frozenset(settings.allowed_channels),
        contacts=contacts(settings),
    )
