"""“Ask about this message”: the answer is for the asker alone."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.ids import Shortcut
from bot.slack.intake import Asked, take_in
from bot.slack.needs import Needs, ShortcutEntry
from bot.slack.payloads import MessageShortcut
from bot.slack.ports import Unavailable
from bot.slack.references import derived_id
from bot.slack.services import Services

NEEDS = Needs(
    scopes=("commands",),
    interactive=True,
    shortcuts=(
        ShortcutEntry(
            Shortcut.ASK_ABOUT_MESSAGE,
            "message",
            "Ask about this message",
            "What the guidance says about sharing information, for a question in this message",
        ),
    ),
)


def register(app: App) -> None:
    """The entry in a message's menu."""
    app.message_shortcut(Shortcut.ASK_ABOUT_MESSAGE)(handle_ask_about_message)


def handle_ask_about_message(
    ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services
) -> None:
    """The message's words are taken in as the asker's question; its author is not told."""
    ack()
    shortcut = MessageShortcut.model_validate(body)
    origin = Origin(
        team_id=actor.team_id,
        channel_id=shortcut.channel.id,
        user_id=actor.user_id,
        message_ts=shortcut.message.ts,
        thread_ts=shortcut.message.thread_ts,
        via="shortcut",
        response_url=shortcut.response_url,
    )
    asked_id = derived_id(actor.team_id, shortcut.channel.id, shortcut.message.ts, actor.user_id, shortcut.action_ts)
    try:
        take_in(Asked(asked_id, origin, shortcut.message.text), actor, client, services)
    except Unavailable:
        return  # told already; Slack does not send a shortcut again
