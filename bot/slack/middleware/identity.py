"""Who asks: taken from Slack's own signed payload, never from a message's text or metadata."""

from collections.abc import Callable

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.slack.actor import Actor
from bot.slack.people import House

log = structlog.get_logger(__name__)

RETRY_HEADER = "x-slack-retry-num"
"""In Socket Mode Bolt fills it from the envelope's `retry_attempt`."""


def identify(req: BoltRequest, next_: Callable[[], BoltResponse]) -> BoltResponse:
    """Gives listeners `actor`; acknowledges what names nobody (a change that Slack made by itself)."""
    team_id, user_id = req.context.team_id, req.context.user_id
    if not team_id or not user_id:
        log.info("passed_over", reason="nobody")
        return BoltResponse(status=200)
    req.context["actor"] = Actor(team_id, user_id, _attempt(req))
    req.context["house"] = _house(req, team_id)
    return next_()


def _house(req: BoltRequest, team_id: str) -> House:
    """As Slack named it for the bot's token; a payload may carry another organisation's."""
    told = req.context.authorize_result
    if told is None:
        return House(team_id, req.context.enterprise_id)
    return House(told.team_id or team_id, told.enterprise_id)


def _attempt(req: BoltRequest) -> int:
    count = req.headers.get(RETRY_HEADER, ["0"])[0]
    return int(count) if str(count).isdecimal() else 0
