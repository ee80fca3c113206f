"""Drawing the Home tab of one person."""

import structlog
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.home import home_view
from bot.slack.ports import RecordLine, Unavailable
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
    """Draw the tab as it stands now. Raises what a call of Slack raises."""
    client.views_publish(user_id=actor.user_id, view=home_view(latest_records(actor, services)))
