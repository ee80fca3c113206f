"""“Speak to a lead”, wherever it stands."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.ids import Action
from bot.slack.modals import open_lead_request
from bot.slack.needs import Needs
from bot.slack.pressed import Pressed
from bot.slack.services import Services

NEEDS = Needs(interactive=True)


def register(app: App) -> None:
    """The button."""
    app.action(Action.REQUEST_LEAD)(handle_request_lead)


def handle_request_lead(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Ask how soon; nothing is sent before that is confirmed."""
    ack()
    open_lead_request(Pressed.read(body, actor).opening, client, services)
