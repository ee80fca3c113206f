"""What people say: messages, edits, deletions, opening the app's Home."""

from typing import Literal

from bot.playground.directory import Channel
from bot.playground.ids import secret
from bot.playground.local_slack import LocalSlack
from bot.playground.messages import Message
from bot.playground.payloads.events import typed_blocks
from bot.playground.seed import User
from bot.playground.wire import ControlError, JsonObject


def member(slack: LocalSlack, user_key: str, channel_key: str | None) -> tuple[User, Channel]:
    """A person and the channel they stand in; their direct message with the app when none is named.

    Raises `ControlError` when they are not a member, or cannot act at all.
    """
    directory = slack.workspace.directory
    user = directory.person(user_key)
    if user.deleted:
        raise ControlError("this user is deactivated")
    channel = directory.place(channel_key) if channel_key else directory.dm_with_bot(user)
    if user.id not in channel.members:
        raise ControlError("this user is not in that channel")
    return user, channel


def say(slack: LocalSlack, user: User, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
    """Posts as a person (or as another bot). Raises `ControlError` for a thread that is not there."""
    if channel.is_archived:
        raise ControlError("that channel is archived")
    if thread_ts is not None:
        parent = existing(slack, channel, thread_ts)
        thread_ts = parent.thread_ts if parent.is_reply else parent.ts
    message = Message(
        ts=slack.workspace.timestamps.next(),
        channel=channel.id,
        user=user.id,
        text=text,
        team=slack.workspace.directory.team_of(user).id,
        blocks=[] if user.is_bot or not text else typed_blocks(text),
        thread_ts=thread_ts,
        bot_id=user.bot_id or None,
        app_id="A0OTHERAPP" if user.is_bot else None,
        client_msg_id=None if user.is_bot else secret(),
    )
    slack.workspace.messages.add(message)
    slack.announce_new(message, channel)
    return message


def edit(slack: LocalSlack, user: User, channel: Channel, ts: str, text: str) -> None:
    """Changes what a person said. Raises `ControlError` when it is not theirs."""
    message = _own(slack, user, channel, ts)
    before = message.as_json()
    message.text, message.blocks = text, typed_blocks(text)
    message.edited = {"user": user.id, "ts": slack.workspace.timestamps.next()}
    slack.announce_change(message, before, channel)


def delete(slack: LocalSlack, user: User, channel: Channel, ts: str) -> None:
    """Deletes what a person said. Raises `ControlError` when it is not theirs."""
    slack.remove(_own(slack, user, channel, ts), channel)


def open_home(slack: LocalSlack, user: User, tab: Literal["home", "messages"]) -> JsonObject:
    """Opens the app's Home or messages tab."""
    slack.announce_home(user, tab)
    return {"channel": slack.workspace.directory.dm_with_bot(user).id}


def existing(slack: LocalSlack, channel: Channel, ts: str) -> Message:
    """The message at `ts`. Raises `ControlError` when there is none."""
    message = slack.workspace.messages.get(channel.id, ts)
    if message is None:
        raise ControlError("there is no such message")
    return message


def _own(slack: LocalSlack, user: User, channel: Channel, ts: str) -> Message:
    message = existing(slack, channel, ts)
    if message.user != user.id:
        raise ControlError("that message is not this user's")
    return message
