"""Events in the shapes that Slack's Events API gives them."""

import re
from collections.abc import Mapping
from typing import Any

from bot.playground.directory import Channel
from bot.playground.ids import secret, slack_id
from bot.playground.messages import Message
from bot.playground.payloads.interactions import VERIFICATION
from bot.playground.seed import User
from bot.playground.state import Workspace
from bot.playground.wire import JsonObject, compact

MENTION = re.compile(r"<@(U\w+)>")
SUBSCRIPTIONS: Mapping[str, str] = {
    "im": "message.im",
    "mpim": "message.mpim",
    "group": "message.groups",
    "channel": "message.channels",
}
"""The subscription that a `message` event needs, by the kind of channel."""


def callback(workspace: Workspace, event: JsonObject, channel: Channel | None) -> JsonObject:
    """An `event_callback` around an event, with an id of its own."""
    directory = workspace.directory
    team = directory.home_team.id
    return {
        "token": VERIFICATION,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": directory.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": slack_id("Ev"),
        "event_time": int(workspace.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": directory.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel is not None and channel.is_ext_shared,
        "event_context": f"4-{secret()}",
    }


def typed_blocks(text: str) -> list[JsonObject]:
    """The rich text that Slack's own editor makes of what a person typed."""
    parts = MENTION.split(text)
    inline: list[JsonObject] = [
        {"type": "user", "user_id": part} if index % 2 else {"type": "text", "text": part}
        for index, part in enumerate(parts)
        if part
    ]
    section = {"type": "rich_text_section", "elements": inline}
    return [{"type": "rich_text", "block_id": secret()[:5], "elements": [section]}]


def message_event(workspace: Workspace, message: Message, channel: Channel) -> JsonObject:
    """A `message` event for something new."""
    return {
        **_shown(message),
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": channel.type,
        **_strange_team(workspace, message.user, channel),
        **_bot_profile(workspace, message),
    }


def mention_event(workspace: Workspace, message: Message, channel: Channel) -> JsonObject:
    """An `app_mention` event; it has no `channel_type`."""
    event = message_event(workspace, message, channel)
    event.pop("channel_type")
    return {**event, "type": "app_mention"}


def changed_event(workspace: Workspace, message: Message, before: JsonObject, channel: Channel) -> JsonObject:
    """A `message_changed` event, with the message as it is and as it was."""
    ts = workspace.timestamps.next()
    strange = _strange_team(workspace, message.user, channel)
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": {**message.as_json(), **strange},
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.type,
    }


def deleted_event(workspace: Workspace, before: JsonObject, channel: Channel) -> JsonObject:
    """A `message_deleted` event, with the message as it was."""
    ts = workspace.timestamps.next()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": before["ts"],
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.type,
    }


def home_event(workspace: Workspace, user: User, tab: str) -> JsonObject:
    """An `app_home_opened` event; with the view when one has been published."""
    view = workspace.views.home(user.id)
    return compact(
        {
            "type": "app_home_opened",
            "user": user.id,
            "channel": workspace.directory.dm_with_bot(user).id,
            "tab": tab,
            "view": workspace.view_json(view) if view and tab == "home" else None,
            "event_ts": workspace.timestamps.next(),
        }
    )


def _shown(message: Message) -> JsonObject:
    hidden = ("reply_count", "reply_users", "reply_users_count", "latest_reply", "reactions")
    shown = {key: value for key, value in message.as_json().items() if key not in hidden}
    if not message.is_reply:
        shown.pop("thread_ts", None)
    return shown


def _strange_team(workspace: Workspace, user: str, channel: Channel) -> Mapping[str, Any]:
    if not channel.is_ext_shared:
        return {}
    team = workspace.directory.team_of(workspace.directory.users[user]).id
    return {"user_team": team, "source_team": team}


def _bot_profile(workspace: Workspace, message: Message) -> Mapping[str, Any]:
    if message.bot_id is None:
        return {}
    bot = workspace.directory.users[message.user]
    profile = {
        "id": message.bot_id,
        "app_id": message.app_id,
        "name": bot.name,
        "deleted": False,
        "team_id": message.team,
    }
    return {"bot_profile": profile}
