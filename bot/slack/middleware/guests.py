"""Guests of the workspace are told one neutral line and nothing else: they may belong to the family's side."""

import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.slack.actor import Actor
from bot.slack.blocks.wording import NOT_FOR_GUESTS
from bot.slack.middleware.correlation import Next
from bot.slack.middleware.screening import refuse
from bot.slack.reply import CALL_FAILURES, refusal_code
from bot.slack.services import Services

log = structlog.get_logger(__name__)

GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
"""What `users.info` says of guests, people of other organisations, bots and deactivated accounts."""


def turn_away_guests(req: BoltRequest, next_: Next) -> BoltResponse:
    """Acknowledged: sending it again would change nothing. Where Slack does not say who it is, they are answered."""
    actor, services = req.context["actor"], req.context["services"]
    if not _is_guest(actor, req.context.client, services):
        return next_()
    log.info("refused", reason="guest")
    refuse(req, actor, services, NOT_FOR_GUESTS)
    return BoltResponse(status=200)


def _is_guest(actor: Actor, client: WebClient | None, services: Services) -> bool:
    """Members are remembered for as long as the process lives, guests are looked up again each time."""
    key = f"member:{actor.team_id}:{actor.user_id}"
    if client is None or key in services.told:
        return False
    try:
        user = client.users_info(user=actor.user_id).get("user") or {}
    except CALL_FAILURES as error:
        log.warning("person_not_looked_up", error=type(error).__name__, code=refusal_code(error))
        return False
    if any(user.get(sign) for sign in GUEST):
        return True
    services.told.remember(key)
    return False
