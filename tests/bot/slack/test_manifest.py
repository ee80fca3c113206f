"""The manifest, against Slack's published shape and limits."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.slack.manifest import manifest
from tests.bot.slack import payloads
from tests.bot.slack.conftest import Slack

Url = Annotated[str, StringConstraints(pattern=r"^https?://", max_length=3500)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Metadata(Strict):
    major_version: Literal[1]
    minor_version: Literal[1]


class Display(Strict):
    name: Annotated[str, StringConstraints(min_length=1, max_length=35)]
    description: Annotated[str, StringConstraints(min_length=1, max_length=140)]
    long_description: Annotated[str, StringConstraints(min_length=175, max_length=4000)]


class AppHome(Strict):
    home_tab_enabled: Literal[True]
    messages_tab_enabled: Literal[True]
    messages_tab_read_only_enabled: Literal[False]


class BotUser(Strict):
    display_name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    always_online: bool


class Shortcut(Strict):
    name: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    type: Literal["message", "global"]
    callback_id: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    description: Annotated[str, StringConstraints(min_length=1, max_length=150)]


class Command(Strict):
    command: Annotated[str, StringConstraints(pattern=r"^/", min_length=2, max_length=32)]
    description: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    usage_hint: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    should_escape: bool
    url: Url | None = None


class Prompt(Strict):
    title: str
    message: str


class AgentView(Strict):
    agent_description: Annotated[str, StringConstraints(max_length=300)]
    suggested_prompts: Annotated[list[Prompt], Field(max_length=4)]


class Features(Strict):
    app_home: AppHome
    bot_user: BotUser
    shortcuts: Annotated[list[Shortcut], Field(min_length=1, max_length=10)]
    slash_commands: Annotated[list[Command], Field(min_length=1, max_length=50)]
    agent_view: AgentView


class Scopes(Strict):
    bot: Annotated[list[Name], Field(max_length=255)]


class OAuth(Strict):
    scopes: Scopes


class Events(Strict):
    bot_events: Annotated[list[Name], Field(max_length=100)]
    request_url: Url | None = None


class Interactivity(Strict):
    is_enabled: Literal[True]
    request_url: Url | None = None


class SettingsOf(Strict):
    event_subscriptions: Events
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Manifest(Strict):
    """https://github.com/slackapi/manifest-schema, version 1, as far as this app uses it."""

    metadata: Metadata = Field(alias="_metadata")
    display_information: Display
    features: Features
    oauth_config: OAuth
    settings: SettingsOf


@pytest.mark.parametrize("url", [None, "https://sharewise.example.org", "https://sharewise.example.org/"])
def test_it_has_slacks_shape_and_keeps_its_limits(url: str | None) -> None:
    Manifest.model_validate(manifest(url))


def test_over_sockets_it_names_no_address() -> None:
    read = Manifest.model_validate(manifest())
    assert read.settings.socket_mode_enabled
    assert "http" not in str(manifest())


def test_over_http_every_entry_goes_to_the_one_address() -> None:
    read = Manifest.model_validate(manifest("https://sharewise.example.org/"))
    address = "https://sharewise.example.org/slack/events"
    assert not read.settings.socket_mode_enabled
    assert {
        read.settings.event_subscriptions.request_url,
        read.settings.interactivity.request_url,
        *(command.url for command in read.features.slash_commands),
    } == {address}


def test_it_holds_what_the_contract_names() -> None:
    read = Manifest.model_validate(manifest())
    assert [command.command for command in read.features.slash_commands] == ["/sharewise"]
    assert {(each.callback_id, each.type) for each in read.features.shortcuts} == {
        ("ask_about_message", "message"),
        ("record_decision", "global"),
    }


@pytest.mark.parametrize("name", manifest()["settings"]["event_subscriptions"]["bot_events"])
def test_every_event_it_subscribes_to_has_a_listener(name: str, slack: Slack, logs: list[Any]) -> None:
    """A subscription may narrow an event to a kind of channel, after a dot."""
    slack.send(payloads.event({"type": name.split(".", maxsplit=1)[0], "user": payloads.PERSON}))
    assert "unhandled_request" not in [entry["event"] for entry in logs]


@pytest.mark.parametrize("payload", [payloads.direct("hello"), payloads.mention("hello"), payloads.home_opened()])
def test_every_event_that_is_listened_to_is_subscribed(payload: payloads.Payload) -> None:
    kind = payload["event"]["type"] + (".im" if payload["event"].get("channel_type") else "")
    assert kind in manifest()["settings"]["event_subscriptions"]["bot_events"]


def test_it_asks_for_no_more_than_it_uses() -> None:
    scopes = Manifest.model_validate(manifest()).oauth_config.scopes.bot
    assert scopes == [
        "app_mentions:read",
        "assistant:write",
        "channels:read",
        "chat:write",
        "commands",
        "groups:read",
        "im:history",
        "im:write",
        "usergroups:read",
        "users:read",
    ]
