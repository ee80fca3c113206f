"""What only some may do: asked at every click and every submit, and noted in the audit trail when refused."""

import structlog
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks import wording
from bot.slack.ports import Unavailable
from bot.slack.roles import Holding, Role
from bot.slack.services import Services

log = structlog.get_logger(__name__)

WHY_NOT: dict[Role, dict[Holding, str]] = {
    Role.LEAD: {
        Holding.NO: wording.NOT_A_LEAD,
        Holding.NOBODY: wording.NO_LEADS_NAMED,
        Holding.NOT_KNOWN: wording.LEADS_NOT_KNOWN,
    },
    Role.ADMIN: {
        Holding.NO: wording.NOT_AN_ADMIN,
        Holding.NOBODY: wording.NO_ADMINS_NAMED,
        Holding.NOT_KNOWN: wording.ADMINS_NOT_KNOWN,
    },
}


def refusal(role: Role, what: str, actor: Actor, client: WebClient, services: Services) -> str | None:
    """Why this person may not do it now, in plain words; none when they may.

    `what` names the act and its reference for the trail. A refusal stands also where it cannot be noted.
    """
    held = services.roles.held(role, actor.user_id, client)
    if held is Holding.YES:
        return None
    log.info("refused", reason=held.value, role=role.value)
    try:
        services.ports.audit.refused(actor.team_id, actor.user_id, what)
    except Unavailable:
        log.error("refusal_not_noted", role=role.value)  # noqa: TRY400 - no trace in a log
    return WHY_NOT[role][held]
