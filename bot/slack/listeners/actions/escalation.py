"""“I am taking this” and “Done”, under a request for a lead: in the leads' channel and on a lead's Home tab."""

import re
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.escalation import EscalationState, Hand, Step
from bot.slack.actor import Actor
from bot.slack.blocks.kit import markup, modal
from bot.slack.blocks.lead import TITLE, step_words
from bot.slack.blocks.wording import NO_SUCH_REQUEST, STEP_NOT_NOTED
from bot.slack.guarded import refusal
from bot.slack.home import publish_home
from bot.slack.ids import Action, View
from bot.slack.needs import Needs
from bot.slack.ports import NoSuchRequest, Unavailable
from bot.slack.pressed import Pressed
from bot.slack.reply import OverResponseUrl, quietly
from bot.slack.roles import Role
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(scopes=("usergroups:read", "chat:write", "im:write"), interactive=True)

STEPS = {
    Action.ESCALATION_CLAIM: EscalationState.CLAIMED,
    Action.ESCALATION_RESOLVE: EscalationState.RESOLVED,
}

REFERENCE = re.compile(r"L-[0-9A-Z]{4,40}")


def register(app: App) -> None:
    """Both buttons."""
    for action_id in STEPS:
        app.action(action_id)(handle_step)


def handle_step(ack: Ack, body: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """The role is asked for at each click: whoever sees the channel sees the button."""
    ack()
    pressed = Pressed.read(body, actor)
    said = _taken(pressed, client, services)
    url = pressed.interaction.response_url
    with quietly("step_not_said"):  # what was noted stands, and the notice shows it
        if url:
            OverResponseUrl(url, services.config.call_seconds).say([markup(said)])
        else:
            pressed.opening.show(modal(View.CLOSED, TITLE, [markup(said)]), client, services)
    if not url:
        with quietly("home_not_drawn"):
            publish_home(actor, client, services)


def _taken(pressed: Pressed, client: WebClient, services: Services) -> str:
    """What to say to the one who pressed, in Slack's markup."""
    actor, action = pressed.actor, pressed.interaction.pressed
    reference = action.value if action.value and REFERENCE.fullmatch(action.value) else ""
    refused = refusal(Role.LEAD, f"{action.action_id}:{reference}", actor, client, services)
    if refused:
        return refused
    step = Step(
        team_id=actor.team_id,
        reference=reference,
        to=STEPS[Action(action.action_id)],
        by=Hand(user_id=actor.user_id, at=services.now()),
    )
    try:
        stepped = services.ports.leads.step(step)
    except NoSuchRequest:
        return NO_SUCH_REQUEST
    except Unavailable:
        log.warning("step_not_noted")
        return STEP_NOT_NOTED
    log.info("lead_stepped", reference=reference, state=stepped.request.state.value)
    return step_words(stepped.request, actor.user_id, told=stepped.told)
