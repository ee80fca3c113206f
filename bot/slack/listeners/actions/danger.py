"""The answer to “Is a child in danger now?”."""

from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.emergency import emergency
from bot.slack.blocks.lead import danger_told
from bot.slack.blocks.notices import notice
from bot.slack.blocks.wording import LEAD_NOT_ASKED, NO_LEADS, URGENT_NOTIFICATION
from bot.slack.ids import Action
from bot.slack.leads import answer_ref, unreachable
from bot.slack.needs import Needs
from bot.slack.ports import LeadRequest, LeadUrgency, Unavailable
from bot.slack.pressed import Pressed
from bot.slack.references import derived_id
from bot.slack.reply import Reply
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(interactive=True)

NOT_IN_DANGER = "Thank you. If that changes, call 999 and do not wait for me."


def register(app: App) -> None:
    """Both buttons."""
    app.action(Action.DANGER_YES)(handle_danger_yes)
    app.action(Action.DANGER_NO)(handle_danger_no)


def handle_danger_yes(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """999 first, whatever else is up or down; then the leads."""
    ack()
    pressed = Pressed.read(body, actor)
    reply = pressed.reply(client, services)
    reply.say(emergency(services.config.contacts, pressed.answer_id), URGENT_NOTIFICATION)
    log.info("danger_confirmed")
    _tell_leads(pressed, reply, client, services)


def handle_danger_no(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Said to the person alone; the answer stays."""
    ack()
    Pressed.read(body, actor).reply(client, services).say(notice(NOT_IN_DANGER))


def _tell_leads(pressed: Pressed, reply: Reply, client: WebClient, services: Services) -> None:
    """Wherever there is a channel, even where nobody named is there: somebody else may read it."""
    if not services.config.has_leads:
        reply.say(notice(NO_LEADS), URGENT_NOTIFICATION)
        return
    request = LeadRequest(
        id=derived_id(*pressed.click),
        team_id=pressed.actor.team_id,
        user_id=pressed.actor.user_id,
        urgency=LeadUrgency.URGENT,
        answer=answer_ref(pressed.answer_id, pressed.actor, services),
        danger=True,
    )
    try:
        reference = services.ports.leads.request(request)
    except Unavailable:
        log.warning("leads_not_told")
        reply.say(notice(LEAD_NOT_ASKED), URGENT_NOTIFICATION)
        return
    why = unreachable(client, services)
    reply.say(notice(why) if why else danger_told(reference, services.now()), URGENT_NOTIFICATION)
