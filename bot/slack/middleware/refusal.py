"""Saying no: one neutral line to the asker alone, 999 first where their words point to danger."""

import structlog
from slack_bolt import BoltRequest, BoltResponse

from actions.urgency import Urgency, assess
from actions.wording import plain
from bot.slack.actor import Actor
from bot.slack.blocks.home import neutral_home
from bot.slack.blocks.kit import Blocks, View
from bot.slack.blocks.notices import notice, notice_view
from bot.slack.blocks.wording import DANGER_FIRST
from bot.slack.leads import alarm_leads
from bot.slack.middleware.spoken import event_of, place_of, words_of
from bot.slack.modals import Opening
from bot.slack.pressed import DIRECT
from bot.slack.references import derived_id
from bot.slack.reply import InChannel, OnlyToThem, OverResponseUrl, Reply, quietly
from bot.slack.services import Services

log = structlog.get_logger(__name__)

TITLE = "Not available"


def refuse(req: BoltRequest, words: str) -> BoltResponse:
    """Acknowledged, for sending it again would change nothing; once, where there is a way to say it.

    A child may be in danger whoever writes of it, so 999 comes first and the leads are told, who are told nothing of
    the words. Nothing else is said: the person may belong to the family's side.
    """
    actor: Actor = req.context["actor"]
    services: Services = req.context["services"]
    danger = _danger(req)
    if danger:
        place = place_of(req.body, actor)
        asked_id = derived_id(place.channel_id, place.message_ts)
        alarm_leads(asked_id, place, req.context.client, services, outsider=True)
    blocks = [*(notice(DANGER_FIRST) if danger else []), *notice(words)]
    if req.body.get("type") == "view_submission":
        # on top of the form, so that what was typed is still there
        return BoltResponse(status=200, body={"response_action": "push", "view": _view(words)})
    _say_once(req, blocks, words, services)
    return BoltResponse(status=200)


def empty_home(req: BoltRequest) -> None:
    """Somebody who is answered no longer keeps nothing of what their tab showed."""
    event = event_of(req.body)
    if event is not None and event.get("type") == "app_home_opened" and event.get("tab") != "messages":
        with quietly("home_not_emptied"):
            req.context.client.views_publish(user_id=req.context["actor"].user_id, view=neutral_home())


def _danger(req: BoltRequest) -> bool:
    return assess(plain(words_of(req.body) or "").text) is Urgency.ALERT


def _say_once(req: BoltRequest, blocks: Blocks, words: str, services: Services) -> None:
    key = f"refused:{req.body.get('event_id')}"
    if "event" in req.body and key in services.told:
        return
    with quietly("refusal_not_said"):
        reply = _quiet_way(req, services.config.call_seconds)
        if reply is not None:
            reply.say(blocks)
        elif req.body.get("trigger_id"):
            view = req.body.get("view") or {}
            opening = Opening(str(req.body["trigger_id"]), req.context["actor"], on_top=view.get("type") == "modal")
            opening.show(_view(words), req.context.client, services)
        services.told.remember(key)


def _quiet_way(req: BoltRequest, seconds: int) -> Reply | None:
    event = event_of(req.body)
    if event is not None:
        channel = event.get("channel")
        if not channel or words_of(req.body) is None:
            return None
        if str(channel).startswith(DIRECT):  # by one that stays: hiding could not reach an ephemeral
            return InChannel(req.context.client, str(channel), event.get("thread_ts"))
        return OnlyToThem(req.context.client, str(channel), req.context["actor"].user_id)
    return OverResponseUrl(req.context.response_url, seconds) if req.context.response_url else None


def _view(words: str) -> View:
    return notice_view(TITLE, words)
