"""“Ask a question” on the Home tab."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.ids import Action
from bot.slack.modals import open_ask
from bot.slack.needs import Needs
from bot.slack.pressed import Pressed
from bot.slack.services import Services

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """The button."""
    app.action(Action.ASK)(handle_ask)


def handle_ask(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Open the question modal."""
    ack()
    open_ask(Pressed.read(body, actor).opening, client, services)
