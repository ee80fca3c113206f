"""Interactions, shortcuts and slash commands in Slack's own shapes."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from bot.playground.directory import Channel
from bot.playground.messages import Ephemeral, Message
from bot.playground.seed import User
from bot.playground.state import Workspace
from bot.playground.views import View
from bot.playground.wire import JsonObject, compact

VERIFICATION = "playground-verification-token"
"""The deprecated verification token, which apps must not rely on."""


def person(workspace: Workspace, user: User) -> JsonObject:
    """The `user` of an interaction."""
    return {
        "id": user.id,
        "username": user.handle,
        "name": user.handle,
        "team_id": workspace.directory.team_of(user).id,
    }


def common(workspace: Workspace, user: User, kind: str) -> JsonObject:
    """What every interaction has."""
    team = workspace.directory.home_team
    return {
        "type": kind,
        "user": person(workspace, user),
        "api_app_id": workspace.directory.app.id,
        "token": VERIFICATION,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(workspace: Workspace, secret: str) -> str:
    """The whole address of a response URL."""
    return f"{workspace.config.address}/response/{secret}"


def message_actions(
    workspace: Workspace, user: User, source: Message | Ephemeral, action: JsonObject, channel: Channel
) -> JsonObject:
    """`block_actions` on a message. An ephemeral one does not travel along; an ordinary one does."""
    ephemeral = isinstance(source, Ephemeral)
    permits = workspace.permits
    url = permits.response_url(user.id, channel.id, source.ts, source.thread_ts, ephemeral)
    container = {
        "type": "message",
        "message_ts": source.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
        "thread_ts": source.thread_ts,
    }
    return common(workspace, user, "block_actions") | compact(
        {
            "container": compact(container),
            "trigger_id": permits.trigger(user.id, "message"),
            "channel": {"id": channel.id, "name": channel.payload_name},
            "message": source.as_json() if isinstance(source, Message) else None,
            "state": {"values": deepcopy(source.state)},
            "response_url": response_url(workspace, url),
            "actions": [action],
        }
    )


def view_actions(workspace: Workspace, user: User, view: View, action: JsonObject) -> JsonObject:
    """`block_actions` on a modal or a Home tab."""
    return common(workspace, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.permits.trigger(user.id, "view" if view.is_modal else "home"),
        "view": workspace.view_json(view),
        "actions": [action],
    }


def view_submission(workspace: Workspace, user: User, view: View) -> JsonObject:
    """`view_submission` with the values as they stand."""
    return common(workspace, user, "view_submission") | {
        "trigger_id": workspace.permits.trigger(user.id, "view"),
        "view": workspace.view_json(view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, user: User, view: View, cleared: bool) -> JsonObject:
    """`view_closed`, for views that asked for it."""
    return common(workspace, user, "view_closed") | {"view": workspace.view_json(view), "is_cleared": cleared}


def global_shortcut(workspace: Workspace, user: User, callback_id: str) -> JsonObject:
    """`shortcut`: from the composer or search, so without a channel."""
    return common(workspace, user, "shortcut") | {
        "action_ts": workspace.timestamps.next(),
        "callback_id": callback_id,
        "trigger_id": workspace.permits.trigger(user.id, "shortcut"),
    }


def message_shortcut(
    workspace: Workspace, user: User, callback_id: str, message: Message, channel: Channel
) -> JsonObject:
    """`message_action`: from a message's own menu."""
    url = workspace.permits.response_url(user.id, channel.id)
    return common(workspace, user, "message_action") | {
        "action_ts": workspace.timestamps.next(),
        "callback_id": callback_id,
        "trigger_id": workspace.permits.trigger(user.id, "shortcut"),
        "response_url": response_url(workspace, url),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel.payload_name},
        "message": message.as_json(),
    }


def slash_command(workspace: Workspace, user: User, channel: Channel, command: str, text: str) -> dict[str, str]:
    """A slash command: a flat form, every value a string."""
    team = workspace.directory.home_team
    url = workspace.permits.response_url(user.id, channel.id)
    return {
        "token": VERIFICATION,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.payload_name,
        "user_id": user.id,
        "user_name": user.handle,
        "command": command,
        "text": text,
        "api_app_id": workspace.directory.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, url),
        "trigger_id": workspace.permits.trigger(user.id, "command"),
    }


def action_of(block: Mapping[str, Any], element: Mapping[str, Any], ts: str, chosen: JsonObject) -> JsonObject:
    """One entry of `actions`: the element used, with what was chosen in it."""
    kept = ("text", "value", "style", "url", "placeholder", "accessibility_label")
    shown = {key: element[key] for key in kept if key in element}
    return {
        **shown,
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        **chosen,
        "action_ts": ts,
    }
