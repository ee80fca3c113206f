"""The app's own page opened: the Home tab is drawn, the Messages tab offers prompts."""

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.wording import ASK_PROMPTS
from bot.slack.home import publish_home
from bot.slack.needs import Needs
from bot.slack.payloads import HomeOpenedEvent
from bot.slack.reply import quietly
from bot.slack.services import Services

NEEDS = Needs(events=("app_home_opened",), scopes=("assistant:write",))


def register(app: App) -> None:
    """One event for both tabs."""
    app.event("app_home_opened")(handle_home_opened)


def handle_home_opened(event: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Neither is worth a retry: opening the page again does it again."""
    opened = HomeOpenedEvent.model_validate(event)
    if opened.tab == "messages":
        _offer_prompts(opened, client)
    else:
        with quietly("home_not_drawn"):
            publish_home(actor, client, services)


def _offer_prompts(opened: HomeOpenedEvent, client: WebClient) -> None:
    prompts = [{"title": title, "message": message} for title, message in ASK_PROMPTS]
    with quietly("prompts_not_offered"):
        client.assistant_threads_setSuggestedPrompts(channel_id=opened.channel, prompts=prompts)
