"""“Record a decision”, wherever it stands."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.ids import Action
from bot.slack.modals import open_decision_form
from bot.slack.needs import Needs
from bot.slack.pressed import Pressed
from bot.slack.services import Services

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """The button."""
    app.action(Action.RECORD_DECISION)(handle_record_decision)


def handle_record_decision(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Open the decision form, tied to the answer it was offered under."""
    ack()
    open_decision_form(Pressed.read(body, actor).opening, client, services)
