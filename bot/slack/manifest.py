"""Slack's app manifest, made from what the code registers. https://docs.slack.dev/reference/app-manifest"""

from collections.abc import Iterable
from typing import Any

from bot.slack.blocks.wording import ASK_PROMPTS
from bot.slack.listeners import FEATURES
from bot.slack.needs import ShortcutEntry, SlashCommand

NAME = "Sharewise"
DESCRIPTION = "Guidance on sharing information to keep a child safe, where you work."
LONG_DESCRIPTION = (
    "Ask in plain words whether and how you may share information about a child. Sharewise answers from the published"
    " guidance, says where it found the answer, helps you record the decision to share or not to share, and brings in"
    " a safeguarding lead. It points towards an answer; the decision stays with you. If a child may be in danger now,"
    " call 999."
)
EVENTS_PATH = "/slack/events"


def manifest(http_url: str | None = None) -> dict[str, Any]:
    """For Socket Mode; with `http_url`, the public address of the bot, for signed HTTP."""
    url = http_url.rstrip("/") + EVENTS_PATH if http_url else None
    at = {"request_url": url} if url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {"name": NAME, "description": DESCRIPTION, "long_description": LONG_DESCRIPTION},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [_shortcut(each) for feature in FEATURES for each in feature.NEEDS.shortcuts],
            "slash_commands": [_command(each, url) for feature in FEATURES for each in feature.NEEDS.commands],
            "agent_view": {
                "agent_description": DESCRIPTION,
                "suggested_prompts": [{"title": title, "message": message} for title, message in ASK_PROMPTS],
            },
        },
        "oauth_config": {"scopes": {"bot": _sorted(scope for feature in FEATURES for scope in feature.NEEDS.scopes)}},
        "settings": {
            "event_subscriptions": {
                **at,
                "bot_events": _sorted(event for feature in FEATURES for event in feature.NEEDS.events),
            },
            "interactivity": {"is_enabled": any(feature.NEEDS.interactive for feature in FEATURES), **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(entry: ShortcutEntry) -> dict[str, str]:
    return {
        "name": entry.name,
        "type": entry.kind,
        "callback_id": str(entry.callback_id),
        "description": entry.description,
    }


def _command(entry: SlashCommand, url: str | None) -> dict[str, Any]:
    described = {"command": entry.command, "description": entry.description, "usage_hint": entry.usage_hint}
    return described | {"should_escape": False} | ({"url": url} if url else {})


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
