"""What the practitioner picked when the bot asked back."""

import re
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from actions.intents import Intent
from bot.slack.actor import Actor
from bot.slack.blocks.notices import notice
from bot.slack.blocks.wording import AWAY_ASK_AGAIN
from bot.slack.ids import ASK_BACK_PREFIX
from bot.slack.needs import Needs
from bot.slack.ports import Unavailable
from bot.slack.pressed import Pressed
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)

_KNOWN = re.compile(f"^{ASK_BACK_PREFIX}({'|'.join(intent.value for intent in Intent)})$")


def register(app: App) -> None:
    """One action id for each intent."""
    app.action(_KNOWN)(handle_ask_back)


def handle_ask_back(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Queue the answer to the reading that was picked: no text travels, only the intent."""
    ack()
    pressed = Pressed.read(body, actor)
    intent = Intent(pressed.interaction.pressed.action_id.removeprefix(ASK_BACK_PREFIX))
    try:
        services.ports.intake.choose(pressed.origin(client), pressed.answer_id or "", intent, services.now())
    except Unavailable:
        log.warning("choice_not_queued")
        pressed.reply(client, services).say(notice(AWAY_ASK_AGAIN))
