"""The Bolt app: one factory for Socket Mode and for signed HTTP."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.slack import middleware
from bot.slack.config import SlackConfig
from bot.slack.errors import error_handler
from bot.slack.listeners import register_listeners
from bot.slack.people import People
from bot.slack.places import Places
from bot.slack.ports import Ports
from bot.slack.roles import Roles
from bot.slack.services import Services, random_id, utc_now

log = structlog.get_logger(__name__)

QUIET = ("slack_bolt", "slack_sdk")
"""Below WARNING these print bodies: Bolt logs the whole body of a request whose signature is wrong at INFO."""


class SturdyApp(App):
    """Bolt, where a request that it cannot read itself is refused like any other, and nothing of it is logged."""

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Never raises; what is refused is not acknowledged."""
        try:
            return super().dispatch(req)
        except Exception as error:
            log.error("request_unreadable", error=type(error).__name__)  # noqa: TRY400 - a trace may quote it
            return BoltResponse(status=400)


def build_app(
    config: SlackConfig,
    ports: Ports,
    *,
    now: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = random_id,
) -> App:
    """An app with every listener registered. Asks Slack once who the bot is (`auth.test`).

    Raises `BoltError` when Slack refuses the token, `OSError` when Slack cannot be reached. Asked at the first event
    instead, a refusal would make Bolt acknowledge that event and lose it.

    `process_before_response` makes Bolt answer only after the listener: when a question cannot be queued, Slack gets a
    500 over HTTP and no acknowledgement over a socket, and sends it again. Without it Bolt acknowledges events first,
    and what fails afterwards is lost.
    """
    people = People(now)
    services = Services(
        config=config,
        ports=ports,
        people=people,
        places=Places(now),
        roles=Roles(config, people, now),
        now=now,
        new_id=new_id,
    )
    app = SturdyApp(
        name="sharewise",
        logger=_quiet_logger(),
        client=WebClient(
            token=config.bot_token.get_secret_value(),
            base_url=config.api_url,
            timeout=config.call_seconds,
            logger=_quiet_logger(),
        ),
        signing_secret=config.signing_secret.get_secret_value() if config.signing_secret else "",
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        listener_executor=ThreadPoolExecutor(config.listener_threads, thread_name_prefix="listener"),
    )
    middleware.register(app, services)
    register_listeners(app)
    app.error(error_handler(services))
    return app


def socket_mode(app: App, config: SlackConfig) -> SocketModeHandler:
    """Bolt's own handler, not yet connected. Raises `ValueError` without an app token."""
    if config.app_token is None:
        raise ValueError("Socket Mode needs an app token (SLACK_APP_TOKEN)")
    return SocketModeHandler(
        app, config.app_token.get_secret_value(), logger=_quiet_logger(), concurrency=config.listener_threads
    )


def run_socket_mode(app: App, config: SlackConfig, stop: Event | None = None) -> None:
    """Connect, serve until `stop` is set (without one, for ever), then leave cleanly.

    Raises what a call of Slack raises when it cannot connect.
    """
    client = socket_mode(app, config).client
    client.connect()
    try:
        (stop or Event()).wait()
    finally:
        client.close()


def _quiet_logger() -> logging.Logger:
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logger = logging.getLogger("slack_bolt.sharewise")
    logger.setLevel(logging.WARNING)
    return logger
