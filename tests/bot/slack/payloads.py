"""Requests in the shape that Slack sends them; all people and places are invented."""

import json
from collections.abc import Mapping
from typing import Any

from tests.bot.slack.web_api import BOT_USER, DIRECT, TEAM

PERSON = "U0PERSON"
CHANNEL = "C0CHANNEL"
TS = "1700000000.000100"

Payload = dict[str, Any]


def event(inner: Mapping[str, Any], event_id: str = "Ev1", **around: Any) -> Payload:
    """An Events API envelope."""
    return {
        "token": "t",
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1700000000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event": dict(inner),
        **around,
    }


def direct(text: str, ts: str = TS, **more: Any) -> Payload:
    """A direct message."""
    return event(
        {
            "type": "message",
            "user": PERSON,
            "ts": ts,
            "text": text,
            "team": TEAM,
            "channel": DIRECT,
            "channel_type": "im",
            "event_ts": ts,
            "client_msg_id": "6f7a",
            **more,
        }
    )


def mention(text: str, **more: Any) -> Payload:
    """The bot's name in a channel."""
    return event(
        {
            "type": "app_mention",
            "user": PERSON,
            "ts": TS,
            "text": f"<@{BOT_USER}> {text}",
            "team": TEAM,
            "channel": CHANNEL,
            "event_ts": TS,
            **more,
        }
    )


def changed(before: str, after: str, edited_ts: str = "1700000050.000000", **inside: Any) -> Payload:
    """`message_changed` in the direct message."""
    message = {"type": "message", "user": PERSON, "ts": TS, "team": TEAM}
    return event(
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": DIRECT,
            "channel_type": "im",
            "ts": edited_ts,
            "event_ts": edited_ts,
            "message": {**message, "text": after, "edited": {"user": PERSON, "ts": edited_ts}, **inside},
            "previous_message": {**message, "text": before},
        }
    )


def deleted(**before: Any) -> Payload:
    """`message_deleted` in the direct message."""
    return event(
        {
            "type": "message",
            "subtype": "message_deleted",
            "channel": DIRECT,
            "channel_type": "im",
            "ts": "1700000060.000000",
            "event_ts": "1700000060.000000",
            "deleted_ts": TS,
            "previous_message": {"type": "message", "user": PERSON, "ts": TS, "text": "gone", **before},
        }
    )


def home_opened(tab: str = "home") -> Payload:
    """`app_home_opened`."""
    return event({"type": "app_home_opened", "user": PERSON, "channel": DIRECT, "tab": tab, "event_ts": TS})


def command(text: str, response_url: str) -> Payload:
    """The slash command."""
    return {
        "token": "t",
        "team_id": TEAM,
        "team_domain": "invented",
        "channel_id": CHANNEL,
        "channel_name": "general",
        "user_id": PERSON,
        "user_name": "person",
        "command": "/sharewise",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": "1.2.trigger",
    }


def pressed(action_id: str, value: str | None = "answer1", **more: Any) -> Payload:
    """A button of a message in the direct message."""
    return {
        "type": "block_actions",
        "user": {"id": PERSON, "username": "person", "name": "person", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "invented"},
        "api_app_id": "A1",
        "token": "t",
        "container": {"type": "message", "message_ts": TS, "channel_id": DIRECT, "is_ephemeral": False},
        "trigger_id": "1.2.trigger",
        "channel": {"id": DIRECT, "name": "directmessage"},
        "actions": [
            {"action_id": action_id, "block_id": "b1", "value": value, "type": "button", "action_ts": "1700000100.1"}
        ],
        **more,
    }


def pressed_in_view(action_id: str, view: Mapping[str, Any], values: Mapping[str, Any] | None = None) -> Payload:
    """A control of a modal or of the Home tab."""
    payload = pressed(action_id, None, view=opened(view, values))
    payload["container"] = {"type": "view", "view_id": "V1"}
    del payload["channel"]
    return payload


def submitted(view: Mapping[str, Any], values: Mapping[str, Any] | None = None) -> Payload:
    """A modal, submitted."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "invented"},
        "user": {"id": PERSON, "username": "person", "name": "person", "team_id": TEAM},
        "api_app_id": "A1",
        "token": "t",
        "trigger_id": "1.2.trigger",
        "view": opened(view, values),
        "response_urls": [],
        "is_enterprise_install": False,
    }


def opened(view: Mapping[str, Any], values: Mapping[str, Any] | None = None) -> Payload:
    """A view as it comes back, with what was filled in by field id."""
    state = {block_id: {block_id: element(view, block_id, value)} for block_id, value in (values or {}).items()}
    return {**json.loads(json.dumps(view)), "id": "V1", "hash": "h1", "team_id": TEAM, "state": {"values": state}}


def element(view: Mapping[str, Any], block_id: str, value: Any) -> dict[str, Any]:
    """One input's state, in the form its kind has."""
    block = next(each for each in view["blocks"] if each.get("block_id") == block_id)
    kind = block["element"]["type"]
    match kind:
        case "static_select" | "radio_buttons":
            return {"type": kind, "selected_option": _option(value) if value else None}
        case "multi_static_select":
            return {"type": kind, "selected_options": [_option(each) for each in value or ()]}
        case "datepicker":
            return {"type": kind, "selected_date": value}
        case _:
            return {"type": kind, "value": value}


def _option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def on_message(text: str, response_url: str) -> Payload:
    """The message shortcut."""
    return {
        "type": "message_action",
        "token": "t",
        "action_ts": "1700000200.5",
        "team": {"id": TEAM, "domain": "invented"},
        "user": {"id": PERSON, "username": "person", "team_id": TEAM, "name": "person"},
        "channel": {"id": CHANNEL, "name": "general"},
        "is_enterprise_install": False,
        "callback_id": "ask_about_message",
        "trigger_id": "1.2.trigger",
        "response_url": response_url,
        "message_ts": TS,
        "message": {"type": "message", "user": "U0OTHER", "ts": TS, "text": text, "team": TEAM},
    }


def from_menu(callback_id: str) -> Payload:
    """A global shortcut."""
    return {
        "type": "shortcut",
        "token": "t",
        "action_ts": "1700000200.6",
        "team": {"id": TEAM, "domain": "invented"},
        "user": {"id": PERSON, "username": "person", "team_id": TEAM},
        "is_enterprise_install": False,
        "callback_id": callback_id,
        "trigger_id": "1.2.trigger",
    }
