"""“Help me decide”, wherever it stands."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.ids import Action
from bot.slack.modals import open_assessment
from bot.slack.needs import Needs
from bot.slack.pressed import Pressed
from bot.slack.services import Services

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """The button."""
    app.action(Action.START_ASSESSMENT)(handle_start_assessment)


def handle_start_assessment(
    ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services
) -> None:
    """Open the guided decision."""
    ack()
    open_assessment(Pressed.read(body, actor).opening, client, services)
