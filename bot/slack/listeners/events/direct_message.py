"""A direct message: asked, changed, taken back."""

from typing import Any

import structlog
from slack_bolt import App
from slack_sdk import WebClient

from bot.messages import Origin
from bot.slack.actor import Actor
from bot.slack.blocks.wording import THINKING
from bot.slack.intake import Asked, take_in
from bot.slack.needs import Needs
from bot.slack.payloads import WRITTEN_BY_PEOPLE, ChangedEvent, DeletedEvent, Message, MessageEvent
from bot.slack.references import derived_id
from bot.slack.reply import quietly
from bot.slack.services import Services

log = structlog.get_logger(__name__)

NEEDS = Needs(events=("message.im",), scopes=("im:history", "im:write", "chat:write", "assistant:write", "users:read"))


def register(app: App) -> None:
    """Bolt's `message` also brings every subtype, so this function sorts them."""
    app.event("message")(handle_message)


def handle_message(event: dict[str, Any], actor: Actor, client: WebClient, services: Services) -> None:
    """Sort a message event by subtype, from an explicit list."""
    subtype = event.get("subtype")
    if event.get("channel_type") != "im":
        log.info("passed_over", reason="not_direct")
    elif subtype in WRITTEN_BY_PEOPLE:
        _asked(MessageEvent.model_validate(event), actor, client, services)
    elif subtype == "message_changed":
        _changed(ChangedEvent.model_validate(event), actor, client, services)
    elif subtype == "message_deleted":
        _deleted(DeletedEvent.model_validate(event), actor, services)
    else:
        log.info("passed_over", reason="subtype")


def _asked(message: MessageEvent, actor: Actor, client: WebClient, services: Services) -> None:
    origin = _origin(message, message.channel, actor)
    asked = Asked(derived_id(actor.team_id, message.channel, message.ts), origin, message.text)
    if take_in(asked, actor, client, services):
        _show_thinking(origin, client)


def _changed(event: ChangedEvent, actor: Actor, client: WebClient, services: Services) -> None:
    """An edited question is answered anew; a link preview, or any change that leaves the words, is not an edit."""
    before, after = event.previous_message, event.message
    if after.subtype == "tombstone":
        _take_down(event.channel, after, before, actor, services)
    elif after.subtype not in WRITTEN_BY_PEOPLE or (before and before.text == after.text):
        log.info("passed_over", reason="unchanged")
    else:
        changed_at = after.edited.ts if after.edited else event.event_ts
        origin = _origin(after, event.channel, actor)
        asked_id = derived_id(actor.team_id, event.channel, after.ts, changed_at)
        if take_in(Asked(asked_id, origin, after.text, edited=True), actor, client, services):
            _show_thinking(origin, client)


def _deleted(event: DeletedEvent, actor: Actor, services: Services) -> None:
    """The question is gone, so its answer goes."""
    gone = Message(ts=event.deleted_ts)
    _take_down(event.channel, gone, event.previous_message, actor, services)


def _take_down(channel: str, gone: Message, before: Message | None, actor: Actor, services: Services) -> None:
    if before is not None and before.bot_id:
        log.info("passed_over", reason="own_message")
        return
    author = (before.user if before else None) or actor.user_id
    services.ports.intake.delete_answer(
        Origin(
            team_id=actor.team_id,
            channel_id=channel,
            user_id=author,
            message_ts=gone.ts,
            thread_ts=before.thread_ts if before else None,
            via="dm",
        )
    )
    log.info("question_deleted")


def _origin(message: Message, channel: str, actor: Actor) -> Origin:
    return Origin(
        team_id=actor.team_id,
        channel_id=channel,
        user_id=actor.user_id,
        message_ts=message.ts,
        thread_ts=message.thread_ts,
        via="dm",
    )


def _show_thinking(origin: Origin, client: WebClient) -> None:
    """Where the workspace has Slack's agent surface; elsewhere the call is refused and nothing is lost."""
    with quietly("status_not_shown"):
        client.assistant_threads_setStatus(
            channel_id=origin.channel_id,
            thread_ts=origin.thread_ts or origin.message_ts or "",
            status=THINKING,
        )
