"""A control that nothing else knows: an old message's, or nobody's."""

import re
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.notices import notice
from bot.slack.blocks.wording import NOT_UNDERSTOOD
from bot.slack.needs import Needs
from bot.slack.pressed import Pressed
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """Whatever is left."""
    app.action(re.compile(r"(?s).*"))(handle_unknown_action)


def handle_unknown_action(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Say so to the person; the id itself is not logged, since anybody may have put it there."""
    ack()
    log.warning("unknown_action")
    Pressed.read(body, actor).reply(client, services).say(notice(NOT_UNDERSTOOD))
