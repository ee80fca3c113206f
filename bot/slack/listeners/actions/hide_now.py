"""“Hide this now”: at once where it was pressed, and with it everything else that was said lately."""

from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.messages import Hidden
from bot.slack.actor import Actor
from bot.slack.blocks.kit import context
from bot.slack.blocks.notices import besides, hidden
from bot.slack.blocks.wording import HIDDEN_NOTIFICATION, SAID_TO_ANOTHER
from bot.slack.hiding import addressee, hide
from bot.slack.ids import Action
from bot.slack.needs import Needs
from bot.slack.ports import Unavailable
from bot.slack.pressed import Pressed
from bot.slack.reply import OverResponseUrl, quietly
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(scopes=("chat:write", "im:write", "im:history"), interactive=True)


def register(app: App) -> None:
    """The button, on answers, cards and the Home tab."""
    app.action(Action.HIDE_NOW)(handle_hide_now)


def handle_hide_now(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """What is on the screen goes first; it waits on neither queue nor store.

    A message that all in a channel see goes only for the one it was said to: nobody takes a 999 line from another.
    """
    ack()
    pressed = Pressed.read(body, actor)
    theirs = not pressed.seen_by_all or _said_to(pressed, services)
    replaced = theirs and _replaced(pressed, None, services)
    outcome = (
        hide(actor, services, pressed.interaction.container.message_ts, pressed.answer_id)
        if replaced
        else hide(actor, services)
    )
    log.info("hidden", via="button", theirs=theirs)
    if replaced and (not besides(outcome) or _replaced(pressed, outcome, services)):
        return
    if theirs and pressed.from_home and not besides(outcome):
        return  # the tab itself says it
    said = hidden(outcome) if theirs else [context(SAID_TO_ANOTHER), *hidden(outcome)]
    pressed.reply(client, services).say(said, HIDDEN_NOTIFICATION)


def _said_to(pressed: Pressed, services: Services) -> bool:
    """As the button itself says, else as the answer's trace does; not known is no."""
    actor, value = pressed.actor, pressed.answer_id
    if value is None or value == addressee(actor.team_id, actor.user_id):
        return value is not None
    try:
        return services.ports.hiding.said_to(actor.team_id, actor.user_id, value)
    except Unavailable:
        log.warning("addressee_not_known")
        return False


def _replaced(pressed: Pressed, outcome: Hidden | None, services: Services) -> bool:
    """Put the words in the place of the message; false from the Home tab, and where Slack does not take them."""
    url = pressed.interaction.response_url
    if url:
        with quietly("not_replaced"):
            OverResponseUrl(url, services.config.call_seconds).replace(hidden(outcome), HIDDEN_NOTIFICATION)
            return True
    return False
