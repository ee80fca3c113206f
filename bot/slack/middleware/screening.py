"""Whom the bot does not answer: other bots, and anybody where people from outside can read."""

from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.slack.actor import Actor
from bot.slack.blocks.notices import notice
from bot.slack.blocks.wording import NOT_HERE
from bot.slack.reply import OnlyToThem, OverResponseUrl, Reply, quietly
from bot.slack.services import Services

log = structlog.get_logger(__name__)


def screen(req: BoltRequest, next_: Callable[[], BoltResponse]) -> BoltResponse:
    """Bots are passed over in silence; where outsiders read, one neutral line goes to the asker alone.

    Both are acknowledged: sending them again would change nothing.
    """
    if _from_bot(req.body):
        log.info("passed_over", reason="bot")
        return BoltResponse(status=200)
    if not _outsiders_read(req.body):
        return next_()
    log.info("refused", reason="external")
    refuse(req, req.context["actor"], req.context["services"], NOT_HERE)
    return BoltResponse(status=200)


def refuse(req: BoltRequest, actor: Actor, services: Services, words: str) -> None:
    """Say it once to them alone, where there is a way to; otherwise say nothing."""
    reply = _quiet_way(req, actor, services.config.call_seconds)
    key = f"refused:{req.body.get('event_id')}"
    if reply is None or ("event" in req.body and key in services.told):
        return
    with quietly("refusal_not_said"):
        reply.say(notice(words))
        services.told.remember(key)


def _quiet_way(req: BoltRequest, actor: Actor, seconds: int) -> Reply | None:
    event = req.body.get("event")
    if isinstance(event, dict):
        addressed = event.get("type") == "app_mention" or event.get("channel_type") == "im"
        spoken = addressed and event.get("subtype") is None
        channel = event.get("channel")
        return OnlyToThem(req.context.client, channel, actor.user_id) if spoken and channel else None
    return OverResponseUrl(req.context.response_url, seconds) if req.context.response_url else None


def _from_bot(body: dict[str, Any]) -> bool:
    event = body.get("event")
    if not isinstance(event, dict):
        return False
    message = event.get("message")
    inner = message if isinstance(message, dict) else {}
    return bool(event.get("bot_id") or inner.get("bot_id") or event.get("subtype") == "bot_message")


def _outsiders_read(body: dict[str, Any]) -> bool:
    """A channel shared with another organisation, or a person who belongs to one."""
    return bool(body.get("is_ext_shared_channel")) or _stranger(body)


def _stranger(body: dict[str, Any]) -> bool:
    """In interactions Slack names the person's own team beside the workspace's; in one Grid they may differ."""
    user, team = body.get("user"), body.get("team")
    if not isinstance(user, dict) or not isinstance(team, dict) or team.get("enterprise_id"):
        return False
    return bool(user.get("team_id") and team.get("id") and user["team_id"] != team["id"])
