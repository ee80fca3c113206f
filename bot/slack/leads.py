"""What goes with a request for a lead, and the alarm that nobody has to ask for."""

import structlog
from slack_sdk import WebClient

from bot.escalation import Escalation
from bot.messages import AnswerRef, Origin
from bot.slack.actor import Actor
from bot.slack.blocks.lead_notice import lead_notice_blocks, lead_notice_text
from bot.slack.blocks.wording import NO_ACTIVE_LEADS, NO_LEADS
from bot.slack.ports import LeadRequest, LeadUrgency, Unavailable
from bot.slack.references import derived_id, error_reference
from bot.slack.reply import quietly
from bot.slack.roles import Role
from bot.slack.services import Services

log = structlog.get_logger(__name__)


def answer_ref(answer_id: str | None, actor: Actor, services: Services) -> AnswerRef | None:
    """What is known of the answer the request came from; a request never fails for want of it."""
    if not answer_id:
        return None
    try:
        return services.ports.answers.get(actor.team_id, answer_id)
    except Unavailable:
        log.warning("answer_away")
        return None


def unreachable(client: WebClient, services: Services) -> str | None:
    """Why no safeguarding lead can be reached through the bot now, and what to do instead; none when one can."""
    if not services.config.has_leads:
        return NO_LEADS
    return None if services.roles.somebody(Role.LEAD, client) else NO_ACTIVE_LEADS


def alarm_request(question_id: str, origin: Origin, *, outsider: bool = False) -> LeadRequest:
    """The request that a danger in somebody's words makes by itself: one for each question, whoever sees it first."""
    return LeadRequest(
        id=derived_id("alarm", _told_of(question_id, origin)),
        team_id=origin.team_id,
        user_id=origin.user_id,
        urgency=LeadUrgency.URGENT,
        danger=True,
        alarm=True,
        outsider=outsider,
    )


def alarm_leads(
    question_id: str, origin: Origin, client: WebClient, services: Services, *, outsider: bool = False
) -> None:
    """Tell the leads at once that danger was written of, and nothing of it; straight to Slack where the queue is away.

    It never fails: the practitioner has been told to call 999.
    """
    channel, key = services.config.leads_channel, f"alarm:{_told_of(question_id, origin)}"
    if channel is None or key in services.told:
        return
    try:
        services.ports.leads.request(alarm_request(question_id, origin, outsider=outsider))
    except Unavailable:
        log.warning("alarm_straight_to_slack")
        blocks = lead_notice_blocks(_not_kept(origin, services, outsider), kept=False)
        with quietly("alarm_not_told"):
            client.chat_postMessage(channel=channel, blocks=blocks, text=lead_notice_text(danger=True))
            services.told.remember(key)
    else:
        services.told.remember(key)


def _not_kept(origin: Origin, services: Services, outsider: bool) -> Escalation:
    """A request that only the channel hears of: nobody can take it with a button."""
    return Escalation(
        reference=error_reference(),
        team_id=origin.team_id,
        user_id=origin.user_id,
        urgency=LeadUrgency.URGENT,
        asked_at=services.now(),
        danger=True,
        alarm=True,
        outsider=outsider,
    )


def _told_of(question_id: str, origin: Origin) -> str:
    """What one person asks of one message makes one alarm, however often it is edited."""
    return f"{origin.user_id}:{origin.channel_id}:{origin.message_ts}" if origin.message_ts else question_id
