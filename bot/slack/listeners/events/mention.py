"""The bot's name in a channel: answered to the asker alone, save where everybody in the channel may read it."""

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.intake import Asked, take_in
from bot.slack.needs import Needs
from bot.slack.payloads import MessageEvent
from bot.slack.references import derived_id
from bot.slack.services import Services

NEEDS = Needs(events=("app_mention",), scopes=("app_mentions:read", "chat:write"))


def register(app: App) -> None:
    """`app_mention` alone: the bot does not listen to what else is said in channels, nor see later edits there."""
    app.event("app_mention")(handle_mention)


def handle_mention(event: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Take it in; an edit that names the bot comes as an event of its own, and is answered anew."""
    message = MessageEvent.model_validate(event)
    edited_at = message.edited.ts if message.edited else None
    origin = Origin(
        team_id=actor.team_id,
        channel_id=message.channel,
        user_id=actor.user_id,
        message_ts=message.ts,
        thread_ts=message.thread_ts,
        via="mention",
        openly=message.channel in services.config.allowed_channels,
    )
    asked_id = derived_id(actor.team_id, message.channel, message.ts, edited_at)
    take_in(Asked(asked_id, origin, message.text, edited=edited_at is not None), actor, client, services)
