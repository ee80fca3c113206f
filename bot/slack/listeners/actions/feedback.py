"""“Helpful” and “Not helpful” under an answer."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.notices import notice
from bot.slack.ids import Action
from bot.slack.needs import Needs
from bot.slack.ports import Unavailable
from bot.slack.pressed import Pressed
from bot.slack.services import Services

NEEDS = Needs(interactive=True)

HELPFUL = {Action.FEEDBACK_HELPFUL: True, Action.FEEDBACK_UNHELPFUL: False}

THANKS = {
    True: "Thank you. It is noted that this helped.",
    False: "Thank you. It is noted that this did not help. If you still need an answer, ask a safeguarding lead.",
}
AWAY = "Thank you. I could not note that just now; please press it again in a few minutes."


def register(app: App) -> None:
    """Both buttons."""
    for action_id in HELPFUL:
        app.action(action_id)(handle_feedback)


def handle_feedback(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Keep the opinion with the answer's id, then say so to the person alone."""
    ack()
    pressed = Pressed.read(body, actor)
    helpful = HELPFUL[Action(pressed.interaction.pressed.action_id)]
    said = THANKS[helpful]
    try:
        services.ports.feedback.add(pressed.answer_id or "", actor.team_id, actor.user_id, helpful=helpful)
    except Unavailable:
        said = AWAY
    pressed.reply(client, services).say(notice(said))
