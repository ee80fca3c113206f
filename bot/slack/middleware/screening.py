"""Whom the bot does not answer: other bots, and anybody where people from outside can read."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.slack.blocks.wording import NOT_HERE
from bot.slack.middleware.refusal import refuse
from bot.slack.middleware.spoken import event_of, only_hides
from bot.slack.people import House
from bot.slack.services import Services

log = structlog.get_logger(__name__)


def screen(req: BoltRequest, next_: Callable[[], BoltResponse]) -> BoltResponse:
    """Bots are passed over in silence; where outsiders read, one neutral line goes to the asker alone.

    Both are acknowledged: sending them again would change nothing.
    """
    if _from_bot(req.body):
        log.info("passed_over", reason="bot")
        return BoltResponse(status=200)
    if only_hides(req.body) or not _outsiders_read(req):
        return next_()
    log.info("refused", reason="external")
    return refuse(req, NOT_HERE)


def _from_bot(body: Mapping[str, Any]) -> bool:
    event = event_of(body)
    if event is None:
        return False
    message = event.get("message")
    inner = message if isinstance(message, dict) else {}
    return bool(event.get("bot_id") or inner.get("bot_id") or event.get("subtype") == "bot_message")


def _outsiders_read(req: BoltRequest) -> bool:
    """A channel shared with another organisation, or a person who belongs to one."""
    body, house = req.body, req.context["house"]
    return bool(body.get("is_ext_shared_channel")) or _stranger(body, house) or _in_shared_channel(req)


def _stranger(body: Mapping[str, Any], house: House) -> bool:
    """By the team that Slack names beside a person. Within one organisation it may be another: there, `users.info`
    is asked (`bot.slack.people`)."""
    if house.enterprise_id:
        return False
    return any(not house.holds(team) for team in _teams(body))


def _teams(body: Mapping[str, Any]) -> list[str]:
    event = event_of(body) or {}
    message = event.get("message")
    user = body.get("user")
    said = [event, message if isinstance(message, dict) else {}]
    named = [each.get(key) for each in said for key in ("user_team", "source_team")]
    named.append(user.get("team_id") if isinstance(user, dict) else None)
    return [str(team) for team in named if team]


def _in_shared_channel(req: BoltRequest) -> bool:
    """Events tell by themselves; of a command, a shortcut or a button Slack has to be asked."""
    services: Services = req.context["services"]
    channel, client = req.context.channel_id, req.context.client
    if "event" in req.body or not channel or channel.startswith("D") or client is None:
        return False
    return services.places.outsiders_read(channel, client)
