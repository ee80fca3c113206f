"""A shortcut that nothing else knows: left over from an older manifest."""

import re
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.wording import NOT_UNDERSTOOD
from bot.slack.needs import Needs

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """Whatever is left."""
    app.shortcut(re.compile(r"(?s).*"))(handle_unknown_shortcut)


def handle_unknown_shortcut(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """Say so to the person."""
    ack()
    log.warning("unknown_shortcut")
    client.views_open(trigger_id=str(body["trigger_id"]), view=notice_view("Not available", NOT_UNDERSTOOD))
