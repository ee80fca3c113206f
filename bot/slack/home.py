"""Drawing the Home tab of one person."""

from collections.abc import Sequence

import structlog
from slack_sdk import WebClient

from bot.escalation import Escalation
from bot.slack.actor import Actor
from bot.slack.blocks.admin import admin_part
from bot.slack.blocks.home import home_view
from bot.slack.blocks.kit import Blocks, context
from bot.slack.blocks.lead_queue import queue_blocks
from bot.slack.blocks.wording import ROLE_NOT_KNOWN
from bot.slack.ports import Overview, RecordLine, Unavailable
from bot.slack.roles import Holding, Role
from bot.slack.services import Services

log = structlog.get_logger(__name__)


def latest_records(actor: Actor, services: Services) -> list[RecordLine] | None:
    """Newest first; `None` when the store is away."""
    try:
        return list(services.ports.decisions.list_for(actor.team_id, actor.user_id))
    except Unavailable:
        log.warning("records_away")
        return None


def publish_home(actor: Actor, client: WebClient, services: Services) -> None:
    """Draw the tab as it stands now, by role. Raises what a call of Slack raises."""
    view = home_view(latest_records(actor, services), of_roles(actor, client, services))
    client.views_publish(user_id=actor.user_id, view=view)


def of_roles(actor: Actor, client: WebClient, services: Services) -> Blocks:
    """What a lead and an administrator see besides; nothing for anybody else."""
    held = {role: services.roles.held(role, actor.user_id, client) for role in Role}
    blocks: Blocks = []
    if held[Role.LEAD] is Holding.YES:
        blocks += queue_blocks(_requests(actor, services), services.now())
    if held[Role.ADMIN] is Holding.YES:
        blocks += admin_part(_overview(actor, services), services.config)
    if Holding.NOT_KNOWN in held.values():
        blocks.append(context(ROLE_NOT_KNOWN))
    return blocks


def _requests(actor: Actor, services: Services) -> Sequence[Escalation] | None:
    try:
        return services.ports.leads.unfinished(actor.team_id)
    except Unavailable:
        log.warning("requests_away")
        return None


def _overview(actor: Actor, services: Services) -> Overview | None:
    try:
        return services.ports.audit.overview(actor.team_id)
    except Unavailable:
        log.warning("overview_away")
        return None
