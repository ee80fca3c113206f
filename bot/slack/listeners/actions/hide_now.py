"""“Hide this now”: at once where it was pressed, then everything else that was said lately."""

from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.home import neutral_home
from bot.slack.blocks.notices import hidden, notice
from bot.slack.ids import Action
from bot.slack.needs import Needs
from bot.slack.ports import Unavailable
from bot.slack.pressed import Pressed
from bot.slack.reply import OverResponseUrl
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(scopes=("chat:write", "im:write"), interactive=True)

NEUTRAL = "Hidden."
REST_STAYS = "This one is hidden. Older messages could not be taken down just now: please delete them, or press again."


def register(app: App) -> None:
    """The button, on answers, cards and the Home tab."""
    app.action(Action.HIDE_NOW)(handle_hide_now)


def handle_hide_now(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """What is on the screen goes first, without the queue; it never waits on the store."""
    ack()
    pressed = Pressed.read(body, actor)
    url = pressed.interaction.response_url
    if url:
        OverResponseUrl(url, services.config.call_seconds).replace(hidden(), NEUTRAL)
    else:
        client.views_publish(user_id=actor.user_id, view=neutral_home())
    try:
        services.ports.hiding.hide(pressed.origin(client))
    except Unavailable:
        log.warning("hiding_away")
        pressed.reply(client, services).say(notice(REST_STAYS), NEUTRAL)
