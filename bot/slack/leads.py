"""What goes with a request for a lead."""

import structlog

from bot.messages import AnswerRef
from bot.slack.actor import Actor
from bot.slack.ports import Unavailable
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
