"""The workspace, and the way from it to the app: what everything else in the room is handed."""

from collections.abc import Mapping
from typing import Any

from bot.playground.config import PlaygroundConfig, Timing
from bot.playground.delivery.dispatcher import Dispatcher
from bot.playground.delivery.signed_http import SignedHttp
from bot.playground.delivery.sockets import Sockets
from bot.playground.directory import Channel
from bot.playground.messages import Message
from bot.playground.payloads.events import (
    SUBSCRIPTIONS,
    callback,
    changed_event,
    deleted_event,
    home_event,
    mention_event,
    message_event,
)
from bot.playground.seed import User
from bot.playground.state import Workspace
from bot.playground.wire import JsonObject


class LocalSlack:
    """One running playground."""

    def __init__(self, config: PlaygroundConfig) -> None:
        self.config = config
        self.workspace = Workspace(config)
        self.sockets = Sockets(config.seed.app.id, config.most_sockets, self.workspace.journal)
        self.http = (
            SignedHttp(config.http_url, config.seed.credentials.signing, self.workspace.clock.now)
            if config.http_url
            else None
        )
        self.dispatcher = Dispatcher(
            self.http or self.sockets, config.timing, self.workspace.faults, self.workspace.journal
        )

    def retime(self, changes: Mapping[str, Any]) -> Timing:
        """Changes some of Slack's clocks while running. Raises `pydantic.ValidationError`."""
        timing = Timing.model_validate(self.dispatcher.timing.model_dump() | dict(changes))
        self.dispatcher.timing = self.workspace.permits.timing = timing
        return timing

    def announce(self, subscription: str, event: JsonObject, channel: Channel | None) -> None:
        """Delivers an event, if the app has subscribed to it and stands in the channel."""
        wanted = self.config.bot_events
        if wanted is not None and subscription not in wanted:
            return
        if channel is not None and self.workspace.directory.bot.id not in channel.members:
            return
        self.dispatcher.send_event(callback(self.workspace, event, channel))

    def announce_new(self, message: Message, channel: Channel) -> None:
        """Announces a new message, and the mention of the app when it has one (direct messages never count as one)."""
        subscription = SUBSCRIPTIONS[channel.type]
        self.announce(subscription, message_event(self.workspace, message, channel), channel)
        mentioned = f"<@{self.workspace.directory.bot.id}>" in message.text
        if mentioned and not channel.is_im and message.user != self.workspace.directory.bot.id:
            self.announce("app_mention", mention_event(self.workspace, message, channel), channel)
        self.workspace.journal.changed("message")

    def announce_change(self, message: Message, before: JsonObject, channel: Channel) -> None:
        """Announces that a message reads differently now."""
        event = changed_event(self.workspace, message, before, channel)
        self.announce(SUBSCRIPTIONS[channel.type], event, channel)
        self.workspace.journal.changed("message")

    def remove(self, message: Message, channel: Channel) -> None:
        """Deletes a message and announces it; with replies it leaves a tombstone, which is a change."""
        before = message.as_json()
        if self.workspace.messages.remove(message):
            self.announce_change(message, before, channel)
            return
        self.announce(SUBSCRIPTIONS[channel.type], deleted_event(self.workspace, before, channel), channel)
        self.workspace.journal.changed("message")

    def announce_home(self, user: User, tab: str) -> None:
        """Announces that a person has opened the app's Home or its messages."""
        self.announce("app_home_opened", home_event(self.workspace, user, tab), None)

    async def close(self) -> None:
        """Stops delivering and lets every connection go."""
        await self.dispatcher.close()
        await self.sockets.close()
        if self.http is not None:
            await self.http.close()
